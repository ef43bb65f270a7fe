import { refusalOf } from './support/jiraJs.mts';
import { doc, useJira } from './support/use.mts';

const site = useJira();

/** Keys that a query finds, in its order. */
async function keys(jql: string): Promise<string[]> {
	const { issues = [] } = await site.jira.issueSearch.searchAndReconsileIssuesUsingJqlPost({
		jql,
		fields: ['key'],
		maxResults: 100,
	});
	return issues.map(({ key }) => key!);
}

beforeEach(() => {
	const { accountId } = site.sandbox.jira;
	const values = (more: Record<string, unknown>) => ({ labels: [], ...more });
	site.sandbox.control.seed('jira', {
		issues: [
			{
				project: 'OPS',
				created: '2024-03-01T12:00:00Z',
				values: values({
					summary: 'Checkout "fast lane" is down',
					description: doc('Payment provider unreachable'),
					priority: '1',
					assignee: accountId,
					labels: ['checkout', 'urgent'],
					duedate: '2024-03-10',
					customfield_10030: '100300',
					customfield_10031: 'ACME-77',
				}),
			},
			{
				project: 'OPS',
				created: '2024-04-01T12:00:00Z',
				values: values({
					summary: 'Slow reports',
					priority: '4',
					status: '10001',
					resolution: '10000',
					customfield_10030: '100302',
				}),
			},
			{ project: 'ED', values: values({ summary: 'Estimate', customfield_10016: 5 }) },
		],
		comments: [{ issue: 'OPS-2', body: 'Reproduced on staging' }],
	});
});

test.each<[string, string[]]>([
	['project = ED ORDER BY key', ['ED-1', 'ED-2', 'ED-3']],
	['project = "Edison" order by key desc', ['ED-3', 'ED-2', 'ED-1']],
	['project in (ED, 10001) AND status = "To Do" ORDER BY key ASC', ['ED-1', 'ED-3', 'OPS-1']],
	['project not in (ED) ORDER BY created', ['OPS-1', 'OPS-2']],
	['project != ED AND statusCategory != Done', ['OPS-1']],
	['key = ed-2', ['ED-2']],
	['issuekey in (ED-1, OPS-2) ORDER BY key', ['ED-1', 'OPS-2']],
	['project = ED AND key > ED-1 ORDER BY key', ['ED-2', 'ED-3']],
	['type = Bug', ['ED-1']],
	['assignee = currentUser()', ['OPS-1']],
	['assignee is EMPTY ORDER BY key', ['ED-1', 'ED-3', 'OPS-2']],
	['assignee is not empty AND project = OPS', ['OPS-1']],
	['assignee != currentUser()', ['ED-2']],
	['assignee = "Mia Krystof"', ['ED-2']],
	['priority = Highest OR priority = Low ORDER BY priority DESC', ['OPS-1', 'OPS-2']],
	['priority > Medium', ['OPS-1']],
	['labels = checkout ORDER BY key', ['ED-1', 'OPS-1']],
	['labels in (urgent, nothing)', ['OPS-1']],
	['labels is empty AND project = OPS', ['OPS-2']],
	['summary ~ checkout', ['OPS-1']],
	['summary ~ "check*"', ['OPS-1']],
	['summary ~ "\\"fast lane\\""', ['OPS-1']],
	['summary ~ "\\"lane fast\\""', []],
	['project = OPS AND summary !~ checkout', ['OPS-2']],
	['text ~ unreachable', ['OPS-1']],
	['comment ~ "staging reproduced"', ['OPS-2']],
	['created < 2024-03-15', ['OPS-1']],
	['created >= "2024/03/15" AND created <= "2024-04-30 10:00"', ['OPS-2']],
	['project = ED AND created > -1d ORDER BY key', ['ED-1', 'ED-2', 'ED-3']],
	['project = ED AND created >= startOfDay("-1d") ORDER BY key', ['ED-1', 'ED-2', 'ED-3']],
	['created < startOfYear() ORDER BY key', ['OPS-1', 'OPS-2']],
	['due <= now()', ['OPS-1']],
	['resolution = Done', ['OPS-2']],
	['resolution is empty and project = OPS', ['OPS-1']],
	['cf[10030] = Critical', ['OPS-1']],
	['Severity in (Minor)', ['OPS-2']],
	['"Customer reference" ~ "ACME-77"', ['OPS-1']],
	['cf[10016] >= 5', ['ED-3']],
	['"Story point estimate" < 5', []],
	['NOT (project = ED OR status = Done)', ['OPS-1']],
	['project = OPS AND NOT status = Done', ['OPS-1']],
	['project = OPS && !(status = Done)', ['OPS-1']],
])('%s', async (jql, wanted) => {
	expect(await keys(jql)).toEqual(wanted);
});

test.each<[string, RegExp]>([
	['', /Unbounded JQL/],
	['ORDER BY created', /Unbounded JQL/],
	['colour = red', /^Field 'colour' does not exist/],
	['project = NOPE', /^The value 'NOPE' does not exist for the field 'project'/],
	['key = ED-99', /^An issue with key 'ED-99' does not exist for field 'key'/],
	['summary = x', /^The operator '=' is not supported by the 'summary' field/],
	['project ~ ED', /^The operator '~' is not supported by the 'project' field/],
	[
		'project = ED status = Done',
		/Expecting either 'OR' or 'AND' but got 'status'. \(line 1, character 14\)/,
	],
	['project =', /Expecting either a value, list or function before the end/],
	['project', /Expecting operator before the end/],
	['(project = ED', /Expecting '\)' before the end/],
	['project = ED ORDER BY', /Expecting a field name before the end/],
	['project in ED', /Operator 'in' does not support the non-list value/],
	['project = (ED, OPS)', /does not support lists/],
	['summary ~ "open', /has not been completed/],
	['summary ~ a@b', /The character '@' is a reserved JQL character.*'\\u0040'.*character 12/],
	['summary ~ "a\\qb"', /'\\q' is an illegal JQL escape sequence/],
	['project = user', /'user' is a reserved JQL word/],
	['created > yesterday', /Date value 'yesterday' for field 'created' is invalid/],
	['cf[10016] > many', /'many' is not a number/],
	['assignee = nobodyKnown()', /Unable to find JQL function 'nobodyKnown\(\)'/],
	['status was Done', /History searches/],
	['assignee in (x@y)', /reserved JQL character/],
])('%s: 400', async (jql, message) => {
	const { status, body } = await refusalOf(keys(jql));
	expect([status, body.errors]).toEqual([400, {}]);
	expect(body.errorMessages).toEqual([expect.stringMatching(message)]);
});

test('nothing but the ID unless fields are asked for', async () => {
	const search = site.jira.issueSearch.searchAndReconsileIssuesUsingJql;
	const bare = await search({ jql: 'key = ED-1' });
	expect(bare).toEqual({ issues: [{ id: site.state.issues[0].id }], isLast: true });
	const some = await search({
		jql: 'key = ED-1',
		fields: ['summary', 'status', 'unknown'],
		expand: 'names,schema',
	} as never);
	expect(some.issues?.[0]).toMatchObject({ key: 'ED-1', fields: { summary: expect.any(String) } });
	expect(Object.keys(some.issues?.[0]?.fields ?? {})).toEqual(['summary', 'status']);
	expect(some.names).toEqual({ summary: 'Summary', status: 'Status' });
	const all = await search({ jql: 'key = OPS-2', fields: ['*all', '-description'] });
	expect(all.issues?.[0]?.fields).toMatchObject({ comment: { total: 1 } });
	expect(all.issues?.[0]?.fields).not.toHaveProperty('description');
	const navigable = await search({ jql: 'key = OPS-2', fields: ['*navigable'] });
	expect(navigable.issues?.[0]?.fields).not.toHaveProperty('comment');
});

test('pages by token, for its own query only', async () => {
	site.sandbox.control.seed('jira', { issues: 250 });
	const search = site.jira.issueSearch.searchAndReconsileIssuesUsingJqlPost;
	const jql = 'project = ED ORDER BY key';
	const found: string[] = [];
	let nextPageToken: string | undefined;
	let pages = 0;
	do {
		const page = await search({ jql, nextPageToken, maxResults: 1000, fields: ['summary'] });
		found.push(...page.issues!.map(({ key }) => key!));
		expect(page.isLast).toBe(!page.nextPageToken);
		nextPageToken = page.nextPageToken ?? undefined;
		pages += 1;
	} while (nextPageToken);
	expect([found.length, new Set(found).size, pages]).toEqual([253, 253, 3]);
	expect((await search({ jql, maxResults: 1000, fields: ['key'] })).issues).toHaveLength(253);
	expect((await search({ jql })).issues).toHaveLength(50);
	const { nextPageToken: token } = await search({ jql, maxResults: 10 });
	const wrong = await refusalOf(search({ jql: 'project = OPS', nextPageToken: token! }));
	expect([wrong.status, wrong.body.errorMessages[0]]).toEqual([
		400,
		expect.stringContaining('next page token'),
	]);
});

test('a new issue may take a while to be found; reconcileIssues finds it', async () => {
	site.sandbox.control.setBehaviour('jira', { searchLagMs: 60_000 });
	const search = site.jira.issueSearch.searchAndReconsileIssuesUsingJqlPost;
	expect((await search({ jql: 'key = ED-1' })).issues).toEqual([]);
	const id = Number(site.state.issues[0].id);
	const found = await search({ jql: 'key = ED-1', reconcileIssues: [id] });
	expect(found.issues).toHaveLength(1);
});

test('the old search is gone and says where to go', async () => {
	const { jira, control } = site.sandbox;
	const headers = { authorization: `Bearer ${jira.accessToken}` };
	const old = async () => await fetch(`${jira.url}/rest/api/3/search?jql=project=ED`, { headers });
	const answer = await old();
	expect(answer.status).toBe(410);
	const { errorMessages } = (await answer.json()) as { errorMessages: string[] };
	expect(errorMessages[0]).toContain('migrate to the /rest/api/3/search/jql API');
	expect(errorMessages[0]).toContain('CHANGE-2046');
	control.setBehaviour('jira', { removedSearchStatus: 404 });
	expect((await old()).status).toBe(404);
});
