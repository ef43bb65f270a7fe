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

/** What items have been found to mean, by the store of their run. */
const meant = new WeakMap<object, Set<string>>();

/**
 * That two items mean the same may come to light only when the vendor was asked: an ID that nothing
 * has any more leaves the key to decide, and a key may be that of another item's ID.
 *
 * @throws InvalidInput for the second
 */
function meanOnce(store: object, what: string, keyField: string, words: string): void {
	const ofStore = meant.get(store) ?? new Set<string>();
	meant.set(store, ofStore);
	if (ofStore.has(what)) throw doubled(keyField, words);
	ofStore.add(what);
}

const doubled = (keyField: string, words: string) =>
	new InvalidInput(
		keyField,
		`${words} is what another item means, too`,
		'Give each item one of its own, or remove the duplicates before this node.',
	);

/**
 * What one item wants by its key, another may not make of what it means by its ID: there would be two
 * of it, and nobody could tell the next time which is meant.
 *
 * @throws InvalidInput for the second
 */
function wantApart(
	store: object,
	key: string,
	isNamed: boolean,
	{ keyField, words }: { readonly keyField: string; readonly words: string },
): void {
	const ofStore = meant.get(store) ?? new Set<string>();
	meant.set(store, ofStore);
	const [byId, byKey] = [`wanted by ID: ${key}`, `wanted by key: ${key}`];
	if (ofStore.has(isNamed ? byKey : byId)) throw doubled(keyField, words);
	ofStore.add(isNamed ? byId : byKey);
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
 * @throws InvalidInput when there are several, or another item means the same
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
		if (named && store.storedKey(named) !== undefined) {
			meanOnce(store, `ID ${named.id}`, 'ID', `the one with the ID ${named.id}`);
			wantApart(store, await store.keyOf(spec), true, { keyField, words });
			return named;
		}
	}
	const key = await store.keyOf(spec);
	const found = (await indexOf(store, query)).get(key) ?? [];
	if (found.length > 1) {
		throw several(
			keyField,
			words,
			found.map(({ id }) => id),
		);
	}
	wantApart(store, key, false, { keyField, words });
	const [only] = found;
	if (only === undefined) {
		meanOnce(store, `key ${key}`, keyField, words);
		return undefined;
	}
	meanOnce(store, `ID ${only.id}`, keyField, words);
	return (await store.whole?.(only)) ?? only;
}

/** Which of several is meant nobody can tell. */
export const several = (keyField: string, words: string, ids: readonly Id[]) =>
	new InvalidInput(
		keyField,
		`${words} is not the only one: there are ${ids.length}, with the IDs ${ids.join(', ')}`,
		'Match on the ID, or delete those that are too many.',
	);
