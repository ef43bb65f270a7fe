import type { JournalEntry } from '../../sandbox/index.mts';
import type { Engine } from '../support/engine.mts';
import type { RunError, RunItem } from '../support/protocol.mts';
import { judge, type Asked } from './judge.mts';
import { randomOf, type Random } from './random.mts';
import type { DistantSandbox } from './sandbox.mts';
import type { ChaosOperation, ChaosVendor, Kept, OpenVendor, Slot } from './vendor.mts';

/** An item whose report is not what is there. */
export interface Finding {
	/** The how-manieth operation of which lane. */
	where: string;
	what: string;
	wrong: string;
	report: unknown;
	found: readonly Kept[];
	before: unknown;
	wanted: unknown;
	/** What was asked of the vendor for this thing, with the faults that were met. */
	requests: string[];
}

export interface LaneOptions {
	vendor: ChaosVendor;
	opened: OpenVendor;
	engine: Engine;
	sandbox: DistantSandbox;
	seed: number;
	operations: number;
	/** Told how each operation ended, and its error's message if it was one. */
	count(outcome: string, message: string | undefined): void;
}

/** Items of one run at most. */
const ITEMS = 60;
/** Things at the start. */
const STORED = 80;
/** How often operations are chosen; creating and deleting keep each other's balance. */
const MIX: Record<ChaosOperation['name'], number> = {
	...{ create: 3, update: 3, get: 2, delete: 4, upsert: 3, sync: 2 },
};

/**
 * One of several series of runs side by side. Each has things of its own, so that what is asked for
 * follows from the seed, whatever the others do in the meantime.
 */
export class Lane {
	readonly slots: Slot[] = [];
	readonly findings: Finding[] = [];
	/** The IDs of all things that somebody has asked for, also of those that are gone. */
	readonly known = new Set<string | number>();
	readonly #name: string;
	readonly #options: LaneOptions;
	readonly #random: Random;
	#made = 0;
	#done = 0;

	constructor(name: string, options: LaneOptions) {
		this.#name = name;
		this.#options = options;
		this.#random = randomOf(options.seed, options.vendor.name, name);
	}

	async setUp(): Promise<void> {
		const { opened } = this.#options;
		this.slots.push(...(await opened.setUp(this.#name, STORED, this.#random)));
		const kept = await this.#kept();
		for (const slot of this.slots) {
			slot.content = kept.find(({ id }) => id === slot.id)?.content;
			if (slot.id !== undefined) this.known.add(slot.id);
		}
		await this.#tellNames(this.slots);
	}

	async play(): Promise<void> {
		while (this.#done < this.#options.operations) await this.#run();
	}

	async #run(): Promise<void> {
		const { vendor, opened, engine, sandbox, operations } = this.#options;
		const random = this.#random;
		const names = Object.entries(MIX).flatMap(([name, often]) => Array(often).fill(name));
		const chosen = random.one(names) as ChaosOperation['name'];
		const operation = opened.operations.find(({ name }) => name === chosen)!;
		const count = Math.min(1 + random.below(ITEMS), operations - this.#done);
		const slots = this.#choose(chosen, count);
		if (slots.length === 0) return;
		// A sync may bound itself to what belongs to this lane, and delete what no item means.
		const deletes = chosen === 'sync' && opened.newSlot !== undefined && random.chance(0.5);
		const listed = deletes ? this.#allBut(random.below(6), slots) : slots;
		const { parameters, wish } = operation.run(random, deletes ? `${this.#name} ` : undefined);
		const asked: Asked[] = listed.map((slot) => ({ operation: chosen, slot, wish: wish(slot) }));
		const unlisted = deletes
			? this.slots.filter((slot) => slot.content && !listed.includes(slot)).map(asDeletion(opened))
			: [];
		await this.#tellNames(listed);
		if (opened.hasSessions && random.chance(0.1)) {
			await sandbox.ask({ ask: 'expireTokens', vendor: vendor.name });
		}
		const run = await engine.run({
			...{ node: vendor.node, credentials: opened.credentials, parameters },
			items: asked.map(({ wish: { json } }) => ({ json })),
			...{ onError: 'continueRegularOutput', brief: true },
		});
		// n8n hands the input on when a node ends with an error as a whole.
		const items = run.nodeError ? [] : run.items;
		const kept = await this.#kept();
		for (const [index, each] of asked.entries()) {
			const reports = items.filter(
				({ json, pairedItem }) => json.action !== 'delete' && pairedItem?.item === index,
			);
			await this.#hold(each, reports, run.nodeError, kept);
		}
		for (const each of unlisted) {
			const reports = items.filter(
				({ json }) => json.action === 'delete' && json.id === each.slot.id,
			);
			// A sync that fails as a whole says so once for each item.
			const [first] = items;
			if (first?.json.error !== undefined && first.json.action === undefined) reports.push(first);
			await this.#hold(each, reports, run.nodeError, kept);
		}
		await this.#tellNames(slots);
	}

	/** All that is there but some, and what was chosen. */
	#allBut(left: number, chosen: readonly Slot[]): Slot[] {
		const there = this.slots.filter((slot) => slot.content && !chosen.includes(slot));
		return [...chosen, ...this.#random.some(there, there.length - left)];
	}

	/** What a run works on: things that are there, and now and then one that is gone. */
	#choose(chosen: ChaosOperation['name'], count: number): Slot[] {
		const { opened } = this.#options;
		const random = this.#random;
		const newOnes = (wanted: number) => {
			const slots = Array.from({ length: wanted }, () =>
				opened.newSlot!(this.#name, this.#made++, random),
			);
			this.slots.push(...slots);
			return slots;
		};
		if (chosen === 'create' && opened.newSlot) return newOnes(count);
		const there = this.slots.filter(({ content }) => content !== undefined);
		const empty = this.slots.filter(({ content }) => content === undefined);
		if (chosen === 'create') return random.some(empty, count);
		if (chosen === 'upsert' || chosen === 'sync') {
			const fresh = Math.floor(count / 4);
			const more = opened.newSlot ? newOnes(fresh) : random.some(empty, fresh);
			return [...more, ...random.some(there, count - more.length)];
		}
		const gone = empty.filter(({ id }) => id !== undefined);
		const missing = random.chance(0.3) ? random.some(gone, 1) : [];
		return [...random.some(there, count - missing.length), ...missing];
	}

	async #hold(
		asked: Asked,
		reports: readonly RunItem[],
		ended: RunError | undefined,
		kept: readonly Kept[],
	): Promise<void> {
		const report: RunItem =
			reports.length === 1 ? reports[0]! : { json: {}, error: ended ?? noReport(reports.length) };
		const { opened, count } = this.#options;
		const { slot, wish, operation } = asked;
		const before = slot.content;
		// One that was there, and was made a second time, is there under its key as well.
		const found = kept.filter(
			({ id, key }) => id === slot.id || (isMaking(operation) && key === slot.key),
		);
		this.#done++;
		const { outcome, wrong } = judge(asked, report, found, opened.shown);
		count(`${operation}: ${outcome}`, report.error?.message);
		if (wrong) {
			const { json, error } = report;
			this.findings.push({
				where: `lane ${this.#name}, operation ${this.#done}`,
				...{ what: `${operation} ${slot.subject}`, wrong, found, before, wanted: wish },
				report: error?.message ? { error: error.message, description: error.description } : json,
				requests: await this.#requestsFor(slot, found),
			});
		}
		const [now] = found;
		slot.content = now?.content;
		if (!now) return;
		Object.assign(slot, { id: now.id, key: now.key });
		this.known.add(now.id);
	}

	async #requestsFor({ id, key }: Slot, found: readonly Kept[]): Promise<string[]> {
		const texts = [id, key, ...found.map((kept) => kept.id)].filter((text) => text !== undefined);
		const journal: JournalEntry[] = await this.#options.sandbox.ask({
			...{ ask: 'journal', vendor: this.#options.vendor.name },
		});
		return journal
			.filter(({ path, requestBody }) => {
				const segments = path.split('/');
				const body = JSON.stringify(requestBody) ?? '';
				return texts.some(
					(text) => segments.includes(String(text)) || body.includes(JSON.stringify(text)),
				);
			})
			.map(({ at, method, path, status, fault }) =>
				[at, method, path, status ?? 'no answer', fault].filter(Boolean).join(' '),
			);
	}

	async #kept(): Promise<Kept[]> {
		const { opened, sandbox, vendor } = this.#options;
		return opened.kept(await sandbox.ask({ ask: 'state', vendor: vendor.name }));
	}

	async #tellNames(slots: readonly Slot[]): Promise<void> {
		const names = slots.flatMap(({ subject, key, id }) => [
			[key, subject] as [string, string],
			...(id === undefined ? [] : [[id, subject] as [string | number, string]]),
		]);
		const vendor = this.#options.vendor.name;
		await this.#options.sandbox.ask({ ask: 'names', vendor, names });
	}
}

/** Operations that make what is not there. */
const isMaking = (operation: ChaosOperation['name']) =>
	['create', 'sync', 'upsert'].includes(operation);

/** What no item of a sync means is to be deleted. */
const asDeletion =
	({ partsOfDeletion }: OpenVendor) =>
	(slot: Slot): Asked => ({
		...{ operation: 'delete', slot },
		wish: { json: {}, after: undefined, parts: partsOfDeletion?.(slot) },
	});

/** In place of a report where there is none, or more than one. */
const noReport = (count: number): RunError => ({
	...{ name: 'NoReport', message: `The item has ${count} reports` },
});
