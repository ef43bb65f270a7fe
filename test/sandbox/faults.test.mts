import type { FaultSpec } from './index.mts';
import type { Api } from './support/http.mts';
import { apiOf, requestToken } from './support/http.mts';
import { codeClient, useSandbox } from './support/sandbox.mts';

const sandbox = useSandbox();
const PATH = '/api/v2/oauth/clients';
let api: Api;

beforeEach(async () => {
	api = await apiOf(sandbox.current);
});

const add = (fault: FaultSpec) => sandbox.current.control.addFault(fault);
const count = (): number => sandbox.current.control.state('genesysCloud').clients.length as number;
const create = async () => await api('POST', PATH, codeClient());

/** Posts a client with a deadline; for faults that never answer. */
async function createWithin(ms: number): Promise<unknown> {
	const token = sandbox.current.control.state('genesysCloud').tokens[0].value as string;
	return await fetch(`${sandbox.current.genesysCloud.apiUrl}${PATH}`, {
		method: 'POST',
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		body: JSON.stringify(codeClient()),
		signal: AbortSignal.timeout(ms),
	});
}

test("status: the vendor's own error body, nothing is changed", async () => {
	const before = count();
	add({ kind: 'status', status: 503, method: 'POST', path: PATH, headers: { 'retry-after': '7' } });
	const { status, headers, body } = await create();
	expect(status).toBe(503);
	expect(headers.get('retry-after')).toBe('7');
	expect(body).toMatchObject({
		code: 'service.unavailable',
		status: 503,
		contextId: headers.get('inin-correlation-id'),
	});
	expect(count()).toBe(before);
	expect((await create()).status).toBe(200);
	expect(count()).toBe(before + 1);
});

test.each([
	[undefined, 'too.many.requests'],
	[{ 'Retry-After': '9' }, 'too.many.requests.retry.after'],
])('status 429 with the headers %j has the code %s', async (headers, code) => {
	add({ kind: 'status', status: 429, headers });
	const answer = await api('GET', PATH);
	expect(answer).toMatchObject({ status: 429, body: { code } });
	expect(answer.headers.get('retry-after')).toBe(headers ? '9' : null);
	if (headers) expect(answer.body.message).toContain('[9] seconds');
});

test('status: any body that is given', async () => {
	add({ kind: 'status', status: 418, body: { odd: true } });
	expect(await api('GET', PATH)).toMatchObject({ status: 418, body: { odd: true } });
});

test('cutBefore: no answer, nothing is changed', async () => {
	const before = count();
	add({ kind: 'cutBefore', method: 'POST' });
	await expect(create()).rejects.toThrow('fetch failed');
	expect(count()).toBe(before);
});

test('cutAfter: no answer, but the change is made', async () => {
	const before = count();
	add({ kind: 'cutAfter', method: 'POST' });
	await expect(create()).rejects.toThrow('fetch failed');
	expect(count()).toBe(before + 1);
});

test.each([
	['timeout', 0],
	['timeoutAfter', 1],
] as const)('%s: never an answer, %i clients more', async (kind, more) => {
	const before = count();
	add({ kind, method: 'POST' });
	await expect(createWithin(150)).rejects.toMatchObject({ name: 'TimeoutError' });
	expect(count()).toBe(before + more);
	expect(sandbox.current.control.journal({ method: 'POST', path: PATH })).toMatchObject([
		{ fault: kind },
	]);
});

test('slow: the right answer, late', async () => {
	add({ kind: 'slow', delayMs: 120 });
	const start = performance.now();
	expect((await create()).status).toBe(200);
	expect(performance.now() - start).toBeGreaterThanOrEqual(115);
});

test('truncated: half an answer, and the change is made', async () => {
	const before = count();
	add({ kind: 'truncated', method: 'POST' });
	await expect(create()).rejects.toThrow('terminated');
	expect(count()).toBe(before + 1);
});

test('html: a page in the way, nothing is changed', async () => {
	const before = count();
	add({ kind: 'html', status: 502, method: 'POST' });
	const { status, headers, body } = await create();
	expect(status).toBe(502);
	expect(headers.get('content-type')).toContain('text/html');
	expect(body).toContain('<html>');
	expect(count()).toBe(before);
});

test('redirect: elsewhere', async () => {
	add({ kind: 'redirect', headers: { location: 'https://elsewhere.example/' } });
	const { status, headers } = await api('GET', PATH);
	expect(status).toBe(302);
	expect(headers.get('location')).toBe('https://elsewhere.example/');
});

test('the login host has faults too, in its own shape', async () => {
	add({ kind: 'status', status: 500, server: 'login' });
	expect((await api('GET', PATH)).status).toBe(200);
	const answer = await requestToken(sandbox.current, sandbox.current.genesysCloud.admin);
	expect(answer).toMatchObject({ status: 500, body: { error: 'server_error' } });
});

test('path patterns, skip and times choose the requests', async () => {
	const { clientId } = sandbox.current.genesysCloud.admin;
	add({ kind: 'status', status: 500, path: `${PATH}/:id`, skip: 1, times: 2 });
	const statuses: number[] = [];
	for (let call = 0; call < 5; call += 1) {
		statuses.push((await api('GET', `${PATH}/${clientId}`)).status);
		expect((await api('GET', PATH)).status).toBe(200);
		expect((await api('GET', `${PATH}/${clientId}/usage/summary`)).status).toBe(200);
	}
	expect(statuses).toEqual([200, 500, 500, 200, 200]);

	add({ kind: 'status', status: 500, path: '/api/v2/oauth/*', times: 'always' });
	expect((await api('GET', `${PATH}/${clientId}/usage/summary`)).status).toBe(500);
	expect((await api('GET', '/api/v2/tokens/me')).status).toBe(200);
	sandbox.current.control.clearFaults();
	expect((await api('GET', PATH)).status).toBe(200);
});

test('a rate with a seed hits the same requests each time', async () => {
	const run = async () => {
		sandbox.current.control.clearFaults();
		add({ kind: 'status', status: 500, rate: 0.3, seed: 7 });
		const statuses: number[] = [];
		for (let call = 0; call < 40; call += 1) {
			statuses.push((await api('GET', '/api/v2/tokens/me')).status);
		}
		return statuses;
	};
	const first = await run();
	const hit = first.filter((status) => status === 500).length;
	expect(hit).toBeGreaterThan(4);
	expect(hit).toBeLessThan(20);
	expect(await run()).toEqual(first);
});

test('faults that cannot happen are refused', () => {
	expect(() => add({ kind: 'earthquake' as 'status' })).toThrow(RangeError);
	expect(() => add({ kind: 'status' })).toThrow(RangeError);
	expect(() => add({ kind: 'slow', rate: 2 })).toThrow(RangeError);
});

test('a plan decides for each request, by its body too, until it ends', async () => {
	const seen: unknown[] = [];
	const unlucky = codeClient();
	sandbox.current.control.followPlan(({ vendor, method, path, body }) => {
		seen.push([vendor, method, path]);
		const { name } = (body ?? {}) as { name?: string };
		return name === unlucky.name ? { kind: 'status', status: 503 } : undefined;
	});
	const before = count();
	expect((await api('POST', PATH, unlucky)).status).toBe(503);
	expect((await api('POST', PATH, { ...unlucky, name: 'another' })).status).toBe(200);
	expect(seen).toEqual([0, 1].map(() => ['genesysCloud', 'POST', PATH]));
	expect(count()).toBe(before + 1);

	sandbox.current.control.followPlan(undefined);
	expect((await api('POST', PATH, unlucky)).status).toBe(200);
});

test('a fault that was asked for comes before what a plan says', async () => {
	sandbox.current.control.followPlan(() => ({ kind: 'status', status: 503 }));
	add({ kind: 'status', status: 504 });
	expect((await api('GET', PATH)).status).toBe(504);
	expect((await api('GET', PATH)).status).toBe(503);
});
