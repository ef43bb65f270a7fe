import { mergeReports, type ContractReport } from './contract.mts';
import type { FaultPlan, FaultSpec, Faults } from './faults.mts';
import type { Journal, JournalEntry, JournalFilter } from './journal.mts';
import type { Latency, LatencySetting } from './latency.mts';
import type { Limits, LimitSettings } from './limits.mts';
import type { RunningVendor } from './vendor.mts';

/** The parts of a sandbox that its control works on. */
export interface ControlParts {
	vendors: ReadonlyMap<string, RunningVendor>;
	faults: Faults;
	latency: Latency;
	limits: Limits;
	journal: Journal;
}

/** A vendor that this sandbox doesn't run. */
export class UnknownVendorError extends RangeError {
	constructor(vendor: string, known: Iterable<string>) {
		super(`No vendor '${vendor}' in this sandbox; it has: ${[...known].join(', ')}`);
		this.name = 'UnknownVendorError';
	}
}

/** Steers a running sandbox; the control server offers the same over HTTP. */
export class Control {
	#parts: ControlParts;

	constructor(parts: ControlParts) {
		this.#parts = parts;
	}

	/**
	 * State, faults, latency, limits, behaviour and journal back to the start. Ready-made credentials
	 * stay the same; tokens already issued are forgotten. The contract report goes on.
	 */
	reset(): void {
		const { vendors, faults, latency, limits, journal } = this.#parts;
		for (const vendor of vendors.values()) vendor.reset();
		for (const part of [faults, journal]) part.clear();
		for (const part of [latency, limits]) part.reset();
	}

	/** The whole truth of a vendor, secrets included, in a shape of its own: live objects. */
	state(vendor: string): any {
		return this.#vendor(vendor).state();
	}

	/** Adds records to a vendor's state; answers what was added. */
	seed(vendor: string, additions: Record<string, unknown>): any {
		return this.#vendor(vendor).seed(additions);
	}

	addFault(fault: FaultSpec): { id: string } {
		return this.#parts.faults.add(fault);
	}

	/** Faults by a plan, for requests that meet no other; undefined ends it. */
	followPlan(plan: FaultPlan | undefined): void {
		this.#parts.faults.follow(plan);
	}

	clearFaults(): void {
		this.#parts.faults.clear();
	}

	setLatency(setting: LatencySetting): void {
		this.#parts.latency.set(setting);
	}

	setLimits(settings: Partial<LimitSettings>): void {
		this.#parts.limits.set(settings);
	}

	/** Changes the named switches of a vendor, leaves the others; answers all of them. */
	setBehaviour(vendor: string, changes: Record<string, unknown>): object {
		const running = this.#vendor(vendor);
		running.setBehaviour(changes);
		return running.behaviour();
	}

	/** Makes every token of a vendor unknown at once. */
	expireTokens(vendor: string): void {
		this.#vendor(vendor).expireTokens();
	}

	journal(filter?: JournalFilter): JournalEntry[] {
		return this.#parts.journal.read(filter);
	}

	clearJournal(): void {
		this.#parts.journal.clear();
	}

	contract(): ContractReport {
		return mergeReports([...this.#parts.vendors.values()].map(({ contract }) => contract.report()));
	}

	#vendor(name: string): RunningVendor {
		const { vendors } = this.#parts;
		const vendor = vendors.get(name);
		if (!vendor) throw new UnknownVendorError(name, vendors.keys());
		return vendor;
	}
}
