import { refusalOf } from './support/jiraJs.mts';
import { doc, useJira } from './support/use.mts';

const site = useJira();

const bug = (fields: Record<string, unknown> = {}) => ({
	fields: {
		summary: 'Main order flow broken',
		issuetype: { id: '10003' },
		project: { id: '10000' },
		...fields,
	},
});
const incident = (fields: Record<string, unknown> = {}) => ({
	fields: {
		summary: 'Checkout is down',
		issuetype: { name: 'Incident' },
		project: { key: 'OPS' },
		customfield_10030: { value: 'Critical' },
		customfield_10031: 'ACME-77',
		...fields,
	},
});

test('create, read, change, delete', async () => {
	const { accountId, url } = site.sandbox.jira;
	const made = await site.jira.issues.createIssue(
		bug({
			description: doc('Orders stay open.'),
			assignee: { accountId },
			labels: ['b', 'a'],
			priority: { name: 'High' },
			duedate: '2030-01-31',
			customfield_10016: 3,
		}) as never,
	);
	expect(made).toEqual({
		id: expect.stringMatching(/^\d+$/),
		key: 'ED-3',
		self: `${url}/rest/api/3/issue/${made.id}`,
	});
	const issue = await site.jira.issues.getIssue({ issueIdOrKey: 'ed-3' });
	expect(issue).toMatchObject({
		id: made.id,
		key: 'ED-3',
		fields: {
			summary: 'Main order flow broken',
			description: doc('Orders stay open.'),
			assignee: { accountId, displayName: 'Ada Admin', accountType: 'atlassian' },
			reporter: { accountId },
			creator: { accountId },
			labels: ['a', 'b'],
			priority: { id: '2', name: 'High' },
			status: { name: 'To Do', statusCategory: { key: 'new' } },
			project: { key: 'ED' },
			duedate: '2030-01-31',
			customfield_10016: 3,
			customfield_10030: null,
			resolution: null,
			comment: { total: 0 },
		},
	});
	await site.jira.issues.editIssue({
		issueIdOrKey: made.id,
		fields: { summary: 'Fixed soon', description: null, assignee: null },
		update: { labels: [{ add: 'c' }, { remove: 'a' }] },
	} as never);
	const { fields } = await site.jira.issues.getIssue({
		issueIdOrKey: made.id,
		fields: ['summary', 'labels', 'assignee'],
	});
	expect(fields).toEqual({ summary: 'Fixed soon', labels: ['b', 'c'], assignee: null });
	await site.jira.issues.deleteIssue({ issueIdOrKey: 'ED-3' });
	const gone = await refusalOf(site.jira.issues.getIssue({ issueIdOrKey: 'ED-3' }));
	expect([gone.status, gone.body]).toEqual([
		404,
		{
			errorMessages: ['Issue does not exist or you do not have permission to see it.'],
			errors: {},
		},
	]);
});

test('every kind of custom field keeps its value', async () => {
	const { accountId } = site.sandbox.jira;
	const { key } = await site.jira.issues.createIssue(
		incident({
			customfield_10032: doc('A typo'),
			customfield_10033: [{ value: 'Europe' }, { id: '100330' }],
			customfield_10034: '2030-02-01',
			customfield_10035: { accountId },
			customfield_10036: '2030-02-01T08:30:00.000+0100',
		}) as never,
	);
	const { fields } = await site.jira.issues.getIssue({ issueIdOrKey: key });
	expect(fields).toMatchObject({
		customfield_10030: { id: '100300', value: 'Critical' },
		customfield_10031: 'ACME-77',
		customfield_10032: doc('A typo'),
		customfield_10033: [{ value: 'Europe' }, { value: 'Americas' }],
		customfield_10034: '2030-02-01',
		customfield_10035: { accountId },
		customfield_10036: '2030-02-01T07:30:00.000+0000',
	});
});

test.each<[string, object, Record<string, unknown>]>([
	['no summary', bug({ summary: undefined }), { summary: /must specify a summary/ }],
	['an empty summary', bug({ summary: ' ' }), { summary: /must specify a summary/ }],
	['two lines', bug({ summary: 'a\nb' }), { summary: /newline/ }],
	['a long summary', bug({ summary: 'x'.repeat(256) }), { summary: /less than 255/ }],
	['no project', bug({ project: undefined }), { project: /valid project/ }],
	['no issue type', bug({ issuetype: undefined }), { issuetype: /Specify an issue type/ }],
	['a type of another project', bug({ issuetype: { id: '10005' } }), { issuetype: /valid/ }],
	['an unknown field', bug({ customfield_1: 'x' }), { customfield_1: /appropriate screen/ }],
	['a field of another screen', bug({ customfield_10030: {} }), { customfield_10030: /screen/ }],
	['an empty text node', bug({ description: doc('') }), { description: /INVALID_INPUT/ }],
	[
		'a text node at the root',
		bug({ description: { ...doc('x'), content: [{ type: 'text', text: 'x' }] } }),
		{ description: /INVALID_INPUT/ },
	],
	['a label with a space', bug({ labels: ['a b'] }), { labels: /contains spaces/ }],
	['an unknown priority', bug({ priority: { name: 'Urgent' } }), { priority: /invalid/ }],
	['an unknown assignee', bug({ assignee: { accountId: 'x' } }), { assignee: /valid value/ }],
	['a text for a number', bug({ customfield_10016: '3' }), { customfield_10016: /number/ }],
	['a bad date', bug({ duedate: '31.1.2030' }), { duedate: /yyyy-MM-dd/ }],
	['a parent of the wrong level', bug({ parent: { key: 'ED-1' } }), { parent: /hierarchy/ }],
	['a sub-task without parent', bug({ issuetype: { id: '10004' } }), { parent: /required/ }],
	[
		'no severity',
		incident({ customfield_10030: undefined }),
		{ customfield_10030: /^Severity is required/ },
	],
	[
		'two missing',
		incident({ customfield_10030: undefined, customfield_10031: undefined }),
		{ customfield_10030: /required/, customfield_10031: /^Customer reference is required/ },
	],
	[
		'an unknown option',
		incident({ customfield_10030: { value: 'Mild' } }),
		{ customfield_10030: /'Mild' is not valid/ },
	],
])('%s: 400', async (_case, body, wanted) => {
	const { status, body: error } = await refusalOf(site.jira.issues.createIssue(body as never));
	const errors = Object.fromEntries(
		Object.entries(wanted).map(([id, text]) => [id, expect.stringMatching(text as RegExp)]),
	);
	expect([status, error]).toEqual([400, { errorMessages: [], errors }]);
	expect(site.state.issues).toHaveLength(2);
});

test('a description that is a text: 400', async () => {
	const { jira } = site.sandbox;
	const answer = await fetch(`${jira.url}/rest/api/3/issue`, {
		method: 'POST',
		headers: {
			authorization: `Bearer ${jira.accessToken}`,
			'content-type': 'application/json',
		},
		body: JSON.stringify(bug({ description: 'Plain' })),
	});
	expect([answer.status, await answer.json()]).toEqual([
		400,
		{
			errorMessages: [],
			errors: { description: expect.stringContaining('must be an Atlassian Document') },
		},
	]);
});

test('the transition of a change is passed over; transitions move', async () => {
	const issueIdOrKey = 'ED-1';
	await site.jira.issues.editIssue({
		issueIdOrKey,
		fields: { summary: 'New' },
		transition: { id: '31' },
	} as never);
	const status = async () =>
		(await site.jira.issues.getIssue({ issueIdOrKey, fields: ['status', 'resolution'] })).fields;
	expect(await status()).toMatchObject({ status: { name: 'To Do' }, resolution: null });
	const { transitions } = await site.jira.issues.getTransitions({ issueIdOrKey });
	expect(transitions!.map(({ id, name, to }) => [id, name, to?.name])).toEqual([
		['11', 'To Do', 'To Do'],
		['21', 'In Progress', 'In Progress'],
		['31', 'Done', 'Done'],
	]);
	await site.jira.issues.doTransition({ issueIdOrKey, transition: { id: '31' } } as never);
	expect(await status()).toMatchObject({ status: { name: 'Done' }, resolution: { name: 'Done' } });
	await site.jira.issues.doTransition({ issueIdOrKey, transition: { id: '11' } } as never);
	expect(await status()).toMatchObject({ status: { name: 'To Do' }, resolution: null });
	const wrong = await refusalOf(
		site.jira.issues.doTransition({ issueIdOrKey, transition: { id: '99' } } as never),
	);
	expect([wrong.status, wrong.body.errorMessages[0]]).toEqual([
		400,
		expect.stringContaining("Transition id '99' is not valid"),
	]);
});

test('a workflow in steps offers only what is next', async () => {
	const { key } = await site.jira.issues.createIssue(incident() as never);
	const names = async () =>
		(await site.jira.issues.getTransitions({ issueIdOrKey: key })).transitions!.map(
			({ name }) => name,
		);
	expect(await names()).toEqual(['Start work']);
	const skip = site.jira.issues.doTransition({
		issueIdOrKey: key,
		transition: { id: '5' },
	} as never);
	expect((await refusalOf(skip)).status).toBe(400);
	await site.jira.issues.doTransition({ issueIdOrKey: key, transition: { id: '4' } } as never);
	expect(await names()).toEqual(['Resolve', 'Put back']);
});

test('a created issue can make a transition at once; a changed one can be returned', async () => {
	const made = await site.jira.issues.createIssue({ ...bug(), transition: { id: '21' } } as never);
	expect(made.transition).toMatchObject({ status: 200 });
	const [issue] = site.state.issues.slice(-1);
	expect(issue.values.status).toBe('3');
	const changed = await site.jira.issues.editIssue({
		issueIdOrKey: made.key,
		fields: { summary: 'Returned' },
		returnIssue: true,
	} as never);
	expect(changed).toMatchObject({ key: made.key, fields: { summary: 'Returned' } });
	const nothing = await refusalOf(site.jira.issues.editIssue({ issueIdOrKey: made.key } as never));
	expect(nothing.body.errorMessages).toEqual(["one of 'fields' or 'update' was expected"]);
	const fields = { project: { key: 'MKT' } };
	const moved = await refusalOf(
		site.jira.issues.editIssue({ issueIdOrKey: made.key, fields } as never),
	);
	expect(moved.body.errors.project).toContain('appropriate screen');
});

test('sub-tasks go with their parent only when that is said', async () => {
	const subtask = bug({ issuetype: { name: 'Sub-task' }, parent: { key: 'ED-1' } });
	const { key } = await site.jira.issues.createIssue(subtask as never);
	const parent = await site.jira.issues.getIssue({ issueIdOrKey: 'ED-1', fields: ['subtasks'] });
	expect(parent.fields?.subtasks).toMatchObject([{ key }]);
	const kept = await refusalOf(site.jira.issues.deleteIssue({ issueIdOrKey: 'ED-1' }));
	expect(kept.body.errorMessages[0]).toContain('subtasks');
	await site.jira.issues.deleteIssue({ issueIdOrKey: 'ED-1', deleteSubtasks: true } as never);
	expect(site.state.issues.map((issue: { key: string }) => issue.key)).toEqual(['ED-2']);
});

test('assignee', async () => {
	const { accountId } = site.sandbox.jira;
	await site.jira.issues.assignIssue({ issueIdOrKey: 'ED-1', accountId } as never);
	expect(site.state.issues[0].values.assignee).toBe(accountId);
	const closed = site.state.users.find(({ active }: { active: boolean }) => !active);
	const refused = await refusalOf(
		site.jira.issues.assignIssue({ issueIdOrKey: 'ED-1', accountId: closed.accountId } as never),
	);
	expect(refused.body.errors.assignee).toContain('cannot be assigned');
});

test('comments', async () => {
	const issueIdOrKey = 'ED-1';
	const made = await site.jira.issueComments.addComment({
		issueIdOrKey,
		body: doc('First'),
	} as never);
	expect(made).toMatchObject({
		id: expect.stringMatching(/^\d+$/),
		body: doc('First'),
		author: { accountId: site.sandbox.jira.accountId },
	});
	await site.jira.issueComments.addComment({ issueIdOrKey, body: doc('Second') } as never);
	const page = await site.jira.issueComments.getComments({
		issueIdOrKey,
		maxResults: 1,
		startAt: 1,
	});
	expect(page).toMatchObject({ total: 2, startAt: 1, maxResults: 1 });
	expect(page.comments).toMatchObject([{ body: doc('Second') }]);
	const id = made.id!;
	await site.jira.issueComments.updateComment({
		issueIdOrKey,
		id,
		body: { body: doc('Edited') },
	} as never);
	expect((await site.jira.issueComments.getComment({ issueIdOrKey, id })).body).toEqual(
		doc('Edited'),
	);
	await site.jira.issueComments.deleteComment({ issueIdOrKey, id });
	const gone = await refusalOf(site.jira.issueComments.getComment({ issueIdOrKey, id }));
	expect(gone.status).toBe(404);
	const empty = await refusalOf(
		site.jira.issueComments.addComment({ issueIdOrKey, body: doc('') } as never),
	);
	expect([empty.status, empty.body.errors.comment]).toEqual([
		400,
		expect.stringContaining('not valid'),
	]);
});
