import { InvalidInput, isNotFound } from './errors';
import type { Compares, Gets, Id, Lists, Stored } from './store';

/** What a store must offer to be searched for what an item means. */
type Searched<Spec, Kept extends Stored, Ref, Query> = Lists<Kept, Query> &
	Gets<Kept, Ref> &
	Pick<Compares<Spec, Kept, never>, 'keyOf' | 'storedKey' | 'whole'>;

/** What has been listed in a run, by natural key; a store lives as long as the run. */
const indexes = new WeakMap<object, Map<string, Promise<Map<string, unknown[]>>>>();

/** All that a store lists, by natural key: read once for all items that ask alike. */
async function indexOf<Spec, Kept extends Stored, Ref, Query>(
	store: Searched<Spec, Kept, Ref, Query>,
	query: Query,
): Promise<Map<string, Kept[]>> {
	const ofStore = indexes.get(store) ?? new Map<string, Promise<Map<string, unknown[]>>>();
	indexes.set(store, ofStore);
	const name = JSON.stringify(query) ?? '';
	const index = ofStore.get(name) ?? indexed(store, query);
	ofStore.set(name, index);
	return (await index) as Map<string, Kept[]>;
}

async function indexed<Spec, Kept extends Stored, Ref, Query>(
	store: Searched<Spec, Kept, Ref, Query>,
	query: Query,
): Promise<Map<string, Kept[]>> {
	const index = new Map<string, Kept[]>();
	for await (const stored of store.list(query)) {
		const key = store.storedKey(stored);
		if (key === undefined) continue;
		const others = index.get(key);
		if (others) others.push(stored);
		else index.set(key, [stored]);
	}
	return index;
}

/** What an item means: what it wants, the ID it gives if it does, how the list can be narrowed. */
export interface Sought<Spec, Ref, Query> {
	readonly spec: Spec;
	readonly ref: Ref | undefined;
	readonly query: Query;
	/** For an error. */
	readonly keyField: string;
	readonly words: string;
}

/**
 * The stored credential that an item means: the one of its ID, or else the one of its natural key.
 *
 * @returns the whole of it; undefined when there is none
 * @throws InvalidInput when there are several
 */
export async function findStored<Spec, Kept extends Stored, Ref, Query>(
	store: Searched<Spec, Kept, Ref, Query>,
	{ spec, ref, query, keyField, words }: Sought<Spec, Ref, Query>,
): Promise<Kept | undefined> {
	if (ref !== undefined) {
		const named = await store.get(ref).catch((thrown: unknown) => {
			if (isNotFound(thrown)) return undefined;
			throw thrown;
		});
		if (named && store.storedKey(named) !== undefined) return named;
	}
	const found = (await indexOf(store, query)).get(await store.keyOf(spec)) ?? [];
	const [only] = found;
	if (only === undefined) return undefined;
	if (found.length > 1) {
		throw several(
			keyField,
			words,
			found.map(({ id }) => id),
		);
	}
	return (await store.whole?.(only)) ?? only;
}

/** Which of several is meant nobody can tell. */
export const several = (keyField: string, words: string, ids: readonly Id[]) =>
	new InvalidInput(
		keyField,
		`${words} is not the only one: there are ${ids.length}, with the IDs ${ids.join(', ')}`,
		'Match on the ID, or delete those that are too many.',
	);
