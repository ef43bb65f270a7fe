import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The packages of a lock file, or undefined when the file is missing or cut short. */
function packagesOf(file) {
	try {
		return JSON.parse(readFileSync(file, 'utf8')).packages;
	} catch {
		return undefined;
	}
}

/** Packages for other platforms, and entries that a lock file carries without anything needing them. */
function mayBeMissing({ optional, devOptional, extraneous }) {
	return [optional, devOptional, extraneous].includes(true);
}

// npm writes node_modules/.package-lock.json as the last thing of an install, so the two files agree
// only after a finished one: no stamp of our own can go stale, and an install by hand counts too.
export function isInstalled(folder) {
	const wanted = packagesOf(join(folder, 'package-lock.json'));
	const present = packagesOf(join(folder, 'node_modules', '.package-lock.json'));
	if (!wanted || !present) return false;
	return Object.entries(wanted).every(
		([path, entry]) =>
			path === '' ||
			(present[path] ? present[path].version === entry.version : mayBeMissing(entry)),
	);
}
