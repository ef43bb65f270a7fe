import type { Client } from '../core/client';
import { Unreachable } from '../core/errors';
import { entriesOfPages } from '../core/listing';
import type { Stored } from '../core/store';
import { areRecords } from '../core/vendor';
import type { Call } from '../core/vendor';

/** The most entries that Tines gives on one page. */
const PAGE_SIZE = 500;

type Query = NonNullable<Call['query']>;

/**
 * All entries of a listing of Tines, page by page, each of them once: entries move between pages
 * when others are made or deleted in the meantime.
 *
 * @param collection the listing's name, in the path and in the answer
 */
export async function* allOf<Entry extends Stored>(
	client: Client,
	collection: string,
	query: Query,
): AsyncGenerator<Entry> {
	const fetched = new Set<string>();
	const pages = entriesOfPages<Entry, Query>(async (next = { ...query, page: 1 }) => {
		const wanted = { ...next, per_page: PAGE_SIZE };
		const key = JSON.stringify(Object.entries(wanted).sort());
		if (fetched.has(key)) {
			throw new Unreachable(`Tines gives the same page of ${collection} again and again`);
		}
		fetched.add(key);
		const page = await client.request<Record<string, unknown>>({
			method: 'GET',
			path: `/api/v1/${collection}`,
			query: wanted,
			isUsable: (body) => areRecords(body[collection]),
		});
		return { entries: page[collection] as Entry[], next: nextQuery(page.meta, next) };
	});
	const seen = new Set<Entry['id']>();
	for await (const entry of pages) {
		if (seen.has(entry.id)) continue;
		seen.add(entry.id);
		yield entry;
	}
}

/**
 * Where the next page is: by its URL, which repeats the filters. `next_page_number` is not to be
 * trusted: it has been seen beside a last page.
 */
function nextQuery(meta: unknown, query: Query): Query | undefined {
	const { next_page: nextPage } = (meta ?? {}) as { next_page?: unknown };
	if (typeof nextPage !== 'string' || !URL.canParse(nextPage)) return undefined;
	const page = Number(new URL(nextPage).searchParams.get('page') ?? Number(query.page) + 1);
	return { ...query, page };
}
