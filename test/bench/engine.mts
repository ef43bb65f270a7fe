import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { n8nFolder, root } from '../../tools/lib/paths.mts';
import { startWorker, type Worker } from './worker.mts';
import { WATCHING_FLAGS } from './heap.mts';
import type { Job, Measured } from './protocol.mts';

/** n8n's engine with the built package, in a process of its own. */
export type BenchEngine = Worker<Job, Measured>;

/**
 * Starts n8n's engine. The package is copied out of the repository first, so that it finds n8n's
 * modules where an installed one does; the process removes the copy when it ends.
 *
 * @param watchesHeap whether jobs may watch the heap
 */
export async function startBenchEngine({ watchesHeap = false } = {}): Promise<BenchEngine> {
	const folder = mkdtempSync(join(tmpdir(), 'package-'));
	for (const part of ['dist', 'package.json']) {
		cpSync(join(root, part), join(folder, part), { recursive: true });
	}
	return await startWorker<Job, Measured>('engineProcess.mts', [folder, n8nFolder], {
		flags: watchesHeap ? WATCHING_FLAGS : [],
		env: { NODE_PATH: join(n8nFolder, 'node_modules') },
	});
}
