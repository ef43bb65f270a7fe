import { createHash } from 'node:crypto';
import { refused } from './errors.mts';
import { FIELDS } from './fields.mts';
import { membersOf } from './issues.mts';
import { issueView, selected } from './issueView.mts';
import { search } from './jql/index.mts';
import { many, number, one } from './query.mts';
import type { Issue } from './records.mts';
import { ok, type Answer, type Call, type Operation } from './site.mts';

/** Most issues in a page, whatever is asked for. */
const CAP = 5000;
const RECONCILED = 50;

/** What GET says in its query and POST in its body (jira.js: searchAndReconsileIssuesUsingJql). */
interface Request {
	jql: string;
	maxResults: number;
	fields: string[];
	expand: string[];
	nextPageToken?: string;
	reconcileIssues: string[];
}

function fromQuery({ query, site }: Call): Request {
	return {
		jql: one(query, 'jql') ?? '',
		maxResults: number(query, 'maxResults', site.behaviour.searchPageSize),
		fields: many(query, 'fields'),
		expand: many(query, 'expand'),
		nextPageToken: one(query, 'nextPageToken'),
		reconcileIssues: many(query, 'reconcileIssues'),
	};
}

function fromBody({ body: given, site }: Call): Request {
	const body = membersOf(given);
	const { jql = '', maxResults = site.behaviour.searchPageSize, fields = [], expand = '' } = body;
	const { nextPageToken, reconcileIssues = [] } = body;
	const isValid =
		typeof jql === 'string' &&
		Number.isInteger(maxResults) &&
		Array.isArray(fields) &&
		typeof expand === 'string' &&
		Array.isArray(reconcileIssues);
	if (!isValid) {
		throw refused(
			400,
			'Invalid request payload. Refer to the REST API documentation and try again.',
		);
	}
	return {
		jql,
		maxResults: maxResults as number,
		fields: fields.map(String),
		expand: expand.split(',').filter((name) => name !== ''),
		nextPageToken: typeof nextPageToken === 'string' ? nextPageToken : undefined,
		reconcileIssues: reconcileIssues.map(String),
	};
}

/** A token is good for one query only. */
function fingerprint(jql: string): string {
	return createHash('sha256').update(jql).digest('base64url').slice(0, 12);
}

function tokenAt(offset: number, jql: string): string {
	return Buffer.from(`${offset} ${fingerprint(jql)}`).toString('base64');
}

/** @throws JiraError 400 */
function offsetOf({ nextPageToken, jql }: Request): number {
	if (nextPageToken === undefined || nextPageToken === '') return 0;
	const [offset, query] = Buffer.from(nextPageToken, 'base64').toString().split(' ');
	if (!/^\d+$/.test(offset ?? '') || query !== fingerprint(jql)) {
		throw refused(400, 'The provided next page token is invalid.');
	}
	return Number(offset);
}

function pageSize({ maxResults, fields }: Request, cap: number): number {
	const onlyIds = fields.every((name) => name === 'id' || name === 'key');
	return Math.min(Math.max(1, maxResults), onlyIds || cap === 0 ? CAP : cap);
}

function found(request: Request, { state, user, site }: Call): Issue[] {
	const reconciled = request.reconcileIssues.slice(0, RECONCILED);
	const indexedUntil = Date.now() - site.behaviour.searchLagMs;
	return search(request.jql, { state, accountId: user.accountId }, true).filter(
		({ id, created }) => created <= indexedUntil || reconciled.includes(id),
	);
}

function answer(request: Request, call: Call): Answer {
	const { views, site } = call;
	const issues = found(request, call);
	const start = offsetOf(request);
	const end = start + pageSize(request, site.behaviour.searchPageCap);
	const { fields, expand } = request;
	// Nothing but the ID unless more is asked for.
	const view = (issue: Issue): object =>
		fields.length === 0 || (fields.length === 1 && fields[0] === 'id')
			? { id: issue.id }
			: issueView(issue, views, { fields, expand: [] });
	const chosen = selected(fields);
	const known = FIELDS.filter(({ id }) => chosen.has(id));
	const isLast = end >= issues.length;
	return ok({
		issues: issues.slice(start, end).map(view),
		...(expand.includes('names') && {
			names: Object.fromEntries(known.map(({ id, name }) => [id, name])),
		}),
		...(expand.includes('schema') && {
			schema: Object.fromEntries(known.map(({ id, schema }) => [id, schema])),
		}),
		...(!isLast && { nextPageToken: tokenAt(end, request.jql) }),
		isLast,
	});
}

function removed({ site }: Call): Answer {
	throw refused(
		site.behaviour.removedSearchStatus,
		'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. A full migration guideline is available at https://developer.atlassian.com/changelog/#CHANGE-2046',
	);
}

const scope = 'read:jira-work';

/** Search by JQL, and the old one that is gone. */
export const searchOperations: Operation[] = [
	{ method: 'GET', path: '/search/jql', scope, handle: (call) => answer(fromQuery(call), call) },
	{ method: 'POST', path: '/search/jql', scope, handle: (call) => answer(fromBody(call), call) },
	{ method: 'GET', path: '/search', handle: removed },
	{ method: 'POST', path: '/search', handle: removed },
];
