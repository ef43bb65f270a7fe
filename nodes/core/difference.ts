import { MASK, Secret, withoutUserInfo } from './secret';

/** How one field of a wanted credential compares with the stored one. */
export interface Difference {
	/** The field's parameter name. */
	field: string;
	/** `unknown`: the vendor never gives the field back, so nobody can tell. */
	kind: 'changed' | 'unknown';
	from?: unknown;
	to?: unknown;
}

/** Whether two values say the same; the order of an object's keys does not matter. */
export function sameValue(left: unknown, right: unknown): boolean {
	return canonical(left) === canonical(right);
}

/** Vendors do not tell an empty text from none. */
const isNothing = (value: unknown) => value === undefined || value === null || value === '';

/** Whether two lists hold the same entries, in whatever order. */
export function sameSet(left: readonly unknown[], right: readonly unknown[]): boolean {
	const ofLeft = new Set(left.map(canonical));
	const ofRight = new Set(right.map(canonical));
	return ofLeft.size === ofRight.size && [...ofLeft].every((entry) => ofRight.has(entry));
}

/**
 * The differences between wanted and stored values, for the wanted fields that are given.
 *
 * @param unordered fields whose lists are sets to the vendor
 */
export function differencesOf<Values extends object>(
	wanted: Values,
	stored: Values,
	unordered: ReadonlyArray<keyof Values> = [],
): Difference[] {
	const differences: Difference[] = [];
	for (const field of Object.keys(wanted) as Array<keyof Values & string>) {
		const to: unknown = wanted[field];
		if (to === undefined) continue;
		const from: unknown = stored[field];
		if (isNothing(to) && isNothing(from)) continue;
		const same =
			unordered.includes(field) && Array.isArray(to)
				? sameSet(to, Array.isArray(from) ? from : [])
				: sameValue(to, from);
		if (!same) differences.push({ field, kind: 'changed', from, to });
	}
	return differences;
}

/**
 * Differences fit to be shown: secrets, and the fields that may hold some, without their values; URLs
 * without the passwords in them.
 *
 * @param mayBeSecret fields whose content may be secret although it is not read as a secret
 */
export function shownDifferences(
	differences: readonly Difference[],
	mayBeSecret: readonly string[] = [],
): Difference[] {
	return differences.map(({ field, kind, from, to }) => ({
		field,
		kind,
		...(mayBeSecret.includes(field) || from instanceof Secret || to instanceof Secret
			? {}
			: {
					...(from !== undefined && { from: masked(from) }),
					...(to !== undefined && { to: masked(to) }),
				}),
	}));
}

/** All that is given, as what differs from nothing. */
export const allAsDifferences = (values: object): Difference[] =>
	Object.entries(values)
		.filter(([, to]) => to !== undefined)
		.map(([field, to]: [string, unknown]) => ({ field, kind: 'changed', to }));

/** A value with masks in place of what secrets it holds. */
function masked(value: unknown): unknown {
	if (value instanceof Secret) return MASK;
	if (typeof value === 'string') return withoutUserInfo(value);
	if (Array.isArray(value)) return value.map(masked);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, masked(part)]));
}

function canonical(value: unknown): string {
	return JSON.stringify(value, (_key, part: unknown) =>
		part !== null && typeof part === 'object' && !Array.isArray(part)
			? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
			: part,
	);
}
