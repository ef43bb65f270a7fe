/** The middle of some figures; of an even number, the mean of the two in the middle. */
export function median(figures: readonly number[]): number {
	const sorted = [...figures].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	if (sorted.length === 0) throw new RangeError('There is no median of nothing');
	return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * Lets several candidates take turns, A B A B …, so that a machine that grows slower or faster meanwhile
 * does so for all of them.
 *
 * @returns what each came to, in the order of the rounds
 */
export async function takeTurns<Name extends string, Figure>(
	candidates: Record<Name, () => Promise<Figure>>,
	rounds: number,
): Promise<Record<Name, Figure[]>> {
	const names = Object.keys(candidates) as Name[];
	const figures = Object.fromEntries(names.map((name) => [name, [] as Figure[]])) as Record<
		Name,
		Figure[]
	>;
	for (let round = 0; round < rounds; round++) {
		for (const name of names) figures[name].push(await candidates[name]());
	}
	return figures;
}

/** The median of the ratios of two candidates, round by round. */
export function medianRatio(candidate: readonly number[], baseline: readonly number[]): number {
	return median(candidate.map((figure, round) => figure / baseline[round]!));
}
