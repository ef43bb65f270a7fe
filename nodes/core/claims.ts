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
		const items = ranges(group.map(({ item }) => item));
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
