import { creationOf } from '../desired';
import type { Creating } from '../desired';
import { shownDifferences } from '../difference';
import type { Difference } from '../difference';
import { asError, Cancelled } from '../errors';
import { listOf, plus } from '../few';
import type { Few } from '../few';
import { inParallel } from '../inParallel';
import { leavingOut } from '../inStep';
import { several } from '../matching';
import type { Existing, Wanted } from '../plan';
import type { Compares, Id, Lists, Stored } from '../store';
import { idKey } from './entries';
import type { Entry } from './entries';
import { isInStep, onlyOf, refuseShared } from './sought';
import type { Places, Seen, Sought } from './sought';

/** What of a kind is needed to find and to name one: as `Keyed` has it. */
export interface Naming<Spec, Kept> extends Creating<Spec> {
	readonly keyLabel: string;
	wordsOf(spec: Spec): string;
	nameOf(spec: Spec): string;
	storedName(stored: Kept): string;
	alsoId?(stored: Kept): Id;
	readonly mayBeSecret?: readonly string[];
}

/** What of a store is read while a plan is made. */
export type Read<Spec, Kept extends Stored, Query, Options> = Lists<Kept, Query> &
	Compares<Spec, Kept, Options>;

/** What bounds the set that is kept in step. */
export interface Bounds<Spec, Kept, Query> {
	/** Fields that are neither compared nor changed. */
	readonly ignored: ReadonlySet<string>;
	/** What the vendor itself narrows the list by. */
	readonly query: Query;
	/** Whether differences have to be written. */
	matters(differences: readonly Difference[]): boolean;
	/**
	 * Refuses what is outside, as only the vendor can tell; undefined where there is no bound to keep to.
	 *
	 * @throws InvalidInput
	 */
	checkPlaced?(spec: Spec): void;
	/** Whether one that no item means is to be deleted. */
	isSurplus(stored: Kept): boolean;
	/** Told of each that is there. */
	meets?(one: Existing): void;
}

/** One desired state and what was found of it; what is in step is not needed again. */
export interface Found<Spec, Kept, Options> extends Wanted {
	readonly entry?: Entry<Spec, Options>;
	readonly stored?: Kept;
}

/** What is wanted in one scope beside what there is. */
export interface Gathered<Spec, Kept, Options> {
	/** In the order of the items. */
	readonly wanted: ReadonlyArray<Found<Spec, Kept, Options>>;
	readonly unlisted: readonly Existing[];
	/** How many there are that items mean or that are within the bounds. */
	readonly existing: number;
}

/**
 * Reads the list of one scope once, and holds it against what is wanted there. Of what is in step
 * nothing is kept but its name, so that a long list need not be held as a whole.
 *
 * @throws Cancelled, and what the list throws: half a list is none
 */
export async function gather<
	Spec extends object,
	Kept extends Stored,
	Query,
	Options extends object,
>(
	store: Read<Spec, Kept, Query, Options>,
	entries: ReadonlyArray<Entry<Spec, Options>>,
	keyed: Naming<Spec, Kept>,
	bounds: Bounds<Spec, Kept, Query>,
): Promise<Gathered<Spec, Kept, Options>> {
	const gathering = new Gathering(store, keyed, bounds);
	const all = entries.map(
		(entry): Sought<Spec, Kept, Options> => ({
			entry,
			named: undefined,
			alike: undefined,
			problem: undefined,
		}),
	);
	return { ...(await gathering.match(all)), wanted: await gathering.compareAll(all) };
}

/** The steps, with what is needed for all of them. */
class Gathering<Spec extends object, Kept extends Stored, Query, Options extends object> {
	private readonly unknowns = new Map<string, readonly Difference[]>();

	constructor(
		private readonly store: Read<Spec, Kept, Query, Options>,
		private readonly keyed: Naming<Spec, Kept>,
		private readonly bounds: Bounds<Spec, Kept, Query>,
	) {}

	/**
	 * Reads the list, and notes what the entries may mean.
	 *
	 * @returns what none of them means
	 */
	async match(
		all: ReadonlyArray<Sought<Spec, Kept, Options>>,
	): Promise<{ unlisted: Existing[]; existing: number }> {
		const { store, bounds } = this;
		const places = await this.placesOf(all);
		const byId = new Map(all.flatMap((one) => (one.entry.id ? [[idKey(one.entry.id), one]] : [])));
		const unlisted: Existing[] = [];
		let existing = 0;
		for await (const stored of store.list.once?.(bounds.query) ?? store.list(bounds.query)) {
			const key = store.storedKey(stored);
			if (key === undefined) continue;
			const named = byId.get(idKey(stored.id));
			const ofKey = places.get(key);
			const seen = this.seen(stored);
			bounds.meets?.(seen);
			if (named || ofKey) await this.note(seen, named, ofKey);
			else if (seen.isSurplus) unlisted.push(unlistedOf(seen));
			else continue;
			existing++;
		}
		// What has the key of entries that all mean something else, by its ID, is meant by none.
		for (const few of places.values()) {
			const ofKey = listOf(few);
			if (!ofKey.every(({ named }) => named)) continue;
			for (const seen of listOf(ofKey[0]?.alike)) {
				if (seen.isSurplus && !byId.has(idKey(seen.id))) unlisted.push(unlistedOf(seen));
			}
		}
		refuseShared(all, places, this.keyed);
		return { unlisted, existing };
	}

	/** The entries by their natural keys, for which the vendor may have to be asked. */
	private async placesOf(
		all: ReadonlyArray<Sought<Spec, Kept, Options>>,
	): Promise<Places<Spec, Kept, Options>> {
		const places: Places<Spec, Kept, Options> = new Map();
		const [failure] = await inParallel(all, async (one) => {
			try {
				const { spec } = one.entry.state();
				const placed = this.bounds.checkPlaced && (await this.store.placed?.(spec));
				if (placed) this.bounds.checkPlaced?.(placed);
				const key = await this.store.keyOf(spec);
				places.set(key, plus(places.get(key), one));
				return undefined;
			} catch (thrown) {
				if (thrown instanceof Cancelled) return { thrown };
				one.problem = asError(thrown);
				return undefined;
			}
		});
		if (failure) throw failure.thrown;
		return places;
	}

	/**
	 * Notes what entries may mean. Where only one may, they are compared here and now: what is in step
	 * need not be kept.
	 */
	private async note(
		seen: Seen<Kept>,
		named: Sought<Spec, Kept, Options> | undefined,
		ofKey: Few<Sought<Spec, Kept, Options>>,
	): Promise<void> {
		if (named) named.named = seen;
		for (const one of listOf(ofKey)) one.alike = plus(one.alike, seen);
		const only = named ?? (Array.isArray(ofKey) ? undefined : ofKey);
		const { stored } = seen;
		if (!only || only.problem || !stored || this.isPart(stored)) return;
		const differences = await this.differences(stored, only.entry).catch((thrown: unknown) => {
			if (thrown instanceof Cancelled) throw thrown;
			// Compared again in its turn, where what is the matter with it is told.
			return undefined;
		});
		if (!differences || this.bounds.matters(differences)) return;
		seen.differences = this.unknown(differences);
		seen.stored = undefined;
	}

	/** What is to be done about each: compared, where that is still to be done. */
	async compareAll(
		all: ReadonlyArray<Sought<Spec, Kept, Options>>,
	): Promise<Array<Found<Spec, Kept, Options>>> {
		const wanted = all.map((one) => this.settled(one));
		const open = [...wanted.keys()].filter((index) => !wanted[index]);
		const [failure] = await inParallel(open, async (index) => {
			return await this.compared(all[index] as Sought<Spec, Kept, Options>).then(
				(found) => {
					wanted[index] = found;
					return undefined;
				},
				(thrown: unknown) => ({ thrown }),
			);
		});
		if (failure) throw failure.thrown;
		return wanted as Array<Found<Spec, Kept, Options>>;
	}

	/** What was found to be in step while the list was read. */
	private settled(one: Sought<Spec, Kept, Options>): Found<Spec, Kept, Options> | undefined {
		const seen = onlyOf(one);
		if (one.problem || !isInStep(seen)) return undefined;
		return { item: one.entry.item, name: seen.name, found: seen };
	}

	private async compared({
		entry,
		problem,
		named,
		alike,
	}: Sought<Spec, Kept, Options>): Promise<Found<Spec, Kept, Options>> {
		const { keyed } = this;
		const { spec, options } = entry.state();
		const base = { item: entry.item, name: keyed.nameOf(spec) };
		if (problem) return { ...base, problem };
		const [first, ...others] = listOf(alike);
		if (!named && others.length > 0) {
			const ids = listOf(alike).map(({ id }) => id);
			return { ...base, problem: several(keyed.keyLabel, keyed.wordsOf(spec), ids) };
		}
		const listed = (named ?? first)?.stored;
		if (!listed) return { ...base, entry, given: creationOf(keyed, spec, options) };
		return await this.comparedWith(listed, entry).then(
			(found) => ({ ...base, ...found }),
			(thrown: unknown) => {
				if (thrown instanceof Cancelled) throw thrown;
				return { ...base, problem: asError(thrown) };
			},
		);
	}

	private async comparedWith(
		listed: Kept,
		entry: Entry<Spec, Options>,
	): Promise<Pick<Found<Spec, Kept, Options>, 'found' | 'entry' | 'stored'>> {
		const stored = this.isPart(listed) ? ((await this.store.whole?.(listed)) ?? listed) : listed;
		const differences = await this.differences(stored, entry);
		const found = { ...unlistedOf(this.seen(stored)), differences };
		return this.bounds.matters(differences)
			? { found, entry, stored }
			: { found: { ...found, differences: this.unknown(differences) } };
	}

	private isPart(listed: Kept): boolean {
		return this.store.whole !== undefined && !this.store.isWhole?.(listed);
	}

	private async differences(
		stored: Kept,
		entry: Entry<Spec, Options>,
	): Promise<readonly Difference[]> {
		const { spec, options } = entry.state();
		return await this.store.differences(leavingOut(spec, this.bounds.ignored), stored, options);
	}

	/** What cannot be told, without the values that are only there to be written; one for all alike. */
	private unknown(differences: readonly Difference[]): readonly Difference[] {
		const shown = shownDifferences(differences, this.keyed.mayBeSecret);
		const text = JSON.stringify(shown);
		const same = this.unknowns.get(text) ?? shown;
		this.unknowns.set(text, same);
		return same;
	}

	private seen(stored: Kept): Seen<Kept> {
		return {
			id: stored.id,
			name: this.keyed.storedName(stored),
			...(this.keyed.alsoId && { alsoId: this.keyed.alsoId(stored) }),
			own: this.store.isOwn?.(stored) ?? false,
			isSurplus: this.bounds.isSurplus(stored),
			stored,
			differences: undefined,
		};
	}
}

const unlistedOf = ({ id, name, own, alsoId }: Existing): Existing => ({
	id,
	name,
	own,
	...(alsoId !== undefined && { alsoId }),
});
