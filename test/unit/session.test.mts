import { reveal } from '../../nodes/core/secret.ts';
import {
	LOG_IN_FIRST,
	lateTokens,
	newToken,
	usableToken,
	withToken,
} from '../../nodes/core/session.ts';

beforeEach(() => jest.useFakeTimers());
// A token that was just given out is shared for a while: let that pass.
afterEach(async () => {
	await jest.runAllTimersAsync();
	jest.useRealTimers();
});

const ME = { parts: ['https://a.example.com', 'me'], secret: 's3cret' };

/** A vendor that gives out t1, t2 and so on, each when `answer` is called, or at once. */
function vendor({ atOnce = true } = {}) {
	const waiting: Array<() => void> = [];
	const calls = { logins: 0, answer: () => waiting.shift()?.() };
	const logIn = async () => {
		const token = `t${++calls.logins}`;
		if (!atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
		return token;
	};
	return { calls, logIn };
}

const tokenIn = (stored: string) => usableToken(ME, stored);

test('whoever finds at the same time that there is no session shares one login', async () => {
	const { calls, logIn } = vendor({ atOnce: false });
	const all = Array.from({ length: 50 }, async () => await newToken(ME, '', logIn));
	await jest.advanceTimersByTimeAsync(100);
	calls.answer();
	expect(new Set(await Promise.all(all)).size).toBe(1);
	expect(calls.logins).toBe(1);
});

test('who comes a little later with the token that expired gets the new one, then no more', async () => {
	const { calls, logIn } = vendor();
	const expired = await newToken(ME, '', logIn);
	await jest.runAllTimersAsync();
	const renewed = await newToken(ME, expired, logIn);
	expect(tokenIn(renewed)).toBe('t2');
	await jest.advanceTimersByTimeAsync(4900);
	expect(await newToken(ME, expired, logIn)).toBe(renewed);
	expect(calls.logins).toBe(2);
	await jest.advanceTimersByTimeAsync(200);
	expect(tokenIn(await newToken(ME, expired, logIn))).toBe('t3');
});

test('who has been refused with the very latest gets another, and shares that', async () => {
	const { calls, logIn } = vendor();
	const latest = await newToken(ME, '', logIn);
	const others = await Promise.all(
		Array.from({ length: 20 }, async () => await newToken(ME, latest, logIn)),
	);
	expect(new Set(others.map(tokenIn))).toEqual(new Set(['t2']));
	expect(calls.logins).toBe(2);
});

test('who has no token asks for one of their own once the last login is answered', async () => {
	const { calls, logIn } = vendor();
	expect(tokenIn(await newToken(ME, '', logIn))).toBe('t1');
	expect(tokenIn(await newToken(ME, undefined, logIn))).toBe('t2');
	expect(tokenIn(await newToken(ME, 'of somebody else', logIn))).toBe('t3');
	expect(calls.logins).toBe(3);
});

test('a login that fails fails for all who wait for it, and is tried anew by who comes next', async () => {
	let tries = 0;
	const failing = async () => await Promise.reject<string>(new Error(`down ${++tries}`));
	const ends = await Promise.allSettled([newToken(ME, '', failing), newToken(ME, '', failing)]);
	expect(ends).toMatchObject([
		{ status: 'rejected', reason: { message: 'down 1' } },
		{ status: 'rejected', reason: { message: 'down 1' } },
	]);
	expect(tokenIn(await newToken(ME, '', vendor().logIn))).toBe('t1');
});

const OTHERS = [
	{ ...ME, secret: 'changed' },
	{ ...ME, parts: ['https://a.example.com', 'you'] },
	{ ...ME, parts: ['https://b.example.com', 'me'] },
	{ ...ME, parts: ['https://a.example.comme'] },
	{ ...ME, parts: ['https://a.example.com', 'me', ''] },
];

test('others log in for themselves, and cannot use each other’s tokens', async () => {
	const { calls, logIn } = vendor({ atOnce: false });
	const all = [ME, ...OTHERS].map(async (who) => await newToken(who, '', logIn));
	await jest.advanceTimersByTimeAsync(1);
	expect(calls.logins).toBe(6);
	for (let left = 6; left > 0; left--) calls.answer();
	const [mine = ''] = await Promise.all(all);
	expect(tokenIn(mine)).toBe('t1');
	for (const other of OTHERS) expect(usableToken(other, mine)).toBeUndefined();
});

test('the mark gives nothing away of who it stands for', async () => {
	const stored = await newToken(ME, '', vendor().logIn);
	expect(stored).toMatch(/^[\w-]{43}\.t1$/);
	expect(stored).not.toMatch(/s3cret|example|me\b/);
});

test.each([undefined, null, '', 't1', '.t1', 7])('%j is no usable token', (stored) => {
	expect(usableToken(ME, stored)).toBeUndefined();
});

test('a token with dots in it comes back whole', async () => {
	const stored = await newToken(ME, '', async () => 'a.b.c');
	expect(tokenIn(stored)).toBe('a.b.c');
});

test('a request carries the token, or one that no vendor knows; its own headers stay', async () => {
	const request = { url: '/x', headers: { Accept: 'a' } };
	const stored = await newToken(ME, '', vendor().logIn);
	expect(withToken(request, ME, stored)).toEqual({
		url: '/x',
		headers: { Accept: 'a', Authorization: 'Bearer t1' },
	});
	for (const other of [undefined, '', 't1', 7]) {
		expect(withToken({ url: '/x' }, ME, other).headers).toEqual({ Authorization: 'Bearer none' });
	}
	const changed = { ...ME, secret: 'changed' };
	expect(withToken(request, changed, stored).headers?.Authorization).toBe('Bearer none');
	expect(request.headers).toEqual({ Accept: 'a' });
});

test('the test of a credential always logs in, and the vendor sees nothing of it', async () => {
	const stored = await newToken(ME, '', vendor().logIn);
	const request = { url: '/x', headers: { Accept: 'a', [LOG_IN_FIRST]: 'yes' } };
	expect(withToken(request, ME, stored).headers).toEqual({
		Accept: 'a',
		Authorization: 'Bearer none',
	});
	expect(request.headers).toHaveProperty(LOG_IN_FIRST);
});

test('the tokens of late are known, so that they can be masked, and not kept for ever', async () => {
	const who = (user: number) => ({ ...ME, parts: [user] });
	for (let user = 1; user <= 50; user++) await newToken(who(user), '', async () => `late${user}`);
	const late = lateTokens().map(reveal);
	expect(late).toContain('late50');
	expect(late).toContain('late40');
	expect(late).not.toContain('late1');
	expect(JSON.stringify(lateTokens())).not.toContain('late');
});
