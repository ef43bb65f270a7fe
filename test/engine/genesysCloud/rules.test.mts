import { errorOf, useBench } from '../support/bench.mts';
import { testRules, type Rule } from '../support/rules.mts';
import { byId, createClient, createCredential, genesysCloud } from '../vendors/genesysCloud.mts';

const bench = useBench(genesysCloud);
const ID = '6d7b1f4c-2f60-4f2b-8f6e-0c5f3d9a7f11';
/** A locator's value by expression: what is plainly wrong in the panel, n8n itself refuses. */
const given = (value: string) => byId(`={{ '${value}' }}`);
const client = (operation: string, more: object = {}) => ({
	...{ resource: 'oauthClient', operation, clientId: byId(ID), ...more },
});
const create = (more: object) => ({ ...createClient(bench.current.sandbox, 'Name'), ...more });
const code = (more: object = {}) => ({
	...create({ authorizedGrantType: 'CODE', roles: {}, scopes: ['users'] }),
	registeredRedirectUris: ['https://a.example/x'],
	...more,
});

const RULES: readonly Rule[] = [
	['no name', () => create({ name: ' ' }), 'Name', /is missing/],
	[
		'an unknown grant type',
		() => create({ authorizedGrantType: 'X' }),
		'Grant Type',
		/'X' is not one of/,
	],
	['no roles', () => create({ roles: {} }), 'Roles', /at least one role/],
	[
		'a role that is no ID',
		() => create({ roles: { role: [{ roleId: given('admin') }] } }),
		'Role',
		/'admin' is not a UUID/,
	],
	[
		'a role left empty',
		() => create({ roles: { role: [{ roleId: given('') }] } }),
		'Roles',
		/entry 1 has no role/,
	],
	['no scopes', () => code({ scopes: [] }), 'Scope Names or IDs', /at least one scope/],
	['no redirect URI', () => code({ registeredRedirectUris: [] }), 'Redirect URIs', /at least one/],
	[
		'a redirect URI with a fragment',
		() => code({ registeredRedirectUris: ['https://a.example/#b'] }),
		'Redirect URIs',
		/after #/,
	],
	[
		'a redirect URI that is none',
		() => code({ registeredRedirectUris: ['nowhere'] }),
		'Redirect URIs',
		/is not a URL/,
	],
	[
		'too short a validity',
		() => create({ additionalFields: { accessTokenValiditySeconds: 299 } }),
		'Token Validity (Seconds)',
		/299'? is not/,
	],
	[
		'too long a validity',
		() => create({ additionalFields: { accessTokenValiditySeconds: 38_880_001 } }),
		'Token Validity (Seconds)',
		/38880001'? is not/,
	],
	[
		'an unknown state',
		() => create({ additionalFields: { state: 'disabled' } }),
		'State',
		/'disabled' is not one of/,
	],
	[
		'an unknown form of secret',
		() => create({ secretOutput: 'loud' }),
		'Secret Output',
		/'loud' is not one of/,
	],
	['no ID', () => client('get', { clientId: given('') }), 'OAuth Client', /is missing/],
	[
		'an ID that is none',
		() => client('delete', { clientId: given('../x') }),
		'OAuth Client',
		/is not a UUID/,
	],
	[
		'nothing to change',
		() => client('update', { updateFields: {} }),
		'Update Fields',
		/nothing to change/,
	],
	[
		'a wait out of bounds',
		() => client('delete', { options: { waitSeconds: 601 } }),
		'Wait Up To (Seconds)',
		/601'? is not/,
	],
	['a limit of 0', () => client('getAll', { limit: 0 }), 'Limit', /0'? is not/],
	[
		'a time that ends before it begins',
		() => client('getUsage', { from: '2026-02-02', to: '2026-02-01' }),
		'From',
		/before To/,
	],
	[
		'a time that is none',
		() => client('getUsage', { from: 'soon', to: '2026-02-01' }),
		'From',
		/ISO 8601/,
	],
	[
		'an unknown metric',
		() =>
			client('getUsage', { from: '2026-01-01', to: '2026-02-01', options: { metrics: ['Luck'] } }),
		'Metrics',
		/'Luck' is not one of/,
	],
	[
		'a masked secret',
		() => ({
			...createCredential('C'),
			credentialFields: { field: [{ name: 'clientSecret', value: '••••••••' }] },
		}),
		'Credential Fields',
		/masked/,
	],
	[
		'a credential field twice',
		() => ({
			...createCredential('C'),
			credentialFields: {
				field: [
					{ name: 'a', value: '1' },
					{ name: 'a', value: '2' },
				],
			},
		}),
		'Credential Fields',
		/given twice/,
	],
	[
		'a credential without fields',
		() => ({ ...createCredential('C'), credentialFields: {} }),
		'Credential Fields',
		/is missing/,
	],
	[
		'a credential field without value',
		() => ({ ...createCredential('C'), credentialFields: { field: [{ name: 'a', value: '' }] } }),
		'Credential Fields',
		/no value/,
	],
];

testRules(bench, RULES);

test('items beside one that is refused go on when they are to', async () => {
	const items = [{ json: { name: '' } }, { json: { name: 'good' } }];
	const parameters = create({ name: '={{ $json.name }}' });
	const { output } = await bench.current.run({ parameters, items, onError: 'continueErrorOutput' });

	expect(output[0]!.map(({ json, pairedItem }) => [json.name, pairedItem])).toEqual([
		['good', { item: 1 }],
	]);
	expect(output[1]!.map(({ json }) => json.error)).toEqual(['Name: is missing [item 0]']);
});

test.each([
	['http on another host', { apiUrl: 'http://api.example.invalid' }, 'API URL'],
	['a login by http on another host', { loginUrl: 'http://login.example.invalid' }, 'Login URL'],
	['an address that is none', { apiUrl: 'nowhere' }, 'API URL'],
	['an address with a password', { apiUrl: 'https://a:b@api.example.invalid' }, 'API URL'],
	['an unknown region', { region: 'mars-1.example' }, 'Region'],
])('%s in the credential is refused, and no secret is sent', async (_title, change, field) => {
	const { genesysCloudOAuth2Api: usual } = bench.current.credentials;
	const credentials = { genesysCloudOAuth2Api: { ...usual, ...change } };
	const error = errorOf(await bench.current.run({ parameters: client('get'), credentials }));

	expect(error.message).toContain(field);
	expect([...bench.current.calls(), ...Array(bench.current.logins())]).toEqual([]);
});
