import { startSandbox } from '../index.mts';
import { control } from '../support/http.mts';
import { useJira } from './support/use.mts';

const site = useJira();

test('reset: everything as at the start, keys and secrets as they were', async () => {
	const before = JSON.stringify(site.state.issues.map(({ values }: any) => values.summary));
	await control(site.sandbox, 'POST', '/seed/jira', { issues: 3, projects: 2 });
	await control(site.sandbox, 'PUT', '/behaviour/jira', { removedSearchStatus: 404 });
	site.sandbox.control.expireTokens('jira');
	await control(site.sandbox, 'POST', '/reset');
	const { body: state } = await control(site.sandbox, 'GET', '/state/jira');
	expect(JSON.stringify(state.issues.map(({ values }: any) => values.summary))).toBe(before);
	expect(state.projects.map(({ key }: any) => key)).toEqual(['ED', 'OPS', 'MKT']);
	expect((await control(site.sandbox, 'PUT', '/behaviour/jira', {})).body.removedSearchStatus).toBe(
		410,
	);
	expect((await site.app.myself.getCurrentUser()).accountId).toBe(site.sandbox.jira.accountId);
});

test('seeds: users, projects, issues, comments, events', async () => {
	const { status, body } = await control(site.sandbox, 'POST', '/seed/jira', {
		users: [{ accountId: 'seeded', displayName: 'Seeded Person' }],
		projects: [{ key: 'NEW', name: 'New', customFields: { customfield_10030: true } }],
		issues: [{ project: 'NEW', values: { summary: 'First', assignee: 'seeded' } }],
		comments: [{ issue: 'NEW-1', body: 'Seeded' }],
		events: [{ event: 'project_created', of: 'NEW' }],
	});
	expect([status, body]).toEqual([
		200,
		{
			projects: [{ id: '10003', key: 'NEW', name: 'New' }],
			issues: [{ id: expect.any(String), key: 'NEW-1' }],
			comments: [{ id: expect.any(String), issueId: expect.any(String) }],
			events: ['project_created'],
		},
	]);
	const issue = await site.jira.issues.getIssue({ issueIdOrKey: 'NEW-1' });
	expect(issue.fields).toMatchObject({
		assignee: { displayName: 'Seeded Person' },
		comment: { total: 1 },
	});
	expect(site.state.events).toMatchObject([{ webhookEvent: 'project_created' }]);
	const lost = { issues: [{ project: 'NONE' }] };
	expect((await control(site.sandbox, 'POST', '/seed/jira', lost)).status).toBe(400);
});

test.each([{ gravity: 1 }, { removedSearchStatus: 200 }, { webhookDays: -1 }, { retryAfter: 1 }])(
	'the behaviour %j is refused',
	async (changes) => {
		const answer = await control(site.sandbox, 'PUT', '/behaviour/jira', changes);
		expect([answer.status, answer.body]).toEqual([400, { error: expect.any(String) }]);
	},
);

test('two sandboxes know nothing of each other', async () => {
	const other = await startSandbox();
	other.control.seed('jira', { issues: 1 });
	expect(other.control.state('jira').issues).toHaveLength(3);
	expect(site.state.issues).toHaveLength(2);
	expect(other.jira.apiToken).not.toBe(site.sandbox.jira.apiToken);
	await other.close();
});

test('a taken port is named', async () => {
	const port = Number(new URL(site.sandbox.controlUrl).port);
	await expect(startSandbox({ ports: { jiraApi: port } })).rejects.toThrow('the Jira Cloud server');
	const proxy = startSandbox({ ports: { paragonProxy: port } });
	await expect(proxy).rejects.toThrow('the Paragon Proxy API server');
});
