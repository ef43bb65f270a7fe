import { type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { type ChildResult, endChild, run, start, tail } from './child.mts';
import { type N8nSettings, n8nEnvironment } from './n8nEnvironment.mts';
import { endWithParent, n8nBin, node24 } from './paths.mts';
import { anyFreePort } from './ports.mts';

/** A running n8n. */
export interface RunningN8n {
	/** Where the editor and the REST API are, without a slash at the end. */
	url: string;
	/** Everything that n8n has printed so far. */
	log(): string;
	/** Resolves when the process has ended, for whatever reason. */
	ended: Promise<void>;
	/** Lets n8n close and resolves when it is gone. */
	stop(): Promise<void>;
	/** Ends n8n without letting it close anything. */
	kill(): Promise<void>;
}

/** Milliseconds that n8n has for closing its executions and its database. */
const patience = 40_000;

/**
 * Runs one of n8n's commands (`import:workflow`, `execute`, …) on the data of `settings` to its end.
 * n8n's commands answer with code 0 even when they fail, so that callers have to read what they print.
 */
export async function n8nCommand(
	settings: N8nSettings,
	args: string[],
	timeout = 180_000,
): Promise<ChildResult> {
	mkdirSync(settings.userFolder, { recursive: true });
	return await run(node24, [n8nBin, ...args], {
		cwd: settings.userFolder,
		// Commands start task runners of their own, beside those of an n8n that is running.
		env: n8nEnvironment({ ...settings, brokerPort: await anyFreePort() }),
		timeout,
	});
}

async function isReady(url: string): Promise<boolean> {
	try {
		const health = await fetch(`${url}/healthz/readiness`, { signal: AbortSignal.timeout(5_000) });
		if (!health.ok) return false;
		// The health check answers before the routes are there.
		const settings = await fetch(`${url}/rest/settings`, { signal: AbortSignal.timeout(5_000) });
		return settings.ok && (settings.headers.get('content-type') ?? '').includes('json');
	} catch {
		return false;
	}
}

async function untilReady(url: string, child: ChildProcess, limit: number): Promise<boolean> {
	const end = Date.now() + limit;
	while (Date.now() < end) {
		if (child.exitCode !== null || child.signalCode !== null) return false;
		if (await isReady(url)) return true;
		await wait(200);
	}
	return false;
}

/**
 * Starts n8n and resolves when it answers.
 *
 * @param limit milliseconds that it has until then; a first start runs all migrations.
 * @throws Error with the end of n8n's output when it ends or does not answer in time.
 */
export async function startN8n(settings: N8nSettings, limit = 180_000): Promise<RunningN8n> {
	mkdirSync(settings.userFolder, { recursive: true });
	const url = `http://127.0.0.1:${settings.port}`;
	const child = start(node24, ['--import', endWithParent, n8nBin, 'start'], {
		// A folder of its own, as n8n reads the file .env of its working folder.
		cwd: settings.userFolder,
		env: n8nEnvironment(settings),
		stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
	});
	let log = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream?.setEncoding('utf8').on('data', (text: string) => {
			log += text;
		});
	}
	const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
	if (!(await untilReady(url, child, limit))) {
		await endChild(child, 0);
		throw new Error(`n8n did not start.\n${tail(log)}`);
	}
	return {
		...{ url, log: () => log, ended },
		stop: async () => await endChild(child, patience),
		kill: async () => await endChild(child, 0),
	};
}
