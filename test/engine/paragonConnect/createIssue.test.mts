import { errorOf, itemsOf, useBench } from '../support/bench.mts';
import {
	byId,
	CREATE,
	createIssue,
	issueOf,
	issuesNamed,
	mapped,
	paragonConnect,
	seedIssues,
} from '../vendors/paragonConnect.mts';

const bench = useBench(paragonConnect);
const create = async (more: object = {}) =>
	await bench.current.run({ parameters: createIssue({ summary: 'New', ...more }) });
/** The one issue that a run has made, as Jira keeps it. */
const made = async (more: object = {}) => {
	const [{ json }] = itemsOf(await create(more)) as [any];
	return issueOf(bench.current.sandbox, json.id);
};
const REQUIRED = { customfield_10030: 'Major', customfield_10031: 'C-7' };
const incident = (customFields: object = REQUIRED, more: object = {}) => ({
	...{ project: byId('OPS'), issueType: byId('Incident'), customFields: mapped(customFields) },
	...more,
});
const paragraph = (...content: object[]) => ({ type: 'paragraph', content });
const text = (words: string, ...marks: object[]) => ({
	...{ type: 'text', text: words },
	...(marks.length > 0 && { marks }),
});
const doc = (...content: object[]) => ({ type: 'doc', version: 1, content });

describe('creating an issue', () => {
	test('sends no more than what is given', async () => {
		itemsOf(await create());
		const [{ requestBody }] = bench.current.calls(CREATE.method, CREATE.path) as [any];
		expect(requestBody).toEqual({
			fields: { summary: 'New', project: { key: 'ED' }, issuetype: { name: 'Task' } },
		});
	});

	test('gives what Jira has made of it, and how', async () => {
		const [{ json }] = itemsOf(await create({ simplify: false })) as [any];
		expect(json).toMatchObject({ id: expect.any(String), key: expect.stringMatching(/^ED-\d+$/) });
		expect(json.steps).toEqual([`created the issue 'New' (${json.key})`]);
	});

	test('takes project and type by their IDs as well', async () => {
		const { values, key } = await made({ project: byId('10000'), issueType: byId('10003') });
		expect([values.issuetype, key]).toEqual(['10003', expect.stringMatching(/^ED-/)]);
	});

	test('sets assignee, labels, parent and priority', async () => {
		const { sandbox } = bench.current;
		const [parent] = seedIssues(sandbox, [{ values: { summary: 'Epic', issuetype: '10000' } }]);
		const { values } = await made({
			additionalFields: {
				...{ assignee: byId(sandbox.jira.accountId), labels: ['a', 'b'] },
				...{ parent: parent!.key, priority: 'High' },
			},
		});
		expect(values).toMatchObject({
			...{ assignee: sandbox.jira.accountId, labels: ['a', 'b'] },
			...{ parent: parent!.id, priority: '2' },
		});
	});

	test.each([
		['by its name', { labels: 'a, b' }, ['a', 'b']],
		['by an expression', { labels: "={{ ['x', 'y'] }}" }, ['x', 'y']],
	])('takes labels as text %s', async (_title, additionalFields, labels) => {
		expect((await made({ additionalFields })).values.labels).toEqual(labels);
	});

	test('moves it to a status by the transition that leads there', async () => {
		const run = await create({ additionalFields: { status: 'in progress' } });
		const [{ json }] = itemsOf(run) as [any];
		expect(issueOf(bench.current.sandbox, json.id).values.status).toBe('3');
		expect(json.steps).toContain("moved it to 'in progress'");
	});

	test('names the statuses that can be reached, and says that the issue is there', async () => {
		const error = errorOf(await create({ additionalFields: { status: 'Blocked' } }));
		expect(error.message).toMatch(
			/Status: 'Blocked' cannot be reached .* To Do, In Progress, Done.*So far: created the issue 'New' \(ED-\d+\)/s,
		);
		expect(issuesNamed(bench.current.sandbox, 'New')).toHaveLength(1);
	});

	test('names the types that the project has', async () => {
		const error = errorOf(await create({ issueType: byId('Incident') }));
		expect(error.message).toContain(
			"Issue Type: 'Incident' is not one of Epic, Story, Task, Bug, Sub-task, which ED has",
		);
		expect(bench.current.calls(CREATE.method, CREATE.path)).toEqual([]);
	});

	test('names the priorities that there are', async () => {
		const error = errorOf(await create({ additionalFields: { priority: 'Urgent' } }));
		expect(error.message).toContain(
			"Priority: 'Urgent' is not one of Highest, High, Medium, Low, Lowest",
		);
	});

	test('in a project that is not there is told in the words of Jira', async () => {
		const error = errorOf(await create({ project: byId('NONE') }));
		expect(error.httpCode).toBe('404');
		expect(error.message).toContain('Project not found');
	});

	test('that Jira refuses is told with its reasons by field', async () => {
		const error = errorOf(await create({ additionalFields: { assignee: byId('nobody') } }));
		expect(error.httpCode).toBe('400');
		expect(error.message).toMatch(/assignee Specify a valid value for assignee/);
	});
});

describe('fields of the project', () => {
	test('are set by their IDs, each in the form that Jira wants', async () => {
		const { accountId } = bench.current.sandbox.jira;
		const { values } = await made(
			incident({
				...{ customfield_10030: '100300', customfield_10031: 'C-7' },
				...{ customfield_10032: 'It was **late**', customfield_10033: ['Europe', 'Americas'] },
				...{ customfield_10034: '2027-02-03', customfield_10035: accountId },
				customfield_10036: '2027-02-03T04:05:06.000+0000',
			}),
		);
		expect(values).toMatchObject({
			...{ customfield_10030: '100300', customfield_10031: 'C-7' },
			customfield_10032: doc(paragraph(text('It was '), text('late', { type: 'strong' }))),
			customfield_10033: ['100332', '100330'],
			...{ customfield_10034: '2027-02-03', customfield_10035: accountId },
		});
	});

	test('take an option by its name, and numbers as text', async () => {
		expect((await made(incident())).values.customfield_10030).toBe('100301');
		const customFields = mapped({ customfield_10016: '3.5' });
		expect((await made({ customFields })).values.customfield_10016).toBe(3.5);
	});

	test.each([
		['separated by commas', 'Europe, Americas'],
		['as a list', '={{ ["Europe", "Americas"] }}'],
	])('take several values %s, as the panel describes the field to n8n', async (_title, regions) => {
		const parameters = { ...createIssue(incident()), customFields: undefined };
		const { fields: schema } = await bench.current.lookup<{ fields: object[] }>({
			...{ kind: 'resourceMapping', method: 'getIssueFields', parameters },
		});
		const value = { ...REQUIRED, customfield_10030: '100301', customfield_10033: regions };
		const { values } = await made({ ...incident(), customFields: { ...mapped(value), schema } });
		expect(values.customfield_10033).toEqual(['100332', '100330']);
	});

	test('may come from the item', async () => {
		const parameters = createIssue(
			incident({ customfield_10030: '={{ $json.how }}', customfield_10031: '={{ $json.who }}' }),
		);
		const items = [
			{ json: { name: 'First', how: 'Minor', who: 'C-8' } },
			{ json: { name: 'Second', how: 'Critical', who: 'C-9' } },
		];
		itemsOf(await bench.current.run({ parameters, items }));
		expect(
			['First', 'Second'].map((name) => issuesNamed(bench.current.sandbox, name)[0].values),
		).toMatchObject([
			{ customfield_10030: '100302', customfield_10031: 'C-8' },
			{ customfield_10030: '100300', customfield_10031: 'C-9' },
		]);
	});

	test('that are required and missing are told by Jira, by name', async () => {
		const error = errorOf(await create(incident({})));
		expect(error.httpCode).toBe('400');
		expect(error.message).toMatch(/Severity is required.*Customer reference is required/s);
	});

	test.each([
		['an option', { customfield_10030: 'Huge' }, "Severity: 'Huge' is not one of Critical, Major"],
		[
			'one of several options',
			{ customfield_10033: 'Mars' },
			"Affected regions: 'Mars' is not one",
		],
	])('with %s that there is not are told with those that there are', async (_title, own, told) => {
		const error = errorOf(await create(incident({ ...REQUIRED, ...own })));
		expect(error.message).toContain(told);
		expect(bench.current.calls(CREATE.method, CREATE.path)).toEqual([]);
	});

	test('of a number that is none are told', async () => {
		const error = errorOf(await create({ customFields: mapped({ customfield_10016: 'many' }) }));
		expect(error.message).toContain("Story point estimate: 'many' is not a number");
	});
});

describe('the description', () => {
	test('as text keeps its paragraphs and lines', async () => {
		const description = 'One\nTwo **not bold**\n\nThree';
		const { values } = await made({ descriptionFormat: 'text', description });
		expect(values.description).toEqual(
			doc(
				paragraph(text('One'), { type: 'hardBreak' }, text('Two **not bold**')),
				paragraph(text('Three')),
			),
		);
	});

	test('as Markdown becomes a document of Jira', async () => {
		const description =
			'# Title\n\nThis is **bold**, `code` and [a link](https://example.com/).\n\n- one\n- two';
		const { values } = await made({ descriptionFormat: 'markdown', description });
		const item = (words: string) => ({ type: 'listItem', content: [paragraph(text(words))] });
		expect(values.description).toEqual(
			doc(
				{ type: 'heading', attrs: { level: 1 }, content: [text('Title')] },
				paragraph(
					...[text('This is '), text('bold', { type: 'strong' }), text(', ')],
					...[text('code', { type: 'code' }), text(' and ')],
					text('a link', { type: 'link', attrs: { href: 'https://example.com/' } }),
					text('.'),
				),
				{ type: 'bulletList', content: [item('one'), item('two')] },
			),
		);
	});

	test('as a document is sent as it is', async () => {
		const document = doc({ type: 'rule' }, paragraph(text('x', { type: 'em' })));
		const { values } = await made({
			...{ descriptionFormat: 'adf', descriptionAdf: JSON.stringify(document) },
		});
		expect(values.description).toEqual(document);
	});

	test('as a document that is none is refused before anything is sent', async () => {
		const error = errorOf(
			await create({ descriptionFormat: 'adf', descriptionAdf: '{ "type": "doc" }' }),
		);
		expect(error.message).toMatch(/Description \(JSON\): is not a document/);
		expect(bench.current.calls()).toEqual([]);
	});

	test('that Jira does not accept is told in its words', async () => {
		const descriptionAdf = JSON.stringify(doc({ type: 'nonsense' }));
		const error = errorOf(await create({ descriptionFormat: 'adf', descriptionAdf }));
		expect(error.message).toMatch(/description INVALID_INPUT/);
	});
});

describe('an issue whose answer is lost', () => {
	test('is adopted, and moved to its status all the same', async () => {
		const { sandbox } = bench.current;
		sandbox.control.addFault({ ...CREATE, kind: 'cutAfter' });
		const [{ json }] = itemsOf(await create({ additionalFields: { status: 'Done' } })) as [any];
		const [one, ...others] = issuesNamed(sandbox, 'New');
		expect(others).toEqual([]);
		expect([one.id, one.values.status]).toEqual([json.id, '10001']);
		expect(json.steps.join()).toContain('the answer was lost, so it was looked up');
	});

	test('is found although Jira is slow to list it', async () => {
		const { sandbox } = bench.current;
		sandbox.control.setBehaviour('jira', { searchLagMs: 1500 });
		sandbox.control.addFault({ ...CREATE, kind: 'cutAfter' });
		itemsOf(await create());
		expect(issuesNamed(sandbox, 'New')).toHaveLength(1);
	}, 20_000);

	test('is not taken for an older one of the same summary', async () => {
		const { sandbox } = bench.current;
		const created = new Date(Date.now() - 60_000).toISOString();
		const [old] = seedIssues(sandbox, [{ values: { summary: 'New' }, created }]);
		sandbox.control.addFault({ ...CREATE, kind: 'cutAfter' });
		const [{ json }] = itemsOf(await create()) as [any];
		expect(json.id).not.toBe(old!.id);
		expect(issuesNamed(sandbox, 'New')).toHaveLength(2);
	});

	test('two items of the same summary get an issue each', async () => {
		const { sandbox } = bench.current;
		sandbox.control.addFault({ ...CREATE, kind: 'cutAfter', times: 2 });
		const items = [{ json: {} }, { json: {} }];
		const out = itemsOf(
			await bench.current.run({ parameters: createIssue({ summary: 'Twin' }), items }),
		);
		const ids = issuesNamed(sandbox, 'Twin').map(({ id }) => id);
		expect(ids).toHaveLength(2);
		expect(out.map(({ json }) => json.id).sort()).toEqual(ids.sort());
	});
});
