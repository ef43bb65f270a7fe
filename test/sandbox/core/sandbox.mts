import { appendFileSync } from 'node:fs';
import { Control } from './control.mts';
import { createControlServer } from './controlServer.mts';
import { Faults } from './faults.mts';
import { Journal } from './journal.mts';
import { Latency } from './latency.mts';
import { Limits } from './limits.mts';
import { listen } from './server.mts';
import type { Handles, RunningVendor, Vendor } from './vendor.mts';

/** Ports by server name; 0 or missing lets the system pick one. */
export type Ports = Readonly<Record<string, number | undefined>>;

/** A running sandbox. */
export interface RunningSandbox<Vendors extends readonly Vendor[] = readonly Vendor[]> {
	controlUrl: string;
	control: Control;
	handles: Handles<Vendors>;
	/** Ends all servers; appends the contract report to the file SANDBOX_CONTRACT_FILE names. */
	close(): Promise<void>;
}

/**
 * Starts the servers of all given vendors and the control server.
 * @throws PortTakenError when a port is in use; nothing is left running then
 */
export async function runVendors<Vendors extends readonly Vendor[]>(
	vendors: Vendors,
	ports: Ports = {},
): Promise<RunningSandbox<Vendors>> {
	const shared = {
		faults: new Faults(),
		latency: new Latency(),
		limits: new Limits(),
		journal: new Journal(),
	};
	const running = new Map<string, RunningVendor>();
	const control = new Control({ vendors: running, ...shared });
	const controlServer = createControlServer(control);

	const stop = async (): Promise<void> => {
		await Promise.all([...running.values()].map(async (vendor) => await vendor.close()));
		await controlServer.close();
	};

	try {
		for (const vendor of vendors) {
			running.set(vendor.name, await vendor.start({ ...shared, ports, running }));
		}
		const controlUrl = await listen(controlServer, 'control', ports.control);
		let closing: Promise<void> | undefined;
		return {
			controlUrl,
			control,
			handles: Object.fromEntries(
				[...running].map(([name, { handle }]) => [name, handle]),
			) as Handles<Vendors>,
			close: async () => {
				closing ??= stop().then(() => writeContract(control));
				await closing;
			},
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

function writeContract(control: Control): void {
	const file = process.env.SANDBOX_CONTRACT_FILE;
	if (file) appendFileSync(file, `${JSON.stringify(control.contract())}\n`);
}
