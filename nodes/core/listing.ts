/** One page of a listing, and where the next begins. */
export interface Page<Entry, Cursor> {
	entries: readonly Entry[];
	/** Undefined on the last page. */
	next: Cursor | undefined;
}

/**
 * The entries of all pages. The next page is fetched while the second half of one is being used, so
 * that there is no waiting between pages, nor a page fetched that a reader who stops early never
 * needed.
 */
export async function* entriesOfPages<Entry, Cursor>(
	fetch: (cursor: Cursor | undefined) => Promise<Page<Entry, Cursor>>,
): AsyncGenerator<Entry> {
	let coming: Promise<Page<Entry, Cursor>> | undefined = fetch(undefined);
	while (coming) {
		const page: Page<Entry, Cursor> = await coming;
		const empty = page.entries.length === 0;
		coming = empty && page.next !== undefined ? fetch(page.next) : undefined;
		const half = Math.floor(page.entries.length / 2);
		for (const [index, entry] of page.entries.entries()) {
			if (index === half && page.next !== undefined) {
				coming = fetch(page.next);
				// Awaited when its turn comes; until then nobody listens for its failure.
				coming.catch(() => undefined);
			}
			yield entry;
		}
	}
}

/** A listing that many may share, or one may read alone. */
export interface Shareable<Entry, Query> {
	(query: Query): AsyncIterable<Entry>;
	/** Read for this reader alone: nothing of what has been read is kept. */
	once(query: Query): AsyncIterable<Entry>;
}

/**
 * Lets many readers read one listing: each sees all entries from the first on, and every page is
 * fetched once, when the first reader gets there.
 */
export function sharedListing<Entry>(
	source: () => AsyncIterable<Entry>,
): Shareable<Entry, void | undefined> {
	const read: Entry[] = [];
	let iterator: AsyncIterator<Entry> | undefined;
	let pulling: Promise<boolean> | undefined;
	let ended = false;

	// A failed pull is kept: an iterator that has thrown would say 'done' to the next reader, who
	// would take half a listing for the whole.
	const pull = async (): Promise<boolean> => {
		iterator ??= source()[Symbol.asyncIterator]();
		const { value, done } = await iterator.next();
		ended = done === true;
		if (!done) read.push(value);
		return !done;
	};

	async function* readAll() {
		for (let index = 0; ; index++) {
			while (index >= read.length) {
				if (ended) return;
				pulling ??= pull();
				await pulling;
				pulling = undefined;
			}
			yield read[index] as Entry;
		}
	}

	return Object.assign(readAll, { once: source });
}

/** Shared listings, one for each query: what two readers ask for alike is fetched once. */
export function sharedListings<Entry, Query>(
	source: (query: Query) => AsyncIterable<Entry>,
): Shareable<Entry, Query> {
	const listings = new Map<string, () => AsyncIterable<Entry>>();
	const shared = (query: Query) => {
		const key = JSON.stringify(query) ?? '';
		const listing = listings.get(key) ?? sharedListing(() => source(query));
		listings.set(key, listing);
		return listing();
	};
	return Object.assign(shared, { once: source });
}

/** The entries of a list, which is empty afterwards: of a long one, not all have to be kept to the end. */
export function* drained<Entry>(list: Entry[]): Generator<Entry> {
	list.reverse();
	while (list.length > 0) yield list.pop() as Entry;
}
