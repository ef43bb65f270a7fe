import { secretOf, SECRET, type KeyedCase } from '../../support/keyedCase.mts';
import { clientsNamed, credentialsNamed, credentialsWithout, stateOf } from '../genesysCloud.mts';
import type { OperationCase } from '../../support/vendorCase.mts';

const CLIENTS = '/api/v2/oauth/clients';
const CREDENTIALS = '/api/v2/integrations/credentials';

const without = (permission: string): Pick<OperationCase, 'forbidden'> => ({
	forbidden: (sandbox) => ({
		...{ credentials: credentialsWithout(sandbox, permission), status: 403, told: permission },
	}),
});

const each = <Entry,>(count: number, entry: (index: number) => Entry): Entry[] =>
	Array.from({ length: count }, (_, index) => entry(index));

const oauthClient: KeyedCase = {
	resource: 'oauthClient',
	routes: {
		list: { method: 'GET', path: CLIENTS },
		create: { method: 'POST', path: CLIENTS },
		update: { method: 'PUT', path: `${CLIENTS}/:id` },
		remove: { method: 'DELETE', path: `${CLIENTS}/:id` },
	},
	calls: { list: 1, placing: 0, look: 0, create: 1, creating: 0, update: 1, updating: 0 },
	lostCreation: 'adopts',
	mayNotCreate: without('oauth:client:add'),
	mayNotUpdate: without('oauth:client:edit'),
	place: () => ({}),
	asFields: {
		...{ name: '={{ $json.name }}', authorizedGrantType: 'CODE', scopes: ['users'] },
		registeredRedirectUris: '={{ $json.registeredRedirectUris }}',
		additionalFields: { description: '={{ $json.description }}' },
	},
	wanted: (_sandbox, count) =>
		each(count, (index) => ({
			...{ name: `wanted ${index}`, authorizedGrantType: 'CODE', scopes: ['users'] },
			registeredRedirectUris: [`https://app-${index}.example/back`],
			description: `description ${index}`,
		})),
	secretFields: [],
	hidden: false,
	several: true,
	readable: () => ({ field: 'description', change: { description: 'another' } }),
	seed(sandbox, wanted) {
		sandbox.control.seed('genesysCloud', {
			clients: wanted.map(({ name, registeredRedirectUris }) => ({
				...{ name, authorizedGrantType: 'CODE', scope: ['users'], description: 'as it was' },
				registeredRedirectUri: registeredRedirectUris,
			})),
		});
	},
	drift(client) {
		client.description = 'changed by hand';
	},
	locator: 'clientId',
	scope: { namePrefix: 'wanted ' },
	all: (sandbox) => stateOf(sandbox).clients.filter(({ goneFrom }: any) => !goneFrom),
	kept: (sandbox, { name }) => clientsNamed(sandbox, name),
	terraform: ({ name, description, scopes, registeredRedirectUris }, { id }) => ({
		attributes: {
			...{ id, name, description, scopes, authorized_grant_type: 'CODE', state: 'active' },
			...{ access_token_validity_seconds: 86_400, roles: [], client_id: id, client_secret: null },
			...{ registered_redirect_uris: registeredRedirectUris, directory_client_secret: null },
			...{ integration_credential_id: null, integration_credential_name: null },
			expose_client_secret: false,
		},
		readable: { description: 'another' },
	}),
	asDesired: ({ name, authorizedGrantType, scope, registeredRedirectUri, description }) => ({
		...{ name, authorizedGrantType, scopes: scope, description },
		registeredRedirectUris: registeredRedirectUri,
	}),
	nameOf: ({ name }) => name,
};

const integrationCredential: KeyedCase = {
	resource: 'integrationCredential',
	routes: {
		list: { method: 'GET', path: `${CREDENTIALS}/listing` },
		create: { method: 'POST', path: CREDENTIALS },
		update: { method: 'PUT', path: `${CREDENTIALS}/:id` },
		remove: { method: 'DELETE', path: `${CREDENTIALS}/:id` },
	},
	// An update reads what is there, once for all what the types hold, and only an empty page ends a list.
	calls: { list: 2, placing: 0, look: 0, create: 1, creating: 0, update: 2, updating: 1 },
	lostCreation: 'adopts',
	mayNotCreate: without('integrations:integration:add'),
	mayNotUpdate: without('integrations:integration:edit'),
	place: () => ({}),
	asFields: {
		...{ name: '={{ $json.name }}', credentialType: 'basicAuth' },
		credentialFields: {
			field: [
				{ name: 'userName', value: 'someone' },
				{ name: 'password', value: SECRET },
			],
		},
	},
	wanted: (_sandbox, count) =>
		each(count, (index) => ({
			...{ name: `wanted ${index}`, credentialType: 'basicAuth' },
			credentialFields: { userName: 'someone', password: secretOf(index) },
		})),
	secretFields: ['credentialFields'],
	hidden: true,
	several: true,
	readable: ({ name }) => ({ field: 'name', change: { name: `${name} renamed` } }),
	seed(sandbox, wanted) {
		sandbox.control.seed('genesysCloud', {
			credentials: wanted.map(({ name }, index) => ({
				...{ name, type: 'basicAuth' },
				credentialFields: { userName: 'nobody', password: `an-old-password-${index}` },
			})),
		});
	},
	locator: 'integrationCredentialId',
	scope: { namePrefix: 'wanted ' },
	all: (sandbox) => stateOf(sandbox).credentials,
	kept: (sandbox, { name }) => credentialsNamed(sandbox, name),
	asDesired: ({ name, type, credentialFields }) => ({
		...{ name, credentialType: type, credentialFields },
	}),
	nameOf: ({ name }) => name,
};

/** The kinds of credential of Genesys Cloud. */
export const GENESYS_CLOUD: readonly KeyedCase[] = [oauthClient, integrationCredential];
