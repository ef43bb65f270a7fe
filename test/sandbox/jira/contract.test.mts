import { jiraContract } from './contract.mts';
import { OPERATIONS } from './operations.mts';
import { ANSWERS } from './schemas.mts';
import { Site } from './site.mts';
import { Limits } from '../core/limits.mts';
import { issueView } from './issueView.mts';
import { paragraph, readyMade, startState } from './start.mts';
import { commentView, projectView, viewsOf } from './views.mts';
import { putComment } from './issues.mts';

const ready = readyMade();
const site = new Site(ready.cloudId, startState(ready), new Limits());
site.url = 'http://127.0.0.1:1';
const views = viewsOf(site);
const [record] = [...site.state.issues.values()];
const issue = issueView(record!, views, { fields: ['*all'], expand: ['transitions'] }) as any;
const comment = commentView(
	views,
	record!,
	putComment(site.state, record!, ready.admin.accountId, paragraph('x')),
) as any;
const project = projectView(views, site.state.projectOf('ED')!, []) as any;
const page = { startAt: 0, maxResults: 50, total: 1, isLast: true };
const error = { errorMessages: ['x'], errors: { summary: 'y' } };

function errorsOf(operation: string, status: number, body: unknown, root = ''): string[] {
	const contract = jiraContract();
	const [method = '', path = ''] = operation.split(' ');
	contract.check({ method, path: `${root}/rest/api/3${path}`, status, body });
	const { validated, violations, source } = contract.report();
	expect([validated, source]).toEqual([1, 'reference']);
	return violations.flatMap(({ errors }) => errors);
}

test('every operation is described', () => {
	const paths = OPERATIONS.map(
		({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`,
	);
	expect(paths.sort()).toEqual(Object.keys(ANSWERS).sort());
});

const ISSUE = 'GET /issue/{issueIdOrKey}';
const COMMENTS = 'GET /issue/{issueIdOrKey}/comment';

test.each<[string, string, number, unknown]>([
	['an issue', ISSUE, 200, issue],
	['comments', COMMENTS, 200, { startAt: 0, maxResults: 1, total: 1, comments: [comment] }],
	['bare search results', 'POST /search/jql', 200, { issues: [{ id: '1' }], isLast: true }],
	[
		'search results',
		'GET /search/jql',
		200,
		{ issues: [issue], isLast: false, nextPageToken: 'x' },
	],
	['projects', 'GET /project/search', 200, { ...page, self: 'http://x/y', values: [project] }],
	['an error', ISSUE, 404, error],
	['an error of the gateway', ISSUE, 401, { code: 401, message: 'Unauthorized' }],
])('%s: as described, at both addresses', (_case, operation, status, body) => {
	expect(errorsOf(operation, status, body)).toEqual([]);
	expect(errorsOf(operation, status, body, '/ex/jira/{cloudId}')).toEqual([]);
});

test.each<[string, string, number, unknown, RegExp]>([
	['an unknown member', ISSUE, 200, { ...issue, extra: 1 }, /'extra'/],
	[
		'a date of another form',
		ISSUE,
		200,
		{ ...issue, fields: { ...issue.fields, created: '2024-01-01T00:00:00Z' } },
		/created/,
	],
	[
		'a description that is a text',
		ISSUE,
		200,
		{ ...issue, fields: { ...issue.fields, description: 'x' } },
		/description/,
	],
	['a key in small letters', ISSUE, 200, { ...issue, key: 'ed-1' }, /key/],
	['a total', 'GET /search/jql', 200, { issues: [], isLast: true, total: 0 }, /'total'/],
	[
		'a comment without author',
		COMMENTS,
		200,
		{ startAt: 0, maxResults: 1, total: 1, comments: [{ ...comment, author: undefined }] },
		/author/,
	],
	['another status', 'PUT /issue/{issueIdOrKey}', 201, undefined, /status 201/],
	['a body where there is none', 'PUT /issue/{issueIdOrKey}', 204, {}, /a body where/],
	['an error without errors', ISSUE, 400, { errorMessages: [] }, /errors/],
	['success of what is gone', 'GET /search', 200, {}, /status 200/],
	['an unknown operation', 'GET /nothing', 200, {}, /described nowhere/],
])('%s is noticed', (_case, operation, status, body, message) => {
	expect(errorsOf(operation, status, body).join('\n')).toMatch(message);
});
