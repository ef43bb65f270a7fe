import { createHash } from 'node:crypto';
import type { FaultPlan, FaultSpec, ReadTarget } from '../../sandbox/index.mts';

/** What requests meet, in even parts; a part with several has each of them as often. */
const PARTS: Record<string, ReadonlyArray<Omit<FaultSpec, 'vendor'>>> = {
	'429': ['1', '2', '5'].map((seconds) => ({
		...{ kind: 'status', status: 429, headers: { 'retry-after': seconds } },
	})),
	'500': [{ kind: 'status', status: 500 }],
	'502': [{ kind: 'status', status: 502 }],
	'503': [{ kind: 'status', status: 503 }],
	'504': [{ kind: 'status', status: 504 }],
	'cut before': [{ kind: 'cutBefore' }],
	'cut after': [{ kind: 'cutAfter' }],
	'time-out': [{ kind: 'timeout' }, { kind: 'timeoutAfter' }],
	truncated: [{ kind: 'truncated' }],
	'HTML page': [
		{ kind: 'html', status: 200 },
		{ kind: 'html', status: 502 },
	],
};
const NAMES = Object.keys(PARTS);

/**
 * So many things, and what is asked of them, meet faults much oftener than the rest. What has to be
 * repeated makes more requests: so many of all.
 */
const ILL_FATED = { rate: 0.55, share: 0.03, ofRequests: 0.06 };

/** Requests and the faults that they met, by what is in PARTS. */
export interface FaultCounts {
	requests: number;
	faults: Record<string, number>;
}

/**
 * A plan in which every request meets a fault with the chance `rate`. Which one, if any, follows from
 * the seed, from what is asked of which thing, and from how often that was asked before: not from the
 * order in which requests happen to come, so that a run can be repeated. Bad luck sticks to some
 * things, as it does in life: with even chances hardly anything would fail for good.
 *
 * @param subjectOf the thing that a request is about, by a name that is the same for the same seed
 */
export function faultPlan(
	{ seed, rate }: { seed: number; rate: number },
	subjectOf: (target: ReadTarget) => string | undefined,
): { plan: FaultPlan; counts: FaultCounts } {
	const counts: FaultCounts = {
		requests: 0,
		faults: Object.fromEntries(NAMES.map((name) => [name, 0])),
	};
	const asked = new Map<string, number>();
	const { rate: often, share, ofRequests } = ILL_FATED;
	const usual = Math.max(0, (rate - ofRequests * often) / (1 - ofRequests));

	const plan: FaultPlan = (target) => {
		counts.requests++;
		const subject = subjectOf(target);
		const what = `${target.method} ${routeOf(target.path)} ${subject ?? ''}`;
		const times = (asked.get(what) ?? 0) + 1;
		asked.set(what, times);
		const illFated = subject !== undefined && chances(`${seed} ${subject}`)[0]! < share;
		const [chance, part, variant] = chances(`${seed} ${what} ${times}`) as [number, number, number];
		if (chance >= (rate === 0 ? 0 : illFated ? often : usual)) return undefined;
		const name = NAMES[Math.floor(part * NAMES.length)]!;
		const faults = PARTS[name]!;
		counts.faults[name]! += 1;
		return faults[Math.floor(variant * faults.length)] as FaultSpec;
	};
	return { plan, counts };
}

/** A path with its variable parts taken out: IDs differ from run to run. */
const routeOf = (path: string) =>
	path.replace(/\/(\d+|[0-9a-f]{8}-[0-9a-f-]{27})(?=\/|$)/gi, '/:id');

/** Numbers in [0, 1) that follow from a text. */
function chances(text: string): number[] {
	const digest = createHash('sha256').update(text).digest();
	return [0, 4, 8].map((at) => digest.readUInt32BE(at) / 2 ** 32);
}
