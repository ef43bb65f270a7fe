import { errorOf, itemsOf, useBench } from '../support/bench.mts';
import {
	byId,
	issueOf,
	issuesNamed,
	mapped,
	paragonConnect,
	RUN,
	stateOf,
} from '../vendors/paragonConnect.mts';

const bench = useBench(paragonConnect);
const getAll = async (more: object = {}) =>
	await bench.current.run({
		parameters: { resource: 'tool', operation: 'getAll', returnAll: true, ...more },
	});
const run = async (tool: string, parameters: object, more: object = {}) =>
	await bench.current.run({
		parameters: {
			...{ resource: 'tool', operation: 'run', tool: byId(tool) },
			...{ parameters: mapped(parameters), ...more },
		},
	});
const sent = () =>
	bench.current.calls(RUN.method, RUN.path).map(({ requestBody }: any) => requestBody);
const CREATE = { project: 'ED', issueType: 'Task', summary: 'By tool' };

describe('getting many tools', () => {
	const names = async (filters: object, more: object = {}) =>
		itemsOf(await getAll({ filters, ...more })).map(({ json }) => json.id);

	test('gives those of all integrations that the user has connected', async () => {
		const out = itemsOf(await getAll());
		expect(out.map(({ json }) => json)).toEqual(
			expect.arrayContaining([
				{
					...{ id: 'JIRA_CREATE_ISSUE', integration: 'jira' },
					description: 'Create an issue in Jira',
				},
				expect.objectContaining({ id: 'SLACK_SEND_MESSAGE', integration: 'slack' }),
			]),
		);
	});

	test('gives the schema of their parameters when it is not to be simplified', async () => {
		const out = itemsOf(await getAll({ filters: { nameContains: 'search_by' }, simplify: false }));
		expect(out.map(({ json }) => json)).toMatchObject([
			{ id: 'JIRA_SEARCH_BY_JQL', parameters: { required: ['jqlQuery'] } },
		]);
	});

	test('narrows them by name and integration', async () => {
		expect(await names({ nameContains: 'send' })).toEqual(['SLACK_SEND_MESSAGE']);
		expect(await names({ integration: 'slack' })).toHaveLength(2);
		expect(await names({ integration: 'none' })).toEqual([]);
	});

	test('gives those of unconnected integrations only when asked', async () => {
		const userId = bench.current.sandbox.paragon.connect.users.unconnected;
		expect(await names({}, { userId })).toEqual([]);
		expect(await names({ includeUnconnected: true }, { userId })).toContain('JIRA_CREATE_ISSUE');
	});

	test('stops at the limit', async () => {
		expect(itemsOf(await getAll({ returnAll: false, limit: 3 }))).toHaveLength(3);
	});
});

describe('running a tool', () => {
	test('makes an issue in Jira', async () => {
		const additionalFields = '{"labels": ["tool"]}';
		const [{ json }] = itemsOf(
			await run('JIRA_CREATE_ISSUE', { ...CREATE, additionalFields, jiraIssueStatus: 'Done' }),
		) as [any];
		expect(issueOf(bench.current.sandbox, json.id).values).toMatchObject({
			...{ summary: 'By tool', labels: ['tool'], status: '10001' },
		});
		expect(sent()).toEqual([
			{
				tool: 'JIRA_CREATE_ISSUE',
				parameters: { ...CREATE, additionalFields: { labels: ['tool'] }, jiraIssueStatus: 'Done' },
			},
		]);
	});

	test('sends a message in Slack, each value in its type', async () => {
		const message = { channel: 'general', message: 'Hello', broadcast: 'true' };
		itemsOf(await run('SLACK_SEND_MESSAGE', message));
		expect(sent()[0].parameters).toEqual({ ...message, broadcast: true });
		expect(stateOf(bench.current.sandbox).slackMessages).toMatchObject([{ text: 'Hello' }]);
	});

	test('gives numbers as numbers, also from the item', async () => {
		const parameters = { limit: '={{ $json.limit }}' };
		const items = [{ json: { limit: '1' } }, { json: { limit: 2 } }];
		const asked = {
			...{ resource: 'tool', operation: 'run', tool: byId('SLACK_LIST_CHANNELS') },
			parameters: mapped(parameters),
		};
		const out = itemsOf(await bench.current.run({ parameters: asked, items }));
		expect(out.map(({ json }) => json.channels.length)).toEqual([1, 2]);
		expect(out.map(({ json }) => json.nextPageCursor)).toEqual(['1', '2']);
	});

	test('leaves out what is not given', async () => {
		itemsOf(await run('JIRA_CREATE_ISSUE', { ...CREATE, description: null }));
		expect(sent()[0].parameters).toEqual(CREATE);
	});

	test('without an answer of the app succeeds', async () => {
		const [{ key }] = bench.current.sandbox.control.seed('jira', { issues: 1 }).issues;
		expect(itemsOf(await run('JIRA_DELETE_ISSUE', { issueId: key }))).toHaveLength(1);
		expect(issueOf(bench.current.sandbox, key)).toBeUndefined();
	});

	test.each([
		['that is missing', { project: 'ED', issueType: 'Task' }, 'Summary: is missing'],
		['that is empty', { ...CREATE, summary: '' }, 'Summary: is missing'],
		[
			'that is no JSON',
			{ ...CREATE, additionalFields: '{' },
			'Additional fields: is not valid JSON',
		],
	])('with a parameter %s is not sent', async (_title, parameters, told) => {
		expect(errorOf(await run('JIRA_CREATE_ISSUE', parameters)).message).toContain(told);
		expect(sent()).toEqual([]);
	});

	test('with a number that is none is not sent', async () => {
		const error = errorOf(await run('SLACK_LIST_CHANNELS', { limit: 'few' }));
		expect(error.message).toContain("Limit: 'few' is not a number");
		expect(sent()).toEqual([]);
	});

	test('with a parameter that it does not have is refused by Paragon', async () => {
		const error = errorOf(await run('SLACK_LIST_CHANNELS', { colour: 'red' }));
		expect(error.httpCode).toBe('400');
		expect(error.message).toMatch(/Invalid parameters for SLACK_LIST_CHANNELS/);
	});

	test('that there is not names those alike', async () => {
		const error = errorOf(await run('JIRA_MAKE_ISSUE', {}));
		expect(error.httpCode).toBe('404');
		expect(error.message).toContain('This user has no tool JIRA_MAKE_ISSUE; there are ');
		expect(error.message).toContain('JIRA_CREATE_ISSUE');
		expect(error.message).not.toContain('SLACK_');
		expect(sent()).toEqual([]);
	});

	test('of an integration that the user has not connected is told', async () => {
		const userId = bench.current.sandbox.paragon.connect.users.unconnected;
		const error = errorOf(await run('JIRA_CREATE_ISSUE', CREATE, { userId }));
		expect(error.message).toContain('This user has no tool JIRA_CREATE_ISSUE');
		expect(error.description).toContain('once the user has connected it');
	});

	test.each(['described', 'passed'])(
		'hands on the refusal of the app when %s',
		async (toolErrors) => {
			bench.current.sandbox.control.setBehaviour('paragon', { toolErrors });
			const error = errorOf(await run('JIRA_CREATE_ISSUE', { ...CREATE, assignee: 'nobody' }));
			expect(error.httpCode).toBe('400');
			expect(error.message).toContain('Specify a valid value for assignee');
		},
	);

	test('whose answer is lost may have been carried out, which is told', async () => {
		const { sandbox } = bench.current;
		sandbox.control.addFault({ ...RUN, kind: 'cutAfter' });
		const error = errorOf(await run('JIRA_CREATE_ISSUE', CREATE));
		expect(error.message).toContain('The tool JIRA_CREATE_ISSUE may have been carried out');
		expect(issuesNamed(sandbox, 'By tool')).toHaveLength(1);
	});
});
