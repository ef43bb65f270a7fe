import { pause } from './pause';

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 3000;

/**
 * Looks until there is something to see, at growing intervals; at least once.
 *
 * @param waitSeconds how long at most
 * @returns what was seen, or undefined when the time was up
 * @throws Cancelled, and whatever `look` throws
 */
export async function poll<Seen>(
	look: () => Promise<Seen | undefined>,
	waitSeconds: number,
	signal: AbortSignal | undefined,
): Promise<Seen | undefined> {
	const end = Date.now() + waitSeconds * 1000;
	for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
		const seen = await look();
		const left = end - Date.now();
		if (seen !== undefined || left <= 0) return seen;
		await pause(Math.min(wait, left), signal);
	}
}
