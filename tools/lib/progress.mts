/** Seconds since `from` (milliseconds of the clock), for people. */
export function since(from: number): string {
	const seconds = (Date.now() - from) / 1000;
	return seconds < 100 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds)} s`;
}

/** Prints one line about something done, skipped or worth knowing. */
export function say(line: string): void {
	process.stdout.write(`  ${line}\n`);
}

/**
 * Runs one step: prints its title, a sign of life every 30 seconds, and how long it took. Plain lines,
 * so that it reads the same in a terminal, in a file and with steps side by side.
 */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
	const from = Date.now();
	say(`▸ ${title} …`);
	const alive = setInterval(() => say(`  still at it: ${title} (${since(from)})`), 30_000);
	try {
		const result = await work();
		say(`✔ ${title} (${since(from)})`);
		return result;
	} catch (error) {
		say(`✘ ${title} (${since(from)})`);
		throw error;
	} finally {
		clearInterval(alive);
	}
}
