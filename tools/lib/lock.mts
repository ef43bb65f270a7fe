import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { cacheFolder } from './paths.mts';

/** Milliseconds after which a lock is taken to have been left behind by a process that was killed. */
const staleAfter = 180_000;

function take(lock: string): boolean {
	try {
		mkdirSync(lock);
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
		if (age > staleAfter) rmSync(lock, { recursive: true, force: true });
		return false;
	}
}

/** Does work that only one process of this repository may do at a time; others wait for it. */
export async function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
	mkdirSync(cacheFolder, { recursive: true });
	const lock = join(cacheFolder, `${name}.lock`);
	while (!take(lock)) await wait(200);
	try {
		return await work();
	} finally {
		rmSync(lock, { recursive: true, force: true });
	}
}
