import { refusalOf } from './support/jiraJs.mts';
import { useJira } from './support/use.mts';

const site = useJira();

test('what an issue can be created with, page by page', async () => {
	const types = await site.jira.issues.getCreateIssueMetaIssueTypes({ projectIdOrKey: 'ED' });
	expect(types).toMatchObject({ startAt: 0, maxResults: 50, total: 5 });
	expect(types.issueTypes!.map(({ id, name }) => [id, name])).toContainEqual(['10003', 'Bug']);
	const part = await site.jira.issues.getCreateIssueMetaIssueTypes({
		projectIdOrKey: '10000',
		startAt: 3,
		maxResults: 1,
	});
	expect(part.issueTypes).toMatchObject([{ id: '10003' }]);

	const fields = async (projectIdOrKey: string, issueTypeId: string, more = {}) =>
		await site.jira.issues.getCreateIssueMetaIssueTypeId({ projectIdOrKey, issueTypeId, ...more });
	const incident = await fields('OPS', '10005');
	expect(
		incident
			.fields!.filter(({ required, hasDefaultValue }) => required && !hasDefaultValue)
			.map(({ fieldId }) => fieldId),
	).toEqual(['issuetype', 'project', 'summary', 'customfield_10030', 'customfield_10031']);
	expect(incident.fields!.find(({ key }) => key === 'customfield_10030')).toMatchObject({
		name: 'Severity',
		schema: { type: 'option', customId: 10030 },
		operations: ['set'],
		allowedValues: [
			{ id: '100300', value: 'Critical' },
			{ id: '100301', value: 'Major' },
			{ id: '100302', value: 'Minor' },
		],
	});
	const bug = await fields('ED', '10003');
	expect(bug.fields!.map(({ fieldId }) => fieldId)).not.toContain('customfield_10030');
	const subtask = await fields('ED', '10004');
	expect(subtask.fields!.find(({ key }) => key === 'parent')).toMatchObject({ required: true });
	const page = await fields('OPS', '10005', { startAt: 2, maxResults: 3 });
	expect(page).toMatchObject({ startAt: 2, maxResults: 3, total: incident.total });
	expect(page.fields).toEqual(incident.fields!.slice(2, 5));

	expect((await refusalOf(fields('ED', '10005'))).status).toBe(404);
	expect((await refusalOf(fields('NOPE', '10005'))).status).toBe(404);
});

test('fields, priorities, statuses, issue types, labels', async () => {
	const fields = await site.jira.issueFields.getFields();
	expect(fields.find(({ id }) => id === 'customfield_10031')).toMatchObject({
		name: 'Customer reference',
		custom: true,
		clauseNames: ['cf[10031]', 'customer reference'],
	});
	const priorities = await site.jira.issuePriorities.searchPriorities({
		maxResults: '2',
		startAt: '1',
	});
	expect(priorities).toMatchObject({ total: 5, isLast: false });
	expect(priorities.values.map(({ name, isDefault }) => [name, isDefault])).toEqual([
		['High', false],
		['Medium', true],
	]);
	const statuses = await site.jira.workflowStatuses.getStatuses();
	expect(statuses.map(({ name }) => name)).toEqual(['To Do', 'In Progress', 'Done']);
	const types = await site.jira.issueTypes.getIssueAllTypes();
	expect(types).toHaveLength(6);
	const labels = await site.jira.labels.getAllLabels({});
	expect(labels).toMatchObject({ total: 1, isLast: true, values: ['checkout'] });
	const edit = await site.jira.issues.getEditIssueMeta({ issueIdOrKey: 'ED-1' });
	expect(Object.keys(edit.fields ?? {})).toContain('labels');
	expect(Object.keys(edit.fields ?? {})).not.toContain('project');
	const byProject = await site.jira.projects.getAllStatuses({ projectIdOrKey: 'OPS' });
	expect(byProject.map(({ name }) => name)).toEqual(['Task', 'Incident']);
});

test('people', async () => {
	const { accountId, email } = site.sandbox.jira;
	const me = await site.jira.myself.getCurrentUser({ expand: 'groups' } as never);
	expect(me).toMatchObject({ accountId, emailAddress: email, groups: { size: 0 } });
	expect((await site.app.myself.getCurrentUser()).accountId).toBe(accountId);
	const assignable = await site.jira.userSearch.findAssignableUsers({ project: 'ED' });
	expect(assignable.map(({ displayName }) => displayName)).toEqual([
		'Ada Admin',
		'Mia Krystof',
		'Ravi Rao',
	]);
	const some = await site.jira.userSearch.findAssignableUsers({ issueKey: 'ED-1', query: 'kry' });
	expect(some.map(({ displayName }) => displayName)).toEqual(['Mia Krystof']);
	const nowhere = await refusalOf(site.jira.userSearch.findAssignableUsers({ query: 'mia' }));
	expect(nowhere.status).toBe(400);
	expect(await site.jira.userSearch.findUsers({ query: 'zoe' })).toHaveLength(1);
	site.sandbox.control.setBehaviour('jira', { emailAddresses: 'hidden' });
	expect((await site.jira.myself.getCurrentUser()).emailAddress).toBeUndefined();
});

test('server information', async () => {
	const info = await site.jira.serverInfo.getServerInfo();
	expect(info).toMatchObject({ deploymentType: 'Cloud', baseUrl: site.sandbox.jira.url });
});

test('projects: find, create, change, delete', async () => {
	const { accountId } = site.sandbox.jira;
	const all = await site.jira.projects.searchProjects({ orderBy: 'key' });
	expect(all).toMatchObject({ startAt: 0, maxResults: 50, total: 3, isLast: true });
	expect(all.values.map(({ key }) => key)).toEqual(['ED', 'MKT', 'OPS']);
	const found = await site.jira.projects.searchProjects({
		query: 'oper',
		expand: 'lead,description',
	} as never);
	expect(found.values).toMatchObject([{ key: 'OPS', lead: { accountId } }]);
	const business = await site.jira.projects.searchProjects({ typeKey: 'business' } as never);
	expect(business.values).toMatchObject([{ key: 'MKT', simplified: true, style: 'next-gen' }]);

	const made = await site.jira.projects.createProject({
		key: 'NEW',
		name: 'New things',
		leadAccountId: accountId,
		projectTypeKey: 'software',
	} as never);
	expect(made).toEqual({ id: 10003, key: 'NEW', self: expect.stringMatching(/project\/10003$/) });
	await site.jira.projects.updateProject({
		projectIdOrKey: 'NEW',
		name: 'Newer',
		key: 'NEWER',
	} as never);
	expect(await site.jira.projects.getProject({ projectIdOrKey: 'NEWER' })).toMatchObject({
		id: '10003',
		name: 'Newer',
	});
	await site.jira.projects.deleteProject({ projectIdOrKey: '10003' });
	expect((await refusalOf(site.jira.projects.getProject({ projectIdOrKey: 'NEWER' }))).status).toBe(
		404,
	);

	const wrong = await refusalOf(
		site.jira.projects.createProject({ key: 'ed', name: 'Edison', leadAccountId: 'x' } as never),
	);
	expect([wrong.status, Object.keys(wrong.body.errors).sort()]).toEqual([
		400,
		['projectKey', 'projectLead', 'projectName'],
	]);
});

test('a page of projects holds 100 at most', async () => {
	site.sandbox.control.seed('jira', { projects: 230 });
	const first = await site.jira.projects.searchProjects({ maxResults: 500 });
	expect([first.values.length, first.maxResults, first.total, first.isLast]).toEqual([
		100,
		100,
		233,
		false,
	]);
	expect(first.nextPage).toMatch(/startAt=100$/);
	const last = await site.jira.projects.searchProjects({ maxResults: 100, startAt: 200 });
	expect([last.values.length, last.isLast, last.nextPage]).toEqual([33, true, undefined]);
});

test("an issue's old key leads to it after its project has a new one", async () => {
	await site.jira.projects.updateProject({ projectIdOrKey: 'ED', key: 'EDI' } as never);
	const issue = await site.jira.issues.getIssue({ issueIdOrKey: 'ED-1', fields: ['summary'] });
	expect(issue.key).toBe('EDI-1');
});
