import type { Keyed } from '../desired';
import { allAsDifferences } from '../difference';
import type { Difference } from '../difference';
import { doubleClaims } from '../claims';
import { asError, Cancelled } from '../errors';
import type { FieldMap, ValuesOf } from '../fields';
import { inParallel } from '../inParallel';
import { leavingOut } from '../inStep';
import { several } from '../matching';
import type { Candidate, Unlisted, Wanted } from '../plan';
import type { Compares, Id, Lists, Stored } from '../store';
import { idKey } from './entries';
import type { Entry } from './entries';

/** What of a kind is needed to find and to name one. */
export type Naming<Fields extends FieldMap, Kept extends Stored> = Pick<
	Keyed<Fields, Kept, unknown, unknown, FieldMap>,
	'keyLabel' | 'wordsOf' | 'nameOf' | 'storedName' | 'given'
>;

/** What of a store is read while a plan is made. */
export type Read<Spec, Kept extends Stored, Query, Options> = Lists<Kept, Query> &
	Compares<Spec, Kept, Options>;

/** What bounds the set that is kept in step. */
export interface Bounds<Kept, Query> {
	/** Fields that are neither compared nor changed. */
	readonly ignored: ReadonlySet<string>;
	/** What the vendor itself narrows the list by. */
	readonly query: Query;
	/** Whether differences have to be written. */
	matters(differences: readonly Difference[]): boolean;
	/** Whether one that no item means is to be deleted. */
	isSurplus(stored: Kept): boolean;
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
	readonly unlisted: readonly Unlisted[];
	/** How many there are that items mean or that are within the bounds. */
	readonly existing: number;
}

/** An entry on its way: what the list had that it may mean. */
interface Sought<Spec, Kept, Options> {
	readonly entry: Entry<Spec, Options>;
	key: string | undefined;
	problem?: Error;
	named?: Seen<Kept>;
	/** Those of its key; one list for all entries of the same. */
	alike: Array<Seen<Kept>>;
}

/** A stored credential that an entry may mean. */
interface Seen<Kept> {
	readonly id: Id;
	/** Undefined once it is known to be in step. */
	stored?: Kept;
	/** How it compares with the only entry that may mean it. */
	found?: Candidate;
	/** What it is if no entry means it after all. */
	readonly surplus: Unlisted | undefined;
}

/**
 * Reads the list of one scope once, and holds it against what is wanted there. Of what is in step
 * nothing is kept but its name, so that a long list need not be held as a whole.
 *
 * @throws Cancelled, and what the list throws: half a list is none
 */
export async function gather<Fields extends FieldMap, Kept extends Stored, Query, Options>(
	store: Read<ValuesOf<Fields>, Kept, Query, Options>,
	entries: ReadonlyArray<Entry<ValuesOf<Fields>, Options>>,
	keyed: Naming<Fields, Kept>,
	bounds: Bounds<Kept, Query>,
): Promise<Gathered<ValuesOf<Fields>, Kept, Options>> {
	type Spec = ValuesOf<Fields>;
	const sought = entries.map(
		(entry): Sought<Spec, Kept, Options> => ({ entry, key: undefined, alike: [] }),
	);
	await findKeys(store, sought);
	const byId = new Map(sought.flatMap((one) => (one.entry.id ? [[idKey(one.entry.id), one]] : [])));
	const byKey = groupedByKey(sought);

	const unlisted: Unlisted[] = [];
	const surplusOf = (stored: Kept): Unlisted | undefined =>
		bounds.isSurplus(stored)
			? { id: stored.id, name: keyed.storedName(stored), own: store.isOwn?.(stored) ?? false }
			: undefined;
	let existing = 0;
	for await (const stored of store.list.once?.(bounds.query) ?? store.list(bounds.query)) {
		const key = store.storedKey(stored);
		if (key === undefined) continue;
		const named = byId.get(idKey(stored.id));
		const alike = byKey.get(key);
		if (!named && !alike) {
			const surplus = surplusOf(stored);
			if (!surplus) continue;
			unlisted.push(surplus);
		} else {
			const seen: Seen<Kept> = { id: stored.id, stored, surplus: surplusOf(stored) };
			if (named) named.named = seen;
			alike?.[0]?.alike.push(seen);
			const only = named ?? (alike?.length === 1 ? alike[0] : undefined);
			if (only && !store.whole) await compareNow(store, seen, only, keyed, bounds);
		}
		existing++;
	}
	// What has the key of entries that all mean something else, by its ID, is meant by none.
	for (const entriesAlike of byKey.values()) {
		if (!entriesAlike.every(({ named }) => named)) continue;
		for (const { id, surplus } of entriesAlike[0]?.alike ?? []) {
			if (surplus && !byId.has(idKey(id))) unlisted.push(surplus);
		}
	}
	refuseShared(sought, keyed);

	const wanted: Array<Found<Spec, Kept, Options>> = [];
	const [failure] = await inParallel(sought, async (one, index) => {
		return await compared(store, one, keyed, bounds).then(
			(found) => {
				wanted[index] = found;
				return undefined;
			},
			(thrown: unknown) => ({ thrown }),
		);
	});
	if (failure) throw failure.thrown;
	return { wanted, unlisted, existing };
}

/** The entries by their natural key; those of the same key share the list of what is alike. */
function groupedByKey<Spec, Kept, Options>(
	sought: ReadonlyArray<Sought<Spec, Kept, Options>>,
): Map<string, Array<Sought<Spec, Kept, Options>>> {
	const groups = new Map<string, Array<Sought<Spec, Kept, Options>>>();
	for (const one of sought) {
		if (one.key === undefined) continue;
		const others = groups.get(one.key);
		if (others?.[0]) {
			one.alike = others[0].alike;
			others.push(one);
		} else {
			groups.set(one.key, [one]);
		}
	}
	return groups;
}

/** The natural keys, for which the vendor may have to be asked. */
async function findKeys<Spec, Kept extends Stored, Query, Options>(
	store: Read<Spec, Kept, Query, Options>,
	sought: Array<Sought<Spec, Kept, Options>>,
): Promise<void> {
	const [failure] = await inParallel(sought, async (one) => {
		try {
			one.key = await store.keyOf(one.entry.spec);
			return undefined;
		} catch (thrown) {
			if (thrown instanceof Cancelled) return { thrown };
			one.problem = asError(thrown);
			return undefined;
		}
	});
	if (failure) throw failure.thrown;
}

/**
 * One stored credential may not be what two items mean, the one by its ID, the other by its key; nor
 * may two items mean the same key, unless each means one by its ID.
 */
function refuseShared<Fields extends FieldMap, Kept extends Stored, Options>(
	sought: ReadonlyArray<Sought<ValuesOf<Fields>, Kept, Options>>,
	keyed: Naming<Fields, Kept>,
): void {
	const field = keyed.keyLabel;
	const byKey = sought.flatMap(({ entry: { item, spec }, key, named }) =>
		key === undefined || named
			? []
			: [{ item, scope: undefined, claim: { field, key, words: keyed.wordsOf(spec) } }],
	);
	const byStored = sought.flatMap(({ entry: { item }, named, alike, problem }) => {
		const meant = named ?? (alike.length === 1 ? alike[0] : undefined);
		if (problem || !meant) return [];
		const words = `the one with the ID ${meant.id}`;
		return [{ item, scope: undefined, claim: { field, key: String(meant.id), words } }];
	});
	for (const problems of [doubleClaims(byKey), doubleClaims(byStored)]) {
		for (const one of sought) one.problem ??= problems.get(one.entry.item);
	}
}

/** Compares while the list is being read, so that what is in step need not be kept. */
async function compareNow<Fields extends FieldMap, Kept extends Stored, Query, Options>(
	store: Read<ValuesOf<Fields>, Kept, Query, Options>,
	seen: Seen<Kept>,
	{ entry, problem }: Sought<ValuesOf<Fields>, Kept, Options>,
	keyed: Naming<Fields, Kept>,
	bounds: Bounds<Kept, Query>,
): Promise<void> {
	if (problem || !seen.stored) return;
	const found = await candidateOf(store, seen.stored, entry, keyed, bounds).catch(
		(thrown: unknown) => {
			if (thrown instanceof Cancelled) throw thrown;
			// Compared again in its turn, where what is the matter with it is told.
			return undefined;
		},
	);
	if (!found || bounds.matters(found.differences)) return;
	seen.found = found;
	seen.stored = undefined;
}

async function compared<Fields extends FieldMap, Kept extends Stored, Query, Options>(
	store: Read<ValuesOf<Fields>, Kept, Query, Options>,
	{ entry, problem, named, alike }: Sought<ValuesOf<Fields>, Kept, Options>,
	keyed: Naming<Fields, Kept>,
	bounds: Bounds<Kept, Query>,
): Promise<Found<ValuesOf<Fields>, Kept, Options>> {
	const { item, spec } = entry;
	const base = { item, name: keyed.nameOf(spec) };
	if (problem) return { ...base, problem };
	const seen = named ?? alike[0];
	if (!seen) return { ...base, entry, given: allAsDifferences(keyed.given?.(spec) ?? spec) };
	if (!named && alike.length > 1) {
		const ids = alike.map(({ id }) => id);
		return { ...base, problem: several(keyed.keyLabel, keyed.wordsOf(spec), ids) };
	}
	if (seen.found || !seen.stored) return { ...base, found: seen.found };
	const listed = seen.stored;
	const comparing = async () => {
		const stored = (await store.whole?.(listed)) ?? listed;
		const found = await candidateOf(store, stored, entry, keyed, bounds);
		return bounds.matters(found.differences) ? { found, entry, stored } : { found };
	};
	return await comparing().then(
		(found) => ({ ...base, ...found }),
		(thrown: unknown) => {
			if (thrown instanceof Cancelled) throw thrown;
			return { ...base, problem: asError(thrown) };
		},
	);
}

async function candidateOf<Fields extends FieldMap, Kept extends Stored, Query, Options>(
	store: Read<ValuesOf<Fields>, Kept, Query, Options>,
	stored: Kept,
	{ spec, options }: Entry<ValuesOf<Fields>, Options>,
	keyed: Naming<Fields, Kept>,
	{ ignored }: Bounds<Kept, Query>,
): Promise<Candidate> {
	return {
		id: stored.id,
		name: keyed.storedName(stored),
		own: store.isOwn?.(stored) ?? false,
		differences: await store.differences(leavingOut(spec, ignored), stored, options),
	};
}
