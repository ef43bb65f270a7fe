/**
 * Items worked on at once. More than the requests that may be under way at once, so that an item that
 * waits between two requests does not keep others from theirs.
 */
const AT_ONCE = 64;

/**
 * Works on all entries, several at once. The first failure stops new work; what is under way ends
 * before the failures are returned, in the order in which they came, so that a report of what was
 * done is complete.
 *
 * @param work gives a failure that ends it all, or undefined
 */
export async function inParallel<Entry, Failure>(
	entries: readonly Entry[],
	work: (entry: Entry, index: number) => Promise<Failure | undefined>,
): Promise<Failure[]> {
	let next = 0;
	const failures: Failure[] = [];
	const worker = async () => {
		while (next < entries.length && failures.length === 0) {
			const index = next++;
			const failed = await work(entries[index] as Entry, index);
			if (failed !== undefined) failures.push(failed);
		}
	};
	await Promise.all(Array.from({ length: Math.min(AT_ONCE, entries.length) }, worker));
	return failures;
}
