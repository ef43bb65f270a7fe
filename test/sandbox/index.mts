import { runVendors, type RunningSandbox } from './core/sandbox.mts';
import type { Handles } from './core/vendor.mts';
import { genesysCloud } from './genesysCloud/index.mts';
import { jira } from './jira/index.mts';
import { paragon } from './paragon/index.mts';
import { tines } from './tines/index.mts';

export type { Control } from './core/control.mts';
export type { FaultPlan, FaultSpec, ReadTarget } from './core/faults.mts';
export type { JournalEntry } from './core/journal.mts';
export { PortTakenError } from './core/server.mts';

/** The vendors this sandbox can stand in for; Jira comes before Paragon, which stands before it. */
export const VENDORS = [genesysCloud, jira, paragon, tines] as const;

/** Ports on 127.0.0.1; 0 or missing lets the system pick one. */
export type SandboxPorts = Partial<
	Record<(typeof VENDORS)[number]['ports'][number] | 'control', number>
>;

/** A running sandbox: the vendors' URLs and ready-made credentials, and its control. */
export type Sandbox = Handles<typeof VENDORS> &
	Pick<RunningSandbox, 'control' | 'controlUrl' | 'close'>;

/**
 * Starts every vendor's stand-in.
 * @throws PortTakenError when a port is in use; nothing is left running then
 */
export async function startSandbox({ ports }: { ports?: SandboxPorts } = {}): Promise<Sandbox> {
	const { handles, control, controlUrl, close } = await runVendors(VENDORS, ports);
	return { ...handles, control, controlUrl, close };
}
