import { Limiter, Run } from '../../../nodes/core/limiter.ts';
import type { Place } from '../../../nodes/core/limiter.ts';
import type { Budget, Limits } from '../../../nodes/core/rate.ts';

/** What the clock says when a test starts. */
export const STARTED = Date.UTC(2026, 0, 1);

export const numbers = (length: number): number[] => Array.from({ length }, (_, index) => index);

const sleep = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

const usualRuns = new WeakMap<Limiter, Run>();

/** A limiter for a vendor with these limits; without them none that a test would get to feel. */
export function limiterOf(limits: Partial<Limits>): Limiter {
	const all = { concurrency: 10, perMinute: 10_000, ...limits };
	const limiter = new Limiter(all);
	usualRuns.set(limiter, new Run(all.concurrency));
	return limiter;
}

/** A run that was not told how much it may have under way. */
export const usualRun = (limiter: Limiter): Run => usualRuns.get(limiter)!;

/** The places of some requests that were under way together and are over. */
export async function placesOf(
	limiter: Limiter,
	count: number,
	run = usualRun(limiter),
): Promise<Place[]> {
	const places = numbers(count).map(
		async () => await limiter.run(run, async (place) => place, undefined),
	);
	await jest.runAllTimersAsync();
	return await Promise.all(places);
}

/** The place of a request that is over. */
export const placeOf = async (limiter: Limiter, run?: Run): Promise<Place> =>
	(await placesOf(limiter, 1, run))[0]!;

interface Asked {
	run?: Run;
	signal?: AbortSignal;
	again?: boolean;
}

/**
 * Requests of a known length through a limiter, with a record of when each began.
 *
 * @param answer what the vendor tells of its budget at the end of each
 */
export function recorder(
	limiter: Limiter,
	answer: (place: Place, name: number) => Budget | undefined = () => undefined,
) {
	const begun: Array<{ name: number; at: number }> = [];
	const from = Date.now();
	let underWay = 0;
	const seen = { most: 0 };
	const request = async (
		name: number,
		ms: number,
		{ run = usualRun(limiter), signal, again }: Asked = {},
	) =>
		await limiter.run(
			run,
			async (place) => {
				begun.push({ name, at: Date.now() - from });
				seen.most = Math.max(seen.most, ++underWay);
				if (ms > 0) await sleep(ms);
				underWay--;
				const budget = answer(place, name);
				if (budget) limiter.answered(place, budget);
				return name;
			},
			signal,
			again,
		);
	return { begun, seen, request };
}
