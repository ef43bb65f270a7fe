import { VENDORS } from '../sandbox/index.mts';
import { type AllPorts, startSandbox, type SandboxAddresses } from '../../tools/lib/sandbox.mts';

/** The vendors' stand-ins in a process of their own, steered over HTTP. */
export interface BenchSandbox extends SandboxAddresses {
	reset(): Promise<void>;
	seed(vendor: string, additions: object): Promise<any>;
	state(vendor: string): Promise<any>;
	setLimits(limits: object): Promise<void>;
	setLatency(ms: number): Promise<void>;
	setBehaviour(vendor: string, changes: object): Promise<void>;
	/** Of the newest 50,000 requests those that a filter wants: see the sandbox's journal. */
	journal(filter: Record<string, string>): Promise<JournalLine[]>;
	clearJournal(): Promise<void>;
	stop(): Promise<void>;
}

export interface JournalLine {
	method: string;
	path: string;
	status?: number;
}

/** Starts the stand-ins on ports that the system picks. */
export async function startBenchSandbox(): Promise<BenchSandbox> {
	const names = [...VENDORS.flatMap(({ ports }) => ports), 'control'];
	const ports = Object.fromEntries(names.map((name) => [name, 0])) as unknown as AllPorts;
	const { stop, ended: _ended, ...addresses } = await startSandbox(ports);

	const call = async (method: string, path: string, body?: unknown): Promise<any> => {
		const answer = await fetch(addresses.controlUrl + path, {
			method,
			...(body !== undefined && {
				headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify(body),
			}),
		});
		const told = await answer.json();
		if (!answer.ok) throw new Error(`The sandbox answered ${method} ${path} with ${told.error}`);
		return told;
	};

	return {
		...addresses,
		stop,
		reset: async () => await call('POST', '/reset'),
		seed: async (vendor, additions) => await call('POST', `/seed/${vendor}`, additions),
		state: async (vendor) => await call('GET', `/state/${vendor}`),
		setLimits: async (limits) => await call('PUT', '/limits', limits),
		setLatency: async (ms) => await call('PUT', '/latency', { ms }),
		setBehaviour: async (vendor, changes) => await call('PUT', `/behaviour/${vendor}`, changes),
		journal: async (filter) => await call('GET', `/journal?${new URLSearchParams(filter)}`),
		clearJournal: async () => await call('DELETE', '/journal'),
	};
}
