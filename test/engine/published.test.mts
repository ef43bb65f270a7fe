import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { INodeType } from 'n8n-workflow';
import { GenesysCloud } from '../../nodes/GenesysCloud/GenesysCloud.node.ts';
import { Paragon } from '../../nodes/Paragon/Paragon.node.ts';
import { ParagonConnect } from '../../nodes/Paragon/ParagonConnect.node.ts';
import { ParagonConnectTrigger } from '../../nodes/Paragon/ParagonConnectTrigger.node.ts';
import { Tines } from '../../nodes/Tines/Tines.node.ts';
import { mustRun } from '../../tools/lib/child.mts';
import { currentTarball } from '../../tools/lib/pack.mts';
import { node24, root } from '../../tools/lib/paths.mts';

const SOURCES = { GenesysCloud, Paragon, ParagonConnect, ParagonConnectTrigger, Tines };

const { n8n } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
	n8n: { nodes: string[]; credentials: string[] };
};
const nameOf = (file: string) => /(\w+)\.node\.js$/.exec(file)?.[1] ?? '';

beforeAll(async () => {
	await currentTarball();
});

test('every node is looked at', () => {
	expect(n8n.nodes.map(nameOf).sort()).toEqual(Object.keys(SOURCES).sort());
});

describe.each(n8n.nodes)('%s', (file) => {
	const name = nameOf(file) as keyof typeof SOURCES;
	const built = (): INodeType => new (createRequire(import.meta.url)(join(root, file))[name])();

	test('shows what its source says, panel and all', () => {
		expect(built().description).toEqual(new SOURCES[name]().description);
	});

	test('has the methods of its source', () => {
		const names = ({ methods = {} }: INodeType) =>
			Object.entries(methods).map(([kind, functions]) => [kind, Object.keys(functions)]);
		expect(names(built())).toEqual(names(new SOURCES[name]()));
	});
});

/** The files of the package that are loaded when these are. */
async function loadedWith(files: string[]): Promise<string[]> {
	const script = `for (const file of ${JSON.stringify(files)}) require('./' + file);
		console.log(JSON.stringify(Object.keys(require.cache)))`;
	const loaded: string[] = JSON.parse(await mustRun(node24, ['-e', script], { cwd: root }));
	const dist = join(root, 'dist/');
	return loaded.filter((path) => path.startsWith(dist)).map((path) => path.slice(root.length + 1));
}

test('what carries out a run is not loaded before one', async () => {
	const code = (await loadedWith(n8n.nodes)).filter((file) => file.endsWith('.js'));
	const bytes = code.reduce((sum, file) => sum + statSync(join(root, file)).size, 0);
	// About two thousand a node; what carries out a run is a hundred times that.
	expect(bytes).toBeLessThan(4_000 * n8n.nodes.length);
});
