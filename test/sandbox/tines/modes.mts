import type { FieldRule } from './fields.mts';

export const MODES = [
	'TEXT',
	'JWT',
	'OAUTH',
	'AWS',
	'MTLS',
	'HTTP_REQUEST_AGENT',
	'MULTI_REQUEST',
] as const;
export type Mode = (typeof MODES)[number];

/** The field of one mode. */
interface ModeField extends FieldRule {
	/** Whether it has to be there: in any case, or where every documented requirement is checked. */
	required?: 'usual' | 'all';
}

const TOKEN_FIELDS = {
	http_request_location_of_token: { type: 'text', required: 'usual' },
	http_request_ttl: { type: 'integer' },
	content_type: { type: 'text' },
} as const satisfies Record<string, ModeField>;

/** Fields each mode has beside the common ones; none of them is ever in an answer but AWS's two. */
export const MODE_FIELDS: Readonly<Record<Mode, Readonly<Record<string, ModeField>>>> = {
	TEXT: { value: { type: 'text', required: 'usual' } },
	JWT: {
		jwt_algorithm: { type: 'text', required: 'usual' },
		jwt_payload: { type: 'objectOrJson', required: 'usual' },
		jwt_auto_generate_time_claims: { type: 'flag' },
		jwt_private_key: { type: 'text', required: 'all' },
	},
	OAUTH: {
		oauth_url: { type: 'url' },
		oauth_token_url: { type: 'url', required: 'all' },
		oauth_client_id: { type: 'text', required: 'all' },
		oauth_client_secret: { type: 'text', required: 'all' },
		oauth_scope: { type: 'text', required: 'all' },
		oauth_grant_type: {
			type: 'choice',
			values: ['client_credentials', 'authorization_code'],
			required: 'all',
		},
		oauthPkceCodeChallengeMethod: { type: 'choice', values: ['S256', 'plain'] },
	},
	AWS: {
		aws_authentication_type: {
			type: 'choice',
			values: ['KEY', 'ROLE', 'INSTANCE_PROFILE'],
			required: 'usual',
		},
		aws_access_key: { type: 'text' },
		aws_secret_key: { type: 'text' },
		aws_assumed_role_arn: { type: 'text' },
		aws_assumed_role_external_id: { type: 'text' },
		use_static_external_id: { type: 'flag' },
	},
	MTLS: {
		mtls_client_certificate: { type: 'text', required: 'usual' },
		mtls_client_private_key: { type: 'text', required: 'usual' },
		mtls_root_certificate: { type: 'text', required: 'all' },
	},
	HTTP_REQUEST_AGENT: {
		http_request_options: { type: 'object', required: 'usual' },
		http_request_secret: { type: 'text' },
		...TOKEN_FIELDS,
	},
	MULTI_REQUEST: {
		credential_requests: { type: 'requests', required: 'usual' },
		...TOKEN_FIELDS,
	},
};

/** Members whose values are secrets though their names don't say so. */
export const SECRET_MEMBERS: readonly string[] = ['value', 'aws_access_key'];

/** AWS fields that one authentication type needs. */
const AWS_NEEDS: Record<string, readonly string[]> = {
	KEY: ['aws_access_key', 'aws_secret_key'],
	ROLE: ['aws_assumed_role_arn'],
};

/**
 * The fields that settings of a mode lack.
 * @param level how much of what the documents show as required is checked
 */
export function missingSettings(
	mode: Mode,
	settings: Record<string, unknown>,
	level: 'usual' | 'all',
): string[] {
	const needed = Object.entries(MODE_FIELDS[mode])
		.filter(([, { required }]) => required === 'usual' || (required === 'all' && level === 'all'))
		.map(([name]) => name);
	if (mode === 'OAUTH' && settings.oauth_grant_type === 'authorization_code') {
		needed.push('oauth_url');
	}
	if (mode === 'AWS' && level === 'all') {
		needed.push(...(AWS_NEEDS[String(settings.aws_authentication_type)] ?? []));
	}
	return needed.filter((name) => isBlank(settings[name]));
}

function isBlank(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}
