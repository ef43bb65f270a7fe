import type { Difference } from './difference';
import type { Rewrites, Stored } from './store';

/** What becomes of fields of which nobody can tell whether they differ. */
export type WhenUnknown = 'skip' | 'write';

/** Some fields of a specification, and not the others. */
export const leavingOut = <Spec extends object>(spec: Spec, fields: ReadonlySet<string>): Spec =>
	fields.size === 0
		? spec
		: (Object.fromEntries(Object.entries(spec).filter(([name]) => !fields.has(name))) as Spec);

/** Whether something has to be written. */
export const hasToBeWritten = (differences: readonly Difference[], whenUnknown: WhenUnknown) =>
	differences.some(({ kind }) => kind === 'changed' || whenUnknown === 'write');

/** Writes what differs, and of what is unknown as much as is asked for. */
export async function bringInStep<Spec extends object, Kept extends Stored, Options>(
	store: Rewrites<Spec, Kept, Options>,
	stored: Kept,
	spec: Spec,
	differences: readonly Difference[],
	whenUnknown: WhenUnknown,
	options: Options,
): Promise<Kept> {
	const left = whenUnknown === 'skip' ? differences.filter(({ kind }) => kind === 'unknown') : [];
	const change = leavingOut(spec, new Set(left.map(({ field }) => field)));
	return await store.rewrite(stored, change, options);
}
