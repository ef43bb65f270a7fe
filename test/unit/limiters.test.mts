import { Run } from '../../nodes/core/limiter.ts';
import { sharedLimiter } from '../../nodes/core/limiters.ts';
import { STARTED } from './support/limited.mts';

const LIMITS = { concurrency: 1, perMinute: 60 };
const TEN_MINUTES = 10 * 60_000;

beforeEach(() => jest.useFakeTimers({ now: STARTED }));
afterEach(() => jest.useRealTimers());

let last = 0;
const newKey = () => `credential ${++last}`;
const isKept = (key: string) => {
	const before = sharedLimiter(key, LIMITS);
	return (later: string) => {
		sharedLimiter(later, LIMITS);
		return sharedLimiter(key, LIMITS) === before;
	};
};

test('the same key shares a limiter, another one does not', () => {
	const [one, other] = [newKey(), newKey()];
	expect(sharedLimiter(one, LIMITS)).toBe(sharedLimiter(one, LIMITS));
	expect(sharedLimiter(one, LIMITS)).not.toBe(sharedLimiter(other, LIMITS));
});

test('one that nobody has used for ten minutes is let go when there is a new one', async () => {
	const kept = isKept(newKey());
	await jest.advanceTimersByTimeAsync(TEN_MINUTES);
	expect(kept(newKey())).toBe(true);
	await jest.advanceTimersByTimeAsync(1);
	expect(kept(newKey())).toBe(false);
});

test('one with a request under way, or a request that waits, is kept however long that takes', async () => {
	const key = newKey();
	const limiter = sharedLimiter(key, LIMITS);
	const hanging = async () => await new Promise((resolve) => setTimeout(resolve, 2 * TEN_MINUTES));
	const run = new Run(1);
	const requests = [0, 1].map(async () => await limiter.run(run, hanging, undefined));
	const kept = isKept(key);
	await jest.advanceTimersByTimeAsync(1.5 * TEN_MINUTES);
	expect(kept(newKey())).toBe(true);
	await jest.advanceTimersByTimeAsync(1.5 * TEN_MINUTES);
	expect(kept(newKey())).toBe(true);
	await jest.runAllTimersAsync();
	await Promise.all(requests);
	expect(kept(newKey())).toBe(false);
});
