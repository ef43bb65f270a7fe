import type { IDataObject } from 'n8n-workflow';

import { Unreachable } from '../../core/errors';
import type { Gateway } from './gateway';

/** What a page says of where the next one begins, by the parameter that asks for it. */
type Next = Record<string, string>;

/**
 * All pages of an app's listing, until it says that one is the last.
 *
 * @param path from the root of the app's API, with the query of the first page
 * @throws Unreachable when the app goes round in circles
 */
export async function pagesOf(
	gateway: Pick<Gateway, 'requestApp'>,
	integration: string,
	path: string,
): Promise<unknown[]> {
	const pages: unknown[] = [];
	const seen = new Set<string>();
	for (let next: Next | undefined = {}; next; next = nextOf(pages.at(-1))) {
		const at = withQuery(path, next);
		if (seen.has(at)) throw new Unreachable('The app gives the same page again and again');
		seen.add(at);
		pages.push(await gateway.requestApp({ integration, method: 'GET', path: at }));
	}
	return pages;
}

/** A path whose query has these parameters, in place of what it had of them. */
function withQuery(path: string, parameters: Next): string {
	const [before = '', query = ''] = path.split(/\?(.*)/s);
	const kept = query
		.split('&')
		.filter((each) => each !== '' && !Object.hasOwn(parameters, each.replace(/=.*/s, '')));
	const added = Object.entries(parameters).map(
		([name, value]) => `${name}=${encodeURIComponent(value)}`,
	);
	const all = [...kept, ...added].join('&');
	return all === '' ? before : `${before}?${all}`;
}

/**
 * Atlassian: a token for the next page, or where it starts. Slack and others: a cursor, an empty one
 * on the last page.
 */
function nextOf(page: unknown): Next | undefined {
	if (typeof page !== 'object' || page === null) return undefined;
	const { nextPageToken, isLast, startAt, maxResults, total, ...others } = page as IDataObject;
	if (isLast === true) return undefined;
	if (isGiven(nextPageToken)) return { nextPageToken };
	const { next_cursor: cursor } = (others.response_metadata ?? {}) as IDataObject;
	if (isGiven(cursor)) return { cursor };
	if (typeof startAt !== 'number' || typeof maxResults !== 'number' || maxResults < 1)
		return undefined;
	// Without a total, an empty page is the only sign that there is no more.
	if (Object.values(others).some((each) => Array.isArray(each) && each.length === 0))
		return undefined;
	const next = startAt + maxResults;
	return typeof total === 'number' && next >= total ? undefined : { startAt: String(next) };
}

const isGiven = (value: unknown): value is string => typeof value === 'string' && value !== '';
