/** Sorted indexes in few words: 0, 1, 2, 5 as "0–2, 5". */
export function ranges(sorted: readonly number[]): string {
	const runs: Array<[number, number]> = [];
	for (const index of sorted) {
		const last = runs.at(-1);
		if (last && last[1] === index - 1) last[1] = index;
		else runs.push([index, index]);
	}
	return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}
