import { GCProfiler } from 'node:v8';

/** Live heap after garbage collection, in bytes. */
export interface HeapFigures {
	/** The most while the work was done, over what there was before with the input in place. */
	peak: number;
	/** What was made, alone. */
	output: number;
	/** The most memory that the whole process had, code and garbage included. */
	resident: number;
}

/** How often the heap is collected and looked at while work is done, in milliseconds. */
const EVERY_MS = 200;

/** Runs the garbage collector, for which the process has to be started with --expose-gc. */
function collect(): number {
	if (!globalThis.gc) throw new Error('The heap can be watched only with --expose-gc');
	globalThis.gc();
	return process.memoryUsage().heapUsed;
}

/**
 * Watches how much of the heap is alive while work is done: what is left after every full garbage
 * collection. Several a second are forced; those that V8 makes by itself count as well, so that a
 * stretch that never yields is seen, too.
 *
 * @param work calls `look` when it has made everything and let go of nothing yet; resolves to what it
 * was done for, and holds on to nothing else
 */
export async function watchHeap(
	work: (look: () => void) => Promise<{ output: unknown }>,
): Promise<HeapFigures> {
	const before = collect();
	let peak = before;
	const look = () => {
		peak = Math.max(peak, collect());
	};
	const profiler = new GCProfiler();
	profiler.start();
	const timer = setInterval(look, EVERY_MS);
	const made = await work(look).finally(() => clearInterval(timer));
	for (const { gcType, afterGC } of profiler.stop()?.statistics ?? []) {
		// A scavenge leaves garbage of the old generation behind.
		if (gcType === 'Scavenge' || gcType === 'MinorMarkSweep') continue;
		peak = Math.max(peak, afterGC.heapStatistics.usedHeapSize);
	}
	const withOutput = collect();
	made.output = undefined;
	return {
		peak: peak - before,
		output: withOutput - collect(),
		resident: process.resourceUsage().maxRSS * 1024,
	};
}
