import { appOf } from '../apps.mts';
import type { Behaviour } from '../behaviour.mts';
import { ApiError } from '../errors.mts';
import { SCHEMES, type Integration } from '../records.mts';
import { isIn, isNotEmpty, isObject, isString, isUuid, TEXT, type Rules } from './rules.mts';

/** A body that passed CREDENTIAL_RULES (reference: CreateIntegrationCredentialsRequest). */
export interface CredentialRequest {
	name: string;
	values: { clientId: string; clientSecret: string; scopes?: string } & Record<string, unknown>;
	provider: string;
	scheme: string;
	integrationId: string;
}

export const CREDENTIAL_RULES: Rules = {
	name: TEXT,
	values: {
		rules: [isObject],
		members: {
			clientId: { rules: [isString] },
			clientSecret: { rules: [isString] },
			scopes: { rules: [isString], optional: true },
		},
	},
	provider: TEXT,
	scheme: { rules: [isIn(SCHEMES)] },
	integrationId: { rules: [isUuid] },
};

function refuseBlankKeys({ values }: CredentialRequest): void {
	const children = (['clientId', 'clientSecret'] as const)
		.filter((member) => values[member].trim() === '')
		.map((member) => ({
			constraints: { [isNotEmpty.name]: isNotEmpty.text(member) },
			children: [],
		}));
	if (children.length > 0) throw new ApiError('invalid', { message: [{ children }] });
}

function refuseNotOAuth(integration: Integration, behaviour: Behaviour): void {
	const { customIntegration, type, resourceId, id } = integration;
	const oauth = customIntegration
		? customIntegration.authenticationType === 'oauth'
		: behaviour.nonOAuthNative === 'accepted' || (appOf(type).oauth && resourceId === null);
	if (oauth) return;
	const authenticationType = customIntegration?.authenticationType;
	throw new ApiError('notOAuth', {
		meta: { integrationId: id, ...(authenticationType && { authenticationType }) },
	});
}

function refuseScopes({ values }: CredentialRequest, native: boolean, behaviour: Behaviour): void {
	const scopes = values.scopes?.trim() ?? '';
	if (native && scopes === '' && behaviour.nativeWithoutScopes === 'refused') {
		throw new ApiError('scopesMissing');
	}
	if (!native && scopes !== '' && behaviour.customScopes === 'refused') {
		throw new ApiError('scopesUnexpected');
	}
}

/**
 * Whether an OAuth app may be set for an integration.
 * @throws ApiError 400
 */
export function refuseUnsuitable(
	request: CredentialRequest,
	integration: Integration,
	behaviour: Behaviour,
): void {
	const native = integration.customIntegration === null;
	if (request.scheme !== 'oauth_app') throw new ApiError('wrongScheme');
	refuseNotOAuth(integration, behaviour);
	if (request.provider !== integration.type && behaviour.providerMismatch === 'refused') {
		throw new ApiError('providerMismatch', {
			meta: { provider: request.provider, type: integration.type },
		});
	}
	if (!native || behaviour.blankClientKeys === 'refused') refuseBlankKeys(request);
	refuseScopes(request, native, behaviour);
}
