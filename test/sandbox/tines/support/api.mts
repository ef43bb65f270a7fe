import type { Answer } from '../../support/http.mts';
import type { Sandbox } from '../../index.mts';
import type { Mode } from '../modes.mts';

/** Calls the API with one key; get one from `tinesApi`. Paths are under /api/v1. */
export type TinesApi = (method: string, path: string, body?: unknown) => Promise<Answer>;

/** The API for a key in the vendor's usual header, or with other headers in its place. */
export function tinesApi(
	{ tines }: Sandbox,
	key: string = tines.owner.apiKey,
	headers: Record<string, string> = { authorization: `Bearer ${key}` },
): TinesApi {
	return async (method, path, body) => {
		const response = await fetch(`${tines.url}/api/v1${path}`, {
			method,
			headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
		return {
			status: response.status,
			headers: response.headers,
			body: isJson ? (JSON.parse(text) as unknown) : text,
		};
	};
}

/** The mode's fields of a create, with secrets that can be looked for. */
export const MODE_BODIES: Readonly<Record<Mode, Readonly<Record<string, unknown>>>> = {
	TEXT: { value: 'hush-value' },
	JWT: {
		jwt_algorithm: 'RS256',
		jwt_payload: { iss: 'me' },
		jwt_auto_generate_time_claims: true,
		jwt_private_key: 'hush-jwt',
	},
	OAUTH: {
		oauth_url: 'https://idp.example.com/authorize?tenant=1',
		oauth_token_url: 'https://idp.example.com/token',
		oauth_client_id: 'client-abc',
		oauth_client_secret: 'hush-oauth',
		oauth_scope: 'read write',
		oauth_grant_type: 'authorization_code',
	},
	AWS: {
		aws_authentication_type: 'KEY',
		aws_access_key: 'hush-access',
		aws_secret_key: 'hush-aws',
	},
	MTLS: {
		mtls_client_certificate: 'certificate',
		mtls_client_private_key: 'hush-mtls',
		mtls_root_certificate: 'root',
	},
	HTTP_REQUEST_AGENT: {
		http_request_options: {
			url: 'https://api.example.com/token',
			method: 'post',
			headers: { Authorization: 'hush-header', 'X-Api-Key': 'hush-api-key' },
		},
		http_request_location_of_token: '=response.body.access_token',
		http_request_secret: 'hush-agent',
		http_request_ttl: 300,
	},
	MULTI_REQUEST: {
		credential_requests: [
			{ options: { url: 'https://a.example.com' }, http_request_secret: 'hush-first' },
			{ options: { url: 'https://b.example.com' }, http_request_secret: 'hush-second' },
		],
		http_request_location_of_token: '=response.body.token',
		http_request_ttl: 300,
	},
};

/** Body of a create in team 1. */
export function credentialBody(mode: Mode, members: Record<string, unknown> = {}) {
	return { name: `A ${mode} credential`, mode, team_id: 1, ...MODE_BODIES[mode], ...members };
}

/** Creates a credential and gives its answer's body. */
export async function createCredential(
	api: TinesApi,
	mode: Mode = 'TEXT',
	members: Record<string, unknown> = {},
): Promise<any> {
	const { status, body } = await api('POST', '/user_credentials', credentialBody(mode, members));
	expect([status, body]).toEqual([expect.any(Number), expect.objectContaining({ mode })]);
	return body as unknown;
}

/** The truth about a credential. */
export function stored({ control }: Sandbox, id: number): any {
	const { credentials } = control.state('tines') as { credentials: Array<{ id: number }> };
	return credentials.find((credential) => credential.id === id);
}
