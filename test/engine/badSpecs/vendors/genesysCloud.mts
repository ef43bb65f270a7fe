import fc from 'fast-check';
import { KINDS } from '../badValues.mts';
import { SYNC_OPTIONS } from '../syncOptions.mts';
import type { Base, Flaw, SpecVendor, Values } from '../vendor.mts';

const ID = '6d7b1f4c-2f60-4f2b-8f6e-0c5f3d9a7f11';
const always = (values: Values, ...labels: string[]): Flaw => ({
	...{ values: fc.constant(values), labels },
});

const ROLES = { 'roles.role.0.roleId': ID, 'roles.role.0.divisionId': ID };
const MORE = {
	'additionalFields.accessTokenValiditySeconds': 3600,
	'additionalFields.description': 'for a test',
	'additionalFields.state': 'active',
};

/** No redirect URI. */
const noUri = fc.oneof(
	fc.constantFrom(
		...['no address', 'http://', 'https://a.example/#part', 'myapp:/back', '/relative', '//host'],
		...['https://', 'ftp://a.example/', 'javascript:alert(1)', 'https:a.example', '#', 'ﬁ'],
	),
);

const SERVICE: Base['flaws'] = [
	always({ scopes: ['analytics'] }, 'Scope Names or IDs'),
	always({ 'roles.role.0.roleId': '' }, 'Roles'),
];
const APP: Base['flaws'] = [
	always({ scopes: [] }, 'Scope Names or IDs'),
	always({ registeredRedirectUris: [] }, 'Redirect URIs'),
	{
		values: fc
			.tuple(fc.array(fc.constant('https://a.example/b')), noUri)
			.map(([good, bad]) => ({ registeredRedirectUris: [...good, bad] })),
		labels: ['Redirect URIs'],
	},
];

const wholeClients = (operation: string, more: Partial<Base>): Base[] => [
	{
		...{ resource: 'oauthClient', operation, required: ['name', 'authorizedGrantType'] },
		good: {
			...{ name: 'good {n}', authorizedGrantType: 'CLIENT-CREDENTIALS', ...ROLES, ...MORE },
		},
		flaws: SERVICE,
		...more,
	},
	...['CODE', 'TOKEN'].map((grant) => ({
		...{ resource: 'oauthClient', operation, required: ['name', 'authorizedGrantType'] },
		good: {
			...{ name: 'good {n}', authorizedGrantType: grant, scopes: ['analytics'], ...MORE },
			registeredRedirectUris: ['https://a.example/callback', 'com.example.app:/back'],
			...(operation === 'sync' ? {} : { secretOutput: 'file', binaryPropertyName: 'data' }),
		},
		flaws: APP,
		...more,
	})),
];

const client = (operation: string, good: Values = {}, flaws: Flaw[] = []): Base => ({
	...{ resource: 'oauthClient', operation, good: { clientId: ID, ...good } },
	...{ required: ['clientId'], flaws },
});

const CREDENTIAL_ROWS = {
	'credentialFields.field.0.name': 'clientId',
	'credentialFields.field.0.value': 'someone',
	'credentialFields.field.1.name': 'clientSecret',
	'credentialFields.field.1.value': 'a secret',
};

const rowFlaws = (prefix: string): Flaw[] => [
	always({ [`${prefix}.1.name`]: 'clientId' }, 'Credential Fields'),
	{
		values: fc
			.oneof(KINDS.numbers, fc.boolean(), KINDS.objects, KINDS.lists, fc.constantFrom('', ' '))
			.map((name) => ({ [`${prefix}.0.name`]: name })),
		labels: ['Credential Fields'],
	},
	{
		values: fc
			.oneof(KINDS.numbers, KINDS.noText, fc.constant(''))
			.map((value) => ({ [`${prefix}.1.value`]: value })),
		labels: ['Credential Fields'],
	},
];

const wholeCredential = (operation: string, fixed?: Base['fixed']): Base => ({
	...{ resource: 'integrationCredential', operation, fixed },
	good: { name: 'good {n}', credentialType: 'pureCloudOAuthClient', ...CREDENTIAL_ROWS },
	required: ['name', 'credentialType'],
	flaws: rowFlaws('credentialFields.field'),
});

const credential = (operation: string, good: Values = {}, flaws: Flaw[] = []): Base => ({
	...{ resource: 'integrationCredential', operation },
	good: { integrationCredentialId: ID, ...good },
	...{ required: ['integrationCredentialId'], flaws },
});

const list = (resource: string): Base => ({
	...{ resource, operation: 'getAll', fixed: { returnAll: false } },
	...{ good: { limit: 50, 'filters.nameContains': 'x' }, required: [] },
});

const DESIRED = { inputFormat: 'fields', matchOn: 'key' };
const AS_ITEM = { inputFormat: 'item', matchOn: 'key' };

/** Genesys Cloud. */
export const genesysCloud: SpecVendor = {
	...{ name: 'genesysCloud', node: 'genesysCloud' },
	built: { file: 'GenesysCloud/GenesysCloud.node.js', name: 'GenesysCloud' },
	credentials: ({ genesysCloud: { apiUrl, loginUrl, admin } }) => ({
		genesysCloudOAuth2Api: { region: 'custom', apiUrl, loginUrl, ...admin },
	}),
	special: {
		'credentialFields.field.0.name': undefined,
		'credentialFields.field.0.value': undefined,
		'credentialFields.field.1.name': undefined,
		'credentialFields.field.1.value': undefined,
	},
	bases: [
		...['upsert', 'sync'].map(
			(operation): Base => ({
				...{ resource: 'oauthClient', operation, fixed: AS_ITEM, flaws: APP, required: ['name'] },
				good: {
					...{ name: 'good {n}', authorizedGrantType: 'CODE', scopes: ['analytics'] },
					registeredRedirectUris: ['https://a.example/callback'],
				},
			}),
		),
		{
			...{ resource: 'oauthClient', operation: 'sync', fixed: DESIRED, settings: true },
			good: {
				...{ name: 'good {n}', authorizedGrantType: 'CLIENT-CREDENTIALS', ...ROLES },
				...{ ...SYNC_OPTIONS, 'scope.namePrefix': 'good' },
				'scope.authorizedGrantType': 'CLIENT-CREDENTIALS',
			},
			required: [],
		},
		...wholeClients('create', {}),
		...wholeClients('upsert', { fixed: DESIRED }),
		...wholeClients('sync', { fixed: DESIRED }),
		client('update', { 'updateFields.description': 'other' }, [
			always({ 'updateFields.description': undefined }, 'Update Fields'),
		]),
		client('delete', { 'options.waitSeconds': 3 }),
		...[client('get'), client('regenerateSecret'), list('oauthClient')],
		...[wholeCredential('create'), wholeCredential('upsert', DESIRED)],
		wholeCredential('sync', DESIRED),
		credential('update', { 'updateFields.name': 'other' }, [
			always({ 'updateFields.name': undefined }, 'Update Fields'),
		]),
		...[credential('delete'), credential('get'), list('integrationCredential')],
	],
};
