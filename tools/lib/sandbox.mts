import { join } from 'node:path';
import { type Sandbox, type SandboxPorts } from '../../test/sandbox/index.mts';
import { endChild, start, tail } from './child.mts';
import { environment, node24, root } from './paths.mts';

const sandboxMain = join(root, 'test', 'sandbox', 'main.mts');

/** What the sandbox tells of itself when it has started. */
export type SandboxAddresses = Omit<Sandbox, 'control' | 'close'>;

/** A sandbox that runs as a process of its own. */
export interface RunningSandbox extends SandboxAddresses {
	/** Resolves when the process has ended, for whatever reason. */
	ended: Promise<void>;
	/** Ends the sandbox and resolves when it is gone. */
	stop(): Promise<void>;
}

/** A port for each of its servers, but for the gateway that only Genesys Cloud's own SDK needs. */
export type AllPorts = Required<Omit<SandboxPorts, 'genesysGateway'>>;

/** The variable that a port is given to the sandbox with: `tinesApi` is SANDBOX_TINES_API_PORT. */
const variableOf = (name: string) =>
	`SANDBOX_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}_PORT`;

function isAddresses(message: unknown): message is SandboxAddresses {
	return typeof message === 'object' && message !== null && 'genesysCloud' in message;
}

/**
 * Starts the vendors' stand-ins and resolves when they have told their addresses. They end by themselves
 * when this process dies: they notice it by their channel.
 *
 * @throws Error with the sandbox's own words when it ends before that.
 */
export function startSandbox(ports: AllPorts): Promise<RunningSandbox> {
	return new Promise((resolve, reject) => {
		const child = start(node24, [sandboxMain], {
			cwd: root,
			env: environment(
				Object.fromEntries(
					Object.entries(ports).map(([name, port]) => [variableOf(name), String(port)]),
				),
			),
			stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
		});
		let output = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream?.setEncoding('utf8').on('data', (text: string) => {
				output = (output + text).slice(-20_000);
			});
		}
		const ended = new Promise<void>((done) => child.once('close', () => done()));
		child.once('message', (message: unknown) => {
			if (!isAddresses(message))
				return reject(new Error('The sandbox did not tell its addresses.'));
			resolve({ ...message, ended, stop: async () => await endChild(child, 10_000) });
		});
		child.once('error', reject);
		void ended.then(() => reject(new Error(`The sandbox did not start.\n${tail(output)}`)));
	});
}
