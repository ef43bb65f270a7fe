import { existsSync } from 'node:fs';
import { run } from './child.mts';

/** Where Debian and others put Chromium or Chrome. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const APT = '/usr/bin/apt-get';

/** The browser to test with, or undefined where there is none. */
export function chromiumPath(): string | undefined {
	return process.env.CHROMIUM_PATH ?? PLACES.find((place) => existsSync(place));
}

/**
 * Installs Debian's Chromium where that can be done without asking anybody: as root, in a container or
 * on a machine of a CI. Elsewhere the tests that need it are skipped.
 *
 * @returns whether there is a browser now
 */
export async function ensureChromium(): Promise<boolean> {
	if (chromiumPath()) return true;
	if (!existsSync(APT) || process.getuid?.() !== 0) return false;
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	await run(APT, ['update', '-qq'], { env });
	await run(APT, ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env });
	return chromiumPath() !== undefined;
}
