import { startEngine, type Engine } from './support/engine.mts';
import { sendJson, startService, type Handler, type Service } from './support/fixtures/service.mts';

const TEST_TYPES = new URL('./support/fixtures/index.mts', import.meta.url).href;

let engine: Engine;
let service: Service;
beforeAll(async () => {
	[engine, service] = await Promise.all([startEngine({ testTypes: TEST_TYPES }), startService()]);
}, 30_000);
afterAll(async () => {
	await engine.stop();
	await service.close();
});

/** The sessions that the service takes. */
const valid = new Set<string>();
let lastCredential = 0;
let credentialId = '';

const begin =
	(answer: (session: string) => object): Handler =>
	(_request, response, number) => {
		const session = `session-${number}`;
		valid.add(session);
		sendJson(response, 200, answer(session));
	};

beforeEach(() => {
	service.reset();
	valid.clear();
	credentialId = String(++lastCredential);
	service.on(
		'/token',
		begin((session) => ({ access_token: session, token_type: 'bearer', expires_in: 3600 })),
	);
	service.on(
		'/login',
		begin((session) => ({ session })),
	);
	service.on('/thing', ({ headers }, response) => {
		const session = headers['x-session'] ?? headers.authorization?.replace(/^Bearer /i, '');
		if (valid.has(String(session))) sendJson(response, 200, { session });
		else sendJson(response, 401, { message: 'No such session' });
	});
});

const OPTIONS = { method: 'GET', json: true, returnFullResponse: true };
const asked = (type: string, more: { data?: object; items?: number; options?: object } = {}) => ({
	node: 'request',
	parameters: {
		credentialType: type,
		options: JSON.stringify({ ...OPTIONS, url: `${service.url}/thing`, ...more.options }),
	},
	items: Array.from({ length: more.items ?? 1 }, () => ({ json: {} })),
	credentials: { [type]: { url: service.url, ...more.data } },
	credentialId,
});

describe.each([
	{
		type: 'clientCredentialsApi',
		data: { clientId: 'me', clientSecret: 'needle' },
		login: '/token',
		// n8n renews an OAuth2 token once for all that wait for it.
		renewals: 1,
	},
	// It begins a session of the other kind for each request that was turned away.
	{ type: 'sessionApi', data: { password: 'needle' }, login: '/login', renewals: 5 },
])('a session: $type', ({ type, data, login, renewals }) => {
	const run = async (items = 1) => await engine.run(asked(type, { data, items }));

	test('is kept from one run to the next, and used by every item', async () => {
		const first = await run();
		expect(first.items[0]?.json).toEqual({ status: 200, body: { session: 'session-1' } });
		const second = await run(5);
		expect(second.items.map(({ json }) => json.body.session)).toEqual(Array(5).fill('session-1'));
		expect(service.received(login)).toHaveLength(1);
	});

	test('is another one for another credential', async () => {
		await run();
		credentialId = String(++lastCredential);
		const { items } = await run();
		expect(items[0]?.json.body).toEqual({ session: 'session-2' });
	});

	test('is begun anew after a 401, and that one kept', async () => {
		await run();
		valid.clear();
		const { items } = await run(5);
		expect(items.map(({ json }) => json.status)).toEqual(Array(5).fill(200));
		expect(service.received(login)).toHaveLength(1 + renewals);
		await run();
		expect(service.received(login)).toHaveLength(1 + renewals);
	});

	test('that is turned away twice is an error of the engine', async () => {
		service.on('/thing', (_request, response) => sendJson(response, 401, { message: 'Never' }));
		const { items } = await run();
		expect(items[0]?.json).toMatchObject({ thrown: { httpCode: '401' }, isNodeApiError: true });
		expect(service.received('/thing')).toHaveLength(2);
	});

	test('leaves no trace in what n8n would store or log', async () => {
		const first = await run();
		expect(service.received(login)).toHaveLength(1);
		// The answer quotes the session, so that the search has something to find.
		expect(first.contains('session-1')).toBe(true);
		expect(first.contains('needle')).toBe(false);
	});
});

test('OAuth2 logs in with the stored client at the address that an expression gives', async () => {
	const data = { clientId: 'me', clientSecret: 'needle' };
	await engine.run(asked('clientCredentialsApi', { data }));
	const [request] = service.received('/token');
	expect(request?.headers.authorization).toBe(`Basic ${btoa('me:needle')}`);
	expect(new URLSearchParams(request?.body).get('grant_type')).toBe('client_credentials');
});

test("a credential type's own function signs, with defaults and expressions filled in", async () => {
	const answer = await engine.run(asked('signedApi', { data: { user: 'ann' } }));
	expect(answer.items).toHaveLength(1);
	expect(service.received('/thing')[0]?.headers['x-account']).toBe('ann@main');
});

test('a node is run again when it is set to retry', async () => {
	service.on('/thing', (_request, response, number) =>
		sendJson(response, number < 3 ? 503 : 200, { number }),
	);
	const request = asked('signedApi', { options: { ignoreHttpStatusErrors: true } });
	const failing = { ...request, parameters: { ...request.parameters, failAt: 503 } };
	const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
	const run = await engine.run({ ...failing, nodeSettings: retrying });
	expect(run.status).toBe('success');
	expect(run.items[0]?.json).toEqual({ status: 200, body: { number: 3 } });

	service.on('/thing', (_request, response) => sendJson(response, 503, {}));
	const once = await engine.run(failing);
	expect(once.error).toMatchObject({ message: 'Answered with 503' });
});

describe('cancelling', () => {
	/** Resolves when the request has come, and, later, when its connection was closed. */
	const hang = () => {
		let closed = (): void => undefined;
		const isClosed = new Promise<void>((resolve) => (closed = resolve));
		const arrived = new Promise<void>((resolve) =>
			service.on('/thing', (_request, response) => {
				response.on('close', closed);
				resolve();
			}),
		);
		return { arrived, isClosed };
	};

	test('ends the request under way', async () => {
		const { arrived, isClosed } = hang();
		const stop = new AbortController();
		const running = engine.run(asked('signedApi'), stop.signal);
		await arrived;
		stop.abort();
		expect((await running).status).toBe('canceled');
		await isClosed;
	});

	test('works after a given time, and before the start', async () => {
		hang();
		const timed = await engine.run({ ...asked('signedApi'), cancelAfterMs: 50 });
		expect(timed.status).toBe('canceled');
		const never = await engine.run(asked('signedApi'), AbortSignal.abort());
		expect(never.status).toBe('canceled');
		expect(service.received('/thing')).toHaveLength(1);
	});

	test('leaves a run that is beside it alone', async () => {
		const { arrived } = hang();
		const stop = new AbortController();
		const stopped = engine.run(asked('signedApi'), stop.signal);
		await arrived;
		const beside = engine.run({ node: 'say', parameters: { text: 'here' } });
		stop.abort();
		expect((await beside).items[0]?.json.text).toBe('here');
		expect((await stopped).status).toBe('canceled');
	});
});

test('an engine that is stopped drops what it was doing', async () => {
	const other = await startEngine({ testTypes: TEST_TYPES });
	const arrived = new Promise<void>((resolve) => service.on('/thing', () => resolve()));
	const dropped = expect(other.run(asked('signedApi'))).rejects.toThrow('The engine ended');
	await arrived;
	await other.stop();
	await dropped;
}, 30_000);

describe('lookups', () => {
	test('send requests as the editor makes them', async () => {
		const request = asked('sessionApi');
		const options = await engine.lookup({ ...request, kind: 'loadOptions', method: 'request' });
		const value = { status: 200, body: { session: 'session-1' } };
		expect(options).toEqual([{ name: 'answer', value }]);
	});

	test('take what was typed, and the mark of the next page', async () => {
		const page = await engine.lookup({
			node: 'request',
			kind: 'listSearch',
			method: 'pages',
			filter: 'typed',
			paginationToken: '2',
		});
		expect(page).toEqual({ results: [{ name: 'typed', value: '2' }], paginationToken: 'next' });
	});

	test('fail with the error of the node', async () => {
		const request = { ...asked('sessionApi'), parameters: { options: 'no JSON' } };
		const failing = engine.lookup({ ...request, kind: 'loadOptions', method: 'request' });
		await expect(failing).rejects.toMatchObject({ name: 'SyntaxError' });
	});
});
