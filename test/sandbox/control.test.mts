import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PortTakenError, startSandbox } from './index.mts';
import { apiOf, control, requestToken } from './support/http.mts';
import { codeClient, useSandbox } from './support/sandbox.mts';

const sandbox = useSandbox();
const PATH = '/api/v2/oauth/clients';
const call = async (method: string, path: string, body?: unknown) =>
	await control(sandbox.current, method, path, body);

test('seed and state: single records, bulk, and all there is with its secrets', async () => {
	const seeded = await call('POST', '/seed/genesysCloud', {
		clients: [{ name: 'Seeded', roles: ['admin'] }],
		credentials: 2,
		roles: [{ name: 'Seeded Role', permissions: ['oauth:client:view'] }],
		divisions: 1,
	});
	expect(seeded.status).toBe(200);
	expect(seeded.body.clients).toEqual([
		{ id: expect.any(String), name: 'Seeded', secret: expect.any(String) },
	]);
	const state = await call('GET', '/state/genesysCloud');
	expect(state.body.clients).toHaveLength(8);
	expect(state.body.credentials).toHaveLength(5);
	expect(state.body.roles).toHaveLength(12);
	expect(state.body.divisions).toHaveLength(5);
	const [{ id, secret }] = seeded.body.clients;
	const client = { clientId: id as string, clientSecret: secret as string };
	const api = await apiOf(sandbox.current, client);
	expect((await api('GET', PATH)).status).toBe(200);
	expect(
		(await call('POST', '/seed/genesysCloud', { clients: [{ roles: ['none'] }] })).status,
	).toBe(400);
});

test('reset: everything as at the start, ready-made credentials as they were', async () => {
	const { admin } = sandbox.current.genesysCloud;
	const api = await apiOf(sandbox.current);
	const before = (await call('GET', '/state/genesysCloud')).body;
	await call('POST', '/seed/genesysCloud', { clients: 5 });
	await call('PUT', '/behaviour/genesysCloud', { deleteStatus: 200 });
	await call('PUT', '/limits', { perMinute: 1 });
	await call('PUT', '/latency', 30);
	await call('POST', '/faults', { kind: 'status', status: 500, times: 'always' });
	expect((await api('GET', PATH)).status).toBe(500);

	expect(await call('POST', '/reset')).toMatchObject({ status: 200 });
	expect((await api('GET', PATH)).status).toBe(401);
	const after = await apiOf(sandbox.current, admin);
	for (let count = 0; count < 3; count += 1) expect((await after('GET', PATH)).status).toBe(200);
	const state = (await call('GET', '/state/genesysCloud')).body;
	for (const kind of ['clients', 'credentials', 'roles', 'divisions']) {
		const ids = (records: Array<{ id: string }>) => records.map(({ id }) => id);
		expect(ids(state[kind])).toEqual(ids(before[kind]));
	}
	expect(await call('PUT', '/behaviour/genesysCloud', {})).toMatchObject({
		body: { deleteStatus: 204 },
	});
});

test('faults, latency and limits', async () => {
	const api = await apiOf(sandbox.current);
	expect((await call('POST', '/faults', { kind: 'html' })).body).toEqual({
		id: expect.any(String),
	});
	await call('DELETE', '/faults');
	expect((await api('GET', PATH)).status).toBe(200);

	for (const setting of [60, { ms: 60 }, { min: 60, max: 70 }]) {
		await call('PUT', '/latency', setting);
		const start = performance.now();
		await api('GET', PATH);
		expect(performance.now() - start).toBeGreaterThanOrEqual(55);
	}
	await call('PUT', '/latency', 0);
	await call('PUT', '/limits', { perMinute: 1 });
	expect((await api('GET', PATH)).status).toBe(200);
	expect((await api('GET', PATH)).status).toBe(429);
});

test('tokens expire on demand', async () => {
	const api = await apiOf(sandbox.current);
	await call('POST', '/expire-tokens/genesysCloud');
	expect((await api('GET', PATH)).status).toBe(401);
});

test('the journal: every call, by filter, with secrets masked', async () => {
	const { admin } = sandbox.current.genesysCloud;
	await requestToken(sandbox.current, admin, { inForm: true });
	const api = await apiOf(sandbox.current);
	await api('POST', `${PATH}?a=1`, codeClient());
	await api('POST', '/api/v2/integrations/credentials', {
		type: { name: 'basicAuth' },
		credentialFields: { userName: 'me', password: 'hush' },
	});
	const { body } = await call('GET', '/journal?server=api');
	expect(body).toMatchObject([
		{
			vendor: 'genesysCloud',
			server: 'api',
			method: 'POST',
			path: PATH,
			query: { a: '1' },
			requestBody: codeClient(),
			status: 200,
			clientId: admin.clientId,
			durationMs: expect.any(Number),
			at: expect.stringMatching(/Z$/),
		},
		{ requestBody: { credentialFields: { userName: 'me', password: '••••' } } },
	]);
	const all = sandbox.current.control.journal();
	expect(all).toHaveLength(4);
	expect(all[0]).toMatchObject({ server: 'login', requestBody: { client_secret: '••••' } });
	expect(JSON.stringify(all)).not.toContain(admin.clientSecret);
	expect(sandbox.current.control.journal({ path: '/api/v2/integrations/*' })).toHaveLength(1);
	expect(sandbox.current.control.journal({ status: 404 })).toEqual([]);
	await call('DELETE', '/journal');
	expect((await call('GET', '/journal')).body).toEqual([]);
});

test('mistakes are told', async () => {
	for (const [method, path, body, status] of [
		['GET', '/state/nobody', undefined, 404],
		['PUT', '/behaviour/genesysCloud', { gravity: 1 }, 400],
		['POST', '/faults', { kind: 'earthquake' }, 400],
		['PUT', '/latency', { min: 5, max: 1 }, 400],
		['PUT', '/limits', { perMinute: -1 }, 400],
	] as const) {
		const answer = await call(method, path, body);
		expect(answer.status).toBe(status);
		expect(answer.body).toEqual({ error: expect.any(String) });
	}
});

test('the contract report, and the file it is appended to', async () => {
	const api = await apiOf(sandbox.current);
	const before = (await call('GET', '/contract')).body as { validated: number };
	await api('GET', PATH);
	const { body } = await call('GET', '/contract');
	expect(body).toEqual({
		validated: before.validated + 1,
		violations: [],
		source: expect.stringMatching(/^(api-description|sdk-models)$/),
	});

	const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
	const kept = process.env.SANDBOX_CONTRACT_FILE;
	process.env.SANDBOX_CONTRACT_FILE = join(folder, 'contract.jsonl');
	try {
		for (let count = 0; count < 2; count += 1) {
			const other = await startSandbox();
			await (
				await apiOf(other)
			)('GET', PATH);
			await other.close();
			await other.close();
		}
		const lines = readFileSync(process.env.SANDBOX_CONTRACT_FILE, 'utf8').trim().split('\n');
		expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
			{ validated: 1, violations: [] },
			{ validated: 1, violations: [] },
		]);
	} finally {
		if (kept === undefined) delete process.env.SANDBOX_CONTRACT_FILE;
		else process.env.SANDBOX_CONTRACT_FILE = kept;
		rmSync(folder, { recursive: true });
	}
});

test.each(['genesysApi', 'genesysLogin', 'genesysGateway', 'control'] as const)(
	'a taken port for %s is named',
	async (name) => {
		const port = Number(new URL(sandbox.current.controlUrl).port);
		const start = startSandbox({ ports: { [name]: port } });
		await expect(start).rejects.toThrow(PortTakenError);
		await expect(start).rejects.toThrow(`Port ${port} on 127.0.0.1 is already in use`);
	},
);

test('no request is answered after the end, not even a hanging one', async () => {
	const other = await startSandbox();
	const api = await apiOf(other);
	other.control.addFault({ kind: 'timeout' });
	const hanging = api('GET', PATH);
	const failed = expect(hanging).rejects.toThrow('fetch failed');
	while (other.control.journal({ fault: 'timeout' }).length === 0) {
		await new Promise((resolve) => setImmediate(resolve));
	}
	await other.close();
	await failed;
	await expect(fetch(other.controlUrl)).rejects.toThrow('fetch failed');
});
