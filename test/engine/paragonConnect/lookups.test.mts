import { credentialsFor, byId, paragonConnect, seedIssues } from '../vendors/paragonConnect.mts';
import { useBench } from '../support/bench.mts';

interface Found {
	results: Array<{ name: string; value: string; description?: string }>;
}
interface Fields {
	fields: Array<Record<string, any>>;
	emptyFieldsNotice?: string;
}

const bench = useBench(paragonConnect);
const look = async (method: string, more: object = {}) =>
	(await bench.current.lookup<Found>({ method, ...more })).results;
const fields = async (method: string, parameters: Record<string, unknown>) =>
	(await bench.current.lookup<Fields>({ method, kind: 'resourceMapping', parameters })).fields;
const issue = (project: string, issueType: string) => ({
	...{ resource: 'issue', operation: 'create', project: byId(project), issueType: byId(issueType) },
});

test('all projects of Jira are listed by name, over all pages', async () => {
	bench.current.sandbox.control.seed('jira', { projects: 120 });
	const found = await look('searchJiraProjects');
	expect(found).toHaveLength(123);
	expect(found[0]).toEqual({ name: 'Edison (ED)', value: 'ED' });
});

test.each([
	['a part of the name', 'OPERA'],
	['the key', 'ops'],
])('projects are found by %s', async (_title, filter) => {
	expect(await look('searchJiraProjects', { filter })).toEqual([
		{ name: 'Operations (OPS)', value: 'OPS' },
	]);
});

test('types of issues are those of the chosen project', async () => {
	const parameters = { ...issue('OPS', ''), issueType: byId('') };
	const found = await look('searchIssueTypes', { parameters });
	expect(found.map(({ name, value }) => [name, value])).toEqual([
		['Incident', '10005'],
		['Task', '10002'],
	]);
	const filtered = await look('searchIssueTypes', { parameters, filter: 'inc' });
	expect(filtered.map(({ value }) => value)).toEqual(['10005']);
});

test('types of issues want a project first', async () => {
	const parameters = { ...issue('', ''), project: byId('') };
	await expect(look('searchIssueTypes', { parameters })).rejects.toThrow(/Project/);
	expect(bench.current.calls()).toEqual([]);
});

test('assignees are the people with open accounts, by account ID', async () => {
	const parameters = issue('ED', 'Task');
	const found = await look('searchAssignees', { parameters });
	expect(found.map(({ name }) => name)).toEqual(['Ada Admin', 'Mia Krystof', 'Ravi Rao']);
	expect(found[0]!.value).toBe(bench.current.sandbox.jira.accountId);
	const filtered = await look('searchAssignees', { parameters, filter: 'kry' });
	expect(filtered.map(({ name }) => name)).toEqual(['Mia Krystof']);
});

test('assignees of an issue that is to be changed are found by its key', async () => {
	const { key } = seedIssues(bench.current.sandbox, 1)[0]!;
	const parameters = { resource: 'issue', operation: 'update', issueKey: key };
	const found = await look('searchAssignees', { parameters });
	expect(found.map(({ name }) => name)).toEqual(['Ada Admin', 'Mia Krystof', 'Ravi Rao']);
	expect(bench.current.calls('GET').at(-1)?.query).toMatchObject({ issueKey: key });
});

test.each(['', '={{ $json.key }}'])(
	'assignees want an issue or a project first: %j',
	async (issueKey) => {
		const parameters = { resource: 'issue', operation: 'update', issueKey };
		await expect(look('searchAssignees', { parameters })).rejects.toThrow(/neither is known yet/);
		expect(bench.current.calls()).toEqual([]);
	},
);

test('what depends on an expression is not asked for', async () => {
	const parameters = issue('={{ $json.project }}', 'Task');
	await expect(look('searchIssueTypes', { parameters })).rejects.toThrow(
		/Project: is an expression, which has no value before a run/,
	);
	await expect(look('searchAssignees', { parameters })).rejects.toThrow(/neither is known yet/);
	expect(bench.current.calls()).toEqual([]);
});

test('the other fields of an issue are those that it can be changed in; none is required', async () => {
	const { key } = seedIssues(bench.current.sandbox, [
		{ project: 'OPS', values: { summary: 'x', issuetype: '10005' } },
	])[0]!;
	const update = { resource: 'issue', operation: 'update' };
	const found = await fields('getEditFields', { ...update, issueKey: key });
	const byField = new Map(found.map((field) => [field.id, field]));
	expect([...byField.keys()]).toEqual(expect.arrayContaining(['customfield_10030', 'duedate']));
	expect(byField.has('summary')).toBe(false);
	expect(byField.get('customfield_10030')).toMatchObject({ type: 'options', required: false });
	await expect(fields('getEditFields', { ...update, issueKey: '={{ 1 }}' })).rejects.toThrow(
		/Other Fields: can be listed for an issue only/,
	);
	await expect(fields('getEditFields', { ...update, issueKey: '../x' })).rejects.toThrow(
		/neither a key/,
	);
});

test('lists are those of the user that the node names', async () => {
	const userId = bench.current.sandbox.paragon.connect.users.unconnected;
	const parameters = { ...issue('ED', 'Task'), userId };
	await expect(look('searchJiraProjects', { parameters })).rejects.toThrow(/has not connected/);
	expect(await look('searchTools', { parameters })).toEqual([]);
});

test("lists are those of the credential's user while the user is an expression", async () => {
	const parameters = { ...issue('ED', 'Task'), userId: '={{ $json.user }}' };
	expect(await look('searchJiraProjects', { parameters })).toHaveLength(3);
});

test('the fields of an issue are those that its type has besides the usual ones', async () => {
	const found = await fields('getIssueFields', issue('OPS', 'Incident'));
	const byName = new Map(found.map((field) => [field.id, field]));
	for (const own of ['project', 'summary', 'description', 'labels', 'priority', 'status']) {
		expect(byName.has(own)).toBe(false);
	}
	expect(byName.get('customfield_10030')).toMatchObject({
		...{ displayName: 'Severity', required: true, type: 'options' },
		options: [
			{ name: 'Critical', value: '100300' },
			{ name: 'Major', value: '100301' },
			{ name: 'Minor', value: '100302' },
		],
	});
	expect(byName.get('customfield_10031')).toMatchObject({ required: true, type: 'string' });
	expect(byName.get('customfield_10032')).toMatchObject({ required: false, type: 'string' });
	// n8n would take a list as JSON only.
	expect(byName.get('customfield_10033')).toMatchObject({ type: 'string' });
	expect(byName.get('customfield_10036')).toMatchObject({ type: 'dateTime' });
	// Jira itself fills in who reports it.
	expect(byName.get('reporter')?.required).not.toBe(true);
});

test('the fields of a type that the project does not have name those that it has', async () => {
	await expect(fields('getIssueFields', issue('ED', 'Incident'))).rejects.toThrow(
		/'Incident' is not one of Epic, Story, Task, Bug, Sub-task/,
	);
});

test('all tools of the user are listed by name', async () => {
	const found = await look('searchTools');
	expect(found.map(({ value }) => value)).toEqual(
		expect.arrayContaining(['JIRA_CREATE_ISSUE', 'SLACK_SEND_MESSAGE']),
	);
	expect(found.map(({ name }) => name)).toEqual(found.map(({ name }) => name).sort());
	const filtered = await look('searchTools', { filter: 'message to a channel' });
	expect(filtered.map(({ value }) => value)).toEqual(['SLACK_SEND_MESSAGE']);
});

test('the parameters of a tool are those of its schema', async () => {
	const parameters = { resource: 'tool', operation: 'run' };
	const found = await fields('getToolParameters', {
		...parameters,
		tool: byId('JIRA_CREATE_ISSUE'),
	});
	expect(found.map(({ id, type, required }) => [id, type, required])).toEqual(
		expect.arrayContaining([
			['project', 'string', true],
			['summary', 'string', true],
			['descriptionType', 'options', false],
			['additionalFields', 'object', false],
		]),
	);
	const slack = await fields('getToolParameters', {
		...parameters,
		tool: byId('SLACK_SEND_MESSAGE'),
	});
	expect(slack.map(({ id, type }) => [id, type])).toEqual([
		['channel', 'string'],
		['message', 'string'],
		['broadcast', 'boolean'],
	]);
});

test('a tool that there is not is told with those alike', async () => {
	const parameters = { resource: 'tool', operation: 'run', tool: byId('SLACK_SING') };
	await expect(fields('getToolParameters', parameters)).rejects.toThrow(
		/no tool SLACK_SING; there are SLACK_SEND_MESSAGE, SLACK_LIST_CHANNELS/,
	);
});

test.each(['searchJiraProjects', 'searchTools'])(
	'%s calls a wrong key a wrong key',
	async (method) => {
		const credentials = credentialsFor(bench.current.sandbox, { privateKey: 'not the key' });
		await expect(look(method, { credentials })).rejects.toThrow(
			/Signing Key: is not a private key/,
		);
	},
);
