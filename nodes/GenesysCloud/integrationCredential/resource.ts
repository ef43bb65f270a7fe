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
import type { Resource } from '../../core/resource';
import { UUID } from '../../core/uuid';
import { FIELDS } from './fields';
import { DROP_HIDDEN_FIELDS, KEYED, SCOPE } from './keyed';
import { shownFields } from './redacted';
import { IntegrationCredentialStore } from './store';
import type { IntegrationCredential } from './store';

const INTEGRATION_CREDENTIAL: Locator = {
	name: 'integrationCredentialId',
	displayName: 'Integration Credential',
	description: 'The integration credential to work on',
	searchMethod: 'searchIntegrationCredentials',
	...UUID,
};

const KIND: Kind<typeof FIELDS, IntegrationCredential, string> = {
	singular: 'integration credential',
	plural: 'integration credentials',
	article: 'an',
	picker: byLocator(INTEGRATION_CREDENTIAL),
	fields: FIELDS,
	main: [
		{ field: 'name', required: true },
		{ field: 'credentialType', required: true },
		{ field: 'credentialFields', required: true },
	],
	additional: [],
	check: () => undefined,
	simplify: ({ id, name, type, createdDate, modifiedDate, credentialFields }) => ({
		id,
		name,
		type: type?.name,
		createdDate,
		modifiedDate,
		...(credentialFields && { credentialFields: shownFields(credentialFields) }),
	}),
	withoutSecrets: ({ credentialFields, ...rest }) => ({
		...rest,
		...(credentialFields && { credentialFields: shownFields(credentialFields) }),
	}),
};

/** Integration credentials: what Genesys Cloud's integrations authenticate with. */
export const integrationCredential: Resource<IntegrationCredentialStore> = {
	name: 'Integration Credential',
	value: 'integrationCredential',
	open: (client) => new IntegrationCredentialStore(client),
	operations: [
		create(KIND, { secret: false, options: {} }),
		createOrUpdate(KIND, KEYED),
		remove(KIND, {}),
		get(KIND),
		getMany(KIND, {
			fields: {
				nameContains: NAME_CONTAINS,
				credentialType: FIELDS.credentialType,
			},
			matches: ({ name, type }, { nameContains, credentialType }) =>
				containsText(nameContains, name) && (!credentialType || type?.name === credentialType),
		}),
		sync(KIND, KEYED, SCOPE),
		update(KIND, {
			changeable: ['name', 'credentialFields'],
			options: DROP_HIDDEN_FIELDS,
		}),
	],
};
