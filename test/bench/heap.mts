import { GCProfiler } from 'node:v8';

/** Live heap after garbage collection, in bytes. */
export interface HeapFigures {
	/** The most while the work was done, over what there was when it began with its input in place. */
	peak: number;
	/** What was made, alone. */
	output: number;
	/** The most memory that the whole process had, code and garbage included. */
	resident: number;
}

/** How often the heap is collected and looked at while work is done, in milliseconds. */
const EVERY_MS = 200;

/**
 * For a process whose heap is watched: the collector can be called; it marks at one stroke, so that
 * what dies meanwhile does not count as alive; and it comes whenever the heap has grown a little.
 */
export const WATCHING_FLAGS = [
	'--expose-gc',
	'--no-incremental-marking',
	'--heap-growing-percent=1',
	'--max-semi-space-size=1',
];

/** Runs the garbage collector, for which the process has to be started with --expose-gc. */
function collect(): number {
	if (!globalThis.gc) throw new Error('The heap can be watched only with --expose-gc');
	globalThis.gc();
	return process.memoryUsage().heapUsed;
}

const nextTurn = async () => await new Promise<void>((resolve) => void setImmediate(resolve));

/** What work that is watched tells of itself. */
export interface Watch {
	/** To be called once, when it begins with what it was given in place. */
	begin(): void;
	/** To be called when it has made everything, and let go of nothing yet. */
	look(): void;
}

/**
 * Watches how much of the heap is alive while work is done: what is left after every full garbage
 * collection. Several a second are forced; those that V8 makes by itself count as well, so that a
 * stretch that never yields is seen, too (see `WATCHING_FLAGS`).
 *
 * @param work resolves to what it was done for, and holds on to nothing else
 */
export async function watchHeap(
	work: (watch: Watch) => Promise<{ output: unknown }>,
): Promise<HeapFigures> {
	const profiler = new GCProfiler();
	let before = NaN;
	let peak = NaN;
	const look = () => {
		peak = Math.max(peak, collect());
	};
	const begin = () => {
		before = peak = collect();
		profiler.start();
	};
	const timer = setInterval(look, EVERY_MS);
	const made = await work({ begin, look }).finally(() => clearInterval(timer));
	for (const { gcType, afterGC } of profiler.stop()?.statistics ?? []) {
		// A scavenge leaves garbage of the old generation behind.
		if (gcType === 'Scavenge' || gcType === 'MinorMarkSweep') continue;
		peak = Math.max(peak, afterGC.heapStatistics.usedHeapSize);
	}
	// What ended with the work is let go of first, so that it does not pass for output.
	await nextTurn();
	collect();
	const withOutput = collect();
	made.output = undefined;
	return {
		peak: peak - before,
		output: withOutput - collect(),
		resident: process.resourceUsage().maxRSS * 1024,
	};
}
