import { fork } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JournalEntry, Sandbox } from '../../sandbox/index.mts';
import type { Clock } from '../support/clock.mts';
import type { FaultCounts } from './faultPlan.mts';

/** What the sandbox's process is asked for. */
export type SandboxMessage =
	| { ask: 'plan'; vendor: string; seed: number; rate: number }
	/** Names, the same for the same seed, of things by their IDs. */
	| { ask: 'names'; vendor: string; names: Array<[string | number, string]> }
	| { ask: 'state'; vendor: string }
	/** From now on, notes what is made in a collection of the vendor's state. */
	| { ask: 'watch'; vendor: string; collection: string }
	/** All that was made since, whether it is there still or not: IDs and names. */
	| { ask: 'made'; vendor: string }
	| { ask: 'seed'; vendor: string; additions: Record<string, unknown> }
	| { ask: 'limits'; limits: object }
	| { ask: 'expireTokens'; vendor: string }
	| { ask: 'journal'; vendor: string }
	| { ask: 'counts'; vendor: string };

/** A sandbox in a process of its own: addresses and credentials, and what it can be asked for. */
export interface DistantSandbox {
	told: Omit<Sandbox, 'control' | 'close'>;
	ask(message: SandboxMessage & { ask: 'counts' }): Promise<FaultCounts>;
	ask(message: SandboxMessage & { ask: 'journal' }): Promise<JournalEntry[]>;
	ask(message: SandboxMessage & { ask: 'made' }): Promise<Array<[string | number, string]>>;
	ask(message: SandboxMessage): Promise<any>;
	stop(): Promise<void>;
}

/** Starts the vendors' stand-ins in a process that has this clock. */
export async function startDistantSandbox(clock: Clock): Promise<DistantSandbox> {
	const file = join(dirname(fileURLToPath(import.meta.url)), 'sandboxProcess.mts');
	const child = fork(file, [], {
		env: { ...process.env, NODE_OPTIONS: '', ...clock.env },
		execArgv: clock.execArgv,
		serialization: 'advanced',
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
	});
	const waiting = new Map<number, PromiseWithResolvers<any>>();
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const endedEarly = () => new Error('The sandbox has ended');
	const told = await new Promise<DistantSandbox['told']>((resolve, reject) => {
		child.on('message', (message: any) => {
			if (message.ready) return resolve(message.ready);
			waiting.get(message.id)?.resolve(message.result);
			waiting.delete(message.id);
		});
		void ended.then(() => {
			reject(endedEarly());
			for (const { reject: fail } of waiting.values()) fail(endedEarly());
		});
	});
	let last = 0;
	return {
		told,
		async ask(message: SandboxMessage) {
			const answer = Promise.withResolvers<any>();
			const id = ++last;
			waiting.set(id, answer);
			child.send({ id, ...message });
			return await answer.promise;
		},
		async stop() {
			if (child.connected) child.disconnect();
			await ended;
		},
	};
}
