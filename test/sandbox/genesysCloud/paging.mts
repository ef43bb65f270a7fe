import { ApiError } from './errors.mts';
import type { Call } from './world.mts';

type Query = Call['query'];

/** The first value of a query parameter. */
export function one(query: Query, name: string): string | undefined {
	const value = query[name];
	return Array.isArray(value) ? value[0] : value;
}

/** All values of a query parameter, given repeatedly or separated by commas. */
export function many(query: Query, name: string): string[] {
	const value = query[name];
	if (value === undefined) return [];
	return (Array.isArray(value) ? value : [value])
		.flatMap((part) => part.split(','))
		.filter(Boolean);
}

/**
 * A whole number of 1 or more from the query.
 * @throws ApiError invalid.query.param.value
 */
export function positive(query: Query, name: string, fallback: number, max = 500): number {
	const text = one(query, name);
	if (text === undefined || text === '') return fallback;
	const value = Number(text);
	if (!Number.isInteger(value) || value < 1 || value > max) {
		throw new ApiError('invalid.query.param.value', [text, name, `1 to ${max}`]);
	}
	return value;
}

/** A page in the shape of the vendor's …EntityListing models; asked for by pageSize and pageNumber. */
export function page<T>(all: readonly T[], query: Query, path: string, view: (item: T) => object) {
	const pageSize = positive(query, 'pageSize', 25);
	const pageNumber = positive(query, 'pageNumber', 1, 1_000_000);
	const pageCount = Math.ceil(all.length / pageSize);
	const uri = (number: number) => `${path}?pageNumber=${number}&pageSize=${pageSize}`;
	return {
		entities: all.slice((pageNumber - 1) * pageSize, pageNumber * pageSize).map(view),
		pageSize,
		pageNumber,
		total: all.length,
		pageCount,
		firstUri: uri(1),
		selfUri: uri(pageNumber),
		lastUri: uri(Math.max(1, pageCount)),
		...(pageNumber < pageCount && { nextUri: uri(pageNumber + 1) }),
		...(pageNumber > 1 && { previousUri: uri(pageNumber - 1) }),
	};
}

/**
 * A page in the shape of the vendor's …CursorListing models. `after` and `before` are entity IDs. A
 * page with entities always has a nextUri: only an empty page ends the listing.
 * @param all in the listing's order
 * @param placeOf the place of an entity in that order, also of one that is gone
 * @throws ApiError both.after.and.before.provided, invalid.query.param.value
 */
export function cursorPage<T extends { id: string }>(
	all: readonly T[],
	query: Query,
	path: string,
	placeOf: (id: string) => number | undefined,
	view: (item: T) => object,
) {
	const pageSize = positive(query, 'pageSize', 25, 200);
	const after = one(query, 'after');
	const before = one(query, 'before');
	if (after && before) throw new ApiError('both.after.and.before.provided');
	const place = (name: string, id: string): number => {
		const found = placeOf(id);
		if (found === undefined) {
			throw new ApiError('invalid.query.param.value', [id, name, 'IDs of listed entities']);
		}
		return found;
	};
	let chosen: readonly T[];
	if (after) {
		const from = place('after', after);
		chosen = all.filter(({ id }) => (placeOf(id) ?? 0) > from).slice(0, pageSize);
	} else if (before) {
		const to = place('before', before);
		chosen = all.filter(({ id }) => (placeOf(id) ?? 0) < to).slice(-pageSize);
	} else {
		chosen = all.slice(0, pageSize);
	}
	const uri = (cursor: string) => `${path}?${cursor}pageSize=${pageSize}`;
	const first = chosen[0];
	const last = chosen.at(-1);
	const asked = after ? `after=${after}&` : before ? `before=${before}&` : '';
	return {
		entities: chosen.map(view),
		selfUri: uri(asked),
		...(last && { nextUri: uri(`after=${last.id}&`) }),
		...(first && (after || before) && { previousUri: uri(`before=${first.id}&`) }),
	};
}
