import { startEngine, type Engine } from './support/engine.mts';

const TEST_TYPES = new URL('./support/fixtures/index.mts', import.meta.url).href;

let engine: Engine;
beforeAll(async () => {
	engine = await startEngine({ testTypes: TEST_TYPES });
}, 30_000);
afterAll(async () => await engine.stop());

const things = (...names: string[]) => names.map((name) => ({ json: { name } }));
const say = (parameters: Record<string, unknown>) => ({
	node: 'say',
	parameters: { text: '={{ $json.name }}', ...parameters },
	items: things('a', 'b', 'c'),
});
const FAIL_AT_B = { fail: '={{ $json.name === "b" }}' };

test('the package that was built runs, with errors of the one n8n-workflow', async () => {
	const parameters = {
		resource: 'oauthClient',
		operation: 'get',
		clientId: { mode: 'id', value: '={{ "no ID" }}' },
	};
	const genesysCloudOAuth2Api = { clientId: 'me', clientSecret: 'needle' };
	const { status, error } = await engine.run({
		node: 'genesysCloud',
		parameters,
		credentials: { genesysCloudOAuth2Api },
	});
	expect(status).toBe('error');
	expect(error).toMatchObject({ name: 'NodeOperationError', itemIndex: 0 });
});

describe('items', () => {
	test('expressions are resolved for each of them, in order', async () => {
		const run = await engine.run(say({ text: '={{ $json.name + $itemIndex }}' }));
		expect(run.items.map(({ json }) => json.text)).toEqual(['a0', 'b1', 'c2']);
		expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(run.status).toBe('success');
	});

	test("a node's version and a workflow's settings reach it", async () => {
		const run = await engine.run({
			...say({ text: '={{ $now.zoneName }}' }),
			typeVersion: 2,
			settings: { timezone: 'Pacific/Auckland' },
		});
		expect(run.items[0]?.json).toEqual({ text: 'Pacific/Auckland', typeVersion: 2 });
	});
});

describe('errors', () => {
	test('stop the execution by default', async () => {
		const run = await engine.run(say(FAIL_AT_B));
		expect(run.status).toBe('error');
		expect(run.error).toMatchObject({
			name: 'NodeOperationError',
			message: 'Cannot say b',
			description: 'Say something else.',
			itemIndex: 1,
		});
		expect(run.output).toEqual([]);
	});

	test('go to the error output, with the item that they are about', async () => {
		const run = await engine.run({ ...say(FAIL_AT_B), onError: 'continueErrorOutput' });
		const [good = [], bad = []] = run.output;
		expect(good.map(({ json }) => json.text)).toEqual(['a', 'c']);
		expect(bad).toMatchObject([{ json: { error: 'Cannot say b' }, pairedItem: { item: 1 } }]);
		expect(run.error).toBeUndefined();
	});

	test('stay among the items when it goes on with the regular output', async () => {
		const run = await engine.run({ ...say(FAIL_AT_B), onError: 'continueRegularOutput' });
		expect(run.items.map(({ json }) => json.text ?? json.error)).toEqual([
			'a',
			'Cannot say b',
			'c',
		]);
		expect(run.items[1]?.error).toMatchObject({ message: 'Cannot say b', itemIndex: 1 });
	});
});

test('hints are kept', async () => {
	const run = await engine.run(say({ hint: 'Mind the gap' }));
	expect(run.hints).toEqual([
		expect.objectContaining({ message: 'Mind the gap', type: 'warning' }),
	]);
});

describe('looking for a secret', () => {
	/** Put together only when the node runs, so that its parameters do not hold it. */
	const NEEDLE = '={{ ["needle", 1].join("-") }}';
	const run = async (parameters: object) =>
		await engine.run({ node: 'say', parameters: { text: '', ...parameters } });

	test.each([
		['the output', { text: NEEDLE }],
		['a debug message of the log', { log: NEEDLE }],
		['a hint', { hint: NEEDLE }],
		['an error', { text: NEEDLE, fail: true }],
	])('finds it in %s, and in no other run', async (_where, parameters) => {
		expect((await run(parameters)).contains('needle-1')).toBe(true);
		expect((await run({})).contains('needle-1')).toBe(false);
	});
});

describe('a connection to another machine', () => {
	const run = async (...how: unknown[]) =>
		await engine.run({ node: 'connect', parameters: { how: JSON.stringify(how) } });

	test.each([
		['an address', [80, '192.0.2.1']],
		['options', [{ port: 80, host: '192.0.2.1' }]],
		['a list, as net.connect hands it on', [[{ port: 80, host: '192.0.2.1' }, null]]],
	])('fails the test even if the node hides it: %s', async (_form, how) => {
		await expect(run(...how)).rejects.toThrow('A test tried to connect to 192.0.2.1');
	});

	test.each(['127.0.0.1.example.com', 'localhost.example.com'])(
		'is not mistaken for one to this: %s',
		async (host) => {
			await expect(run({ port: 80, host })).rejects.toThrow(host);
		},
	);

	test('is told from one to this', async () => {
		await expect(run({ port: 1, host: '127.0.0.1' })).resolves.toMatchObject({ status: 'success' });
		await expect(run(1, 'localhost')).resolves.toMatchObject({ status: 'success' });
	});
});
