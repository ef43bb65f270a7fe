import { createHash } from 'node:crypto';
import {
	existsSync,
	globSync,
	mkdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.mts';
import { mustRun } from './child.mts';
import { filesUnder } from './files.mts';
import { binFolder, cacheFolder, root } from './paths.mts';

const sources = [
	'package.json',
	'tsconfig.json',
	'gulpfile.js',
	'tools/lib/{bundle,evaluated}.mts',
	'README.md',
	'CHANGELOG.md',
	'LICENSE*',
	'credentials/**/*',
	'icons/**/*',
	'nodes/**/*',
];
const stamp = join(cacheFolder, 'build');

/** A fingerprint of files (paths relative to the root) and their content. */
function fingerprint(files: string[]): string {
	const hash = createHash('sha256');
	for (const file of files.sort()) {
		hash
			.update(`${file}\0`)
			.update(readFileSync(join(root, file)))
			.update('\0');
	}
	return hash.digest('hex');
}

/** A fingerprint of all that goes into the package: it changes with any of its source files. */
export function sourceFingerprint(): string {
	const files = globSync(sources, { cwd: root });
	return fingerprint(files.filter((file) => statSync(join(root, file)).isFile()));
}

/** What a build is known by: its sources, and what came out of them (somebody may build by hand). */
function buildFingerprint(from: string): string {
	const built = filesUnder(join(root, 'dist')).map((file) => `dist/${file}`);
	return `${from} ${fingerprint(built)}`;
}

/** Whether dist is what {@link build} makes of the sources as they are now. */
export function isBuilt(): boolean {
	if (!existsSync(stamp) || !existsSync(join(root, 'dist'))) return false;
	return readFileSync(stamp, 'utf8') === buildFingerprint(sourceFingerprint());
}

/**
 * Builds dist anew: the compiler, the bundler, then what they do not carry over (icons, codex files).
 *
 * @throws Error with the messages of the one that did not get through.
 */
export async function build(): Promise<void> {
	// Taken first: a file that is changed while the compiler runs has to count as changed.
	const from = sourceFingerprint();
	rmSync(stamp, { force: true });
	rmSync(join(root, 'dist'), { recursive: true, force: true });
	const compiled = join(cacheFolder, 'compiled');
	rmSync(compiled, { recursive: true, force: true });
	await mustRun(join(binFolder, 'tsc'), ['--module', 'es2022', '--outDir', compiled]);
	await bundle(compiled);
	await mustRun(join(binFolder, 'gulp'), ['assets', '--silent']);
	mkdirSync(cacheFolder, { recursive: true });
	writeFileSync(stamp, buildFingerprint(from));
}
