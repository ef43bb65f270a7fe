import fc from 'fast-check';
import {
	drained,
	entriesOfPages,
	sharedListing,
	sharedListings,
} from '../../nodes/core/listing.ts';

/** A listing of the given pages that records which were fetched; a page may be an error. */
function pagesOf<Entry>(pages: ReadonlyArray<readonly Entry[] | Error>) {
	const fetched: number[] = [];
	const fetch = async (cursor: number | undefined) => {
		const index = cursor ?? 0;
		fetched.push(index);
		await Promise.resolve();
		const entries = pages[index];
		if (!entries || entries instanceof Error) throw entries ?? new Error('no such page');
		return { entries, next: index + 1 < pages.length ? index + 1 : undefined };
	};
	return { fetched, entries: () => entriesOfPages<Entry, number>(fetch) };
}

async function readAll<Entry>(source: AsyncIterable<Entry>): Promise<Entry[]> {
	const read: Entry[] = [];
	for await (const entry of source) read.push(entry);
	return read;
}

const settled = async () => await new Promise((resolve) => setImmediate(resolve));

test('nothing is fetched before somebody reads', async () => {
	const { fetched, entries } = pagesOf([[1]]);
	const iterator = entries();
	await settled();
	expect(fetched).toEqual([]);
	await iterator.next();
	expect(fetched).toEqual([0]);
});

test('the next page is fetched once half of one is used, and never more than one ahead', async () => {
	const { fetched, entries } = pagesOf([[1, 2, 3, 4], [5, 6, 7, 8], [9]]);
	const iterator = entries();
	const fetchedAfter: number[] = [];
	for (let read = 1; read <= 9; read++) {
		expect((await iterator.next()).value).toBe(read);
		await settled();
		fetchedAfter.push(fetched.length);
	}
	expect(fetchedAfter).toEqual([1, 1, 2, 2, 2, 2, 3, 3, 3]);
	expect((await iterator.next()).done).toBe(true);
});

test('all entries come, each page fetched once and in order, empty ones in between too', async () => {
	const PAGES = fc.array(fc.array(fc.integer(), { maxLength: 5 }), { minLength: 1, maxLength: 6 });
	await fc.assert(
		fc.asyncProperty(PAGES, async (pages) => {
			const { fetched, entries } = pagesOf(pages);
			expect(await readAll(entries())).toEqual(pages.flat());
			expect(fetched).toEqual([...pages.keys()]);
		}),
	);
});

test('a page that fails, fails when its turn comes, after all entries before it', async () => {
	const { entries } = pagesOf([[1, 2], new Error('page 2')]);
	const read: number[] = [];
	await expect(
		(async () => {
			for await (const entry of entries()) {
				read.push(entry);
				await settled();
			}
		})(),
	).rejects.toThrow('page 2');
	expect(read).toEqual([1, 2]);
});

test('a reader who stops leaves no failure behind that nobody hears', async () => {
	const unheard = jest.fn();
	process.on('unhandledRejection', unheard);
	const { fetched, entries } = pagesOf([[1], new Error('page 2')]);
	for await (const entry of entries()) if (entry === 1) break;
	await settled();
	await settled();
	process.off('unhandledRejection', unheard);
	expect(fetched).toEqual([0, 1]);
	expect(unheard).not.toHaveBeenCalled();
});

test('many readers at their own speeds see everything, and each page is fetched once', async () => {
	const PAGES = fc.array(fc.array(fc.integer(), { maxLength: 4 }), { minLength: 1, maxLength: 5 });
	await fc.assert(
		fc.asyncProperty(
			fc.scheduler(),
			PAGES,
			fc.integer({ min: 1, max: 6 }),
			async (scheduler, pages, readers) => {
				const { fetched, entries } = pagesOf(pages);
				const list = sharedListing(entries);
				const reads = Array.from({ length: readers }, async () => {
					const read: number[] = [];
					for await (const entry of list()) {
						read.push(entry);
						await scheduler.schedule(Promise.resolve());
					}
					return read;
				});
				const all = Promise.all(reads);
				await scheduler.waitFor(all);
				for (const read of await all) expect(read).toEqual(pages.flat());
				expect(fetched).toEqual([...pages.keys()]);
			},
		),
		{ numRuns: 50 },
	);
});

test('a failed page fails readers of now and later: half a listing is never taken for the whole', async () => {
	const { fetched, entries } = pagesOf([[1, 2], new Error('page 2')]);
	const list = sharedListing(entries);
	const now = await Promise.allSettled([readAll(list()), readAll(list()), readAll(list())]);
	const later = await Promise.allSettled([readAll(list()), readAll(list())]);
	for (const { status } of [...now, ...later]) expect(status).toBe('rejected');
	expect(fetched).toEqual([0, 1]);
});

test('readers who stop early have only what they needed fetched', async () => {
	const { fetched, entries } = pagesOf([[1, 2, 3, 4], [5]]);
	const list = sharedListing(entries);
	for await (const entry of list()) if (entry === 2) break;
	for await (const entry of list()) if (entry === 1) break;
	expect(fetched).toEqual([0]);
	expect(await readAll(list())).toEqual([1, 2, 3, 4, 5]);
});

test('what two readers ask for alike is fetched once, what they ask for otherwise is not', async () => {
	const queries: unknown[] = [];
	const list = sharedListings(async function* (query: { team?: number } | undefined) {
		queries.push(query);
		yield query?.team ?? 0;
	});
	const reads = [{ team: 1 }, { team: 2 }, { team: 1 }, {}, undefined, {}, undefined];
	const read = await Promise.all(reads.map(async (query) => await readAll(list(query))));
	expect(read).toEqual([[1], [2], [1], [0], [0], [0], [0]]);
	expect(queries).toEqual([{ team: 1 }, { team: 2 }, {}, undefined]);
	expect(await readAll(list({ team: 2 }))).toEqual([2]);
	expect(queries).toHaveLength(4);
});

test('a list that is drained lets go of each entry, in order', () => {
	const list = [1, 2, 3];
	const left: Array<[number, number]> = [];
	for (const entry of drained(list)) left.push([entry, list.length]);
	expect(left).toEqual([
		[1, 2],
		[2, 1],
		[3, 0],
	]);
});
