import { join } from 'node:path';
import { endChild, start, tail } from './child.mts';
import { environment, node24, root } from './paths.mts';

const sandboxMain = join(root, 'test', 'sandbox', 'main.mts');

/** What the sandbox tells of itself when it has started. */
export interface SandboxAddresses {
	genesysCloud: {
		apiUrl: string;
		loginUrl: string;
		admin: { clientId: string; clientSecret: string };
	};
	paragon: { url: string; admin: { email: string; password: string }; projectId: string };
	tines: { url: string; owner: { apiKey: string } };
	controlUrl: string;
}

/** A sandbox that runs as a process of its own. */
export interface RunningSandbox extends SandboxAddresses {
	/** Resolves when the process has ended, for whatever reason. */
	ended: Promise<void>;
	/** Ends the sandbox and resolves when it is gone. */
	stop(): Promise<void>;
}

export interface SandboxPorts {
	genesysApi: number;
	genesysLogin: number;
	paragonZeus: number;
	tinesApi: number;
	control: number;
}

function isAddresses(message: unknown): message is SandboxAddresses {
	return typeof message === 'object' && message !== null && 'genesysCloud' in message;
}

/**
 * Starts the vendors' stand-ins and resolves when they have told their addresses. They end by themselves
 * when this process dies: they notice it by their channel.
 *
 * @throws Error with the sandbox's own words when it ends before that.
 */
export function startSandbox(ports: SandboxPorts): Promise<RunningSandbox> {
	return new Promise((resolve, reject) => {
		const child = start(node24, [sandboxMain], {
			cwd: root,
			env: environment({
				SANDBOX_GENESYS_API_PORT: String(ports.genesysApi),
				SANDBOX_GENESYS_LOGIN_PORT: String(ports.genesysLogin),
				SANDBOX_PARAGON_ZEUS_PORT: String(ports.paragonZeus),
				SANDBOX_TINES_API_PORT: String(ports.tinesApi),
				SANDBOX_CONTROL_PORT: String(ports.control),
			}),
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
