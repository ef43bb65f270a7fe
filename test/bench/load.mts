import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { currentTarball, unpack } from '../../tools/lib/pack.mts';
import { n8nFolder, node24 } from '../../tools/lib/paths.mts';
import { held, type Part, type Result } from './result.mts';
import { median, medianRatio, takeTurns } from './statistics.mts';

/**
 * Nodes of n8n's own that administer users, groups or credentials of another vendor, and those of the
 * apps that Paragon Connect is compared with.
 */
const OTHERS = {
	'Microsoft Entra ID': 'Microsoft/Entra/MicrosoftEntra.node.js',
	'AWS Cognito': 'Aws/Cognito/AwsCognito.node.js',
	'AWS IAM': 'Aws/IAM/AwsIam.node.js',
	'Google Workspace Admin': 'Google/GSuiteAdmin/GSuiteAdmin.node.js',
	Okta: 'Okta/Okta.node.js',
	Bitwarden: 'Bitwarden/Bitwarden.node.js',
	'Jira Software': 'Jira/Jira.node.js',
	GitHub: 'Github/Github.node.js',
	GitLab: 'Gitlab/Gitlab.node.js',
};

/**
 * The two that do what the package's nodes do: administer a vendor that issues OAuth tokens, in several
 * resources, with records picked from searchable lists.
 */
const COMPARED = ['Microsoft Entra ID', 'AWS Cognito'] as const;

const SIZE_LIMIT = 200_000;

/** What a process has loaded. */
interface Loaded {
	/** Milliseconds. */
	readonly took: number;
	readonly files: number;
	readonly bytes: number;
}

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
		const own = n8n.nodes.map((file) => join(unpacked, file));
		const credentials = n8n.credentials.map((file) => join(unpacked, file));
		const runs = [...new Set(own.map((file) => join(dirname(file), 'run.js')))];
		const base = join(n8nFolder, 'node_modules', 'n8n-nodes-base', 'dist', 'nodes');
		const others = Object.keys(OTHERS) as Array<keyof typeof OTHERS>;
		const sets = new Map<string, string[]>([
			['own', own],
			['all', [...own, ...credentials]],
			['run', [...own, ...runs]],
			['compared', COMPARED.map((name) => join(base, OTHERS[name]))],
			...others.map((name): [string, string[]] => [name, [join(base, OTHERS[name])]]),
		]);
		// The first time reads from the disk what is then in memory.
		for (const files of sets.values()) await loaded(files);
		const rows = await takeTurns(
			Object.fromEntries(
				[...sets].map(([name, files]) => [name, async () => await loaded(files)]),
			) as Record<string, () => Promise<Loaded>>,
			rounds,
		);
		const times = (name: string) => rows[name]!.map(({ took }) => took);
		const ms = (name: string) => `${median(times(name)).toFixed(1)} ms`;
		const content = (name: string) => {
			const [{ files, bytes } = { files: 0, bytes: 0 }] = rows[name]!;
			return `${files} files, ${(bytes / 1000).toFixed(0)} kB`;
		};
		const against = (name: string): Result => ({
			what: `Loading all ${own.length} nodes ÷ ${name} alone`,
			figure: medianRatio(times('own'), times(name)).toFixed(2),
			details: `${ms('own')} ÷ ${ms(name)} (${content(name)})`,
		});
		const size = statSync(tarball).size;
		return {
			title: 'What the package costs',
			how: [
				`Loading: reading the files and making the nodes, as n8n does when it starts, in a fresh process for each measurement; n8n-workflow and the tables that texts are sorted by are in memory already as in n8n, files in the system's cache. Medians of ${rounds} rounds, taking turns. Size: what npm pack makes.`,
				`The two that all ${own.length} nodes are held to are ${COMPARED.join(' and ')}: n8n's nodes for services that issue OAuth tokens, with several resources and records picked from searchable lists. The others administer users as well (Okta has one resource, Bitwarden no such lists), are no OAuth service (AWS IAM, Google Workspace Admin), or are for other things (Jira Software, GitHub, GitLab).`,
			],
			results: [
				held(
					`Loading all ${own.length} nodes ÷ ${COMPARED.join(' and ')}`,
					medianRatio(times('own'), times('compared')),
					1,
					`${ms('own')} (${content('own')}) ÷ ${ms('compared')} (${content('compared')})`,
				),
				...others.map(against),
				{
					what: `Loading the package's credential types, too`,
					details: `${ms('all')} (${content('all')})`,
				},
				{
					what: 'Loading what runs take, too: not when n8n starts, but once, with the first run',
					details: `${ms('run')} (${content('run')})`,
				},
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

/** What a fresh process has loaded when it has made these nodes and credential types. */
async function loaded(files: string[]): Promise<Loaded> {
	const child = fork(
		fileURLToPath(new URL('./loadProcess.mts', import.meta.url)),
		[n8nFolder, ...files],
		{
			execPath: node24,
			execArgv: [],
			// As in n8n, a package of the community finds n8n's own modules.
			env: { ...process.env, NODE_OPTIONS: '', NODE_PATH: join(n8nFolder, 'node_modules') },
			stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
		},
	);
	return await new Promise((resolve, reject) => {
		child.once('message', (told) => resolve(told as Loaded));
		child.once('exit', () => reject(new Error(`Could not be loaded: ${files.join(', ')}`)));
	});
}
