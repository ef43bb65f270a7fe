import type { JournalEntry } from '../../sandbox/index.mts';
import type { Engine } from '../support/engine.mts';
import type { RunItem } from '../support/protocol.mts';
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
const MIX: Record<ChaosOperation['name'], number> = { create: 3, update: 3, get: 2, delete: 3 };

/**
 * One of several series of runs side by side. Each has things of its own, so that what is asked for
 * follows from the seed, whatever the others do in the meantime.
 */
export class Lane {
	readonly slots: Slot[] = [];
	readonly findings: Finding[] = [];
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
		const { parameters, wish } = operation.run(random);
		const asked = slots.map((slot) => ({
			...{ operation: chosen, slot, wish: wish(slot) },
		}));
		await this.#tellNames(slots);
		if (opened.hasSessions && random.chance(0.1))
			await sandbox.ask({ ask: 'expireTokens', vendor: vendor.name });
		const run = await engine.run({
			...{ node: vendor.node, credentials: opened.credentials, parameters },
			items: asked.map(({ wish }) => ({ json: wish.json })),
			onError: 'continueRegularOutput',
		});
		const kept = await this.#kept();
		for (const [index, each] of asked.entries()) {
			const reports = run.items.filter(({ pairedItem }) => pairedItem?.item === index);
			const report = reports.length === 1 ? reports[0]! : undefined;
			await this.#hold(each, report ?? noReport(reports.length, run.error?.message), kept);
			this.#done++;
		}
		await this.#tellNames(slots);
	}

	/** What a run works on: things that are there, and now and then one that is gone. */
	#choose(chosen: ChaosOperation['name'], count: number): Slot[] {
		const { opened } = this.#options;
		const random = this.#random;
		if (chosen === 'create' && opened.newSlot) {
			const slots = Array.from({ length: count }, () =>
				opened.newSlot!(this.#name, this.#made++, random),
			);
			this.slots.push(...slots);
			return slots;
		}
		const there = this.slots.filter(({ content }) => content !== undefined);
		const empty = this.slots.filter(({ content }) => content === undefined);
		if (chosen === 'create') return random.some(empty, count);
		const gone = empty.filter(({ id }) => id !== undefined);
		const missing = random.chance(0.3) ? random.some(gone, 1) : [];
		return [...random.some(there, count - missing.length), ...missing];
	}

	async #hold(asked: Asked, report: RunItem, kept: readonly Kept[]): Promise<void> {
		const { opened, count } = this.#options;
		const { slot, wish, operation } = asked;
		const before = slot.content;
		const found = kept.filter(({ id, key }) =>
			operation === 'create' ? key === slot.key : id === slot.id,
		);
		const { outcome, wrong } = judge(asked, report, found, opened.shown);
		count(`${operation}: ${outcome}`, report.error?.message);
		if (wrong) {
			const { json, error } = report;
			this.findings.push({
				where: `lane ${this.#name}, operation ${this.#done + 1}`,
				...{ what: `${operation} ${slot.subject}`, wrong, found, before, wanted: wish },
				report: error?.message ? { error: error.message, description: error.description } : json,
				requests: await this.#requestsFor(slot, found),
			});
		}
		const [now] = found;
		slot.content = now?.content;
		if (now) Object.assign(slot, { id: now.id, key: now.key });
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

/** In place of a report where there is none, or more than one: an error that nobody reported. */
const noReport = (count: number, error = ''): RunItem => ({
	json: { error: `THE ITEM HAS ${count} REPORTS ${error}` },
});
