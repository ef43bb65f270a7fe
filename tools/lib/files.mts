import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

/** All files below a folder, hidden ones as well, as paths relative to it with slashes; links not followed. */
export function filesUnder(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
		.sort();
}
