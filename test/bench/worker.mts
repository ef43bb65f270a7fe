import { fork } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { node24 } from '../../tools/lib/paths.mts';

/** A process that does one kind of job, again and again, and tells what came of it. */
export interface Worker<Job, Result> {
	run(job: Job): Promise<Result>;
	stop(): Promise<void>;
}

export type WorkerMessage<Job> = { id: number; job: Job };

export type WorkerAnswer<Result> =
	| { ready: true }
	| { id: number; result: Result }
	| { id: number; failed: string };

/**
 * Starts a module of this folder as a process of its own: what is measured shares no event loop, heap or
 * compiler with anything else. It ends by itself when this process does.
 *
 * @param module the module's file name; it has to call `work`
 * @param flags of Node
 */
export async function startWorker<Job, Result>(
	module: string,
	args: string[] = [],
	{ flags = [] as string[], env = {} as NodeJS.ProcessEnv } = {},
): Promise<Worker<Job, Result>> {
	const here = fileURLToPath(new URL('.', import.meta.url));
	const child = fork(join(here, module), args, {
		execPath: node24,
		execArgv: flags,
		env: { ...process.env, NODE_OPTIONS: '', ...env },
		serialization: 'advanced',
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
	});
	const waiting = new Map<number, PromiseWithResolvers<Result>>();
	const ready = Promise.withResolvers<void>();
	child.on('message', (answer: WorkerAnswer<Result>) => {
		if ('ready' in answer) return ready.resolve();
		const asked = waiting.get(answer.id);
		waiting.delete(answer.id);
		if ('failed' in answer) asked?.reject(new Error(answer.failed));
		else asked?.resolve(answer.result);
	});
	const ended = new Promise<void>((resolve) => {
		child.once('exit', (code, signal) => {
			const error = new Error(`${module} ended (${signal ?? `code ${code}`})`);
			for (const { reject } of [ready, ...waiting.values()]) reject(error);
			resolve();
		});
	});
	await ready.promise;
	let last = 0;
	return {
		async run(job) {
			const asked = Promise.withResolvers<Result>();
			waiting.set(++last, asked);
			child.send({ id: last, job } satisfies WorkerMessage<Job>);
			return await asked.promise;
		},
		async stop() {
			if (child.connected) child.disconnect();
			await ended;
		},
	};
}

/** Called by a worker's module when it is ready: does the jobs that come, until nobody sends any more. */
export function work<Job, Result>(does: (job: Job) => Promise<Result>): void {
	const tell = (answer: WorkerAnswer<Result>) =>
		process.send?.(answer, undefined, undefined, () => undefined);
	process.on('disconnect', () => process.exit());
	process.on('message', ({ id, job }: WorkerMessage<Job>) => {
		does(job).then(
			(result) => tell({ id, result }),
			(error: Error) => tell({ id, failed: error.stack ?? error.message }),
		);
	});
	tell({ ready: true });
}
