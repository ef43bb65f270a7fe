import { InvalidInput } from './errors';
import type { Claim } from './operation';
import { ranges } from './ranges';

/**
 * What is wrong where several items of one run mean the same thing: which of them came last would be
 * left to chance.
 *
 * @param claims by item, with the scope that each is made in
 * @returns by item, for those that share a claim
 */
export function doubleClaims(
	claims: ReadonlyArray<{ item: number; scope: unknown; claim: Claim }>,
): Map<number, InvalidInput> {
	const groups = new Map<string, Array<{ item: number; claim: Claim }>>();
	for (const { item, scope, claim } of claims) {
		const key = JSON.stringify([scope, claim.key]);
		const others = groups.get(key);
		if (others) others.push({ item, claim });
		else groups.set(key, [{ item, claim }]);
	}
	const problems = new Map<number, InvalidInput>();
	for (const group of groups.values()) {
		if (group.length === 1) continue;
		const items = ranges(group.map(({ item }) => item).sort((a, b) => a - b));
		for (const { item, claim } of group) {
			problems.set(
				item,
				new InvalidInput(
					claim.field,
					`the items ${items} all mean ${claim.words}`,
					'Give each item one of its own, or remove the duplicates before this node.',
				),
			);
		}
	}
	return problems;
}

/**
 * The entries that share with others what tells them apart: nearly always none of very many, so no
 * more is kept of each on the way.
 *
 * @param what undefined for one that shares nothing
 */
export function sharing<Entry>(
	entries: readonly Entry[],
	what: (entry: Entry) => unknown,
): Entry[] {
	const once = new Set<unknown>();
	const twice = new Set<unknown>();
	for (const entry of entries) {
		const own = what(entry);
		if (own !== undefined) (once.has(own) ? twice : once).add(own);
	}
	return twice.size === 0 ? [] : entries.filter((entry) => twice.has(what(entry)));
}
