import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from '../lib/paths.mts';

/** The folder that keeps n8n's data between starts: OAUTH_ADMIN_DATA, or .n8n-data in the repository. */
export const dataFolder = resolve(root, process.env.OAUTH_ADMIN_DATA ?? '.n8n-data');

/** What has been done in the data folder, so that later starts neither repeat nor undo it. */
export interface Record {
	/** Fingerprint of the sources that the installed package was built from. */
	package?: string;
	/** File names of the examples that have been imported. */
	examples?: string[];
	/** By the IDs of the ready-made credentials, fingerprints of what they were written with. */
	credentials?: { [id: string]: string };
	/** The process that is using the folder, and its editor. */
	running?: { pid: number; url: string };
}

const file = join(dataFolder, 'start.json');

export function readRecord(): Record {
	return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record) : {};
}

/** Merges `change` into the record of the data folder. */
export function writeRecord(change: Record): void {
	mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
	writeFileSync(file, `${JSON.stringify({ ...readRecord(), ...change }, null, '\t')}\n`);
}

/**
 * The owner's password of this data folder, made at the first call and kept in a file that only this
 * user can read.
 */
export function ownerPassword(make: () => string): string {
	const passwordFile = join(dataFolder, 'owner-password');
	if (!existsSync(passwordFile)) {
		mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
		writeFileSync(passwordFile, `${make()}\n`, { mode: 0o600 });
	}
	return readFileSync(passwordFile, 'utf8').trim();
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

/** The editor's URL of another `npm start` that is using this data folder now, if there is one. */
export async function otherStart(): Promise<string | undefined> {
	const { running } = readRecord();
	if (!running || running.pid === process.pid || !isAlive(running.pid)) return undefined;
	// The process ID may have gone to another program after a crash: only an answering editor counts.
	const answers = await fetch(`${running.url}/healthz`, {
		signal: AbortSignal.timeout(3_000),
	}).then(
		({ ok }) => ok,
		() => false,
	);
	return answers ? running.url : undefined;
}
