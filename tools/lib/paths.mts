import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The repository's root folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The private package that pins n8n. */
export const n8nFolder = join(root, 'test', 'n8n');

/** n8n's command line. */
export const n8nBin = join(n8nFolder, 'node_modules', 'n8n', 'bin', 'n8n');

/** Folder of the commands that the root's packages bring; Node 24 is among them. */
export const binFolder = join(root, 'node_modules', '.bin');

/** Node 24, as brought by the package `node`. */
export const node24 = join(root, 'node_modules', 'node', 'bin', 'node');

/** Module to load into n8n before its own code: it ends when the process that started it dies. */
export const endWithParent = pathToFileURL(join(root, 'tools', 'lib', 'endWithParent.mts')).href;

/** Where the tools note what they have done; goes away with node_modules. */
export const cacheFolder = join(root, 'node_modules', '.cache', 'oauth-admin');

/** The environment with Node 24 and the root's commands first on PATH. */
export function environment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
	return { ...process.env, PATH: `${binFolder}${delimiter}${process.env.PATH ?? ''}`, ...extra };
}
