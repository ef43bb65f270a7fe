import { fileURLToPath, pathToFileURL } from 'node:url';
import { dirname, join } from 'node:path';

/** How a process is started in which time passes faster. */
export interface Clock {
	/** How many times faster. */
	speed: number;
	execArgv: string[];
	env: NodeJS.ProcessEnv;
}

/**
 * A clock that processes can share, so that their times agree: as many times faster as `speed` says.
 * Waits that a node has (30 seconds for an answer, up to 23 for a creation to be listed, whatever
 * Retry-After says) then take a fraction of that, while what it does on them stays the same.
 */
export function fastClock(speed: number): Clock {
	const preload = join(dirname(fileURLToPath(import.meta.url)), 'fastClock.mts');
	return {
		speed,
		execArgv: ['--import', pathToFileURL(preload).href],
		env: { CLOCK_SPEED: String(speed), CLOCK_ORIGIN: String(Date.now()) },
	};
}
