import fc from 'fast-check';
import { Cancelled } from '../../nodes/core/errors.ts';
import { Limiter, sharedLimiter } from '../../nodes/core/limiter.ts';

const NOW = Date.UTC(2026, 0, 1);

beforeEach(() => jest.useFakeTimers({ now: NOW }));
afterEach(() => jest.useRealTimers());

const sleep = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));
const numbers = (length: number) => Array.from({ length }, (_, index) => index);

/** Requests of a known length through a limiter, with a record of when each began. */
function recorder(limiter: Limiter) {
	const begun: Array<{ name: number; at: number }> = [];
	let underWay = 0;
	const seen = { most: 0 };
	const request = async (name: number, ms: number, signal?: AbortSignal) =>
		await limiter.run(async () => {
			begun.push({ name, at: Date.now() - NOW });
			seen.most = Math.max(seen.most, ++underWay);
			await sleep(ms);
			underWay--;
			return name;
		}, signal);
	return { begun, seen, request };
}

test('no more than the limit are under way, and they begin in the order of asking', async () => {
	const { begun, seen, request } = recorder(new Limiter({ concurrency: 3, perMinute: 1000 }));
	const all = Promise.all(numbers(10).map((name) => request(name, 100)));
	await jest.runAllTimersAsync();
	expect(await all).toEqual(numbers(10));
	expect(seen.most).toBe(3);
	expect(begun.map(({ name }) => name)).toEqual(numbers(10));
	expect(begun.map(({ at }) => at)).toEqual([0, 0, 0, 100, 100, 100, 200, 200, 200, 300]);
});

test('whoever comes as a place becomes free does not overtake those who wait', async () => {
	const limiter = new Limiter({ concurrency: 1, perMinute: 1000 });
	const begun: string[] = [];
	const ask = async (name: string) =>
		await limiter.run(async () => void begun.push(name), undefined);
	let end = () => {};
	const first = limiter.run(
		async () => await new Promise<void>((resolve) => (end = resolve)),
		undefined,
	);
	await sleepless();
	const waiting = ask('waiting');
	const late = first.then(async () => await ask('late'));
	end();
	await Promise.all([waiting, late]);
	expect(begun).toEqual(['waiting', 'late']);

	async function sleepless() {
		await jest.advanceTimersByTimeAsync(0);
	}
});

test('a refusal holds everyone for as long as the vendor asks and halves the concurrency', async () => {
	const limiter = new Limiter({ concurrency: 4, perMinute: 1000 });
	const { begun, seen, request } = recorder(limiter);
	limiter.refused(5000);
	limiter.refused(1000);
	const all = Promise.all(numbers(4).map((name) => request(name, 100)));
	await jest.advanceTimersByTimeAsync(4999);
	expect(begun).toEqual([]);
	await jest.runAllTimersAsync();
	await all;
	expect(seen.most).toBe(1);
	expect(begun.map(({ at }) => at)).toEqual([5000, 5100, 5200, 5300]);
});

test('a refusal holds those, too, who were already waiting for their budget', async () => {
	const limiter = new Limiter({ concurrency: 4, perMinute: 60 });
	const { begun, request } = recorder(limiter);
	const all = Promise.all(numbers(61).map((name) => request(name, 0)));
	await jest.advanceTimersByTimeAsync(500);
	expect(begun).toHaveLength(60);
	limiter.refused(3000);
	await jest.advanceTimersByTimeAsync(2999);
	expect(begun).toHaveLength(60);
	await jest.runAllTimersAsync();
	await all;
	expect(begun).toHaveLength(61);
});

test('concurrency recovers by one for every twenty good answers, up to the limit', async () => {
	const limiter = new Limiter({ concurrency: 3, perMinute: 10_000 });
	limiter.refused(0);
	const most = async () => {
		const { seen, request } = recorder(limiter);
		const all = Promise.all(numbers(9).map((name) => request(name, 10)));
		await jest.runAllTimersAsync();
		await all;
		return seen.most;
	};
	const answers = (count: number) => numbers(count).forEach(() => limiter.answered(undefined));
	expect(await most()).toBe(1);
	answers(19);
	expect(await most()).toBe(1);
	answers(1);
	expect(await most()).toBe(2);
	answers(200);
	expect(await most()).toBe(3);
});

test('a refusal begins the count of good answers anew', async () => {
	const limiter = new Limiter({ concurrency: 2, perMinute: 1000 });
	limiter.refused(0);
	numbers(19).forEach(() => limiter.answered(undefined));
	limiter.refused(0);
	limiter.answered(undefined);
	const { seen, request } = recorder(limiter);
	const all = Promise.all([request(0, 10), request(1, 10)]);
	await jest.runAllTimersAsync();
	await all;
	expect(seen.most).toBe(1);
});

test('recovery lets a waiting request in at once', async () => {
	const limiter = new Limiter({ concurrency: 2, perMinute: 1000 });
	const { begun, request } = recorder(limiter);
	limiter.refused(0);
	const all = Promise.all([request(0, 1000), request(1, 10)]);
	await jest.advanceTimersByTimeAsync(1);
	expect(begun).toHaveLength(1);
	numbers(20).forEach(() => limiter.answered(undefined));
	await jest.advanceTimersByTimeAsync(1);
	expect(begun).toHaveLength(2);
	await jest.runAllTimersAsync();
	await all;
});

test('no more a minute than documented, as long as the vendor does not count', async () => {
	const { begun, request } = recorder(new Limiter({ concurrency: 10, perMinute: 60 }));
	const all = Promise.all(numbers(180).map((name) => request(name, 0)));
	await jest.runAllTimersAsync();
	await all;
	expect(begun.filter(({ at }) => at === 0)).toHaveLength(60);
	for (const { at: from } of begun) {
		const inMinute = begun.filter(({ at }) => at > from && at <= from + 60_000);
		expect(inMinute.length).toBeLessThanOrEqual(61);
	}
	expect(begun.at(-1)?.at).toBeGreaterThanOrEqual(119_000);
	expect(begun.at(-1)?.at).toBeLessThanOrEqual(121_000);
});

test("the vendor's own count replaces the documented one", async () => {
	const limiter = new Limiter({ concurrency: 10, perMinute: 2 });
	limiter.answered({ remaining: 100, resetMs: 60_000 });
	const { begun, request } = recorder(limiter);
	const all = Promise.all(numbers(20).map((name) => request(name, 0)));
	await jest.runAllTimersAsync();
	await all;
	expect(begun.every(({ at }) => at === 0)).toBe(true);
});

test.each([
	['as many left as under way', 2, 9000, 0],
	['fewer left than under way', 1, 9000, 9000],
	['a window longer than any vendor has', 1, 86_400_000, 120_000],
])(
	'%s (%d left, for %d ms): the next one begins at %d ms',
	async (_what, remaining, resetMs, at) => {
		const limiter = new Limiter({ concurrency: 10, perMinute: 1000 });
		const { begun, request } = recorder(limiter);
		const all = [request(0, 100), request(1, 100)];
		await jest.advanceTimersByTimeAsync(0);
		limiter.answered({ remaining, resetMs });
		all.push(request(2, 0));
		await jest.runAllTimersAsync();
		await Promise.all(all);
		expect(begun.at(-1)).toEqual({ name: 2, at });
	},
);

test('whoever is cancelled while waiting leaves at once, and the place goes to the next', async () => {
	const limiter = new Limiter({ concurrency: 1, perMinute: 1000 });
	const { begun, request } = recorder(limiter);
	const cancel = new AbortController();
	const first = request(0, 1000);
	const cancelled = request(1, 0, cancel.signal);
	const third = request(2, 0);
	const gone = expect(cancelled).rejects.toBeInstanceOf(Cancelled);
	await jest.advanceTimersByTimeAsync(10);
	cancel.abort();
	await gone;
	expect(Date.now() - NOW).toBeLessThan(1000);
	await jest.runAllTimersAsync();
	await Promise.all([first, third]);
	expect(begun.map(({ name }) => name)).toEqual([0, 2]);
});

test('whoever is cancelled in a pause of the vendor gives the place back', async () => {
	const limiter = new Limiter({ concurrency: 1, perMinute: 1000 });
	const { begun, request } = recorder(limiter);
	const cancel = new AbortController();
	limiter.refused(2000);
	const gone = expect(request(0, 0, cancel.signal)).rejects.toBeInstanceOf(Cancelled);
	const next = request(1, 0);
	await jest.advanceTimersByTimeAsync(100);
	cancel.abort();
	await jest.advanceTimersByTimeAsync(1000);
	await gone;
	await jest.runAllTimersAsync();
	await next;
	expect(begun).toEqual([{ name: 1, at: 2000 }]);
});

test('whoever is cancelled between getting a place and using it sends nothing', async () => {
	const limiter = new Limiter({ concurrency: 1, perMinute: 1000 });
	const cancel = new AbortController();
	const { begun, request } = recorder(limiter);
	const cancelled = request(0, 0, cancel.signal);
	cancel.abort();
	await expect(cancelled).rejects.toBeInstanceOf(Cancelled);
	await expect(request(1, 0, cancel.signal)).rejects.toBeInstanceOf(Cancelled);
	const next = request(2, 0);
	await jest.runAllTimersAsync();
	expect(await next).toBe(2);
	expect(begun.map(({ name }) => name)).toEqual([2]);
});

test('a failed request gives its place back', async () => {
	const limiter = new Limiter({ concurrency: 1, perMinute: 1000 });
	const failing = limiter.run(async () => await Promise.reject(new Error('mine')), undefined);
	const next = limiter.run(async () => 'done', undefined);
	await expect(failing).rejects.toThrow('mine');
	await expect(next).resolves.toBe('done');
});

const STEP = fc.record({
	after: fc.nat(50),
	lasts: fc.nat(50),
	event: fc.constantFrom('none', 'none', 'none', 'refused', 'answered', 'budget'),
	cancelAfter: fc.option(fc.nat(60), { nil: undefined }),
});

test('whatever the schedule: never too many, in order, and everyone comes to an end', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 1, max: 5 }),
			fc.array(STEP, { maxLength: 40 }),
			async (concurrency, steps) => {
				const limiter = new Limiter({ concurrency, perMinute: 30 });
				const { begun, seen, request } = recorder(limiter);
				const ends: Array<Promise<number | 'cancelled'>> = [];
				for (const [name, { after, lasts, event, cancelAfter }] of steps.entries()) {
					await jest.advanceTimersByTimeAsync(after);
					if (event === 'refused') limiter.refused(lasts * 3);
					if (event === 'answered') numbers(20).forEach(() => limiter.answered(undefined));
					if (event === 'budget') limiter.answered({ remaining: lasts % 4, resetMs: after });
					const cancel = new AbortController();
					if (cancelAfter !== undefined) setTimeout(() => cancel.abort(), cancelAfter);
					ends.push(
						request(name, lasts, cancel.signal).catch((error: unknown) => {
							if (error instanceof Cancelled) return 'cancelled';
							throw error;
						}),
					);
				}
				await jest.runAllTimersAsync();
				const results = await Promise.all(ends);
				expect(seen.most).toBeLessThanOrEqual(concurrency);
				for (const [name, { cancelAfter }] of steps.entries()) {
					if (cancelAfter === undefined) expect(results[name]).toBe(name);
				}
				const sent = new Set(begun.map(({ name }) => name));
				expect(results.every((result, name) => result === 'cancelled' || sent.has(name))).toBe(
					true,
				);
			},
		),
		{ numRuns: 60 },
	);
});

test('the same key shares a limiter, another one does not', () => {
	const limits = { concurrency: 1, perMinute: 1 };
	expect(sharedLimiter('a', limits)).toBe(sharedLimiter('a', limits));
	expect(sharedLimiter('a', limits)).not.toBe(sharedLimiter('b', limits));
});
