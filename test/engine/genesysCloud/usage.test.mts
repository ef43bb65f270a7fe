import { errorOf, itemsOf, useBench } from '../support/bench.mts';
import { genesysCloud, stateOf } from '../vendors/genesysCloud.mts';

const bench = useBench(genesysCloud);

const QUERY = { method: 'POST', path: '/api/v2/oauth/clients/:id/usage/query' };
const RESULTS = { method: 'GET', path: '/api/v2/oauth/clients/:id/usage/query/results/:id' };

const usageOf = (clientId: string, more: Record<string, unknown> = {}) => ({
	parameters: { resource: 'oauthClient', operation: 'getUsage', clientId, ...more },
});

/** n8n's own client, after a request that can be counted. */
async function usedClient(): Promise<string> {
	itemsOf(
		await bench.current.run({ parameters: { resource: 'oauthClient', operation: 'getAll' } }),
	);
	return bench.current.sandbox.genesysCloud.admin.clientId;
}

describe.each([
	{ part: 'the query', route: QUERY },
	{ part: 'the results', route: RESULTS },
])('$part', ({ route }) => {
	test.each([
		{ kind: 'status' as const, status: 429, headers: { 'retry-after': '1' } },
		{ kind: 'status' as const, status: 500 },
		{ kind: 'status' as const, status: 503 },
		{ kind: 'cutBefore' as const },
		{ kind: 'cutAfter' as const },
		{ kind: 'truncated' as const },
		{ kind: 'html' as const, status: 200 },
	])('is asked for again after $kind $status', async (fault) => {
		const clientId = await usedClient();
		bench.current.sandbox.control.addFault({ ...route, server: 'api', times: 1, ...fault });
		const [row] = itemsOf(await bench.current.run(usageOf(clientId)));
		expect(row).toMatchObject({ json: { clientId }, pairedItem: { item: 0 } });
		expect(row!.json.requests).toBeGreaterThan(0);
	});

	test.each([400, 403, 404, 409])('a refusal with %i is handed on', async (status) => {
		const clientId = await usedClient();
		bench.current.sandbox.control.addFault({ ...route, server: 'api', kind: 'status', status });
		const error = errorOf(await bench.current.run(usageOf(clientId)));
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: String(status) });
	});
});

test('results that are not there in time are an error that says how to wait longer', async () => {
	bench.current.sandbox.control.setBehaviour('genesysCloud', { usageRunningPolls: 1000 });
	const clientId = await usedClient();
	const error = errorOf(
		await bench.current.run(usageOf(clientId, { options: { waitSeconds: 1 } })),
	);
	expect(error.message).toContain('still running after 1 seconds');
	expect(error.description).toContain('Wait Up To (Seconds)');
});

test('the permission that is missing is named', async () => {
	const { sandbox } = bench.current;
	sandbox.control.seed('genesysCloud', { roles: [{ name: 'nothing', permissions: [] }] });
	const [made] = sandbox.control.seed('genesysCloud', {
		clients: [{ name: 'nobody', roles: ['nothing'] }],
	}).clients;
	const { apiUrl, loginUrl } = sandbox.genesysCloud;
	const error = errorOf(
		await bench.current.run({
			...usageOf(made.id),
			credentials: {
				genesysCloudOAuth2Api: {
					...{ region: 'custom', apiUrl, loginUrl },
					...{ clientId: made.id, clientSecret: made.secret },
				},
			},
		}),
	);
	expect(error.httpCode).toBe('403');
	expect(error.message).toContain('oauth:client:view');
});

test('a client that is not there is said to be missing', async () => {
	const error = errorOf(await bench.current.run(usageOf(String(genesysCloud.missingId))));
	expect(error.httpCode).toBe('404');
});

test('what is asked for reaches the vendor as it is documented', async () => {
	const clientId = await usedClient();
	const options = { granularity: 'Week', metrics: ['Requests'], groupBy: ['HttpMethod'] };
	const times = { from: '2026-11-01T00:00:00+01:00', to: '2026-11-08T00:00:00Z' };
	itemsOf(await bench.current.run(usageOf(clientId, { ...times, options })));
	expect(bench.current.calls(QUERY.method, QUERY.path)[0]?.requestBody).toEqual({
		...options,
		interval: '2026-10-31T23:00:00.000Z/2026-11-08T00:00:00.000Z',
	});
});

test('no secret is shown', async () => {
	const run = await bench.current.run(usageOf(await usedClient()));
	const { clientSecret } = bench.current.sandbox.genesysCloud.admin;
	const tokens = stateOf(bench.current.sandbox).tokens.map(({ value }: any) => value);
	for (const secret of [clientSecret, ...tokens]) expect(run.contains(secret)).toBe(false);
});
