import type { Difference } from './difference';

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
