import { isInstalled } from './installed.mjs';
import { mustRun, run } from './child.mts';
import { n8nFolder, node24 } from './paths.mts';
import { step } from './progress.mts';

/** n8n's native modules that are compiled on this machine. */
const nativeModules = ['sqlite3', 'isolated-vm'];

async function nativeModulesLoad(): Promise<boolean> {
	const script = nativeModules.map((name) => `require('${name}');`).join('');
	return (await run(node24, ['-e', script], { cwd: n8nFolder })).code === 0;
}

/**
 * The tools without which n8n's native modules cannot be compiled, as people know them.
 *
 * @returns names of what is missing; empty when all is there.
 */
export async function missingBuildTools(): Promise<string[]> {
	const answers = async (command: string) =>
		await run(command, ['--version']).then(
			({ code }) => code === 0,
			() => false,
		);
	const missing: string[] = [];
	if (!(await answers(process.env.CXX ?? 'c++')) && !(await answers('g++'))) {
		missing.push('a C++ compiler');
	}
	if (!(await answers('make'))) missing.push('make');
	if (!(await answers(process.env.PYTHON ?? 'python3'))) missing.push('python3');
	return missing;
}

async function buildNativeModules(): Promise<void> {
	const missing = await missingBuildTools();
	if (missing.length > 0) {
		throw new Error(
			`n8n's modules ${nativeModules.join(' and ')} have to be compiled here, and this machine ` +
				`lacks ${missing.join(', ')}. On Debian or Ubuntu: apt-get install build-essential python3. ` +
				'On macOS: xcode-select --install. Then run the command again: it goes on where it stopped.',
		);
	}
	await mustRun('npm', ['rebuild', ...nativeModules, '--ignore-scripts=false'], { cwd: n8nFolder });
	if (!(await nativeModulesLoad())) {
		throw new Error(`${nativeModules.join(' and ')} were compiled, but they do not load.`);
	}
}

/**
 * Installs the pinned n8n and compiles its native modules, each only when it is not there yet.
 *
 * @throws Error that says which tool is missing, or with the end of npm's output.
 */
export async function installN8n(): Promise<void> {
	if (!isInstalled(n8nFolder)) {
		await step('Install n8n (npm ci in test/n8n, 2.7 GB)', async () => {
			// Install scripts stay off: one of n8n's packages downloads sources in its own and fails.
			await mustRun('npm', ['ci', '--ignore-scripts', '--no-progress', '--no-audit', '--no-fund'], {
				cwd: n8nFolder,
			});
		});
	}
	if (!(await nativeModulesLoad())) {
		await step(`Compile ${nativeModules.join(' and ')} for n8n`, buildNativeModules);
	}
}
