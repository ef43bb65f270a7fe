import { setTimeout as sleep } from 'node:timers/promises';
import { apiOf, requestToken } from './support/http.mts';
import { useSandbox } from './support/sandbox.mts';

const sandbox = useSandbox();
const ME = '/api/v2/tokens/me';

test('each answer says where its token stands, 300 a minute by default', async () => {
	const api = await apiOf(sandbox.current);
	await api('GET', ME);
	const { headers } = await api('GET', '/api/v2/oauth/clients/none');
	expect(headers.get('inin-ratelimit-allowed')).toBe('300');
	expect(headers.get('inin-ratelimit-count')).toBe('2');
	const reset = Number(headers.get('inin-ratelimit-reset'));
	expect(reset).toBeGreaterThan(0);
	expect(reset).toBeLessThanOrEqual(60);
});

test('beyond the limit: 429 with Retry-After, until the window ends; other tokens go on', async () => {
	sandbox.current.control.setLimits({ perMinute: 3, windowMs: 1000 });
	const api = await apiOf(sandbox.current);
	const statuses: number[] = [];
	for (let count = 0; count < 3; count += 1) statuses.push((await api('GET', ME)).status);
	expect(statuses).toEqual([200, 200, 200]);
	const { status, headers, body } = await api('POST', '/api/v2/oauth/clients', {});
	expect(status).toBe(429);
	expect(headers.get('retry-after')).toBe('1');
	expect(headers.get('cache-control')).toContain('no-store');
	expect(body).toEqual({
		message: 'Rate limit exceeded the maximum. Retry the request in [1] seconds',
		code: 'too.many.requests.retry.after',
		status: 429,
		contextId: headers.get('inin-correlation-id'),
		details: [],
		errors: [],
	});
	const other = await apiOf(sandbox.current);
	expect((await other('GET', ME)).status).toBe(200);
	await sleep(1010);
	expect((await api('GET', ME)).status).toBe(200);
});

test('the token endpoint says it with a 400, and Retry-After only by its switch', async () => {
	const { admin, limited } = sandbox.current.genesysCloud;
	sandbox.current.control.setLimits({ tokenPerMinute: 1 });
	expect((await requestToken(sandbox.current, admin)).status).toBe(200);
	const refused = await requestToken(sandbox.current, admin);
	expect(refused).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
	expect(refused.body.description).toMatch(/^rate limit exceeded;/);
	expect(refused.headers.get('retry-after')).toBeNull();
	expect((await requestToken(sandbox.current, limited)).status).toBe(200);

	sandbox.current.control.setBehaviour('genesysCloud', { tokenRetryAfter: true });
	const helped = await requestToken(sandbox.current, admin);
	expect(Number(helped.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('a limit has to be above 0 and known', () => {
	const { control } = sandbox.current;
	expect(() => control.setLimits({ perMinute: 0 })).toThrow(RangeError);
	expect(() => control.setLimits({ perHour: 1 } as object)).toThrow(RangeError);
});
