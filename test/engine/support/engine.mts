import { type ChildProcess, fork } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type {
	EngineAnswer,
	EngineMessage,
	LookupRequest,
	RunError,
	RunItem,
	RunRequest,
	RunResult,
} from './protocol.mts';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(dirname(here)));
const n8nFolder = join(root, 'test', 'n8n');

/** A run's result, with its first output's items at hand. */
export interface EngineRun extends RunResult {
	items: RunItem[];
	/** Whether a text occurs anywhere in what n8n would store or has logged. */
	contains(text: string): boolean;
}

/** A lookup or a run that failed outside the node's own execution. */
export class EngineError extends Error {
	readonly description: string | null | undefined;

	constructor(failed: RunError) {
		super(failed.message);
		this.name = failed.name;
		this.description = failed.description;
	}
}

/** n8n's engine with the built package. */
export interface Engine {
	run(request: RunRequest): Promise<EngineRun>;
	lookup<Result>(request: LookupRequest): Promise<Result>;
	stop(): Promise<void>;
}

/**
 * Starts n8n's engine in a process of its own, with the package as it was built. The package is
 * copied out of the repository first, so that it finds n8n's modules where an installed one does,
 * and not those that the repository has for development.
 */
export async function startEngine(): Promise<Engine> {
	const folder = mkdtempSync(join(tmpdir(), 'package-'));
	for (const part of ['dist', 'package.json']) {
		cpSync(join(root, part), join(folder, part), { recursive: true });
	}
	const child = fork(join(here, 'engineProcess.mts'), [folder, n8nFolder], {
		env: { ...process.env, NODE_PATH: join(n8nFolder, 'node_modules'), NODE_OPTIONS: '' },
		serialization: 'advanced',
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
	});
	const waiting = new Map<number, { resolve(value: any): void; reject(error: Error): void }>();
	await new Promise<void>((resolve, reject) => {
		child.on('message', (answer: EngineAnswer) => {
			if ('ready' in answer) return resolve();
			const asked = waiting.get(answer.id);
			waiting.delete(answer.id);
			if ('failed' in answer) asked?.reject(new EngineError(answer.failed));
			else asked?.resolve(answer.result);
		});
		child.once('exit', (code) => {
			const error = new Error(`The engine ended with code ${code}`);
			reject(error);
			for (const { reject: fail } of waiting.values()) fail(error);
		});
	});

	let last = 0;
	const ask = async <Result,>(message: { ask: EngineMessage['ask']; request: object }) =>
		await new Promise<Result>((resolve, reject) => {
			const id = ++last;
			waiting.set(id, { resolve, reject });
			child.send({ id, ...message });
		});

	return {
		async run(request) {
			const result = await ask<RunResult>({ ask: 'run', request });
			return {
				...result,
				items: result.output[0] ?? [],
				contains: (text) => result.everything.includes(text),
			};
		},
		lookup: async (request) => await ask({ ask: 'lookup', request }),
		async stop() {
			await ended(child);
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

async function ended(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null) return;
	const exit = new Promise((resolve) => child.once('exit', resolve));
	child.disconnect();
	await exit;
}
