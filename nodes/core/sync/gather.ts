import type { Keyed } from '../desired';
import { allAsDifferences } from '../difference';
import { doubleClaims } from '../claims';
import { asError, Cancelled } from '../errors';
import type { FieldMap, ValuesOf } from '../fields';
import { inParallel } from '../inParallel';
import { leavingOut } from '../inStep';
import { several } from '../matching';
import type { Unlisted, Wanted } from '../plan';
import type { Compares, Lists, Stored } from '../store';
import type { Entry } from './entries';

/** What of a store is read while a plan is made. */
export type Read<Spec, Kept extends Stored, Query> = Lists<Kept, Query> &
	Compares<Spec, Kept, never>;

/** What bounds the set that is kept in step. */
export interface Bounds<Kept, Query> {
	/** Fields that are neither compared nor changed. */
	readonly ignored: ReadonlySet<string>;
	/** What the vendor itself narrows the list by. */
	readonly query: Query;
	/** Whether one that no item means is to be deleted. */
	isSurplus(stored: Kept): boolean;
}

/** One desired state, what was found of it, and the record itself where it is needed again. */
export interface Found<Spec, Kept> extends Wanted {
	readonly entry: Entry<Spec>;
	readonly stored?: Kept;
}

/** What is wanted in one scope beside what there is. */
export interface Gathered<Spec, Kept> {
	/** In the order of the items. */
	readonly wanted: ReadonlyArray<Found<Spec, Kept>>;
	readonly unlisted: readonly Unlisted[];
	/** How many there are that items mean or that are within the bounds. */
	readonly existing: number;
}

/** An entry on its way: what the list had that it may mean. */
interface Sought<Spec, Kept> {
	readonly entry: Entry<Spec>;
	key: string | undefined;
	problem?: Error;
	named?: Kept;
	readonly alike: Kept[];
}

/**
 * Reads the list of one scope once, and holds it against what is wanted there. Of what is in step
 * nothing is kept but its name, so that a long list need not be held as a whole.
 *
 * @throws Cancelled, and what the list throws: half a list is none
 */
export async function gather<Fields extends FieldMap, Kept extends Stored, Ref, Query>(
	store: Read<ValuesOf<Fields>, Kept, Query>,
	entries: ReadonlyArray<Entry<ValuesOf<Fields>>>,
	keyed: Keyed<Fields, Kept, Ref, Query, never>,
	{ ignored, query, isSurplus }: Bounds<Kept, Query>,
): Promise<Gathered<ValuesOf<Fields>, Kept>> {
	type Spec = ValuesOf<Fields>;
	const sought = entries.map((entry): Sought<Spec, Kept> => ({ entry, key: undefined, alike: [] }));
	await findKeys(store, sought, keyed);
	const byId = new Map(sought.flatMap((one) => (one.entry.id ? [[one.entry.id, one]] : [])));
	const byKey = new Map(sought.flatMap((one) => (one.key === undefined ? [] : [[one.key, one]])));

	const unlisted: Unlisted[] = [];
	let existing = 0;
	for await (const stored of store.list(query)) {
		const key = store.storedKey(stored);
		if (key === undefined) continue;
		const named = byId.get(String(stored.id));
		const alike = byKey.get(key);
		if (named) named.named = stored;
		alike?.alike.push(stored);
		const surplus = !named && !alike && isSurplus(stored);
		if (surplus) {
			unlisted.push({
				id: stored.id,
				name: keyed.storedName(stored),
				own: store.isOwn?.(stored) ?? false,
			});
		}
		if (named || alike || surplus) existing++;
	}
	refuseShared(sought, keyed);

	const wanted: Array<Found<Spec, Kept>> = [];
	const [failure] = await inParallel(sought, async (one, index) => {
		return await compared(store, one, keyed, ignored).then(
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

/** The natural keys, for which the vendor may have to be asked. */
async function findKeys<Fields extends FieldMap, Kept extends Stored, Ref, Query>(
	store: Read<ValuesOf<Fields>, Kept, Query>,
	sought: Array<Sought<ValuesOf<Fields>, Kept>>,
	keyed: Keyed<Fields, Kept, Ref, Query, never>,
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
	const claims = sought.flatMap(({ entry: { item, spec }, key }) =>
		key === undefined
			? []
			: [
					{
						item,
						scope: undefined,
						claim: { field: keyed.keyLabel, key, words: keyed.wordsOf(spec) },
					},
				],
	);
	const problems = doubleClaims(claims);
	for (const one of sought) one.problem ??= problems.get(one.entry.item);
}

/** One stored credential may not be what two items mean, the one by its ID, the other by its key. */
function refuseShared<Fields extends FieldMap, Kept extends Stored, Ref, Query>(
	sought: ReadonlyArray<Sought<ValuesOf<Fields>, Kept>>,
	keyed: Keyed<Fields, Kept, Ref, Query, never>,
): void {
	const claims = sought.flatMap((one) => {
		const meant = one.named ?? (one.alike.length === 1 ? one.alike[0] : undefined);
		if (one.problem || !meant) return [];
		const words = `the one with the ID ${meant.id}`;
		return [
			{
				item: one.entry.item,
				scope: undefined,
				claim: { field: keyed.keyLabel, key: String(meant.id), words },
			},
		];
	});
	const problems = doubleClaims(claims);
	for (const one of sought) one.problem ??= problems.get(one.entry.item);
}

async function compared<Fields extends FieldMap, Kept extends Stored, Ref, Query>(
	store: Read<ValuesOf<Fields>, Kept, Query>,
	{ entry, problem, named, alike }: Sought<ValuesOf<Fields>, Kept>,
	keyed: Keyed<Fields, Kept, Ref, Query, never>,
	ignored: ReadonlySet<string>,
): Promise<Found<ValuesOf<Fields>, Kept>> {
	const { item, spec } = entry;
	const base = { entry, item, name: keyed.nameOf(spec) };
	if (problem) return { ...base, problem };
	const listed = named ?? alike[0];
	if (!listed) return { ...base, given: allAsDifferences(keyed.given?.(spec) ?? spec) };
	if (!named && alike.length > 1) {
		const ids = alike.map(({ id }) => id);
		return { ...base, problem: several(keyed.keyLabel, keyed.wordsOf(spec), ids) };
	}
	return await withDifferences(store, listed, entry, keyed, ignored).then(
		(found) => ({ ...base, ...found }),
		(thrown: unknown) => {
			if (thrown instanceof Cancelled) throw thrown;
			return { ...base, problem: asError(thrown) };
		},
	);
}

async function withDifferences<Fields extends FieldMap, Kept extends Stored, Ref, Query>(
	store: Read<ValuesOf<Fields>, Kept, Query>,
	listed: Kept,
	{ spec, options }: Entry<ValuesOf<Fields>>,
	keyed: Keyed<Fields, Kept, Ref, Query, never>,
	ignored: ReadonlySet<string>,
): Promise<Pick<Found<ValuesOf<Fields>, Kept>, 'found' | 'stored'>> {
	const stored = (await store.whole?.(listed)) ?? listed;
	const differences = await store.differences(leavingOut(spec, ignored), stored, options as never);
	const found = {
		id: stored.id,
		name: keyed.storedName(stored),
		own: store.isOwn?.(stored) ?? false,
		differences,
	};
	return { found, ...(differences.length > 0 && { stored }) };
}
