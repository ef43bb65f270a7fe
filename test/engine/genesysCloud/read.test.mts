import { itemsOf, useBench } from '../support/bench.mts';
import { genesysCloud, stateOf } from '../vendors/genesysCloud.mts';

const bench = useBench(genesysCloud);
const getMany = (resource: string, more: object = {}) => ({
	parameters: { resource, operation: 'getAll', ...more },
});

test('one list of clients serves 100 items', async () => {
	const items = Array.from({ length: 100 }, () => ({ json: {} }));
	const out = itemsOf(await bench.current.run({ ...getMany('oauthClient', { limit: 2 }), items }));
	expect(out).toHaveLength(200);
	expect(bench.current.calls()).toHaveLength(1);
});

test.each([
	['oauthClient', { nameContains: 'NIGHTLY' }, (all: any) => all.name === 'Nightly Export'],
	[
		'oauthClient',
		{ authorizedGrantType: 'CODE' },
		(all: any) => all.authorizedGrantType === 'CODE',
	],
	['oauthClient', { state: 'inactive' }, (all: any) => all.state === 'inactive'],
	['integrationCredential', { nameContains: 'ticket' }, (all: any) => all.type === 'basicAuth'],
	[
		'integrationCredential',
		{ credentialType: 'basicAuth' },
		(all: any) => all.type === 'basicAuth',
	],
])('%s is filtered by %j', async (resource, filters, wanted) => {
	const { sandbox } = bench.current;
	sandbox.control.seed('genesysCloud', { clients: [{ name: 'Resting', state: 'inactive' }] });
	const all = stateOf(sandbox)[resource === 'oauthClient' ? 'clients' : 'credentials'];
	const expected = all.filter(wanted).map(({ id }: any) => id);
	const run = await bench.current.run(getMany(resource, { returnAll: true, filters }));

	expect(expected.length).toBeGreaterThan(0);
	expect(itemsOf(run).map(({ json }) => json.id)).toEqual(expected);
});

test('integration credentials come from as many pages as there are, and no more are fetched than needed', async () => {
	const { sandbox } = bench.current;
	sandbox.control.seed('genesysCloud', { credentials: 450 });
	const all = stateOf(sandbox).credentials.map(({ id }: any) => id);
	const run = await bench.current.run(getMany('integrationCredential', { returnAll: true }));
	expect(itemsOf(run).map(({ json }) => json.id)).toEqual(all);

	sandbox.control.clearJournal();
	const few = await bench.current.run(getMany('integrationCredential', { limit: 10 }));
	expect(itemsOf(few).map(({ json }) => json.id)).toEqual(all.slice(0, 10));
	expect(bench.current.calls()).toHaveLength(1);
});

test('usage is asked for until it is there', async () => {
	bench.current.sandbox.control.setBehaviour('genesysCloud', { usageRunningPolls: 2 });
	const { clientId } = bench.current.sandbox.genesysCloud.admin;
	await bench.current.run(getMany('oauthClient'));
	const run = await bench.current.run({
		parameters: { resource: 'oauthClient', operation: 'getUsage', clientId },
	});
	expect(itemsOf(run)[0]!.json.requests).toBeGreaterThan(0);
	expect(
		bench.current.calls('GET', '/api/v2/oauth/clients/:id/usage/query/results/:id'),
	).toHaveLength(3);
});
