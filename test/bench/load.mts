import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { currentTarball, unpack } from '../../tools/lib/pack.mts';
import { n8nFolder, node24 } from '../../tools/lib/paths.mts';
import { held, type Part } from './result.mts';
import { median, medianRatio, takeTurns } from './statistics.mts';

/**
 * Nodes of n8n's own that do comparable things: Jira's, whose issues Paragon Connect works on, and
 * Okta's, which administers an identity provider.
 */
const COMPARED = ['Jira/Jira.node.js', 'Okta/Okta.node.js'];

const SIZE_LIMIT = 200_000;

/** What the package costs whoever installs it. */
export async function load({ rounds = 15 } = {}): Promise<Part> {
	const tarball = await currentTarball();
	const folder = mkdtempSync(join(tmpdir(), 'bench-load-'));
	try {
		const unpacked = join(folder, 'package');
		await unpack(tarball, unpacked);
		const { n8n } = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8')) as {
			n8n: { nodes: string[]; credentials: string[] };
		};
		const own = n8n.nodes.map((node) => join(unpacked, node));
		const base = join(n8nFolder, 'node_modules', 'n8n-nodes-base', 'dist', 'nodes');
		const compared = COMPARED.map((node) => join(base, node));
		// The first time reads from the disk what is then in memory.
		for (const modules of [own, compared]) await loaded(modules);
		const took = await takeTurns(
			{
				own: async () => await loaded(own),
				compared: async () => await loaded(compared),
				jira: async () => await loaded(compared.slice(0, 1)),
				okta: async () => await loaded(compared.slice(1)),
			},
			rounds,
		);
		const ms = (name: keyof typeof took) => `${median(took[name]).toFixed(1)} ms`;
		const size = statSync(tarball).size;
		return {
			title: 'What the package costs',
			how: [
				`Loading: a fresh process for each measurement, n8n-workflow in memory already as in n8n, files in the system's cache. All ${own.length} nodes of the package against two of n8n-nodes-base, Jira Software and Okta. Medians of ${rounds} rounds, taking turns. Size: what npm pack makes.`,
			],
			results: [
				held(
					`Loading all ${own.length} nodes ÷ two nodes of n8n-nodes-base`,
					medianRatio(took.own, took.compared),
					1,
					`${ms('own')} ÷ ${ms('compared')} (Jira Software alone ${ms('jira')}, Okta alone ${ms('okta')})`,
				),
				{
					what: 'Packed size',
					figure: `${(size / 1000).toFixed(0)} kB`,
					goal: `≤ ${SIZE_LIMIT / 1000} kB`,
					met: size <= SIZE_LIMIT,
					details: '',
				},
			],
		};
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** How long a fresh process takes to load modules, in milliseconds. */
async function loaded(modules: string[]): Promise<number> {
	const child = fork(
		fileURLToPath(new URL('./loadProcess.mts', import.meta.url)),
		[n8nFolder, ...modules],
		{
			execPath: node24,
			execArgv: [],
			// As in n8n, a package of the community finds n8n's own modules.
			env: { ...process.env, NODE_OPTIONS: '', NODE_PATH: join(n8nFolder, 'node_modules') },
			stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
		},
	);
	return await new Promise((resolve, reject) => {
		child.once('message', (ms) => resolve(Number(ms)));
		child.once('exit', () => reject(new Error(`Could not be loaded: ${modules.join(', ')}`)));
	});
}
