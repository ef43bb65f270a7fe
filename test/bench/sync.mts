import { startBenchEngine } from './engine.mts';
import type { HeapFigures } from './heap.mts';
import { listByHelper } from './genesysCloud.mts';
import type { Measured } from './protocol.mts';
import { held, megabytes, seconds, type Part, type Result } from './result.mts';
import { startBenchSandbox, type BenchSandbox } from './sandboxControl.mts';
import { median, medianRatio, takeTurns } from './statistics.mts';
import { driftIn, SYNC_CASES, type SyncCase } from './syncCases.mts';

/** The case whose list comes in one answer, which n8n's helper hands over parsed. */
const [ONE_ANSWER] = SYNC_CASES;

/** How much is done; less in a test. */
export interface SyncSize {
	/** Small, usual, large. */
	counts: readonly [number, number, number];
	rounds: number;
}

const USUAL: SyncSize = { counts: [1000, 10_000, 100_000], rounds: 5 };

/** What one sync came to. */
interface Came extends Measured {
	/** Requests to the vendor, logins left out. */
	calls: number;
	/** Those, if no more were made than pages and changes. */
	needed: number;
	/** What n8n's helper alone takes for the list, where that comes in one answer; in milliseconds. */
	helperMs?: number;
}

/** Sync of sets of which one in a hundred has drifted, without latency: what the node itself takes. */
export async function sync(size: SyncSize = USUAL): Promise<Part> {
	const sandbox = await startBenchSandbox();
	try {
		const results: Result[] = [];
		for (const one of SYNC_CASES) {
			const came = await timed(sandbox, one, size);
			results.push(...report(one, size, came));
			if (one === ONE_ANSWER) results.push(...helperReport(one, size, came));
			const [, usual, large] = size.counts;
			results.push(heapResult(one, usual, await watched(sandbox, one, usual, size.rounds)));
			// Once, since it takes long and comes to nearly the same every time; for information.
			const { what, figure, details } = heapResult(
				...([one, large, await watched(sandbox, one, large, 1)] as const),
			);
			results.push({ what, figure, details });
		}
		results.push(...(await answerAlone(sandbox, size.counts[1])));
		return {
			title: 'Sync with 1 % drift',
			how: [
				`Every input item is one that is there already; one in a hundred differs in its description. No latency, no limit. Medians of ${size.rounds} rounds, all sizes taking turns. Needed requests are those for the pages of the list and one for each change.`,
				'Heap: every run in a fresh process, after one like it. The peak is the most that was alive after a full garbage collection over what was alive when n8n began the node, its input items in place; the output is what goes away when the output items are let go of after the run. Collections are forced five times a second and when all is made; those of V8 itself count as well, and V8 is told to collect whenever the heap has grown by a hundredth.',
			],
			results,
		};
	} finally {
		await sandbox.stop();
	}
}

async function prepared(sandbox: BenchSandbox, { prepare }: SyncCase, count: number) {
	await sandbox.reset();
	await sandbox.setLimits({ perMinute: 10_000_000, tokenPerMinute: 1_000_000 });
	const job = await prepare(sandbox, count);
	await sandbox.clearJournal();
	return job;
}

/** @throws Error when a run did not do what it was to do: its time would mean nothing */
function check({ title }: SyncCase, count: number, { error, actions }: Measured): void {
	const { update = 0, unchanged = 0 } = actions;
	if (!error && update === driftIn(count) && update + unchanged === count) return;
	throw new Error(`Sync of ${count} at ${title}: ${error ?? JSON.stringify(actions)}`);
}

async function timed(
	sandbox: BenchSandbox,
	one: SyncCase,
	{ counts, rounds }: SyncSize,
): Promise<Record<string, Came[]>> {
	const engine = await startBenchEngine();
	try {
		const run = async (count: number): Promise<Came> => {
			const job = await prepared(sandbox, one, count);
			const measured = await engine.run(job);
			check(one, count, measured);
			const journal = await sandbox.journal({ vendor: one.vendor, path: `${one.path}*` });
			const came = {
				...measured,
				calls: journal.length,
				needed: one.pages(count) + driftIn(count),
			};
			if (one !== ONE_ANSWER) return came;
			const { ms: helperMs } = await engine.run(listByHelper(sandbox, job));
			return { ...came, helperMs };
		};
		// Compilers and caches are warm in an n8n that runs for weeks.
		await run(counts[1]);
		const turns = counts.map((count) => [count, async () => await run(count)]);
		return await takeTurns(Object.fromEntries(turns), rounds);
	} finally {
		await engine.stop();
	}
}

async function watched(
	sandbox: BenchSandbox,
	one: SyncCase,
	count: number,
	rounds: number,
): Promise<HeapFigures[]> {
	const figures: HeapFigures[] = [];
	for (let round = 0; round < rounds; round++) {
		const engine = await startBenchEngine({ watchesHeap: true });
		try {
			// What is loaded and compiled the first time stays, and is no part of the run.
			check(one, count, await engine.run(await prepared(sandbox, one, count)));
			const job = await prepared(sandbox, one, count);
			const measured = await engine.run({ ...job, watchHeap: true });
			check(one, count, measured);
			figures.push(measured.heap!);
		} finally {
			await engine.stop();
		}
	}
	return figures;
}

/**
 * What a list takes that comes in one answer: n8n's helper hands it over as a whole, so that it is in
 * memory at once whatever a node does with it.
 */
async function answerAlone(sandbox: BenchSandbox, count: number): Promise<Result[]> {
	const one = ONE_ANSWER;
	const engine = await startBenchEngine({ watchesHeap: true });
	try {
		const job = await prepared(sandbox, one, count);
		const list = listByHelper(sandbox, job);
		// The first time, code is loaded and compiled as well.
		await engine.run(list);
		const { heap: answer } = await engine.run({ ...list, watchHeap: true });
		const measured = await engine.run({ ...job, watchHeap: true });
		check(one, count, measured);
		const whole = answer!.peak;
		const { peak, output } = measured.heap!;
		return [
			{
				what: `${one.title}: heap of the vendor's answer alone ÷ heap of the output, ${n(count)}`,
				figure: (whole / output).toFixed(2),
				details: `${megabytes(whole)} ÷ ${megabytes(output)}; it comes in one piece, and n8n's helper hands it over parsed`,
			},
			{
				what: `${one.title}: peak heap ÷ heap of the vendor's answer alone, ${n(count)}`,
				figure: (peak / whole).toFixed(2),
				details: `${megabytes(peak)} ÷ ${megabytes(whole)}; what the node adds to what n8n hands it`,
			},
		];
	} finally {
		await engine.stop();
	}
}

const n = (count: number) => count.toLocaleString('en');

function report(
	{ title }: SyncCase,
	{ counts: [small, usual, large] }: SyncSize,
	came: Record<string, Came[]>,
): Result[] {
	const ms = (count: number) => came[count]!.map((one) => one.ms);
	const { calls, needed } = came[usual]!.reduce((most, one) =>
		one.calls > most.calls ? one : most,
	);
	return [
		held(
			`${title}: calls ÷ (pages + changes), ${n(usual)}`,
			calls / needed,
			1.01,
			`${n(calls)} ÷ ${n(needed)}`,
		),
		held(
			`${title}: time for ${n(large)} ÷ time for ${n(usual)}`,
			medianRatio(ms(large), ms(usual)),
			11,
			`${seconds(median(ms(large)))} ÷ ${seconds(median(ms(usual)))}; ${n(small)} in ${seconds(median(ms(small)))}`,
		),
	];
}

/** What of the growth is n8n's helper's, which fetches and parses the answer, and what is not. */
function helperReport(
	{ title }: SyncCase,
	{ counts: [, usual, large] }: SyncSize,
	came: Record<string, Came[]>,
): Result[] {
	const helper = (count: number) => came[count]!.map(({ helperMs = 0 }) => helperMs);
	const rest = (count: number) => came[count]!.map(({ ms, helperMs = 0 }) => ms - helperMs);
	const growth = (what: string, times: (count: number) => number[]): Result => ({
		what: `${title}: ${what}, time for ${n(large)} ÷ time for ${n(usual)}`,
		figure: medianRatio(times(large), times(usual)).toFixed(2),
		details: `${seconds(median(times(large)))} ÷ ${seconds(median(times(usual)))}`,
	});
	return [
		growth("n8n's helper alone on the same list, which comes in one answer", helper),
		growth("all but the helper's share", rest),
	];
}

function heapResult({ title }: SyncCase, count: number, figures: HeapFigures[]): Result {
	const middle = (name: keyof HeapFigures) => median(figures.map((one) => one[name]));
	return held(
		`${title}: peak heap ÷ heap of the output, ${n(count)}`,
		median(figures.map(({ peak, output }) => peak / output)),
		1.5,
		`${megabytes(middle('peak'))} ÷ ${megabytes(middle('output'))}; the whole process at most ${megabytes(middle('resident'))}`,
	);
}
