import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { rollup, type InputOptions, type Plugin } from '@rollup/wasm-node';

const require = createRequire(import.meta.url);

/**
 * Puts what a `*.properties.ts` exports in its place, as a `*.properties.json`: n8n wants a node's panel
 * when it starts, and not what makes it.
 *
 * @param compiled folder of the modules as the compiler made them; the package's dependencies can be
 * found from there
 * @param options how such a module is put together with those that it imports
 */
export function evaluated(compiled: string, options: InputOptions): Plugin {
	return {
		name: 'evaluated',
		async resolveId(source, importer) {
			if (!source.endsWith('.properties') || !importer) return undefined;
			const id = join(dirname(importer), source);
			const alone = await rollup({ ...options, input: `${id}.js` });
			const { output } = await alone.write({
				dir: join(compiled, 'evaluated'),
				format: 'cjs',
				// By its content, too: the same process may build again, and a module is loaded only once.
				entryFileNames: '[name]-[hash].cjs',
			});
			await alone.close();
			const exported = require(join(compiled, 'evaluated', output[0].fileName)) as object;
			const fileName = `${relative(compiled, id).split(sep).join('/')}.json`;
			this.emitFile({ type: 'asset', fileName, source: json({ ...exported }) });
			return { id: `${id}.json`, external: true };
		},
	};
}

/**
 * A value as JSON.
 *
 * @throws TypeError when there is something in it that JSON cannot hold, such as a function
 */
export function json(value: unknown): string {
	const text = JSON.stringify(value, undefined, '\t');
	if (text !== undefined && isDeepStrictEqual(JSON.parse(text), value)) return `${text}\n`;
	throw new TypeError('The value holds something that JSON cannot.');
}
