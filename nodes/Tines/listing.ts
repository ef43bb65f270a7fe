import type { Client } from '../core/client';
import { Unreachable } from '../core/errors';
import { entriesOfPages } from '../core/listing';
import type { Page } from '../core/listing';
import type { Stored } from '../core/store';
import { areRecords } from '../core/vendor';
import type { Call } from '../core/vendor';

/** The most entries that Tines gives on one page. */
const PAGE_SIZE = 500;

/** How often a listing is read that changes meanwhile. */
const MOST_PASSES = 5;

type Query = NonNullable<Call['query']>;

/**
 * All entries of a listing of Tines, page by page, each of them once: entries move between pages
 * when others are made or deleted in the meantime. Where one may have moved to a page read before,
 * the listing is read again, for what was not seen.
 *
 * @param collection the listing's name, in the path and in the answer
 * @throws Unreachable when it changes each time
 */
export async function* allOf<Entry extends Stored>(
	client: Client,
	collection: string,
	query: Query,
): AsyncGenerator<Entry> {
	const passes: Pass[] = [];
	while (passes.length < MOST_PASSES) {
		const last = passes.at(-1);
		const pass = new Pass();
		passes.push(pass);
		const pages = entriesOfPages<Entry, Query>(
			async (next = { ...query, page: 1 }) => await pageOf<Entry>(client, collection, next, pass),
		);
		for await (const entry of pages) {
			const isNew = passes.every(({ seen }) => !seen.has(entry.id));
			pass.sees(entry.id);
			if (isNew) yield entry;
		}
		if (pass.isWhole(last) || pass.isAs(last)) return;
	}
	throw new Unreachable(
		`The list of ${collection} keeps changing while it is read`,
		'Others make and delete in this tenant at the moment. Try again when they are done.',
	);
}

/** One reading of a listing, from its first page to its last. */
class Pass {
	readonly seen = new Set<Stored['id']>();
	private readonly fetched = new Set<string>();
	/** How many entries there are in all, as each page tells it. */
	private readonly counts: number[] = [];
	/** Whether each ID was above the one before it. */
	private byId = true;
	private lastId = 0;

	sees(id: Stored['id']): void {
		this.seen.add(id);
		this.byId &&= Number(id) > this.lastId;
		this.lastId = Number(id);
	}

	/** @returns whether this page was not fetched before */
	begins(query: Query): boolean {
		const page = JSON.stringify(Object.entries(query).sort());
		if (this.fetched.has(page)) return false;
		this.fetched.add(page);
		return true;
	}

	tells({ count }: Meta): void {
		if (typeof count === 'number') this.counts.push(count);
	}

	/**
	 * Whether all has been seen that was there the whole time, as far as the counts tell. One that is
	 * deleted from a page that was read moves an entry there from the next page, and the count falls
	 * between the two; if another one is made in between, it does not, and nothing tells. Where new ones
	 * come last, a second pass sees what moved during the first, and what moves during the second was
	 * seen in the first, unless as many are deleted in both as a page has.
	 */
	isWhole(last: Pass | undefined): boolean {
		const { fetched, counts, seen } = this;
		if (fetched.size === 1) return true;
		if (fallOf(counts) === 0) return seen.size >= (counts[0] ?? 0);
		const newestLast = this.byId && last?.byId === true;
		return newestLast && fallOf([...last.counts, ...counts]) < PAGE_SIZE;
	}

	/** Whether another found just the same: then what is counted is something else. */
	isAs(other: Pass | undefined): boolean {
		return (
			other?.seen.size === this.seen.size &&
			String(other.counts) === String(this.counts) &&
			[...this.seen].every((id) => other.seen.has(id))
		);
	}
}

/** By how many counts fall from page to page, all in all. */
function fallOf(counts: readonly number[]): number {
	const falls = counts.map((count, page) => Math.max(0, (counts[page - 1] ?? 0) - count));
	return falls.reduce((sum, fall) => sum + fall, 0);
}

async function pageOf<Entry extends Stored>(
	client: Client,
	collection: string,
	query: Query,
	pass: Pass,
): Promise<Page<Entry, Query>> {
	const wanted = { ...query, per_page: PAGE_SIZE };
	if (!pass.begins(wanted)) {
		throw new Unreachable(`Tines gives the same page of ${collection} again and again`);
	}
	const page = await client.request<Record<string, unknown>>({
		method: 'GET',
		path: `/api/v1/${collection}`,
		query: wanted,
		isUsable: (body) => areRecords(body[collection]),
	});
	const meta = (page.meta ?? {}) as Meta;
	pass.tells(meta);
	return { entries: page[collection] as Entry[], next: nextQuery(meta, query) };
}

/** What a page tells of the whole listing. */
interface Meta {
	next_page?: unknown;
	count?: unknown;
}

/**
 * Where the next page is: by its URL, which repeats the filters. `next_page_number` is not to be
 * trusted: it has been seen beside a last page.
 */
function nextQuery({ next_page: nextPage }: Meta, query: Query): Query | undefined {
	if (typeof nextPage !== 'string' || !URL.canParse(nextPage)) return undefined;
	const page = Number(new URL(nextPage).searchParams.get('page') ?? Number(query.page) + 1);
	return { ...query, page };
}
