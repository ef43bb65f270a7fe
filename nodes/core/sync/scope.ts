import type { FieldMap, ValuesOf } from '../fields';

/** What a sync keeps to; what is outside is neither listed as surplus nor wanted. */
export interface Scope<Fields extends FieldMap, Spec, Kept, Query> {
	readonly fields: Fields;
	/**
	 * What the vendor narrows its list by.
	 *
	 * @param wanted what it could be narrowed by for each that is wanted, the same once: all of them have
	 * to be in the list
	 * @param all whether all within the scope has to be, too
	 */
	query?(scope: ValuesOf<Fields>, wanted: readonly Query[], all: boolean): Query;
	/** Whether a stored one is within. */
	holds(stored: Kept, scope: ValuesOf<Fields>): boolean;
	/** Whether one that is wanted is within. */
	admits(spec: Spec, scope: ValuesOf<Fields>): boolean;
}
