import { planFor } from '../plan';
import type { Action, Existing, Plan, Rules } from '../plan';
import type { Stored } from '../store';
import { isActing } from './apply';
import type { Entry } from './entries';
import { gather } from './gather';
import type { Bounds, Found, Naming, Read } from './gather';

/** What is wanted and what there is, in all scopes together. */
export interface Surveyed<Spec, Kept, Options, Store> {
	/** In the order of the items. */
	readonly wanted: ReadonlyArray<Found<Spec, Kept, Options>>;
	readonly unlisted: readonly Existing[];
	/** Where each of these is. */
	readonly stores: readonly Store[];
	/** How many there are that items mean or that are within the bounds. */
	readonly existing: number;
	/** Whether all that there are were looked at: a list may have been narrowed, or there was none. */
	readonly sawAll: boolean;
}

/**
 * Gathers, scope by scope.
 *
 * @throws Cancelled, and what a list throws
 */
export async function survey<
	Spec extends object,
	Kept extends Stored,
	Query,
	Options extends object,
	Store extends Read<Spec, Kept, Query, Options>,
>(
	sets: ReadonlyMap<Store, ReadonlyArray<Entry<Spec, Options>>>,
	keyed: Naming<Spec, Kept>,
	boundsOf: (entries: ReadonlyArray<Entry<Spec, Options>>) => Bounds<Spec, Kept, Query>,
): Promise<Surveyed<Spec, Kept, Options, Store>> {
	const wanted: Array<Found<Spec, Kept, Options>> = [];
	const unlisted: Existing[] = [];
	const stores: Store[] = [];
	let existing = 0;
	let sawAll = sets.size > 0;
	for (const [store, entries] of sets) {
		const bounds = boundsOf(entries);
		const gathered = await gather(store, entries, keyed, bounds);
		sawAll &&= Object.keys(bounds.query ?? {}).length === 0;
		for (const found of gathered.wanted) wanted.push(found);
		for (const found of gathered.unlisted) {
			unlisted.push(found);
			stores.push(store);
		}
		existing += gathered.existing;
	}
	wanted.sort((a, b) => a.item - b.item);
	return { wanted, unlisted, stores, existing, sawAll };
}

/** A plan, and as much of what was found as it takes to carry it out. */
export interface Draft<Spec, Kept, Options, Store> {
	readonly plan: Plan;
	/** What is to be created or changed, by its place in the plan. */
	readonly written: ReadonlyMap<number, Found<Spec, Kept, Options>>;
	/** Where a surplus one is, by its place in the plan. */
	storeOfSurplus(index: number): Store;
}

/** Makes the plan. What is in step is let go of: there may be very much of it. */
export function draft<Spec, Kept, Options, Store>(
	{ wanted, unlisted, stores, existing }: Surveyed<Spec, Kept, Options, Store>,
	rules: Rules,
): Draft<Spec, Kept, Options, Store> {
	const plan = planFor(wanted, unlisted, existing, rules);
	const first = wanted.length;
	return {
		plan,
		written: new Map(
			wanted.flatMap((found, index) =>
				isActing(plan.actions[index] as Action) ? [[index, found]] : [],
			),
		),
		storeOfSurplus: (index) => stores[index - first] as Store,
	};
}
