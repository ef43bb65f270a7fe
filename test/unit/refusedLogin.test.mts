import { LoginFailed } from '../../nodes/core/loginFailed.ts';
import { LOG_IN_FIRST, newToken, usableToken, withToken } from '../../nodes/core/session.ts';

const REMEMBERED_MS = 5 * 60_000;

const ME = { parts: ['https://a.example.com', 'me'], secret: 'wr0ng' };

beforeAll(() => jest.useFakeTimers());
// Let what is remembered of one test be forgotten in the next.
afterEach(async () => await jest.advanceTimersByTimeAsync(REMEMBERED_MS));
afterAll(() => jest.useRealTimers());

/** A vendor that refuses every login in this way, each by its number. */
function refusing(
	make: (words: string) => Error = (words) => new LoginFailed(words, { mayLock: true }),
) {
	const calls = { logins: 0 };
	const logIn = async () => await Promise.reject<string>(make(`refused ${++calls.logins}`));
	const refusal = async (who = ME) => {
		const thrown: unknown = await newToken(who, '', logIn).catch((error: unknown) => error);
		expect(thrown).toBeInstanceOf(Error);
		return thrown as Error;
	};
	return { calls, logIn, refusal };
}

/** What the test of a credential does before it logs in. */
const insist = (who = ME) =>
	void withToken({ url: '/', headers: { [LOG_IN_FIRST]: 'y' } }, who, '');

test('50 who are refused one after the other make one login, and are told the same', async () => {
	const { calls, refusal } = refusing();
	const first = await refusal();
	expect(first).toMatchObject({ message: 'refused 1', mayLock: true });
	for (let item = 2; item <= 50; item++) expect(await refusal()).toBe(first);
	expect(calls.logins).toBe(1);
});

test('50 who are refused side by side make one login, and so do 50 after them', async () => {
	const { calls, refusal } = refusing();
	for (let turn = 1; turn <= 2; turn++) {
		const all = await Promise.all(Array.from({ length: 50 }, async () => await refusal()));
		expect(new Set(all.map(({ message }) => message))).toEqual(new Set(['refused 1']));
	}
	expect(calls.logins).toBe(1);
});

test('a refusal is remembered for five minutes, from the refusal and not from its last use', async () => {
	const { calls, refusal } = refusing();
	await refusal();
	await jest.advanceTimersByTimeAsync(REMEMBERED_MS - 1);
	expect((await refusal()).message).toBe('refused 1');
	await jest.advanceTimersByTimeAsync(1);
	expect((await refusal()).message).toBe('refused 2');
	expect((await refusal()).message).toBe('refused 2');
	expect(calls.logins).toBe(2);
});

test('who tests the credential is answered by the vendor, and what it says then counts', async () => {
	const { calls, refusal } = refusing();
	await refusal();
	insist();
	expect((await refusal()).message).toBe('refused 2');
	expect((await refusal()).message).toBe('refused 2');
	expect(calls.logins).toBe(2);
	await jest.advanceTimersByTimeAsync(REMEMBERED_MS - 1);
	expect((await refusal()).message).toBe('refused 2');
});

test('a test that succeeds ends the refusal for all', async () => {
	const { refusal } = refusing();
	await refusal();
	insist();
	const logIn = async () => 't';
	expect(usableToken(ME, await newToken(ME, '', logIn))).toBe('t');
	await jest.advanceTimersByTimeAsync(10_000);
	expect(usableToken(ME, await newToken(ME, '', logIn))).toBe('t');
});

test('a test insists for its own credential alone', async () => {
	const { calls, refusal } = refusing();
	await refusal();
	insist({ ...ME, secret: 'another' });
	withToken({ url: '/', headers: { Accept: 'a' } }, ME, '');
	await refusal();
	expect(calls.logins).toBe(1);
});

test.each<[string, (words: string) => Error]>([
	['a refusal that locks nobody out', (words) => new LoginFailed(words)],
	['temporary', (words) => new LoginFailed(words, { temporary: true, waitMs: 1000 })],
	['no refusal at all', (words) => new TypeError(words)],
])('what is %s is not remembered', async (_what, make) => {
	const { calls, refusal } = refusing(make);
	for (let item = 1; item <= 3; item++) {
		expect((await refusal()).message).toBe(`refused ${item}`);
		await jest.advanceTimersByTimeAsync(0);
	}
	expect(calls.logins).toBe(3);
});

test.each([
	['password', { ...ME, secret: 'changed' }],
	['user', { ...ME, parts: ['https://a.example.com', 'you'] }],
	['host', { ...ME, parts: ['https://b.example.com', 'me'] }],
])('with another %s the login is tried', async (_what, other) => {
	const { calls, refusal } = refusing();
	await refusal();
	expect((await refusal(other)).message).toBe('refused 2');
	expect((await refusal()).message).toBe('refused 1');
	expect((await refusal(other)).message).toBe('refused 2');
	expect(calls.logins).toBe(2);
});

test('a refusal does not take the token from those who still have one that works', async () => {
	const stored = await newToken(ME, '', async () => 't');
	await jest.advanceTimersByTimeAsync(10_000);
	const { refusal } = refusing();
	await refusal();
	expect(withToken({ url: '/' }, ME, stored).headers).toEqual({ Authorization: 'Bearer t' });
});
