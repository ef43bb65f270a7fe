import { Run } from '../../nodes/core/limiter.ts';
import type { Limiter } from '../../nodes/core/limiter.ts';
import { Waits } from '../../nodes/core/waits.ts';
import { limiterOf, numbers, placeOf, recorder, STARTED, usualRun } from './support/limited.mts';

function hintOf(given: {
	refusals?: number;
	asked?: number;
	budget?: number;
	rate?: number;
	faults?: string[];
}) {
	const { refusals = 0, faults = [], ...ms } = given;
	const waits = new Waits();
	Object.assign(waits.ms, ms);
	waits.refusals = refusals;
	for (const fault of faults) waits.again(fault);
	return waits.hint('Acme', 300);
}

test.each([[{}], [{ rate: 900, budget: 50, asked: 40 }]])('%j is not worth telling', (given) => {
	expect(hintOf(given)).toBeUndefined();
});

test.each([
	[{ refusals: 1, asked: 20 }, 'Acme asked to wait once (HTTP 429), less than 0.1 s in all.'],
	[{ refusals: 3, asked: 12_345 }, 'Acme asked to wait 3 times (HTTP 429), 12 s in all.'],
	[
		{ asked: 2500 },
		'Acme had asked another run to wait (HTTP 429), and this one waited along, 2.5 s in all.',
	],
	[{ budget: 41_000 }, 'Requests were held back for 41 s in all, until Acme allowed more.'],
	[{ rate: 1000 }, 'Requests were spread to stay within 300 a minute, which took 1 s.'],
	[
		{ rate: 500, budget: 600 },
		'Requests were held back for 0.6 s in all, until Acme allowed more. Requests were spread to stay within 300 a minute, which took 0.5 s.',
	],
	[{ faults: ['HTTP 503'] }, '1 request was sent again after faults (HTTP 503).'],
	[
		{ refusals: 1, asked: 3000, rate: 200, faults: ['time-out', 'HTTP 503', 'time-out'] },
		'Acme asked to wait once (HTTP 429), 3 s in all. Requests were spread to stay within 300 a minute, which took 0.2 s. 3 requests were sent again after faults (HTTP 503, time-out).',
	],
])('%j in words', (given, message) => {
	expect(hintOf(given)).toEqual({ message, type: 'info' });
});

describe('what a limiter puts down', () => {
	beforeEach(() => jest.useFakeTimers({ now: STARTED }));
	afterEach(() => jest.useRealTimers());

	async function playedOut(limiter: Limiter, count: number, run?: Run) {
		const { request } = recorder(limiter);
		const all = Promise.all(numbers(count).map((name) => request(name, 10, { run })));
		await jest.runAllTimersAsync();
		await all;
	}

	test('nothing of a run that waits for its own requests alone', async () => {
		const limiter = limiterOf({ concurrency: 2 });
		await playedOut(limiter, 100);
		expect(usualRun(limiter).waits).toMatchObject({
			...{ ms: { asked: 0, budget: 0, rate: 0 }, refusals: 0 },
		});
	});

	test('a wait that all items share once, and not once for each', async () => {
		const limiter = limiterOf({ concurrency: 5, perMinute: 20 });
		await playedOut(limiter, 30);
		expect(usualRun(limiter).waits.ms).toEqual({ asked: 0, budget: 0, rate: 59_960 });
	});

	test('refusals and what the vendor asked for, of the run that was refused and of those that waited', async () => {
		const limiter = limiterOf({ concurrency: 2, perMinute: 6000 });
		const [refused, late] = [usualRun(limiter), new Run(2)];
		limiter.refused(await placeOf(limiter), 4000);
		const first = playedOut(limiter, 1, refused);
		await jest.advanceTimersByTimeAsync(0);
		await playedOut(limiter, 1, late);
		await first;
		expect(refused.waits).toMatchObject({ refusals: 1, ms: { asked: 4000 } });
		expect(late.waits.refusals).toBe(0);
	});

	test("a run that comes later has waited only since it came, and for the vendor's count by its own name", async () => {
		const limiter = limiterOf({ concurrency: 2 });
		const place = await placeOf(limiter);
		limiter.answered(place, { remaining: 0, resetMs: 9000 });
		const [early, late] = [new Run(2), new Run(2)];
		const { request } = recorder(limiter);
		const all = [request(0, 10, { run: early })];
		await jest.advanceTimersByTimeAsync(6000);
		all.push(request(1, 10, { run: late }));
		await jest.runAllTimersAsync();
		await Promise.all(all);
		expect(early.waits.ms).toMatchObject({ asked: 0, budget: 9000 });
		expect(late.waits.ms).toMatchObject({ asked: 0, budget: 3000 });
	});
});
