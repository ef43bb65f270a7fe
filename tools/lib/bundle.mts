import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { rollup, type GetModuleInfo, type InputOptions } from '@rollup/wasm-node';
import { evaluated } from './evaluated.mts';
import { root } from './paths.mts';

const options: InputOptions = {
	// What n8n and Node.js bring; everything else is in the package.
	external: ['n8n-workflow', 'luxon', 'node:crypto'],
	onLog(_level, { message }) {
		throw new Error(message);
	},
};

/**
 * Puts compiled modules together in dist, since finding and opening a module takes n8n longer than
 * running it. Each node and each credential is a file, as package.json names it. Beside them, for each
 * folder of nodes/, `panel.js` is what else the nodes need when n8n starts, `login.js` what the
 * credentials need, and `run.js` what is loaded when a node is run or a list is opened. A node's panel
 * is data, see {@link evaluated}. Nothing is shortened: what is published can be read.
 *
 * @param compiled folder of the modules as the compiler made them, in the form of ES modules
 */
export async function bundle(compiled: string): Promise<void> {
	const { n8n } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	const source = (file: string) => join(compiled, relative('dist', file));
	const nodes = n8n.nodes.map(source);
	const credentials = n8n.credentials.map(source);
	const entries = [...nodes, ...credentials];
	const pathOf = (id: string) => relative(compiled, id).split(sep).join('/');

	const bundled = await rollup({
		...options,
		input: Object.fromEntries(entries.map((id) => [pathOf(id).replace(/\.js$/, ''), id])),
		plugins: [evaluated(compiled, options)],
	});
	await bundled.write({
		dir: join(root, 'dist'),
		format: 'cjs',
		generatedCode: { preset: 'es2015', symbols: false },
		entryFileNames: '[name].js',
		chunkFileNames: '[name].js',
		hoistTransitiveImports: false,
		manualChunks(id, { getModuleInfo }) {
			if (entries.includes(id)) return undefined;
			const [, folder] = pathOf(id).split('/');
			const isLoadedWith = (files: string[]) => importedBy(files, getModuleInfo).has(id);
			const part = isLoadedWith(nodes) ? 'panel' : isLoadedWith(credentials) ? 'login' : 'run';
			return `nodes/${folder}/${part}`;
		},
	});
	await bundled.close();
}

/** Modules with all that they import at once, and not only when it is called for. */
function importedBy(ids: readonly string[], getModuleInfo: GetModuleInfo): Set<string> {
	const found = new Set(ids);
	for (const id of found) {
		for (const imported of getModuleInfo(id)?.importedIds ?? []) found.add(imported);
	}
	return found;
}
