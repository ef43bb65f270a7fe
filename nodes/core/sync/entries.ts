import { doubleClaims, sharing } from '../claims';
import type { Keyed } from '../desired';
import { InvalidInput, JointFailure } from '../errors';
import type { FieldMap, ValuesOf } from '../fields';
import type { JointTools } from '../operation';
import { NOTHING_SENT } from '../runParts';
import type { Id, Stored } from '../store';
import type { Scope } from './scope';
import type { Settings } from './settings';

/** One input item's desired state. */
export interface Entry<Spec, Options = object> {
	readonly item: number;
	/** The ID to match on. */
	readonly id: string | undefined;
	/** What it says: each time, it may be read anew. */
	state(): State<Spec, Options>;
}

/** What an input item says. */
export interface State<Spec, Options = object> {
	readonly spec: Spec;
	/** Options for the store that come with the item. */
	readonly options: Options;
}

/**
 * An entry of which nothing is kept, since its item says it all: of very many, it would fill the memory
 * a second time.
 */
export class ReadAgain<Spec, Options> implements Entry<Spec, Options> {
	constructor(
		readonly item: number,
		readonly id: string | undefined,
		private readonly read: (item: number) => State<Spec, Options>,
	) {}

	state(): State<Spec, Options> {
		return this.read(this.item);
	}
}

/** The desired states by the store of the scope that they are in. */
export function setsOf<Spec, Options, Store>(
	entries: ReadonlyArray<Entry<Spec, Options>>,
	storeOf: (item: number) => Store,
): Map<Store, Array<Entry<Spec, Options>>> {
	const sets = new Map<Store, Array<Entry<Spec, Options>>>();
	for (const entry of entries) {
		const store = storeOf(entry.item);
		const others = sets.get(store);
		if (others) others.push(entry);
		else sets.set(store, [entry]);
	}
	return sets;
}

/** @throws JointFailure when two items mean the same */
export function refuseDoubles<Fields extends FieldMap, Kept extends Stored, Ref, Query>(
	sets: ReadonlyMap<unknown, ReadonlyArray<Entry<ValuesOf<Fields>>>>,
	keyed: Keyed<Fields, Kept, Ref, Query, FieldMap>,
): void {
	for (const entries of sets.values()) {
		const claimed = (entry: Entry<ValuesOf<Fields>>) =>
			claimOf(keyed, entry.state().spec, entry.id);
		const claims = sharing(entries, (entry) => claimed(entry).key).map((entry) => ({
			item: entry.item,
			scope: undefined,
			claim: claimed(entry),
		}));
		const [first] = doubleClaims(claims);
		if (first) throw new JointFailure(first[1], first[0], NOTHING_SENT);
	}
}

/** An ID as it is compared: vendors take it in upper and lower case. */
export const idKey = (id: Id): string => String(id).toLowerCase();

/** What an item is about, as far as it can be told without the vendor. */
export const claimOf = <Fields extends FieldMap, Kept extends Stored, Ref, Query>(
	keyed: Keyed<Fields, Kept, Ref, Query, FieldMap>,
	spec: ValuesOf<Fields>,
	id: string | undefined,
) => ({
	field: id === undefined ? keyed.keyLabel : 'ID',
	key: id === undefined ? `key ${keyed.literalKey(spec)}` : `ID ${idKey(id)}`,
	words: id === undefined ? keyed.wordsOf(spec) : `the ID ${id}`,
});

/** @throws JointFailure when all would have to be deleted, since nothing is wanted */
export function refuseNothing(
	sets: number,
	{ deleteUnlisted }: Pick<Settings<unknown>, 'deleteUnlisted'>,
	{ unread }: Pick<JointTools, 'unread'>,
): void {
	if (sets > 0 || unread.length > 0 || !deleteUnlisted) return;
	throw new JointFailure(
		new InvalidInput(
			'Delete Unlisted',
			'there is no input item, so everything within the scope would be deleted',
			'Check the node before this one. To delete all, use Get Many and Delete.',
		),
		undefined,
		NOTHING_SENT,
	);
}

/** @throws InvalidInput when what is wanted is outside of what the sync is bound to */
export function checkWithin<
	Fields extends FieldMap,
	Kept extends Stored,
	Ref,
	Query,
	ScopeFields extends FieldMap,
>(
	keyed: Keyed<Fields, Kept, Ref, Query, FieldMap>,
	scope: Scope<ScopeFields, ValuesOf<Fields>, Kept, Query>,
	{ namePrefix = '', scope: values }: Settings<ValuesOf<ScopeFields>>,
	spec: ValuesOf<Fields>,
): void {
	const name = keyed.nameOf(spec);
	if (name.startsWith(namePrefix) && scope.admits(spec, values)) return;
	throw new InvalidInput(
		'Scope',
		`'${name}' is outside of it`,
		'Remove the item, or widen the scope: a sync makes nothing that it would not see the next time.',
	);
}

/** Whether a stored one is within what the sync is bound to. */
export const isWithin = <
	Fields extends FieldMap,
	Kept extends Stored,
	Ref,
	Query,
	ScopeFields extends FieldMap,
>(
	keyed: Keyed<Fields, Kept, Ref, Query, FieldMap>,
	scope: Scope<ScopeFields, ValuesOf<Fields>, Kept, Query>,
	{ namePrefix = '', scope: values }: Settings<ValuesOf<ScopeFields>>,
	stored: Kept,
): boolean => keyed.storedName(stored).startsWith(namePrefix) && scope.holds(stored, values);
