import { useBench } from '../support/bench.mts';
import { genesysCloud, stateOf } from '../vendors/genesysCloud.mts';

interface Found {
	results: Array<{ name: string; value: string }>;
	paginationToken?: string;
}

const bench = useBench(genesysCloud);
const look = async <Result = Found,>(
	method: string,
	more: object = {},
	kind: 'listSearch' | 'loadOptions' = 'listSearch',
) =>
	await bench.current.engine.lookup<Result>({
		...{ node: 'genesysCloud', kind, method, credentials: bench.current.credentials },
		...{ credentialId: expect.getState().currentTestName, ...more },
	});
const values = ({ results }: Found) => results.map(({ value }) => value);

test('roles come in pages, divisions after All Divisions', async () => {
	const { sandbox } = bench.current;
	sandbox.control.seed('genesysCloud', { roles: 150, divisions: 150 });
	for (const [method, kind, first] of [
		['searchRoles', 'roles', []],
		['searchDivisions', 'divisions', ['*']],
	] as const) {
		const page = await look(method);
		expect(page.paginationToken).toBe('2');
		const rest = await look(method, { paginationToken: page.paginationToken });
		expect(rest.paginationToken).toBeUndefined();
		const all = stateOf(sandbox)[kind].map(({ id }: any) => id);
		expect(values(page)[0] === '*').toBe(first.length === 1);
		expect([...values(page), ...values(rest)].sort()).toEqual([...first, ...all].sort());
	}
});

test('a filter finds parts of names on every page', async () => {
	bench.current.sandbox.control.seed('genesysCloud', { roles: 150 });
	const { results, paginationToken } = await look('searchRoles', { filter: 'LE 00150' });
	expect(results.map(({ name }) => name)).toEqual(['Role 00150']);
	expect(paginationToken).toBeUndefined();
});

test('clients and credentials are found by name', async () => {
	const clients = await look('searchOAuthClients', { filter: 'nightly' });
	expect(clients.results.map(({ name }) => name)).toEqual(['Nightly Export']);
	const all = await look('searchIntegrationCredentials');
	expect(all.results.map(({ name }) => name)).toContain('Ticket system');
	const holders = await look('searchOAuthClientCredentials');
	expect(holders.results.map(({ name }) => name)).toEqual(['Export to warehouse']);
});

test('scopes and credential types are options', async () => {
	type Options = Array<{ value: string }>;
	const scopes = await look<Options>('getScopes', {}, 'loadOptions');
	expect(scopes.map(({ value }) => value)).toEqual(expect.arrayContaining(['oauth', 'users']));
	const types = await look<Options>('getCredentialTypes', {}, 'loadOptions');
	expect(types.map(({ value }) => value)).toContain('pureCloudOAuthClient');
});

test.each([
	['clientSecret', 'another-one-altogether', /Client Secret is wrong/],
	['clientId', '6d7b1f4c-2f60-4f2b-8f6e-0c5f3d9a7f11', /Client ID is not known/],
])('a wrong %s is called so', async (field, value, said) => {
	const usual = bench.current.credentials.genesysCloudOAuth2Api;
	const credentials = { genesysCloudOAuth2Api: { ...usual, [field]: value } };
	await expect(look('searchRoles', { credentials })).rejects.toThrow(said);
});
