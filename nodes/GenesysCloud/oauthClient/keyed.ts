import type { Keyed } from '../../core/desired';
import { choice, text } from '../../core/fields';
import type { Scope } from '../../core/sync/scope';
import { FIELDS, GRANT_TYPE_OPTIONS } from './fields';
import type { GrantType, OAuthClientSpec } from './fields';
import type { OAuthClient } from './wire';
import { OAUTH_CLIENT_TERRAFORM } from './terraform';

/** What else may be done on the way when a client is created. */
export const CREATE_OPTIONS = {
	integrationCredentialName: text({
		displayName: 'Integration Credential Name',
		type: 'string',
		default: '',
		description:
			'Makes an integration credential of this name (type pureCloudOAuthClient) with the new client ID and secret, which need not be output then',
	}),
	onFailure: choice<'keep' | 'remove'>({
		displayName: 'On Failure',
		type: 'options',
		options: [
			{
				name: 'Keep Client',
				value: 'keep',
				description: 'The error says what was made and what is missing',
			},
			{
				name: 'Remove Client',
				value: 'remove',
				description: 'The new client is deleted again',
			},
		],
		default: 'keep',
		description:
			'What becomes of the new client when a later step, such as making the integration credential, does not succeed',
	}),
};

/** How a client that is wanted is found among those there are. */
export const KEYED: Keyed<typeof FIELDS, OAuthClient, string, undefined, typeof CREATE_OPTIONS> = {
	keyLabel: 'Name',
	literalKey: ({ name }) => String(name),
	nameOf: ({ name }) => String(name),
	wordsOf: ({ name }) => `the name '${name}'`,
	storedName: ({ name }) => name,
	refOf: String,
	secret: true,
	options: CREATE_OPTIONS,
	perItem: ['integrationCredentialName'],
	terraform: OAUTH_CLIENT_TERRAFORM,
};

const SCOPE_FIELDS = {
	authorizedGrantType: choice<GrantType>({
		displayName: 'Grant Type',
		type: 'options',
		options: GRANT_TYPE_OPTIONS,
		default: 'CLIENT-CREDENTIALS',
		description: 'Only clients with this grant type',
	}),
};

/** What a sync can be bound to. */
export const SCOPE: Scope<typeof SCOPE_FIELDS, OAuthClientSpec, OAuthClient, undefined> = {
	fields: SCOPE_FIELDS,
	holds: (stored, { authorizedGrantType: grantType }) =>
		!grantType || stored.authorizedGrantType === grantType,
	admits: (spec, { authorizedGrantType: grantType }) =>
		!grantType || spec.authorizedGrantType === grantType,
};
