import type { Behaviour, ListShape } from '../behaviour.mts';
import { ApiError } from '../errors.mts';
import { ok, type Answer, type Call } from './call.mts';
import { invalidMember } from './rules.mts';

/** The lists that have a shape of their own. */
export type ListName = {
	[Name in keyof Behaviour]: Behaviour[Name] extends ListShape
		? Name extends `${infer List}Shape`
			? List
			: never
		: never;
}[keyof Behaviour];

const CURSOR_PARAMETERS = ['cursor', 'pageCursor', 'nextPageCursor', 'after'] as const;

type Query = Call['query'];

/** The first value of a query parameter. */
export function one(query: Query, name: string): string | undefined {
	const value = query[name];
	return Array.isArray(value) ? value[0] : value;
}

function sizeOf(query: Query, { defaultPageSize, maxPageSize }: Behaviour): number {
	const text = one(query, 'size');
	const size = text === undefined ? defaultPageSize || Infinity : Number(text);
	if (text !== undefined && !(Number.isInteger(size) && size > 0)) {
		throw invalidMember('min', 'size must not be less than 1');
	}
	return maxPageSize > 0 ? Math.min(size, maxPageSize) : size;
}

function startOf(query: Query, { cursorParameter }: Behaviour): number {
	const names = CURSOR_PARAMETERS.filter((name) => ['any', name].includes(cursorParameter));
	const text = names.map((name) => one(query, name)).find((value) => value);
	if (text === undefined) return 0;
	const digits = /^\d+$/.test(text) ? text : Buffer.from(text, 'base64url').toString();
	if (!/^(after )?\d+$/.test(digits)) throw new ApiError('badCursor');
	return Number(digits.replace('after ', ''));
}

/**
 * Answers a list in the shape that the vendor gives it.
 * @param all the records in the list's order
 */
export function listed<T>(
	list: ListName,
	all: readonly T[],
	{ query, world: { behaviour } }: Call,
	view: (record: T) => object,
): Answer {
	if (behaviour[`${list}Shape`] === 'array') return ok(all.map(view));
	const start = startOf(query, behaviour);
	const end = Math.min(start + sizeOf(query, behaviour), all.length);
	const next =
		behaviour.cursorType === 'number' ? end : Buffer.from(`after ${end}`).toString('base64url');
	return ok({
		items: all.slice(start, end).map(view),
		nextPageCursor: end < all.length ? next : null,
	});
}
