import { sleep } from 'n8n-workflow';

import { Cancelled } from './errors';

/** Longest stretch slept at once: n8n before 2.41 has no way to end a sleep early. */
const SLICE_MS = 500;

/**
 * Waits.
 *
 * @param milliseconds how long
 * @throws Cancelled as soon as the execution is cancelled
 */
export async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
	const end = Date.now() + milliseconds;
	for (let left = milliseconds; left > 0; left = end - Date.now()) {
		if (signal?.aborted) throw new Cancelled();
		await sleep(Math.min(left, SLICE_MS));
	}
	if (signal?.aborted) throw new Cancelled();
}
