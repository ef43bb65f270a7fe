import type { Contract } from './contract.mts';
import type { Faults } from './faults.mts';
import type { Journal } from './journal.mts';
import type { Latency } from './latency.mts';
import type { Limits } from './limits.mts';

/** What every vendor's stand-in gets from the sandbox it runs in. */
export interface VendorContext {
	faults: Faults;
	latency: Latency;
	limits: Limits;
	journal: Journal;
	/** Ports by server name; 0 or missing lets the system pick one. */
	ports: Readonly<Record<string, number | undefined>>;
	/** Those that run already, by name: what one vendor does for another goes through them. */
	running: ReadonlyMap<string, RunningVendor>;
}

/** A vendor's stand-in with its servers listening. */
export interface RunningVendor<Handle = unknown> {
	/** URLs and ready-made credentials: what a user of the sandbox is given. */
	handle: Handle;
	contract: Contract;
	/** The whole truth, secrets included. */
	state(): unknown;
	seed(additions: Record<string, unknown>): unknown;
	behaviour(): object;
	/** @throws RangeError for an unknown switch or a value that it doesn't have */
	setBehaviour(changes: Record<string, unknown>): void;
	expireTokens(): void;
	/** State and behaviour back to the start; ready-made credentials stay what they were. */
	reset(): void;
	close(): Promise<void>;
}

/** A vendor that the sandbox can stand in for. */
export interface Vendor<
	Name extends string = string,
	Handle = unknown,
	Port extends string = string,
> {
	name: Name;
	/** The vendor's name for people. */
	title: string;
	/** Names of its servers' ports; flags and variables of the command are made from them. */
	ports: readonly Port[];
	start(context: VendorContext): Promise<RunningVendor<Handle>>;
}

/** Handles of some vendors, by name. */
export type Handles<Vendors extends readonly Vendor[]> = {
	[V in Vendors[number] as V['name']]: V extends Vendor<string, infer Handle> ? Handle : never;
};
