import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, isBuilt } from '../lib/build.mts';
import { ensureChromium } from '../lib/chromium.mts';
import { binFolder, root } from '../lib/paths.mts';
import { currentTarball, unpack } from '../lib/pack.mts';
import { faultsOfPacked } from '../lib/packed.mts';
import { scan } from '../lib/scan.mts';
import {
	byExitCode,
	type Check,
	type Command,
	failed,
	type Outcome,
	passed,
	skipped,
} from './check.mts';
import { checkContract } from './contract.mts';
import { runJest } from './jest.mts';

const command = (name: string) => join(binFolder, name);

async function lint(): Promise<Outcome> {
	const commands: Command[] = [[command('n8n-node'), 'lint']];
	const ownConfig = 'test/eslint.config.mjs';
	if (existsSync(join(root, ownConfig))) {
		const options = ['-c', ownConfig, '--max-warnings', '0'];
		commands.push([command('eslint'), ...options, 'test', 'tools']);
	}
	return await byExitCode(commands);
}

async function importRules(): Promise<Outcome> {
	const rules = '.dependency-cruiser.cjs';
	if (!existsSync(join(root, rules))) return skipped(`there is no ${rules}`);
	const folders = ['credentials', 'nodes', 'test', 'tools'];
	return await byExitCode([[command('depcruise'), '--config', rules, ...folders]]);
}

async function scanFolder(folder: string, what: 'source' | 'published'): Promise<Outcome> {
	const { errors, warnings, files, report } = await scan(folder, what);
	const note = `${files} files, ${errors} errors, ${warnings} warnings`;
	return errors + warnings === 0 ? passed(note) : failed(report, note);
}

/**
 * All checks in the order in which they run, in two groups: those on the text of the repository, which
 * need only its packages, and the tests, the later ones of which need n8n.
 *
 * @param folder a temporary folder of this run.
 */
export function allChecks(folder: string): { onText: Check[]; tests: Check[] } {
	const unpacked = join(folder, 'package');
	const contractFile = join(folder, 'contract.jsonl');
	const jest = (name: string, title: string, needs: string[] = []): Check => ({
		name,
		title,
		needs,
		run: async () => {
			if (needs.includes('build')) await currentTarball();
			return await runJest(name, folder, { SANDBOX_CONTRACT_FILE: contractFile });
		},
	});
	return {
		onText: [
			{ name: 'lint', title: "Lint with n8n's rules", run: lint },
			{
				name: 'format',
				title: 'Formatting (Prettier)',
				run: async () =>
					await byExitCode([[command('prettier'), '--check', '--log-level', 'warn', '.']]),
			},
			{
				name: 'types',
				title: 'Types of nodes, tests and tools',
				run: async () =>
					await byExitCode([
						[command('tsc'), '--noEmit'],
						[command('tsc'), '-p', 'test/tsconfig.json'],
					]),
			},
			{ name: 'imports', title: 'Rules for imports', run: importRules },
			{
				name: 'build',
				title: 'Build the package',
				run: async () => {
					if (isBuilt()) return passed('was up to date');
					await build();
					return passed();
				},
			},
			{
				name: 'scan',
				title: "n8n's scanner on the sources",
				run: async () => await scanFolder(root, 'source'),
			},
			{
				name: 'pack',
				title: 'Content of the packed package',
				needs: ['build'],
				run: async () => {
					rmSync(unpacked, { recursive: true, force: true });
					await unpack(await currentTarball(), unpacked);
					const faults = faultsOfPacked(unpacked);
					return faults.length === 0 ? passed() : failed(faults.join('\n'));
				},
			},
			{
				name: 'scan-packed',
				title: "n8n's scanner on the packed package",
				needs: ['build'],
				run: async () => {
					await unpack(await currentTarball(), unpacked);
					return await scanFolder(unpacked, 'published');
				},
			},
		],
		tests: [
			jest('unit', 'Tests of the pure parts'),
			jest('sandbox', "Tests of the vendors' stand-ins"),
			jest('engine', "Tests in n8n's engine", ['n8n', 'build']),
			jest('server', 'Tests on a real n8n', ['n8n', 'build']),
			{
				name: 'chromium',
				title: 'A browser for the tests in the editor',
				run: async () =>
					(await ensureChromium())
						? passed()
						: skipped('none is installed; on Debian or Ubuntu: apt-get install chromium'),
			},
			jest('browser', "Tests in n8n's editor", ['n8n', 'build']),
			{
				name: 'contract',
				title: "The stand-ins' answers against the vendor's description",
				run: async () => checkContract(contractFile),
			},
		],
	};
}
