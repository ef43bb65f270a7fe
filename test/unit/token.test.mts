import type { IHttpRequestOptions } from 'n8n-workflow';
import { InvalidInput } from '../../nodes/core/errors.ts';
import { LoginFailed } from '../../nodes/core/loginFailed.ts';
import { MASK } from '../../nodes/core/secret.ts';
import { requestToken, usableToken } from '../../nodes/GenesysCloud/token.ts';

const CREDENTIAL = { region: 'mypurecloud.ie', clientId: ' id ', clientSecret: ' s3cret ' };

beforeEach(() => jest.useFakeTimers());
// A token that was just given out is shared for a while: let that pass.
afterEach(async () => {
	await jest.runAllTimersAsync();
	jest.useRealTimers();
});

/** The outcome of asking for a token when the login host answers, or fails, like this. */
async function ask(answer: object | Error, credential: object = CREDENTIAL) {
	const requests: IHttpRequestOptions[] = [];
	const httpRequest = async (options: IHttpRequestOptions) => {
		requests.push(options);
		if (answer instanceof Error) throw answer;
		return answer;
	};
	const outcome = await requestToken(
		{ helpers: { httpRequest } } as never,
		credential as never,
	).catch((error: unknown) => error);
	return { outcome, requests };
}

const refusal = (statusCode: number, error: string, description: string) => ({
	statusCode,
	body: { error, description, error_description: description },
});

test('the token is asked for once, at the login host of the region, with what was given trimmed', async () => {
	const { outcome, requests } = await ask({ statusCode: 200, body: { access_token: 't' } });
	expect(usableToken({ ...CREDENTIAL, accessToken: String(outcome) })).toBe('t');
	expect(requests).toHaveLength(1);
	expect(requests[0]).toMatchObject({
		method: 'POST',
		url: 'https://login.mypurecloud.ie/oauth/token',
		auth: { username: 'id', password: 's3cret' },
		body: 'grant_type=client_credentials',
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: true,
	});
});

test.each<[string, object, RegExp, boolean]>([
	[
		'an unknown client ID',
		refusal(400, 'invalid_client', 'client not found'),
		/Client ID is not known in the region mypurecloud\.ie/,
		false,
	],
	[
		'a wrong secret',
		refusal(401, 'invalid_client', 'authentication failed'),
		/Client Secret is wrong/,
		false,
	],
	[
		'a client that is not active',
		refusal(400, 'invalid_client', 'client is disabled'),
		/does not accept .*: client is disabled/,
		false,
	],
	[
		'a client of another grant',
		refusal(400, 'unauthorized_client', 'x'),
		/grant type Client Credentials/,
		false,
	],
	[
		'a grant that is not known',
		refusal(400, 'unsupported_grant_type', 'x'),
		/grant type Client Credentials/,
		false,
	],
	[
		'too many requests',
		refusal(400, 'invalid_request', 'Rate limit exceeded the maximum'),
		/no more tokens for now/,
		true,
	],
	[
		'a gateway with too many requests',
		{ statusCode: 429, body: 'slow down' },
		/no more tokens for now/,
		true,
	],
	[
		'a request that is not understood',
		refusal(400, 'invalid_request', 'bad form'),
		/bad form \(invalid_request\)/,
		false,
	],
	[
		'an error without description',
		{ statusCode: 400, body: { error: 'odd' } },
		/odd \(odd\)/,
		false,
	],
	['a login host that is down', { statusCode: 503, body: '<html>' }, /HTTP 503/, true],
	[
		'a host that is something else',
		{ statusCode: 404, body: '<html>' },
		/no login host .*HTTP 404/,
		false,
	],
	['a redirect', { statusCode: 302 }, /no login host .*HTTP 302/, false],
	['an answer without token', { statusCode: 200, body: {} }, /no login host .*HTTP 200/, true],
	['an answer that says nothing', { statusCode: 200, body: null }, /no login host/, true],
	['no answer at all', { statusCode: 204, body: '' }, /no login host .*HTTP 204/, true],
	['a web page', { statusCode: 200, body: '<html>' }, /no login host .*HTTP 200/, true],
])('%s', async (_what, answer, message, temporary) => {
	const { outcome } = await ask(answer);
	expect(outcome).toBeInstanceOf(LoginFailed);
	expect(outcome).toMatchObject({ message: expect.stringMatching(message), temporary });
	// What answers well, but is no login, is judged by whether it stays so.
	const stranger = temporary && /no login host/.test((outcome as LoginFailed).message);
	expect(outcome).toMatchObject({ mayLock: false, stranger });
});

test('a host of its own is named by its URL', async () => {
	const credential = {
		...CREDENTIAL,
		region: 'custom',
		apiUrl: 'https://api.example.com',
		loginUrl: 'https://login.example.com',
	};
	const { outcome } = await ask(refusal(400, 'invalid_client', 'client not found'), credential);
	expect(outcome).toMatchObject({
		message: expect.stringContaining('at https://login.example.com'),
	});
});

test.each([
	['ECONNREFUSED', 'refused the connection'],
	['ETIMEDOUT', 'did not answer in time'],
])('a connection that ends in %s may be better later', async (code, problem) => {
	const { outcome } = await ask(Object.assign(new Error('x'), { code }));
	expect(outcome).toBeInstanceOf(LoginFailed);
	expect(outcome).toMatchObject({
		message: `The login host of Genesys Cloud ${problem}`,
		temporary: true,
	});
});

test('a fault that is not of the network stays what it is', async () => {
	const bug = new TypeError('bug');
	expect((await ask(bug)).outcome).toBe(bug);
});

test('a secret that the login host quotes is masked', async () => {
	for (const error of ['invalid_client', 'odd']) {
		const { outcome } = await ask(refusal(400, error, 'wrong: s3cret'));
		expect((outcome as Error).message).toContain(`wrong: ${MASK}`);
		expect((outcome as Error).message).not.toContain('s3cret');
	}
});

test.each([
	[{ clientId: ' ' }, LoginFailed, /Client ID is missing/],
	[{ clientSecret: undefined }, LoginFailed, /Client Secret is missing/],
	[{ region: 'evil.com' }, InvalidInput, /^Region: /],
	[
		{ region: 'custom', apiUrl: 'http://evil.com', loginUrl: 'https://a.example.com' },
		InvalidInput,
		/^API URL: /,
	],
	[
		{ region: 'custom', apiUrl: 'https://a.example.com', loginUrl: 'http://evil.com' },
		InvalidInput,
		/^Login URL: /,
	],
])('with %j nothing is sent', async (change, type, message) => {
	const { outcome, requests } = await ask({ statusCode: 200 }, { ...CREDENTIAL, ...change });
	expect(outcome).toBeInstanceOf(type);
	expect((outcome as Error).message).toMatch(message);
	expect(requests).toEqual([]);
});

test('those who ask at the same time share one request, those who ask later do not', async () => {
	let asked = 0;
	const httpRequest = async () => ({ statusCode: 200, body: { access_token: `t${++asked}` } });
	const request = async (clientId = 'id') =>
		await requestToken({ helpers: { httpRequest } } as never, { ...CREDENTIAL, clientId });
	const [first, second, other] = await Promise.all([request(), request(), request('other')]);
	expect(first).toBe(second);
	expect(other).not.toBe(first);
	expect(asked).toBe(2);
	await jest.runAllTimersAsync();
	expect(await request()).not.toBe(first);
	expect(asked).toBe(3);
});

test('a failure is shared by those who asked at the same time, and by nobody later', async () => {
	let asked = 0;
	const httpRequest = async () => ({ statusCode: 503, body: `down ${++asked}` });
	const request = async () => await requestToken({ helpers: { httpRequest } } as never, CREDENTIAL);
	const ends = await Promise.allSettled([request(), request()]);
	expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	expect(asked).toBe(1);
	await jest.advanceTimersByTimeAsync(0);
	await expect(request()).rejects.toThrow('503');
	expect(asked).toBe(2);
});

test('a stored token is used only with the credential that it was asked for with', async () => {
	const { outcome } = await ask({ statusCode: 200, body: { access_token: 'a.b.c' } });
	const stored = { ...CREDENTIAL, accessToken: String(outcome) };
	expect(usableToken(stored)).toBe('a.b.c');
	expect(stored.accessToken).not.toContain('s3cret');
	const changes = [{ region: 'mypurecloud.de' }, { clientId: 'other' }, { clientSecret: 'other' }];
	for (const change of changes) expect(usableToken({ ...stored, ...change })).toBeUndefined();
	for (const accessToken of ['', 'a.b.c']) {
		expect(usableToken({ ...CREDENTIAL, accessToken })).toBeUndefined();
	}
	expect(usableToken(CREDENTIAL)).toBeUndefined();
});
