import type { FieldMap, ValuesOf } from '../fields';

/** What a sync keeps to; what is outside is neither listed as surplus nor wanted. */
export interface Scope<Fields extends FieldMap, Spec, Kept, Query> {
	readonly fields: Fields;
	/** What the vendor narrows its list by, so that all that is wanted, and all within, is in it. */
	query?(scope: ValuesOf<Fields>, wanted: readonly Spec[], all: boolean): Query;
	/** Whether a stored one is within. */
	holds(stored: Kept, scope: ValuesOf<Fields>): boolean;
	/** Whether one that is wanted is within. */
	admits(spec: Spec, scope: ValuesOf<Fields>): boolean;
}
