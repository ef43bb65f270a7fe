import { errorOf, itemsOf, useBench } from '../support/bench.mts';
import { testRules } from '../support/rules.mts';
import {
	byId,
	EDIT,
	issueOf,
	mapped,
	MOVE,
	paragonConnect,
	SEARCH,
	seedIssues,
} from '../vendors/paragonConnect.mts';

const bench = useBench(paragonConnect);
const act = async (operation: string, more: object = {}) =>
	await bench.current.run({ parameters: { resource: 'issue', operation, ...more } });
const search = async (...condition: object[]) => await act('search', { conditions: { condition } });
const sentJql = () =>
	bench.current.calls(SEARCH.method, SEARCH.path).map(({ requestBody }: any) => requestBody.jql);
const one = (values: object = {}) =>
	seedIssues(bench.current.sandbox, [{ values: { summary: 'Old', ...values } }])[0]!;

describe('getting an issue', () => {
	test('works by key, also by one in small letters', async () => {
		const { key, id } = one();
		for (const issueKey of [key, key.toLowerCase(), id]) {
			const [{ json }] = itemsOf(await act('get', { issueKey })) as [any];
			expect(json).toMatchObject({ id, key, summary: 'Old', status: 'To Do', project: 'Edison' });
		}
	});

	test('gives all fields when it is not to be simplified', async () => {
		const { key } = one();
		const [{ json }] = itemsOf(await act('get', { issueKey: key, simplify: false })) as [any];
		expect(json.fields).toMatchObject({ summary: 'Old', status: { name: 'To Do' } });
	});

	test('that is not there is told in the words of Jira', async () => {
		const error = errorOf(await act('get', { issueKey: 'ED-4711' }));
		expect(error.httpCode).toBe('404');
		expect(error.message).toContain('Issue does not exist or you do not have permission');
	});
});

describe('updating an issue', () => {
	test('changes what is given and keeps the rest', async () => {
		const { key } = one({ labels: ['kept'], priority: '1' });
		const before = structuredClone(issueOf(bench.current.sandbox, key).values);
		const updateFields = { summary: 'New', priority: 'Low' };
		const [{ json }] = itemsOf(await act('update', { issueKey: key, updateFields })) as [any];
		expect(json).toMatchObject({ key, summary: 'New', labels: ['kept'], priority: 'Low' });
		expect(issueOf(bench.current.sandbox, key).values).toEqual({
			...{ ...before, summary: 'New', priority: '4' },
		});
	});

	test('sets other fields, each in the form that Jira wants', async () => {
		const { sandbox } = bench.current;
		const { key } = seedIssues(sandbox, [
			{ project: 'OPS', values: { summary: 'Old', issuetype: '10005' } },
		])[0]!;
		const { fields: schema } = await bench.current.lookup<{ fields: object[] }>({
			...{ kind: 'resourceMapping', method: 'getEditFields' },
			parameters: { resource: 'issue', operation: 'update', issueKey: key },
		});
		const value = {
			...{ customfield_10030: '100302', customfield_10032: 'It was **late**' },
			...{ customfield_10033: 'Europe, Americas', customfield_10034: '2027-02-03' },
			customfield_10031: null,
		};
		itemsOf(await act('update', { issueKey: key, editFields: { ...mapped(value), schema } }));
		expect(issueOf(sandbox, key).values).toMatchObject({
			...{ summary: 'Old', customfield_10030: '100302', customfield_10034: '2027-02-03' },
			customfield_10033: ['100332', '100330'],
			customfield_10032: { type: 'doc' },
		});
		expect(issueOf(sandbox, key).values).not.toHaveProperty('customfield_10031');
	});

	test('moves it to a status by a transition, whose name may be another', async () => {
		const { key } = seedIssues(bench.current.sandbox, [
			{ project: 'OPS', values: { summary: 'Old' } },
		])[0]!;
		const updateFields = { status: 'In Progress' };
		const [{ json }] = itemsOf(await act('update', { issueKey: key, updateFields })) as [any];
		expect(json.status).toBe('In Progress');
		expect(bench.current.calls(EDIT.method, EDIT.path)).toEqual([]);
		expect(bench.current.calls(MOVE.method, MOVE.path)).toMatchObject([
			{ requestBody: { transition: { id: '4' } } },
		]);
	});

	test('says what was done when the status cannot be reached', async () => {
		const { key } = seedIssues(bench.current.sandbox, [
			{ project: 'OPS', values: { summary: 'Old' } },
		])[0]!;
		const updateFields = { summary: 'New', status: 'Done' };
		const error = errorOf(await act('update', { issueKey: key, updateFields }));
		expect(error.message).toMatch(/'Done' cannot be reached .* these can: In Progress/);
		expect(error.message).toContain('So far: changed summary');
		expect(issueOf(bench.current.sandbox, key).values.summary).toBe('New');
	});

	test('to the status that it has already leaves it there', async () => {
		const { key } = seedIssues(bench.current.sandbox, [
			{ project: 'OPS', values: { summary: 'Old', status: '3' } },
		])[0]!;
		const updateFields = { status: 'In Progress' };
		const [{ json }] = itemsOf(await act('update', { issueKey: key, updateFields })) as [any];
		expect(json.status).toBe('In Progress');
		expect(bench.current.calls(MOVE.method, MOVE.path)).toEqual([]);
	});

	test('to the status that it has already takes no transition that leads back to it', async () => {
		const { key } = one({ status: '3' });
		itemsOf(await act('update', { issueKey: key, updateFields: { status: 'In Progress' } }));
		expect(bench.current.calls(MOVE.method, MOVE.path)).toEqual([]);
	});

	test.each([
		['cutAfter', '3'],
		['cutBefore', '10000'],
	] as const)('to a status whose answer is lost (%s) is not sent twice', async (kind, status) => {
		const { sandbox } = bench.current;
		const { key } = seedIssues(sandbox, [{ project: 'OPS' }])[0]!;
		sandbox.control.addFault({ ...MOVE, kind });
		const run = await act('update', { issueKey: key, updateFields: { status: 'In Progress' } });
		expect(bench.current.calls(MOVE.method, MOVE.path)).toHaveLength(1);
		expect(issueOf(sandbox, key).values.status).toBe(status);
		if (kind === 'cutAfter') expect(itemsOf(run)[0]!.json.status).toBe('In Progress');
		else expect(errorOf(run).message).toMatch(/cut the connection after POST .*transitions/);
	});

	test('can assign it to somebody else, or to nobody', async () => {
		const { sandbox } = bench.current;
		const { key } = one();
		const assign = async (value: string) => {
			const updateFields = { assignee: byId(value) };
			itemsOf(await act('update', { issueKey: key, updateFields }));
			return issueOf(sandbox, key).values.assignee;
		};
		expect(await assign(sandbox.jira.accountId)).toBe(sandbox.jira.accountId);
		expect(await assign('none')).toBeNull();
	});

	test('can empty the description and change it', async () => {
		const { key } = one();
		const change = async (updateFields: object) => {
			itemsOf(await act('update', { issueKey: key, updateFields }));
			return issueOf(bench.current.sandbox, key).values.description;
		};
		expect(await change({ descriptionFormat: 'text', description: 'x' })).toMatchObject({
			type: 'doc',
		});
		expect(await change({ descriptionFormat: 'text', description: '' })).toBeNull();
	});

	test('takes a document for the description without its format being named', async () => {
		const { key } = one();
		const document = { version: 1, type: 'doc', content: [{ type: 'rule' }] };
		const updateFields = { descriptionAdf: JSON.stringify(document) };
		itemsOf(await act('update', { issueKey: key, updateFields }));
		expect(issueOf(bench.current.sandbox, key).values.description).toEqual(document);
	});
});

describe('search conditions', () => {
	test.each([
		[{ field: 'project', operator: 'equals', value: 'ED' }, '"project" = "ED"'],
		[{ field: 'status', operator: 'notEquals', value: 'Done' }, '"status" != "Done"'],
		[{ field: 'summary', operator: 'contains', value: 'flow' }, '"summary" ~ "flow"'],
		[{ field: 'summary', operator: 'notContains', value: 'x' }, '"summary" !~ "x"'],
		[{ field: 'created', operator: 'greater', value: '2020-01-01' }, '"created" > "2020-01-01"'],
		[
			{ field: 'created', operator: 'greaterOrEqual', value: '2020-01-01' },
			'"created" >= "2020-01-01"',
		],
		[{ field: 'created', operator: 'less', value: '-1d' }, '"created" < "-1d"'],
		[{ field: 'created', operator: 'lessOrEqual', value: 'now()' }, '"created" <= now()'],
		[{ field: 'labels', operator: 'isOneOf', value: 'a, "b, c"' }, '"labels" IN ("a", "b, c")'],
		[
			{ field: 'status', operator: 'isNotOneOf', value: 'Done,To Do' },
			'"status" NOT IN ("Done", "To Do")',
		],
		[{ field: 'assignee', operator: 'isEmpty' }, '"assignee" IS EMPTY'],
		[{ field: 'assignee', operator: 'isNotEmpty', value: 'ignored' }, '"assignee" IS NOT EMPTY'],
		[
			{ field: 'Customer reference', operator: 'contains', value: 'C' },
			'"Customer reference" ~ "C"',
		],
		[
			{ field: '"Customer reference"', operator: 'contains', value: 'f()' },
			'"Customer reference" ~ "f()"',
		],
		[{ field: 'type', operator: 'equals', value: 'Task' }, '"type" = "Task"'],
		[
			{ field: 'labels', operator: 'isOneOf', value: '={{ ["a", "b, c", 1] }}' },
			'"labels" IN ("a", "b, c", "1")',
		],
		[{ field: 'cf[10031]', operator: 'contains', value: 'C' }, 'cf[10031] ~ "C"'],
		[
			{ field: 'summary', operator: 'contains', value: 'a" OR project = "OPS' },
			'"summary" ~ "a\\" OR project = \\"OPS"',
		],
	])('%j are the JQL %s', async (condition, jql) => {
		itemsOf(await search(condition));
		expect(sentJql()).toEqual([jql]);
	});

	test('have to be met all', async () => {
		const out = itemsOf(
			await search(
				{ field: 'project', operator: 'equals', value: 'ED' },
				{ field: 'summary', operator: 'contains', value: 'certificate' },
			),
		);
		expect(sentJql()).toEqual(['"project" = "ED" AND "summary" ~ "certificate"']);
		expect(out.map(({ json }) => json.summary)).toEqual(['Renew the certificate']);
	});

	test('with a field that there is not are told in the words of Jira', async () => {
		const error = errorOf(await search({ field: 'colour', operator: 'equals', value: 'red' }));
		expect(error.httpCode).toBe('400');
		expect(error.message).toMatch(/colour/);
	});

	test('with a word that JQL has another use for are about a field of that name', async () => {
		const error = errorOf(await search({ field: 'order', operator: 'equals', value: 'x' }));
		expect(error.message).toContain("Field 'order' does not exist");
	});

	const rows = (...condition: object[]) => ({
		...{ resource: 'issue', operation: 'search', conditions: { condition } },
	});
	testRules(bench, [
		['no condition', rows(), 'Conditions', /there is none/],
		['no field', rows({ field: ' ', operator: 'equals', value: 'x' }), 'Conditions', /entry 1/],
		['no value', rows({ field: 'a', operator: 'isOneOf', value: ' ,' }), 'Conditions', /no value/],
		[
			'a list where one value goes',
			rows({ field: 'a', operator: 'equals', value: '={{ ["x"] }}' }),
			'Conditions',
			/the value of entry 1 is a list.*Is One Of/,
		],
		[
			'a list of objects',
			rows({ field: 'a', operator: 'isOneOf', value: '={{ [{}] }}' }),
			'Conditions',
			/entry 1 is an object/,
		],
		['no operator', rows({ field: 'a', operator: 'like', value: 'x' }), 'Conditions', /operator/],
	]);
});

describe('getting many issues', () => {
	const getAll = async (more: object = {}) =>
		await act('getAll', { filters: { jql: 'project = ED ORDER BY created DESC' }, ...more });

	test('reads all pages, each once', async () => {
		const seeded = seedIssues(bench.current.sandbox, 250);
		const out = itemsOf(await getAll({ returnAll: true }));
		expect(new Set(out.map(({ json }) => json.key)).size).toBe(252);
		expect(out.map(({ json }) => json.id)).toEqual(
			expect.arrayContaining(seeded.map(({ id }) => id)),
		);
		const calls = bench.current.calls(SEARCH.method, SEARCH.path) as any[];
		expect(calls).toHaveLength(3);
		expect(calls.map(({ requestBody }) => 'nextPageToken' in requestBody)).toEqual([
			...[false, true, true],
		]);
	});

	test('stops at the limit', async () => {
		seedIssues(bench.current.sandbox, 250);
		expect(itemsOf(await getAll({ limit: 30 }))).toHaveLength(30);
		expect(bench.current.calls(SEARCH.method, SEARCH.path)).toHaveLength(1);
	});

	test('gives the fields that are asked for, by ID', async () => {
		const filters = { jql: 'project = ED', fields: ['duedate'] };
		const out = itemsOf(await getAll({ filters, simplify: false }));
		for (const { json } of out) expect(Object.keys(json.fields)).toEqual(['duedate']);
	});

	test('without a query gives those of the last days', async () => {
		seedIssues(bench.current.sandbox, [{ created: '2020-01-01T00:00:00Z' }]);
		expect(itemsOf(await getAll({ filters: {} }))).toHaveLength(2);
	});

	test('by a query that is wrong is told in the words of Jira', async () => {
		const error = errorOf(await getAll({ filters: { jql: 'project = = ED' } }));
		expect(error.httpCode).toBe('400');
		expect(error.message).toMatch(/Error in the JQL Query|JQL/);
	});

	const unbounded = (jql: string) => ({
		...{ resource: 'issue', operation: 'getAll', filters: { jql } },
	});
	testRules(bench, [
		['no restriction', unbounded('ORDER BY created'), 'JQL', /restricts nothing/],
		['only blanks and an order', unbounded('  order  by key'), 'JQL', /restricts nothing/],
	]);
});

testRules(bench, [
	[
		'nothing to change',
		{ resource: 'issue', operation: 'update', issueKey: 'ED-1', editFields: mapped({ a: null }) },
		'Update Fields',
		/nothing to change/,
	],
	['no key', { resource: 'issue', operation: 'get', issueKey: ' ' }, 'Issue Key', /is missing/],
	[
		'no key of an issue',
		{ resource: 'issue', operation: 'get', issueKey: '../../myself' },
		'Issue Key',
		/is neither a key/,
	],
]);
