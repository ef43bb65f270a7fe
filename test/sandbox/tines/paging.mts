import { invalid } from './errors.mts';
import type { Call } from './world.mts';

/** The first value of a query parameter. */
export function one({ query }: Call, name: string): string | undefined {
	const value = query[name];
	return Array.isArray(value) ? value[0] : value;
}

/** All values of a query parameter, given as `name`, or as `name[]` any number of times. */
export function many({ query }: Call, name: string): string[] {
	return [query[name], query[`${name}[]`]].flat().filter((value) => value !== undefined);
}

/** The whole number a filter asks for; NaN, which nothing equals, when it is none. */
export function numberIn(call: Call, name: string): number | undefined {
	const text = one(call, name);
	return text === undefined || text === '' ? undefined : Number(text);
}

function counted(call: Call, name: string, fallback: number, max: number): number {
	const text = one(call, name);
	const value = Number(text ?? '');
	if (!text || !Number.isInteger(value)) return fallback;
	if ((value < 1 || value > max) && call.world.behaviour.perPageOutOfRange === 'refused') {
		throw invalid(name, `must be between 1 and ${max}`);
	}
	return Math.min(max, Math.max(1, value));
}

/** What a list is made of. */
interface Listing<T> {
	/** Name of the collection in the answer. */
	collection: string;
	/** Path under /api/v1. */
	path: string;
	all: readonly T[];
	/** Records that belong to the list; all of them unless given. */
	wanted?: (record: T) => boolean;
	backwards?: boolean;
	/** Parameters that the addresses of the other pages keep. */
	filters: readonly string[];
	view(record: T): object;
}

/**
 * One page of a list with its `meta` (Tines API: pagination): 20 a page unless asked otherwise, 500
 * at the most; beyond the end an empty page.
 */
export function page<T>(call: Call, listing: Listing<T>): object {
	const perPage = counted(call, 'per_page', 20, 500);
	const number = counted(call, 'page', 1, Number.MAX_SAFE_INTEGER);
	const { items, count } = cut(listing, (number - 1) * perPage, perPage);
	const pages = Math.ceil(count / perPage);
	const { lastPage, lastPageNumber } = call.world.behaviour;
	const address = (wanted: number): string => {
		const parameters = new URLSearchParams({ per_page: String(perPage), page: String(wanted) });
		for (const name of listing.filters.flatMap((filter) => [filter, `${filter}[]`])) {
			for (const value of [call.query[name]].flat()) {
				if (value !== undefined) parameters.append(name, value);
			}
		}
		return `${call.world.url}/api/v1${listing.path}?${parameters.toString()}`;
	};
	const isLast = number >= pages;
	return {
		[listing.collection]: items.map((record) => listing.view(record)),
		meta: {
			current_page: address(number),
			previous_page: number > 1 ? address(number - 1) : null,
			next_page: isLast ? (lastPage === 'text' ? 'null' : null) : address(number + 1),
			next_page_number: isLast ? (lastPageNumber === 'one' ? 1 : null) : number + 1,
			per_page: perPage,
			pages,
			count,
		},
	};
}

/** Some records of a list, and how many it has in all. */
function cut<T>(
	{ all, wanted, backwards }: Listing<T>,
	start: number,
	length: number,
): { items: T[]; count: number } {
	if (!wanted) {
		const items = backwards
			? all.slice(Math.max(0, all.length - start - length), Math.max(0, all.length - start))
			: all.slice(start, start + length);
		return { items: backwards ? items.reverse() : items, count: all.length };
	}
	const items: T[] = [];
	let count = 0;
	for (let index = 0; index < all.length; index += 1) {
		const record = all[backwards ? all.length - 1 - index : index]!;
		if (!wanted(record)) continue;
		if (count >= start && items.length < length) items.push(record);
		count += 1;
	}
	return { items, count };
}
