import type { Client } from '../core/client';
import { Unreachable } from '../core/errors';
import { entriesOfPages } from '../core/listing';
import type { Stored } from '../core/store';
import { areRecords } from '../core/vendor';
import type { Call } from '../core/vendor';

/** What Paragon's own Terraform provider asks for, to get everything on one page. */
export const EVERYTHING = { size: Number.MAX_SAFE_INTEGER };

type Query = NonNullable<Call['query']>;

interface Envelope<Entry> {
	items: Entry[];
	nextPageCursor?: unknown;
}

/**
 * All entries of a list of Paragon, which is a bare array or an envelope: Paragon has been changing
 * from one to the other, list by list. Half a list would pass for the whole, so a page that cannot
 * be reached is an error.
 */
export async function* allOf<Entry extends Stored>(
	client: Client,
	path: string,
	query: Query = {},
): AsyncGenerator<Entry> {
	const seen = new Set<Entry['id']>();
	yield* entriesOfPages<Entry, string>(async (cursor) => {
		const body = await client.request<Entry[] | Envelope<Entry>>({
			method: 'GET',
			path,
			query: {
				...query,
				...(cursor === undefined ? {} : { ...EVERYTHING, ...fromCursor(cursor) }),
			},
			isUsable: (answer) => areRecords(Array.isArray(answer) ? answer : answer.items),
		});
		const { items, nextPageCursor } = Array.isArray(body)
			? { items: body, nextPageCursor: undefined }
			: body;
		const fresh = items.filter(({ id }) => !seen.has(id));
		for (const { id } of fresh) seen.add(id);
		if (cursor !== undefined && fresh.length === 0 && items.length > 0) {
			throw new Unreachable(`Paragon has more entries at ${path}, but gives the same page again`);
		}
		return { entries: fresh, next: cursorIn(nextPageCursor) };
	});
}

/** How a list is asked for its next page is not documented: these are the names in use at Paragon. */
const fromCursor = (cursor: string) => ({ cursor, pageCursor: cursor, nextPageCursor: cursor });

function cursorIn(value: unknown): string | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
