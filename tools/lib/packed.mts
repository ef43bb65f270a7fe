import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { filesUnder } from './files.mts';
import { root } from './paths.mts';

/** What lies beside dist: npm takes a licence along under either name. */
const required = ['package.json', 'README.md'];
const licences = ['LICENSE', 'LICENSE.md'];
const beside = [...required, ...licences, 'CHANGELOG.md'];

/** What may lie in dist: compiled code, its types, icons, codex files and panels. */
const allowedInDist =
	/^dist\/(credentials|icons|nodes)\/.+\.(js|d\.ts|svg|node\.json|properties\.json)$/;

const doubtful = /(^|\/)(test|tests|__tests__|sandbox|fixtures?)\/|\.(test|spec)\./;

/** Files of a package that other packages and people may read: the names in package.json. */
function named(folder: string): string[] {
	const { n8n } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	return [...n8n.nodes, ...n8n.credentials];
}

/**
 * Checks what an unpacked package holds: what has to be there, nothing that should not be published, and
 * no path of the machine that it was built on.
 *
 * @returns what is wrong, one sentence each; empty when all is well.
 */
export function faultsOfPacked(folder: string): string[] {
	const files = filesUnder(folder);
	const faults = [...required, ...named(folder)]
		.filter((file) => !files.includes(file))
		.map((file) => `${file} is missing.`);
	if (!licences.some((file) => files.includes(file))) faults.push('LICENSE is missing.');
	for (const file of files) {
		const allowed = beside.includes(file) || allowedInDist.test(file);
		if (!allowed || doubtful.test(file)) faults.push(`${file} should not be published.`);
		const content = readFileSync(join(folder, file), 'utf8');
		// A very short home folder would be found by chance.
		for (const path of [root, homedir()].filter((path) => path.length > 6)) {
			if (content.includes(path)) faults.push(`${file} names a folder of this machine.`);
		}
	}
	return faults;
}
