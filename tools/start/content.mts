import { createHash } from 'node:crypto';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { tail } from '../lib/child.mts';
import { n8nCommand } from '../lib/n8n.mts';
import { type N8nSettings } from '../lib/n8nEnvironment.mts';
import { root } from '../lib/paths.mts';
import { type ReadyMade } from './credentials.mts';
import { dataFolder, readRecord, writeRecord } from './data.mts';

/** Runs one of n8n's import commands on a file that only this user can read and that is then removed. */
async function importJson(settings: N8nSettings, command: string, content: unknown): Promise<void> {
	const folder = mkdtempSync(join(dataFolder, 'import-'));
	try {
		const file = join(folder, 'content.json');
		writeFileSync(file, JSON.stringify(content), { mode: 0o600 });
		const { output } = await n8nCommand(settings, [command, `--input=${file}`]);
		// n8n's commands end with code 0 after a failure, too.
		if (!output.includes('Successfully imported')) {
			throw new Error(`n8n ${command} failed.\n${tail(output)}`);
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

const fingerprintOf = ({ data }: ReadyMade) =>
	createHash('sha256').update(JSON.stringify(data)).digest('hex');

/**
 * Writes the ready-made credentials for the sandbox, but for those that are stored with the same
 * addresses and secrets already.
 *
 * @returns how many were written.
 */
export async function importCredentials(
	settings: N8nSettings,
	credentials: ReadyMade[],
): Promise<number> {
	const { credentials: known = {} } = readRecord();
	const changed = credentials.filter((one) => known[one.id] !== fingerprintOf(one));
	if (changed.length === 0) return 0;
	await importJson(settings, 'import:credentials', changed);
	const written = changed.map((one) => [one.id, fingerprintOf(one)]);
	writeRecord({ credentials: { ...known, ...Object.fromEntries(written) } });
	return changed.length;
}

/** The examples that this data folder has not seen yet. What was imported once is the user's own. */
function newExamples(): string[] {
	const seen = new Set(readRecord().examples);
	return globSync('examples/*.json', { cwd: root })
		.filter((file) => !seen.has(basename(file)))
		.sort();
}

/**
 * Imports the example workflows that this data folder has not seen yet.
 *
 * @returns how many there were.
 */
export async function importExamples(settings: N8nSettings): Promise<number> {
	const files = newExamples();
	if (files.length === 0) return 0;
	const workflows = files.map((file) => JSON.parse(readFileSync(join(root, file), 'utf8')));
	await importJson(settings, 'import:workflow', workflows);
	writeRecord({
		examples: [...(readRecord().examples ?? []), ...files.map((file) => basename(file))],
	});
	return files.length;
}
