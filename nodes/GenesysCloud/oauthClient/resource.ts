import { choice } from '../../core/fields';
import type { Kind } from '../../core/kind';
import { byLocator } from '../../core/locator';
import type { Locator } from '../../core/locator';
import { containsText, NAME_CONTAINS } from '../../core/nameFilter';
import { create } from '../../core/operations/create';
import { createOrUpdate } from '../../core/operations/createOrUpdate';
import { remove } from '../../core/operations/delete';
import { get } from '../../core/operations/get';
import { getMany } from '../../core/operations/getMany';
import { sync } from '../../core/operations/sync';
import { update } from '../../core/operations/update';
import { pick, without } from '../../core/record';
import type { Resource } from '../../core/resource';
import { IntegrationCredentialStore } from '../integrationCredential/store';
import { UUID } from '../../core/uuid';
import { FIELD_NAMES, FIELDS, GRANT_TYPE_OPTIONS } from './fields';
import type { GrantType } from './fields';
import { CREATE_OPTIONS, KEYED, SCOPE } from './keyed';
import { getUsage } from './getUsage';
import { OWN_CLIENT_OPTIONS } from './ownClient';
import { regenerateSecret } from './regenerateSecret';
import { REMOVE_OPTIONS } from './remove';
import { checkGrant } from './rules';
import { OAuthClientStore } from './store';
import type { OAuthClient } from './wire';

const OAUTH_CLIENT: Locator = {
	name: 'clientId',
	displayName: 'OAuth Client',
	description: 'The OAuth client to work on',
	searchMethod: 'searchOAuthClients',
	...UUID,
};

const KIND: Kind<typeof FIELDS, OAuthClient, string> = {
	singular: 'OAuth client',
	plural: 'OAuth clients',
	article: 'an',
	picker: byLocator(OAUTH_CLIENT),
	fields: FIELDS,
	main: [
		{ field: 'name', required: true },
		{ field: 'authorizedGrantType', required: true },
		{ field: 'roles' },
		{ field: 'scopes' },
		{ field: 'registeredRedirectUris' },
	],
	shownFor: {
		roles: { authorizedGrantType: ['CLIENT-CREDENTIALS'] },
		scopes: { authorizedGrantType: ['CODE', 'PASSWORD', 'SAML2-BEARER', 'TOKEN'] },
	},
	additional: ['accessTokenValiditySeconds', 'description', 'state'],
	check: checkGrant,
	simplify: (stored) =>
		pick(stored, [
			'id',
			'name',
			'description',
			'authorizedGrantType',
			'state',
			'accessTokenValiditySeconds',
			'registeredRedirectUri',
			'scope',
			'roleDivisions',
			'dateToDelete',
		]),
	withoutSecrets: (stored) => without(stored, 'secret'),
};

/** OAuth clients: what apps and services authenticate to Genesys Cloud with. */
export const oauthClient: Resource<OAuthClientStore> = {
	name: 'OAuth Client',
	value: 'oauthClient',
	open: (client) => new OAuthClientStore(client, new IntegrationCredentialStore(client)),
	operations: [
		create(KIND, {
			secret: true,
			options: CREATE_OPTIONS,
		}),
		createOrUpdate(KIND, KEYED),
		remove(KIND, REMOVE_OPTIONS),
		get(KIND),
		getMany(KIND, {
			fields: {
				nameContains: NAME_CONTAINS,
				authorizedGrantType: choice<GrantType>({
					displayName: 'Grant Type',
					type: 'options',
					options: GRANT_TYPE_OPTIONS,
					default: 'CLIENT-CREDENTIALS',
					description: 'Only clients with this grant type',
				}),
				state: choice<'active' | 'disabled' | 'inactive'>({
					displayName: 'State',
					type: 'options',
					options: [
						{ name: 'Active', value: 'active' },
						{ name: 'Disabled', value: 'disabled' },
						{ name: 'Inactive', value: 'inactive' },
					],
					default: 'active',
					description: 'Only clients in this state',
				}),
			},
			matches: (stored, filters) =>
				stored.state !== 'deleted' &&
				containsText(filters.nameContains, stored.name) &&
				(!filters.authorizedGrantType ||
					stored.authorizedGrantType === filters.authorizedGrantType) &&
				(!filters.state || (stored.state ?? 'active') === filters.state),
		}),
		getUsage(OAUTH_CLIENT),
		regenerateSecret(KIND),
		sync(KIND, KEYED, SCOPE),
		update(KIND, { changeable: FIELD_NAMES, options: OWN_CLIENT_OPTIONS }),
	],
};
