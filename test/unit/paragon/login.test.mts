import type { IHttpRequestOptions } from 'n8n-workflow';
import { InvalidInput } from '../../../nodes/core/errors.ts';
import { LoginFailed } from '../../../nodes/core/loginFailed.ts';
import { MASK } from '../../../nodes/core/secret.ts';
import { requestToken, usableToken } from '../../../nodes/Paragon/login.ts';

const CREDENTIAL = {
	baseUrl: 'https://zeus.example.com/',
	email: ' me@example.com ',
	password: ' s3cret ',
};

beforeAll(() => jest.useFakeTimers());
// A new token is shared, and a refusal remembered, for a while: let that pass.
afterEach(async () => await jest.advanceTimersByTimeAsync(5 * 60_000));
afterAll(() => jest.useRealTimers());

/** The outcome of logging in when Paragon answers, or fails, like this. */
async function logIn(answer: object | Error, credential: object = CREDENTIAL) {
	const requests: IHttpRequestOptions[] = [];
	const httpRequest = async (options: IHttpRequestOptions) => {
		requests.push(options);
		if (answer instanceof Error) throw answer;
		return { headers: {}, ...answer };
	};
	const outcome: unknown = await requestToken(
		{ helpers: { httpRequest } } as never,
		credential as never,
	).catch((error: unknown) => error);
	return { outcome, requests };
}

test.each([200, 201])(
	'status %i begins a session; the password is sent as it is',
	async (statusCode) => {
		const { outcome, requests } = await logIn({ statusCode, body: { accessToken: 't' } });
		expect(usableToken({ ...CREDENTIAL, accessToken: String(outcome) })).toBe('t');
		expect(requests).toHaveLength(1);
		expect(requests[0]).toMatchObject({
			method: 'POST',
			url: 'https://zeus.example.com/auth/login/email',
			body: { username: 'me@example.com', password: ' s3cret ' },
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
		});
	},
);

test.each<[string, object, RegExp, boolean]>([
	[
		'a wrong password',
		{ statusCode: 401, body: { message: 'No.' } },
		/Email and Password\. Paragon says: No\. Check both/,
		false,
	],
	[
		'a refused value',
		{ statusCode: 400, body: {} },
		/did not accept Email and Password\. Check/,
		false,
	],
	['a user who may not', { statusCode: 403 }, /SSO or a second factor/, false],
	['a value that is none', { statusCode: 422 }, /Email and Password/, false],
	['a locked account', { statusCode: 423, body: 'locked' }, /Paragon says: locked/, false],
	[
		'too many logins',
		{ statusCode: 429, body: 'slow' },
		/lets nobody log in for now\. Paragon says: slow/,
		true,
	],
	['a host that is down', { statusCode: 503, body: '<html>' }, /HTTP 503$/, true],
	['a host that is slow', { statusCode: 408 }, /HTTP 408$/, true],
	[
		'another host',
		{ statusCode: 404, body: '<html>' },
		/no Paragon management API at https:\/\/zeus\.example\.com \(HTTP 404\)/,
		false,
	],
	['a redirect', { statusCode: 302 }, /no Paragon management API .*HTTP 302/, false],
	['an answer without token', { statusCode: 200, body: {} }, /no Paragon management API/, true],
	[
		'an empty token',
		{ statusCode: 200, body: { accessToken: '' } },
		/no Paragon management API/,
		true,
	],
	['an answer of null', { statusCode: 200, body: null }, /no Paragon management API/, true],
	['a web page', { statusCode: 200, body: '<html>' }, /no Paragon management API/, true],
])('%s', async (_what, answer, message, temporary) => {
	const { outcome, requests } = await logIn(answer);
	expect(outcome).toBeInstanceOf(LoginFailed);
	expect(outcome).toMatchObject({ message: expect.stringMatching(message), temporary });
	expect(requests).toHaveLength(1);
	// What may be a wrong password must not be tried again and again.
	const mayLock = /did not accept Email and Password/.test((outcome as LoginFailed).message);
	// What answers well, but is no login, is judged by whether it stays so.
	const stranger = temporary && /no Paragon management API/.test((outcome as LoginFailed).message);
	expect(outcome).toMatchObject({ mayLock, stranger });
	expect((await logIn(answer)).requests).toHaveLength(mayLock ? 0 : 1);
});

test('who was refused is told that it is not tried again, and another password is tried', async () => {
	const wrong = { statusCode: 401, body: { message: 'No.' } };
	const { outcome } = await logIn(wrong);
	expect((outcome as Error).message).toMatch(/for five minutes.*testing the credential/);
	expect((await logIn(wrong)).outcome).toBe(outcome);
	const right = { statusCode: 200, body: { accessToken: 't' } };
	const mended = { ...CREDENTIAL, password: 'right' };
	const { outcome: stored, requests } = await logIn(right, mended);
	expect(requests).toHaveLength(1);
	expect(usableToken({ ...mended, accessToken: String(stored) })).toBe('t');
	await jest.advanceTimersByTimeAsync(5 * 60_000);
	expect((await logIn(right)).requests).toHaveLength(1);
});

test('it is known how long Paragon wants nobody to log in', async () => {
	const headers = { 'retry-after': '30' };
	const { outcome } = await logIn({ statusCode: 429, headers, body: '' });
	const { waitMs } = outcome as LoginFailed;
	expect(waitMs).toBeGreaterThanOrEqual(30_000);
	expect(waitMs).toBeLessThan(31_000);
});

test.each([
	['ECONNREFUSED', 'Paragon refused the connection when n8n logged in'],
	['ETIMEDOUT', 'Paragon did not answer in time when n8n logged in'],
])('a connection that ends in %s may be better later', async (code, message) => {
	const { outcome } = await logIn(Object.assign(new Error('x'), { code }));
	expect(outcome).toBeInstanceOf(LoginFailed);
	expect(outcome).toMatchObject({ message, temporary: true });
});

test('a fault that is not of the network stays what it is', async () => {
	const bug = new TypeError('bug');
	expect((await logIn(bug)).outcome).toBe(bug);
});

test('a password that Paragon quotes is masked', async () => {
	const { outcome } = await logIn({ statusCode: 401, body: { message: 'not " s3cret " here' } });
	expect((outcome as Error).message).toContain(`not "${MASK}" here`);
	expect((outcome as Error).message).not.toContain('s3cret');
});

test('a long reason is cut, but not through the password', async () => {
	const message = `${'word '.repeat(199)}no${CREDENTIAL.password}at all ${'word '.repeat(500)}`;
	const { outcome } = await logIn({ statusCode: 401, body: { message } });
	expect((outcome as Error).message.length).toBeLessThan(1500);
	expect((outcome as Error).message).toContain('…');
	expect((outcome as Error).message).not.toMatch(/ s3|3cr/);
});

test.each([
	[{ email: ' ' }, LoginFailed, /Email is missing/],
	[{ email: undefined }, LoginFailed, /Email is missing/],
	[{ password: '' }, LoginFailed, /Password is missing/],
	[{ password: undefined }, LoginFailed, /Password is missing/],
	[{ baseUrl: 'http://evil.example.com' }, InvalidInput, /^Base URL: /],
])('with %j nothing is sent', async (change, type, message) => {
	const { outcome, requests } = await logIn({ statusCode: 200 }, { ...CREDENTIAL, ...change });
	expect(outcome).toBeInstanceOf(type);
	expect((outcome as Error).message).toMatch(message);
	expect(requests).toEqual([]);
});

test('a stored token is used only with the credential that it was given out for', async () => {
	const { outcome } = await logIn({ statusCode: 200, body: { accessToken: 't' } });
	const stored = { ...CREDENTIAL, accessToken: String(outcome) };
	expect(stored.accessToken).not.toMatch(/s3cret|example/);
	for (const change of [{ baseUrl: 'https://a' }, { email: 'you' }, { password: 's3cret' }]) {
		expect(usableToken({ ...stored, ...change })).toBeUndefined();
	}
	expect(usableToken(CREDENTIAL)).toBeUndefined();
});
