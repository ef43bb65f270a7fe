import fc from 'fast-check';
import { Cancelled } from '../../nodes/core/errors.ts';
import { Run } from '../../nodes/core/limiter.ts';
import type { Limiter, Place } from '../../nodes/core/limiter.ts';
import { limiterOf, numbers, placeOf, placesOf, recorder, STARTED } from './support/limited.mts';

beforeEach(() => jest.useFakeTimers({ now: STARTED }));
afterEach(() => jest.useRealTimers());

/** Good answers, which make the limiter recover. */
const answers = (limiter: Limiter, place: Place, count: number) =>
	numbers(count).forEach(() => limiter.answered(place, undefined));

/** A vendor whose every answer is good, and tells nothing of what is left. */
const wellAnswered = (limiter: Limiter) => (place: Place) => {
	limiter.answered(place, undefined);
	return undefined;
};

test('no more than the limit are under way, and they begin in the order of asking', async () => {
	const { begun, seen, request } = recorder(limiterOf({ concurrency: 3 }));
	const all = Promise.all(numbers(10).map((name) => request(name, 100)));
	await jest.runAllTimersAsync();
	expect(await all).toEqual(numbers(10));
	expect(seen.most).toBe(3);
	expect(begun.map(({ name }) => name)).toEqual(numbers(10));
	expect(begun.map(({ at }) => at)).toEqual([0, 0, 0, 100, 100, 100, 200, 200, 200, 300]);
});

test('whoever comes as a place becomes free does not overtake those who wait', async () => {
	const limiter = limiterOf({ concurrency: 1 });
	const { begun, request } = recorder(limiter);
	const first = request(0, 10);
	const waiting = request(1, 0);
	const late = first.then(async () => await request(2, 0));
	await jest.runAllTimersAsync();
	await Promise.all([waiting, late]);
	expect(begun.map(({ name }) => name)).toEqual([0, 1, 2]);
});

test('whoever has been sent before goes before the rest of its run, in the order of asking', async () => {
	const { begun, request } = recorder(limiterOf({ concurrency: 1 }));
	const all = [request(0, 10), request(1, 10), request(2, 10)];
	all.push(request(3, 10, { again: true }), request(4, 10, { again: true }));
	await jest.runAllTimersAsync();
	await Promise.all(all);
	expect(begun.map(({ name }) => name)).toEqual([0, 3, 4, 1, 2]);
});

describe('a refusal', () => {
	test('holds everyone for as long as the vendor asks', async () => {
		const limiter = limiterOf({ concurrency: 4 });
		const { begun, request } = recorder(limiter);
		limiter.refused(await placeOf(limiter), 5000);
		const all = Promise.all(numbers(4).map((name) => request(name, 100)));
		await jest.advanceTimersByTimeAsync(4999);
		expect(begun).toEqual([]);
		await jest.runAllTimersAsync();
		await all;
		expect(begun[0]?.at).toBe(5000);
	});

	test('is known before its place goes to the next', async () => {
		const limiter = limiterOf({ concurrency: 1 });
		const { begun, request } = recorder(limiter);
		const refused = limiter.run(
			new Run(1),
			async (place) => limiter.refused(place, 3000),
			undefined,
		);
		const next = request(1, 0);
		await jest.runAllTimersAsync();
		await Promise.all([refused, next]);
		expect(begun).toEqual([{ name: 1, at: 3000 }]);
	});

	test('of all that were under way together counts once, and the longest wait holds', async () => {
		const limiter = limiterOf({ concurrency: 8 });
		const places = await placesOf(limiter, 8);
		places.forEach((place, index) => limiter.refused(place, 1000 + index));
		const { begun, seen, request } = recorder(limiter, wellAnswered(limiter));
		const all = Promise.all(numbers(16).map((name) => request(name, 1000)));
		await jest.runAllTimersAsync();
		await all;
		expect(begun[0]?.at).toBe(1007);
		expect(seen.most).toBe(4);
	});

	test('after a good answer halves again, down to one', async () => {
		const limiter = limiterOf({ concurrency: 8 });
		for (const most of [4, 2, 1, 1]) {
			limiter.refused(await placeOf(limiter), 0);
			limiter.answered(await placeOf(limiter), undefined);
			const { seen, request } = recorder(limiter);
			const all = Promise.all(numbers(8).map((name) => request(name, 1000)));
			await jest.runAllTimersAsync();
			await all;
			expect(seen.most).toBe(most);
		}
	});

	test('after another without a good answer between does not halve again', async () => {
		const limiter = limiterOf({ concurrency: 8 });
		for (let refusal = 0; refusal < 5; refusal++) limiter.refused(await placeOf(limiter), 10);
		limiter.answered(await placeOf(limiter), undefined);
		const { seen, request } = recorder(limiter);
		const all = Promise.all(numbers(8).map((name) => request(name, 1000)));
		await jest.runAllTimersAsync();
		await all;
		expect(seen.most).toBe(4);
	});

	test('is followed by one request alone, and by others only once that is answered', async () => {
		const limiter = limiterOf({ concurrency: 8 });
		limiter.refused(await placeOf(limiter), 2000);
		const { begun, request } = recorder(limiter, wellAnswered(limiter));
		const all = Promise.all(numbers(4).map((name) => request(name, 500)));
		await jest.runAllTimersAsync();
		await all;
		expect(begun.map(({ at }) => Math.floor(at))).toEqual([2000, 2500, 2506, 2512]);
	});

	test('is not waited out for longer than a second by the one that hangs', async () => {
		const limiter = limiterOf({ concurrency: 8 });
		limiter.refused(await placeOf(limiter), 2000);
		const { begun, request } = recorder(limiter);
		const all = Promise.all(numbers(3).map((name) => request(name, 30_000)));
		await jest.runAllTimersAsync();
		await all;
		expect(begun.map(({ at }) => at)).toEqual([2000, 3000, 4000]);
	});

	test('halves what the refused run may do, where that is less than the limit', async () => {
		const limiter = limiterOf({ concurrency: 10 });
		limiter.refused(await placeOf(limiter, new Run(4)), 0);
		limiter.answered(await placeOf(limiter), undefined);
		const { seen, request } = recorder(limiter);
		const all = Promise.all(numbers(8).map((name) => request(name, 1000)));
		await jest.runAllTimersAsync();
		await all;
		expect(seen.most).toBe(2);
	});

	test('is followed by requests at the known rate, until all is well again', async () => {
		const limiter = limiterOf({ concurrency: 4, perMinute: 600 });
		limiter.refused(await placeOf(limiter), 2000);
		const { begun, request } = recorder(limiter, wellAnswered(limiter));
		const all = numbers(5).map((name) => request(name, 10));
		await jest.advanceTimersByTimeAsync(2450);
		expect(begun.map(({ at }) => at)).toEqual([2000, 2100, 2200, 2300, 2400]);
		await jest.runAllTimersAsync();
		await Promise.all(all);
		answers(limiter, await placeOf(limiter), 40);
		const free = recorder(limiter);
		const others = Promise.all(numbers(4).map((name) => free.request(name, 10)));
		await jest.runAllTimersAsync();
		await others;
		expect(free.begun.map(({ at }) => at)).toEqual([0, 0, 0, 0]);
	});

	test('is over with the first answer that tells what is left', async () => {
		const limiter = limiterOf({ concurrency: 4, perMinute: 60 });
		const before = await placeOf(limiter);
		limiter.refused(before, 2000);
		const { begun, request } = recorder(limiter, () => ({ remaining: 50, resetMs: 60_000 }));
		const all = Promise.all(numbers(6).map((name) => request(name, 10)));
		limiter.answered(before, { remaining: 0, resetMs: 30_000 });
		await jest.runAllTimersAsync();
		await all;
		expect(begun.map(({ at }) => at)).toEqual([2000, 2010, 2010, 2020, 2020, 2030]);
	});

	test('without a time is waited for longer each time, until there is a good answer', async () => {
		const limiter = limiterOf({ concurrency: 1 });
		const waits: number[] = [];
		for (const isGood of [false, false, false, true, false]) {
			const place = await placeOf(limiter);
			if (isGood) limiter.answered(place, undefined);
			const before = performance.now();
			limiter.refused(place, undefined);
			waits.push((await placeOf(limiter)).begunAt - before);
		}
		for (const [index, full] of [400, 560, 784, 400, 560].entries()) {
			expect(waits[index]).toBeGreaterThanOrEqual(full * 0.75);
			expect(waits[index]).toBeLessThanOrEqual(full + 10);
		}
	});
});

test('concurrency recovers by one for every twenty good answers, up to the limit', async () => {
	const limiter = limiterOf({ concurrency: 3 });
	limiter.refused(await placeOf(limiter), 0);
	const most = async () => {
		const { seen, request } = recorder(limiter);
		const all = Promise.all(numbers(9).map((name) => request(name, 100)));
		await jest.runAllTimersAsync();
		await all;
		return seen.most;
	};
	expect(await most()).toBe(1);
	const place = await placeOf(limiter);
	answers(limiter, place, 19);
	expect(await most()).toBe(1);
	answers(limiter, place, 1);
	expect(await most()).toBe(2);
	answers(limiter, place, 200);
	expect(await most()).toBe(3);
});

test('a refusal begins the count of good answers anew, and older answers do not count', async () => {
	const limiter = limiterOf({ concurrency: 2 });
	const older = await placeOf(limiter);
	limiter.refused(older, 0);
	answers(limiter, await placeOf(limiter), 19);
	limiter.refused(await placeOf(limiter), 0);
	answers(limiter, await placeOf(limiter), 1);
	answers(limiter, older, 100);
	const { seen, request } = recorder(limiter);
	const all = Promise.all([request(0, 100), request(1, 100)]);
	await jest.runAllTimersAsync();
	await all;
	expect(seen.most).toBe(1);
});

test('recovery lets a waiting request in at once', async () => {
	const limiter = limiterOf({ concurrency: 2 });
	limiter.refused(await placeOf(limiter), 0);
	const place = await placeOf(limiter);
	const { begun, request } = recorder(limiter);
	const all = Promise.all([request(0, 1000), request(1, 10)]);
	await jest.advanceTimersByTimeAsync(10);
	expect(begun).toHaveLength(1);
	answers(limiter, place, 20);
	await jest.advanceTimersByTimeAsync(10);
	expect(begun).toHaveLength(2);
	await jest.runAllTimersAsync();
	await all;
});

describe('several runs', () => {
	test('take turns, so that a short one does not wait for the end of a long one', async () => {
		const { begun, request } = recorder(limiterOf({ concurrency: 2 }));
		const [long, short] = [new Run(2), new Run(2)];
		const all = numbers(20).map((name) => request(name, 100, { run: long }));
		await jest.advanceTimersByTimeAsync(150);
		all.push(request(100, 100, { run: short }), request(101, 100, { run: short }));
		await jest.runAllTimersAsync();
		await Promise.all(all);
		expect(begun.slice(4, 8).map(({ name }) => name)).toEqual([4, 100, 5, 101]);
	});

	test('take turns at a rate that is used up, too', async () => {
		const { begun, request } = recorder(limiterOf({ perMinute: 4 }));
		const [long, short] = [new Run(10), new Run(10)];
		const all = numbers(12).map((name) => request(name, 0, { run: long }));
		await jest.advanceTimersByTimeAsync(1000);
		all.push(request(100, 0, { run: short }));
		await jest.runAllTimersAsync();
		await Promise.all(all);
		const { at } = begun.find(({ name }) => name === 100)!;
		expect(at).toBe(60_000);
	});

	test('have their own concurrency, lower and higher than the limit', async () => {
		const limiter = limiterOf({ concurrency: 4 });
		for (const [most, together] of [
			[1, 1],
			[7, 7],
		] as const) {
			const { seen, request } = recorder(limiter);
			const run = new Run(most);
			const all = Promise.all(numbers(20).map((name) => request(name, 100, { run })));
			await jest.runAllTimersAsync();
			await all;
			expect(seen.most).toBe(together);
		}
	});

	test('that may do little do not keep the place of one that may do more', async () => {
		const { begun, request } = recorder(limiterOf({ concurrency: 4 }));
		const [slow, fast] = [new Run(1), new Run(4)];
		const all = numbers(5).map((name) => request(name, 100, { run: slow }));
		all.push(...numbers(3).map((name) => request(10 + name, 100, { run: fast })));
		await jest.advanceTimersByTimeAsync(0);
		expect(begun.map(({ name }) => name)).toEqual([0, 10, 11, 12]);
		await jest.runAllTimersAsync();
		await Promise.all(all);
	});
});

test("a run's concurrency is that of all its hosts together", async () => {
	const run = new Run(1);
	const seen: string[] = [];
	const ask = async (limiter: Limiter, name: string) =>
		await limiter.run(
			run,
			async () => {
				seen.push(`${name} begins`);
				await new Promise((resolve) => setTimeout(resolve, 100));
				seen.push(`${name} ends`);
			},
			undefined,
		);
	const [one, other] = [limiterOf({}), limiterOf({})];
	const all = Promise.all([ask(one, 'a'), ask(other, 'b'), ask(one, 'c')]);
	await jest.runAllTimersAsync();
	await all;
	expect(seen.map((entry) => entry.split(' ')[1])).toEqual(
		numbers(3).flatMap(() => ['begins', 'ends']),
	);
});

describe('whoever is cancelled', () => {
	test('while waiting leaves at once, and the place goes to the next', async () => {
		const { begun, request } = recorder(limiterOf({ concurrency: 1 }));
		const cancel = new AbortController();
		const first = request(0, 1000);
		const cancelled = request(1, 0, { signal: cancel.signal });
		const third = request(2, 0);
		const gone = expect(cancelled).rejects.toBeInstanceOf(Cancelled);
		await jest.advanceTimersByTimeAsync(10);
		cancel.abort();
		await gone;
		expect(Date.now() - STARTED).toBe(10);
		await jest.runAllTimersAsync();
		await Promise.all([first, third]);
		expect(begun.map(({ name }) => name)).toEqual([0, 2]);
	});

	test('in a pause of the vendor leaves at once, and no timer stays for longer than half a second', async () => {
		const limiter = limiterOf({ concurrency: 1 });
		const { request } = recorder(limiter);
		limiter.refused(await placeOf(limiter), 60_000);
		const cancel = new AbortController();
		const gone = expect(request(0, 0, { signal: cancel.signal })).rejects.toBeInstanceOf(Cancelled);
		await jest.advanceTimersByTimeAsync(100);
		cancel.abort();
		await gone;
		await jest.advanceTimersByTimeAsync(400);
		expect(jest.getTimerCount()).toBe(0);
	});

	test('between getting a place and using it sends nothing', async () => {
		const { begun, request } = recorder(limiterOf({ concurrency: 1 }));
		const cancel = new AbortController();
		const { signal } = cancel;
		const cancelled = request(0, 0, { signal });
		cancel.abort();
		await expect(cancelled).rejects.toBeInstanceOf(Cancelled);
		await expect(request(1, 0, { signal })).rejects.toBeInstanceOf(Cancelled);
		const next = request(2, 0);
		await jest.runAllTimersAsync();
		expect(await next).toBe(2);
		expect(begun.map(({ name }) => name)).toEqual([2]);
	});
});

test('a failed request gives its place back', async () => {
	const limiter = limiterOf({ concurrency: 1 });
	const run = new Run(1);
	const failing = limiter.run(run, async () => await Promise.reject(new Error('mine')), undefined);
	const next = limiter.run(run, async () => 'done', undefined);
	await expect(failing).rejects.toThrow('mine');
	await expect(next).resolves.toBe('done');
});

const STEP = fc.record({
	after: fc.nat(50),
	lasts: fc.nat(50),
	run: fc.nat(2),
	event: fc.constantFrom('none', 'none', 'none', 'refused', 'answered', 'budget'),
	cancelAfter: fc.option(fc.nat(60), { nil: undefined }),
});

test('whatever the schedule: never too many, and everyone comes to an end', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 1, max: 5 }),
			fc.array(STEP, { maxLength: 40 }),
			async (concurrency, steps) => {
				const limiter = limiterOf({ concurrency, perMinute: 30 });
				const runs = [new Run(concurrency), new Run(1), new Run(2)];
				const { begun, seen, request } = recorder(limiter, (place, name) => {
					const { event, lasts, after } = steps[name]!;
					if (event === 'refused') limiter.refused(place, lasts * 3);
					if (event === 'answered') answers(limiter, place, 20);
					return event === 'budget' ? { remaining: lasts % 4, resetMs: after } : undefined;
				});
				const ends: Array<Promise<number | 'cancelled'>> = [];
				for (const [name, { after, lasts, run, cancelAfter }] of steps.entries()) {
					await jest.advanceTimersByTimeAsync(after);
					const cancel = new AbortController();
					if (cancelAfter !== undefined) setTimeout(() => cancel.abort(), cancelAfter);
					ends.push(
						request(name, lasts, { run: runs[run]!, signal: cancel.signal }).catch(
							(error: unknown) => {
								if (error instanceof Cancelled) return 'cancelled';
								throw error;
							},
						),
					);
				}
				await jest.runAllTimersAsync();
				const results = await Promise.all(ends);
				expect(seen.most).toBeLessThanOrEqual(Math.max(concurrency, 2));
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
