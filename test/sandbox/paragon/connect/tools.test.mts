import { useSandbox } from '../../support/sandbox.mts';
import { hostsOf, type Host } from './support/connect.mts';

const sandbox = useSandbox();
let actionkit: Host;

beforeEach(() => {
	({ actionkit } = hostsOf(sandbox.current));
});

const behave = (changes: Record<string, unknown>) =>
	sandbox.current.control.setBehaviour('paragon', changes);
const run = async (tool: string, parameters: object = {}, host = actionkit) =>
	await host('POST', '/tools', { tool, parameters });

/** Tools of the vendor's overview of Jira. */
const JIRA_TOOLS = [
	...['JIRA_CREATE_ISSUE', 'JIRA_UPDATE_ISSUE', 'JIRA_UPDATE_ISSUE_ANY', 'JIRA_DELETE_ISSUE'],
	...['JIRA_GET_ISSUE_BY_KEY', 'JIRA_FILTER_ISSUES', 'JIRA_SEARCH_BY_JQL'],
	...['JIRA_DESCRIBE_ACTION_SCHEMA', 'JIRA_GET_PROJECTS', 'JIRA_GET_ISSUE_TYPES_BY_PROJECT'],
	...['JIRA_GET_ISSUE_TYPES', 'JIRA_GET_ISSUE_STATUS'],
];

test('lists by both names and in both formats', async () => {
	const { body } = await actionkit('GET', '/tools');
	expect(body.tools.jira.map((each: any) => each.function.name)).toEqual(JIRA_TOOLS);
	expect(Object.keys(body)).toEqual(['tools']);
	const [create] = body.tools.jira;
	expect(create.function.parameters).toMatchObject({
		type: 'object',
		required: ['project', 'issueType', 'summary'],
		additionalProperties: false,
		properties: { summary: { type: 'string' }, additionalFields: { type: 'object' } },
	});
	const { body: old } = await actionkit('GET', '/actions');
	expect(old).toEqual({ actions: body.tools });
	const { body: forms } = await actionkit('GET', '/tools?format=paragon&integrations=slack');
	expect(forms.tools).toEqual({
		slack: [
			{
				name: 'SLACK_SEND_MESSAGE',
				title: 'Send message',
				output: {},
				inputs: [
					expect.objectContaining({ id: 'channel', type: 'DYNAMIC_ENUM', required: true }),
					expect.objectContaining({ id: 'message', type: 'TEXTAREA', required: true }),
					expect.objectContaining({ id: 'broadcast', type: 'BOOLEAN_INPUT', required: false }),
				],
			},
			expect.objectContaining({ name: 'SLACK_LIST_CHANNELS' }),
		],
	});
	expect((await actionkit('GET', '/tools?format=xml')).status).toBe(400);
	behave({ emptyListErrors: 'shown' });
	expect((await actionkit('GET', '/tools')).body.errors).toEqual([]);
});

test('only what is connected, unless all is asked for; by integration, by category', async () => {
	const keys = async (query: string, host = actionkit) =>
		Object.keys((await host('GET', `/tools${query}`)).body.tools);
	expect(await keys('')).toEqual(['jira', 'slack']);
	expect(await keys('?integrations=jira,hubspot')).toEqual(['jira']);
	expect(await keys('?categories=messaging,crm')).toEqual(['slack']);
	const { actionkit: second } = hostsOf(sandbox.current, 'user-2');
	expect(await keys('', second)).toEqual(['jira']);
	expect(await keys('?limit_to_available=false', second)).toEqual(['jira', 'slack']);
	const { actionkit: none } = hostsOf(sandbox.current, 'user-3');
	expect(await keys('', none)).toEqual([]);
});

test('issues: created, read, changed, found, deleted', async () => {
	const made = await run('JIRA_CREATE_ISSUE', {
		project: 'ED',
		issueType: 'Bug',
		summary: 'From a tool',
		descriptionType: 'description',
		description: 'First\n\nThird',
		assignee: sandbox.current.jira.accountId,
		jiraIssueStatus: 'In Progress',
		additionalFields: { labels: ['tool'] },
	});
	expect([made.status, made.body.key]).toEqual([200, 'ED-3']);
	const { body: issue } = await run('JIRA_GET_ISSUE_BY_KEY', { issueKey: 'ED-3' });
	expect(issue.fields).toMatchObject({
		summary: 'From a tool',
		status: { name: 'In Progress' },
		labels: ['tool'],
		description: { type: 'doc', content: [{}, { content: [] }, {}] },
	});
	const changed = await run('JIRA_UPDATE_ISSUE', {
		issueId: 'ED-3',
		summary: 'Changed',
		jiraIssueStatus: '10001',
	});
	expect([changed.status, changed.body]).toEqual([200, {}]);
	const byJql = await run('JIRA_SEARCH_BY_JQL', { jqlQuery: 'labels = tool' });
	expect(byJql.body).toMatchObject({
		isLast: true,
		issues: [{ fields: { summary: 'Changed', status: { name: 'Done' } } }],
	});
	const filters = [
		{ field: 'project', operator: '=', value: 'ED' },
		{ field: 'status', operator: 'in', value: ['Done'] },
	];
	expect((await run('JIRA_FILTER_ISSUES', { filters })).body.issues).toHaveLength(1);
	expect((await run('JIRA_DELETE_ISSUE', { issueId: 'ED-3' })).status).toBe(200);
	expect((await run('JIRA_GET_ISSUE_BY_KEY', { issueKey: 'ED-3' })).status).toBe(404);
});

test('what issues are made of', async () => {
	const { body: projects } = await run('JIRA_GET_PROJECTS');
	expect(projects.values.map(({ key }: { key: string }) => key)).toEqual(['ED', 'MKT', 'OPS']);
	const { body: rest } = await run('JIRA_GET_PROJECTS', { paginationParameters: { offset: 2 } });
	expect(rest.values).toMatchObject([{ key: 'OPS' }]);
	const { body: types } = await run('JIRA_GET_ISSUE_TYPES_BY_PROJECT', { project: 'OPS' });
	expect(types.issueTypes).toHaveLength(2);
	expect((await run('JIRA_GET_ISSUE_TYPES')).body).toHaveLength(6);
	expect((await run('JIRA_GET_ISSUE_STATUS')).body).toHaveLength(3);
	const { body: schema } = await run('JIRA_DESCRIBE_ACTION_SCHEMA', {
		project: 'OPS',
		issueType: '10005',
	});
	expect(schema.fields.map(({ key }: { key: string }) => key)).toContain('customfield_10030');
});

test('pages by the token of the last answer', async () => {
	sandbox.current.control.seed('jira', { issues: 70 });
	const first = await run('JIRA_SEARCH_BY_JQL', { jqlQuery: 'project = ED' });
	const { nextPageToken } = first.body;
	expect([first.body.issues.length, typeof nextPageToken]).toEqual([50, 'string']);
	for (const name of ['pageCursor', 'pageToken']) {
		const { body } = await run('JIRA_SEARCH_BY_JQL', {
			jqlQuery: 'project = ED',
			paginationParameters: { [name]: nextPageToken },
		});
		expect([body.issues.length, body.isLast]).toEqual([22, true]);
	}
	const channels = await run('SLACK_LIST_CHANNELS', { limit: 2 });
	expect([channels.body.channels.length, channels.body.nextPageCursor]).toEqual([2, '2']);
	const last = await run('SLACK_LIST_CHANNELS', { paginationParameters: { pageCursor: '2' } });
	expect([last.body.channels.length, last.body.nextPageCursor]).toEqual([1, undefined]);
});

test('by the old names; another integration', async () => {
	const { status, body } = await actionkit('POST', '/actions', {
		action: 'SLACK_SEND_MESSAGE',
		parameters: { channel: 'general', message: 'Hello' },
	});
	expect([status, body.ok]).toEqual([200, true]);
	expect(sandbox.current.control.state('paragon').slackMessages).toMatchObject([
		{ channel: 'C0000000001', text: 'Hello' },
	]);
});

test.each<[string, string, object, number, RegExp]>([
	['an unknown tool', 'JIRA_FLY', {}, 404, /Unable to find tool/],
	['a missing parameter', 'JIRA_CREATE_ISSUE', { project: 'ED' }, 400, /'issueType'/],
	['a parameter too many', 'JIRA_GET_ISSUE_TYPES', { a: 1 }, 400, /additional properties/],
	['a wrong type', 'JIRA_SEARCH_BY_JQL', { jqlQuery: 5 }, 400, /jqlQuery must be string/],
	[
		'a wrong choice',
		'JIRA_UPDATE_ISSUE',
		{ issueId: 'ED-1', descriptionType: 'x' },
		400,
		/allowed values/,
	],
	[
		'what Jira refuses',
		'JIRA_SEARCH_BY_JQL',
		{ jqlQuery: 'x = 1' },
		400,
		/Field 'x' does not exist/,
	],
	['what Jira has not', 'JIRA_GET_ISSUE_BY_KEY', { issueKey: 'NO-1' }, 404, /does not exist/],
])('%s: an error that says so', async (_case, tool, parameters, status, message) => {
	const answer = await run(tool, parameters);
	expect([answer.status, answer.body]).toEqual([
		status,
		{
			message: expect.stringMatching(message),
			code: expect.any(String),
			status,
			meta: expect.any(Object),
		},
	]);
});

test("the provider's error as it is, by the switch", async () => {
	behave({ toolErrors: 'passed' });
	const { status, body } = await run('JIRA_GET_ISSUE_BY_KEY', { issueKey: 'NO-1' });
	expect([status, Object.keys(body)]).toEqual([404, ['errorMessages', 'errors']]);
});

test('who has not connected is told so', async () => {
	const { actionkit: none } = hostsOf(sandbox.current, 'user-3');
	const { status, body } = await run('JIRA_GET_ISSUE_TYPES', {}, none);
	expect([status, body.message]).toEqual([404, 'Integration not enabled for user.']);
});
