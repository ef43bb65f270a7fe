import { doubleClaims, sharing } from '../claims';
import type { Difference } from '../difference';
import { listOf } from '../few';
import type { Few } from '../few';
import type { Candidate, Existing } from '../plan';
import type { Entry } from './entries';

/** An entry on its way to what it means. There may be very many, so it holds as little as it can. */
export interface Sought<Spec, Kept, Options> {
	readonly entry: Entry<Spec, Options>;
	/** The one of its ID. */
	named: Seen<Kept> | undefined;
	/** Those of its key. */
	alike: Few<Seen<Kept>>;
	problem: Error | undefined;
}

/** The entries by their natural keys. */
export type Places<Spec, Kept, Options> = Map<string, Few<Sought<Spec, Kept, Options>>>;

/** A stored credential that an entry may mean. */
export interface Seen<Kept> extends Existing {
	readonly isSurplus: boolean;
	/** Undefined once it is known to be in step. */
	stored: Kept | undefined;
	/** What cannot be told even so; undefined while it is not known to be in step. */
	differences: readonly Difference[] | undefined;
}

/** Whether one is known to be in step. */
export const isInStep = <Kept>(seen: Seen<Kept> | undefined): seen is Seen<Kept> & Candidate =>
	seen?.differences !== undefined;

/** The only one that an entry may mean, among those that there are. */
export function onlyOf<Kept>({
	named,
	alike,
}: Pick<Sought<never, Kept, never>, 'named' | 'alike'>): Seen<Kept> | undefined {
	const [first, ...others] = listOf(alike);
	return named ?? (others.length === 0 ? first : undefined);
}

/**
 * One stored credential may not be what two items mean, the one by its ID, the other by its key; nor
 * may two items want the same key, unless each means one by its ID: there would be two of it, and nobody
 * could tell the next time which is meant.
 */
export function refuseShared<Spec, Kept, Options>(
	all: ReadonlyArray<Sought<Spec, Kept, Options>>,
	places: Places<Spec, Kept, Options>,
	{ keyLabel: field, wordsOf }: { readonly keyLabel: string; wordsOf(spec: Spec): string },
): void {
	const shared = [...places.entries()].filter(
		([, few]) => Array.isArray(few) && !few.every(({ named }) => named),
	);
	const byKey = shared.flatMap(([key, few]) =>
		listOf(few).map(({ entry }) => ({
			item: entry.item,
			scope: undefined,
			claim: { field, key, words: wordsOf(entry.state().spec) },
		})),
	);
	const byStored = sharing(all, (one) => (one.problem ? undefined : onlyOf(one))).map((one) => {
		const id = String(onlyOf(one)?.id);
		const claim = { field, key: id, words: `the one with the ID ${id}` };
		return { item: one.entry.item, scope: undefined, claim };
	});
	if (byKey.length + byStored.length === 0) return;
	for (const problems of [doubleClaims(byKey), doubleClaims(byStored)]) {
		for (const one of all) one.problem ??= problems.get(one.entry.item);
	}
}
