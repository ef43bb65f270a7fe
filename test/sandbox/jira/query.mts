import { refused } from './errors.mts';
import type { Call } from './site.mts';

type Query = Call['query'];

/** The first value of a query parameter. */
export function one(query: Query, name: string): string | undefined {
	const value = query[name];
	return Array.isArray(value) ? value[0] : value;
}

/** The values of a query parameter, whether it is repeated or separated by commas. */
export function many(query: Query, name: string): string[] {
	const value = query[name];
	return (Array.isArray(value) ? value : [value ?? '']).flatMap((text) =>
		text.split(',').filter((part) => part !== ''),
	);
}

/**
 * A whole number of the query.
 * @throws JiraError 400
 */
export function number(query: Query, name: string, fallback: number): number {
	const text = one(query, name);
	if (text === undefined || text === '') return fallback;
	const value = Number(text);
	if (!Number.isInteger(value)) {
		throw refused(400, `Failed to convert value of parameter '${name}' to a number.`);
	}
	return value;
}

/** Where a page begins and how large it is. */
export interface Window {
	startAt: number;
	maxResults: number;
}

/** startAt and maxResults of the query; a larger maxResults counts as the cap. */
export function windowOf(query: Query, cap: number, usual = 50): Window {
	const startAt = Math.max(0, number(query, 'startAt', 0));
	const maxResults = Math.min(Math.max(0, number(query, 'maxResults', usual)), cap);
	return { startAt, maxResults };
}

/** The page that a window shows of `all`. */
export function pageOf<T>(
	all: readonly T[],
	{ startAt, maxResults }: Window,
): { startAt: number; maxResults: number; total: number; page: T[] } {
	return {
		startAt,
		maxResults,
		total: all.length,
		page: all.slice(startAt, startAt + maxResults),
	};
}
