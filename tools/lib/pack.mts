import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, isBuilt, sourceFingerprint } from './build.mts';
import { mustRun } from './child.mts';
import { withLock } from './lock.mts';
import { cacheFolder, root } from './paths.mts';

/** The package's name, which is also the first part of its node types. */
export const packageName: string = JSON.parse(
	readFileSync(join(root, 'package.json'), 'utf8'),
).name;

/**
 * Packs the package as `npm publish` would; dist has to be built.
 *
 * @returns the tarball's path in `folder`.
 */
export async function pack(folder: string): Promise<string> {
	mkdirSync(folder, { recursive: true });
	const output = await mustRun('npm', [
		'pack',
		'--json',
		'--ignore-scripts',
		'--pack-destination',
		folder,
	]);
	const [packed] = JSON.parse(output) as Array<{ filename: string }>;
	if (!packed) throw new Error('npm pack named no file.');
	return join(folder, packed.filename);
}

/**
 * The tarball of the sources as they are: built and packed when it is not there yet, kept beside the
 * tools' other notes. Processes that ask at the same time wait for the first one.
 */
export async function currentTarball(): Promise<string> {
	return await withLock('pack', async () => {
		const folder = join(cacheFolder, 'pack', sourceFingerprint());
		const [existing] = existsSync(folder) ? readdirSync(folder) : [];
		if (existing && isBuilt()) return join(folder, existing);
		if (!isBuilt()) await build();
		rmSync(join(cacheFolder, 'pack'), { recursive: true, force: true });
		return await pack(folder);
	});
}

/** Unpacks a tarball of the package into `target`, replacing what is there. */
export async function unpack(tarball: string, target: string): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'oauth-admin-unpack-'));
	try {
		await mustRun('tar', ['-xzf', tarball, '-C', folder]);
		const [inner] = readdirSync(folder);
		if (!inner) throw new Error(`${tarball} is empty.`);
		rmSync(target, { recursive: true, force: true });
		// A copy: the temporary folder may be on another file system.
		cpSync(join(folder, inner), target, { recursive: true });
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/**
 * Installs a tarball of the package where n8n keeps the community packages that it has installed:
 * `<user folder>/.n8n/nodes/node_modules/<name>`. The package has no dependencies of its own, so that
 * unpacking it is all that npm would do.
 */
export async function installTarball(tarball: string, userFolder: string): Promise<void> {
	const nodes = join(userFolder, '.n8n', 'nodes');
	const target = join(nodes, 'node_modules', packageName);
	await unpack(tarball, target);
	const { version } = JSON.parse(readFileSync(join(target, 'package.json'), 'utf8'));
	writeFileSync(
		join(nodes, 'package.json'),
		`${JSON.stringify({ name: 'installed-nodes', private: true, dependencies: { [packageName]: version } }, null, 2)}\n`,
	);
}
