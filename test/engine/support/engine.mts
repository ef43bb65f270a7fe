import { type ChildProcess, fork } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Clock } from './clock.mts';
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

	/** @param where the stack in the engine's process */
	constructor(failed: RunError, where?: string) {
		super(failed.message);
		this.name = failed.name;
		if (where) this.stack = where;
		this.description = failed.description;
	}
}

/** n8n's engine with the built package. */
export interface Engine {
	/**
	 * Runs one node. `cancel` stops the execution as n8n's server does when its user stops it.
	 *
	 * @throws EngineError when something tried to connect to another machine
	 */
	run(request: RunRequest, cancel?: AbortSignal): Promise<EngineRun>;
	lookup<Result>(request: LookupRequest): Promise<Result>;
	stop(): Promise<void>;
	/** Ends the process at once, whatever it is doing; what was asked of it fails. */
	kill(): Promise<void>;
}

/**
 * Starts n8n's engine in a process of its own, with the package as it was built. The package is
 * copied out of the repository first, so that it finds n8n's modules where an installed one does,
 * and not those that the repository has for development. The process removes the copy when it ends.
 *
 * @param testTypes URL of a module with further node and credential types, for tests of the engine
 * itself. It exports by default a function from n8n-workflow to `TestTypes`.
 * @param clock how fast time passes in the engine's process; as everywhere else without
 */
export async function startEngine({
	testTypes = '',
	clock,
}: { testTypes?: string; clock?: Clock } = {}): Promise<Engine> {
	const folder = mkdtempSync(join(tmpdir(), 'package-'));
	for (const part of ['dist', 'package.json']) {
		cpSync(join(root, part), join(folder, part), { recursive: true });
	}
	const child = fork(join(here, 'engineProcess.mts'), [folder, n8nFolder, testTypes], {
		env: {
			...{ ...process.env, NODE_PATH: join(n8nFolder, 'node_modules'), NODE_OPTIONS: '' },
			...clock?.env,
		},
		execArgv: clock?.execArgv ?? [],
		serialization: 'advanced',
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
	});
	const waiting = new Map<number, { resolve(value: any): void; reject(error: Error): void }>();
	const userFolder = await new Promise<string>((resolve, reject) => {
		child.on('message', (answer: EngineAnswer) => {
			if ('ready' in answer) return resolve(answer.userFolder);
			const asked = waiting.get(answer.id);
			waiting.delete(answer.id);
			if ('failed' in answer) asked?.reject(new EngineError(answer.failed, answer.stack));
			else asked?.resolve(answer.result);
		});
		child.once('exit', (code) => {
			const error = new Error(`The engine ended with code ${code}`);
			reject(error);
			for (const { reject: fail } of waiting.values()) fail(error);
		});
	});

	let last = 0;
	const send = (message: EngineMessage) => child.send(message);
	const answerTo = async <Result,>(message: EngineMessage) =>
		await new Promise<Result>((resolve, reject) => {
			waiting.set(message.id, { resolve, reject });
			send(message);
		});

	return {
		async run(request, cancel) {
			const id = ++last;
			const running = answerTo<RunResult>({ id, ask: 'run', request });
			const stop = () => void send({ id, ask: 'cancel' });
			if (cancel?.aborted) stop();
			cancel?.addEventListener('abort', stop);
			const result = await running.finally(() => cancel?.removeEventListener('abort', stop));
			return {
				...result,
				items: result.output[0] ?? [],
				contains: (text) => result.everything.includes(text),
			};
		},
		lookup: async (request) => await answerTo({ id: ++last, ask: 'lookup', request }),
		stop: async () => await ended(child),
		async kill() {
			const exit = new Promise((resolve) => child.once('exit', resolve));
			child.kill('SIGKILL');
			await exit;
			for (const left of [folder, userFolder]) rmSync(left, { recursive: true, force: true });
		},
	};
}

async function ended(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const exit = new Promise((resolve) => child.once('exit', resolve));
	child.disconnect();
	await exit;
}
