import { Run } from '../../nodes/core/limiter.ts';
import type { Limiter } from '../../nodes/core/limiter.ts';
import { limiterOf, numbers, STARTED, usualRun } from './support/limited.mts';

beforeEach(() => jest.useFakeTimers({ now: STARTED }));
afterEach(() => jest.useRealTimers());

interface Vendor {
	/** Requests in a window, and how long it is. */
	perWindow: number;
	windowMs: number;
	latencyMs: number;
	/** Whether every answer tells the running count. */
	tells: boolean;
	/** Whether a refusal tells how long to wait. */
	asks?: boolean;
	/** How it rounds the seconds to the end of a window. */
	rounds?: (seconds: number) => number;
}

/** A vendor with fixed windows, and how it was treated. */
function vendorOf({
	perWindow,
	windowMs,
	latencyMs,
	tells,
	asks = true,
	rounds = Math.ceil,
}: Vendor) {
	let endsAt = -Infinity;
	let count = 0;
	let underWay = 0;
	const seen = { done: 0, refused: 0, most: 0 };
	const sleep = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));
	const ask = async (limiter: Limiter, run = usualRun(limiter)) => {
		for (let again = false; ; again = true) {
			const status = await limiter.run(
				run,
				async (place) => {
					seen.most = Math.max(seen.most, ++underWay);
					await sleep(latencyMs / 2);
					const now = performance.now();
					if (now >= endsAt) [endsAt, count] = [now + windowMs, 0];
					count++;
					const resetMs = Math.max(1, rounds((endsAt - now) / 1000)) * 1000;
					const status = count > perWindow ? 429 : 200;
					const remaining = perWindow - count;
					await sleep(latencyMs / 2);
					underWay--;
					if (status === 429) limiter.refused(place, asks ? resetMs : undefined);
					else limiter.answered(place, tells ? { remaining, resetMs } : undefined);
					return status;
				},
				undefined,
				again,
			);
			if (status === 200) return seen.done++;
			seen.refused++;
		}
	};
	return { seen, ask };
}

/** How long it takes, in milliseconds. */
async function timeOf(work: Array<Promise<unknown>>): Promise<number> {
	const begin = performance.now();
	let end = begin;
	const all = Promise.all(work).then(() => (end = performance.now()));
	await jest.runAllTimersAsync();
	await all;
	return end - begin;
}

test.each([60_000, 6000, 2500])(
	'a vendor that counts is never asked too much: 1,000 in windows of 300 and %d ms take little longer than need be',
	async (windowMs) => {
		const limiter = limiterOf({ concurrency: 10, perMinute: 300 });
		const { ask, seen } = vendorOf({ perWindow: 300, windowMs, latencyMs: 50, tells: true });
		const ms = await timeOf(numbers(1000).map(async () => await ask(limiter)));
		expect(seen).toEqual({ done: 1000, refused: 0, most: 10 });
		expect(ms / (3 * windowMs + 500)).toBeLessThanOrEqual(1.05);
	},
);

test('a vendor that rounds down is asked too early by one request at a time, not by all', async () => {
	const limiter = limiterOf({ concurrency: 10, perMinute: 300 });
	const { ask, seen } = vendorOf({
		...{ perWindow: 300, windowMs: 10_000, latencyMs: 50, tells: true },
		rounds: Math.floor,
	});
	const ms = await timeOf(numbers(1000).map(async () => await ask(limiter)));
	expect(seen.done).toBe(1000);
	expect(seen.refused).toBeLessThanOrEqual(6);
	expect(ms).toBeLessThan(36_000);
});

test('a vendor that only refuses: nothing is lost, and no longer than its limit takes', async () => {
	const limiter = limiterOf({ concurrency: 10, perMinute: 5000 });
	const { ask, seen } = vendorOf({
		...{ perWindow: 300, windowMs: 10_000, latencyMs: 50, tells: false },
	});
	const ms = await timeOf(numbers(1000).map(async () => await ask(limiter)));
	expect(seen.done).toBe(1000);
	// As many as were under way when it began to refuse, and never a second wave.
	expect(seen.refused).toBeLessThanOrEqual(30);
	expect(ms / ((1000 / 300) * 10_000)).toBeLessThanOrEqual(1.05);
});

test('a vendor that does not even say how long to wait is looked after by one request at a time', async () => {
	const limiter = limiterOf({ concurrency: 10, perMinute: 5000 });
	const { ask, seen } = vendorOf({
		...{ perWindow: 300, windowMs: 60_000, latencyMs: 50, tells: false, asks: false },
	});
	const ms = await timeOf(numbers(1000).map(async () => await ask(limiter)));
	expect(seen.done).toBe(1000);
	expect(seen.refused).toBeLessThanOrEqual(30 + 3 * 20);
	expect(ms / ((1000 / 300) * 60_000)).toBeLessThanOrEqual(1.1);
});

test('without limits to feel, as fast as the same number of bare loops', async () => {
	const limiter = limiterOf({ concurrency: 10, perMinute: 5000 });
	const { ask } = vendorOf({ perWindow: 5000, windowMs: 60_000, latencyMs: 50, tells: false });
	expect(await timeOf(numbers(1000).map(async () => await ask(limiter)))).toBe(5000);
});

test('in no minute more than documented, with a vendor that says nothing', async () => {
	const limiter = limiterOf({ concurrency: 10, perMinute: 600 });
	const { ask, seen } = vendorOf({
		...{ perWindow: 600, windowMs: 60_000, latencyMs: 50, tells: false },
	});
	const ms = await timeOf(numbers(1500).map(async () => await ask(limiter)));
	expect(seen.refused).toBe(0);
	expect(ms).toBeLessThan(123_000);
});

test('two runs share what there is, and the short one is through with the first of the long one', async () => {
	const limiter = limiterOf({ concurrency: 10, perMinute: 300 });
	const { ask, seen } = vendorOf({
		...{ perWindow: 300, windowMs: 60_000, latencyMs: 50, tells: true },
	});
	const [long, short] = [new Run(10), new Run(10)];
	const begin = performance.now();
	let end = Infinity;
	const all = numbers(1000).map(async () => await ask(limiter, long));
	await jest.advanceTimersByTimeAsync(200);
	all.push(ask(limiter, short).then((done) => ((end = performance.now()), done)));
	await timeOf(all);
	expect(end - begin).toBeLessThanOrEqual(310);
	expect(seen).toMatchObject({ done: 1001, refused: 0 });
});
