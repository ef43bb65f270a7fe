import { errorOf, itemsOf, useBench } from '../support/bench.mts';
import { testRules } from '../support/rules.mts';
import {
	CREATE,
	issueOf,
	issuesNamed,
	paragonConnect,
	seedIssues,
	stateOf,
} from '../vendors/paragonConnect.mts';

const bench = useBench(paragonConnect);
const SEND = { resource: 'apiRequest', operation: 'send', integration: 'jira' };
const send = async (method: string, path: string, more: object = {}) =>
	await bench.current.run({ parameters: { ...SEND, method, path, ...more } });

/** The example of Paragon's guide to Jira. */
const EXAMPLE = {
	fields: {
		summary: 'Main order flow broken',
		issuetype: { id: '10003' },
		project: { id: '10000' },
	},
};

describe.each(['bare', 'wrapped'])('with answers that Paragon gives %s', (proxyReply) => {
	beforeEach(() => void bench.current.sandbox.control.setBehaviour('paragon', { proxyReply }));

	test("Paragon's own example makes an issue", async () => {
		const run = await send('POST', '/rest/api/3/issue', { body: JSON.stringify(EXAMPLE) });
		const [{ json }] = itemsOf(run) as [any];
		expect(json).toEqual({
			...{ id: expect.any(String), key: expect.stringMatching(/^ED-/), self: expect.any(String) },
		});
		expect(issueOf(bench.current.sandbox, json.id).values).toMatchObject({
			...{ summary: 'Main order flow broken', issuetype: '10003' },
		});
	});

	test('a list is given as an item for each entry', async () => {
		const out = itemsOf(await send('GET', '/rest/api/3/priority'));
		expect(out.map(({ json }) => json.name)).toEqual([
			...['Highest', 'High', 'Medium', 'Low', 'Lowest'],
		]);
		expect(out.map(({ pairedItem }) => pairedItem)).toEqual(out.map(() => ({ item: 0 })));
	});

	test('a change and a deletion without an answer go through', async () => {
		const { sandbox } = bench.current;
		const { key } = seedIssues(sandbox, 1)[0]!;
		const path = `/rest/api/3/issue/${key}`;
		const body = '={{ ({ fields: { summary: "Changed" } }) }}';
		expect(itemsOf(await send('PUT', path, { body }))).toHaveLength(1);
		expect(issueOf(sandbox, key).values.summary).toBe('Changed');
		expect(itemsOf(await send('DELETE', path))).toHaveLength(1);
		expect(issueOf(sandbox, key)).toBeUndefined();
	});
});

test('a deletion may have a body, and a body may be a list', async () => {
	const last = () => bench.current.calls().at(-1)?.requestBody;
	// There is no such webhook, which Jira passes over.
	const webhookIds = { webhookIds: [4711] };
	await send('DELETE', '/rest/api/3/webhook', { body: JSON.stringify(webhookIds) });
	expect(last()).toEqual(webhookIds);
	await send('DELETE', '/rest/api/3/webhook', { body: '{}' });
	expect(last() ?? null).toBeNull();
	for (const body of ['[1, 2]', '={{ [1, 2] }}']) {
		await send('PUT', '/rest/api/3/webhook/refresh', { body });
		expect(last()).toEqual([1, 2]);
	}
});

test('the path may go without its first slash, and has its query', async () => {
	const out = itemsOf(await send('GET', 'rest/api/3/project/search?query=oper&maxResults=1'));
	expect(out[0]!.json.values.map(({ key }: any) => key)).toEqual(['OPS']);
});

test('each item sends its own', async () => {
	const items = ['ED', 'OPS'].map((key) => ({ json: { key } }));
	const parameters = { ...SEND, path: '={{ "/rest/api/3/project/" + $json.key }}' };
	const out = itemsOf(await bench.current.run({ parameters, items }));
	expect(out.map(({ json }) => json.name)).toEqual(['Edison', 'Operations']);
});

describe('what Jira refuses', () => {
	const body = JSON.stringify({ fields: { ...EXAMPLE.fields, priority: { name: 'Urgent' } } });

	test.each(['passed', 'described'])('is told in its words when %s', async (proxyErrors) => {
		bench.current.sandbox.control.setBehaviour('paragon', { proxyErrors });
		const error = errorOf(await send('POST', '/rest/api/3/issue', { body }));
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '400' });
		expect(error.message).toMatch(/The app refused the values.*priority/i);
	});

	test.each(['passed', 'described'])('as not there is told so when %s', async (proxyErrors) => {
		bench.current.sandbox.control.setBehaviour('paragon', { proxyErrors });
		const error = errorOf(await send('GET', '/rest/api/3/issue/ED-4711'));
		expect(error.httpCode).toBe('404');
		expect(error.message).toContain('Issue does not exist');
	});

	test.each(['passed', 'described'])(
		'for want of a scope is told with the way out when %s',
		async (proxyErrors) => {
			const { sandbox } = bench.current;
			sandbox.control.setBehaviour('paragon', { proxyErrors });
			const account = { userId: 'user-1', integration: 'jira', scopes: ['read:jira-work'] };
			sandbox.control.seed('paragon', { accounts: [account] });
			sandbox.control.expireTokens('jira');
			const body = JSON.stringify(EXAMPLE);
			const error = errorOf(await send('POST', '/rest/api/3/issue', { body }));
			expect(error.httpCode).toBe('401');
			expect(error.message).toMatch(/did not accept the connected account.*scope does not match/);
			expect(error.description).toContain('Check the scopes of the integration');
		},
	);
});

describe('the search that Atlassian has removed', () => {
	test.each(['/rest/api/3/search', 'rest/api/2/search?jql=a', '/rest/api/latest/search/?x=1'])(
		'%s is refused with the new one',
		async (path) => {
			const error = errorOf(await send('GET', path));
			expect(error.message).toMatch(/Path: Atlassian has removed/);
			expect(error.description).toContain('/rest/api/3/search/jql');
			expect(bench.current.calls()).toEqual([]);
		},
	);

	test.each([
		[410, 'passed'],
		[404, 'passed'],
		[410, 'described'],
	])('that Jira refuses with %i (%s) is told the same', async (status, proxyErrors) => {
		const { control } = bench.current.sandbox;
		control.setBehaviour('jira', { removedSearchStatus: status });
		control.setBehaviour('paragon', { proxyErrors });
		// A path that the node does not know for what it is.
		const error = errorOf(
			await send('GET', '//rest/api/3/search?jql=a'.slice(1).replace('/rest', '/./rest')),
		);
		expect(error.httpCode).toBe(String(status));
		expect(error.description).toContain('Use /rest/api/3/search/jql');
	});

	test('is not taken for the new one', async () => {
		const path = '/rest/api/3/search/jql?jql=project%20%3D%20ED&fields=summary';
		const [{ json }] = itemsOf(await send('GET', path)) as [any];
		expect(json.issues).toHaveLength(2);
	});
});

test('a request whose answer is lost may have been carried out, which is told', async () => {
	const { sandbox } = bench.current;
	sandbox.control.addFault({ ...CREATE, kind: 'cutAfter' });
	const body = JSON.stringify({ fields: { ...EXAMPLE.fields, summary: 'Once' } });
	const error = errorOf(await send('POST', '/rest/api/3/issue', { body }));
	expect(error.message).toContain('The request POST /rest/api/3/issue may have been carried out');
	expect(error.description).toContain('before you run the node again');
	expect(issuesNamed(sandbox, 'Once')).toHaveLength(1);
});

test('another integration is reached the same way', async () => {
	const body = JSON.stringify({ channel: 'general', text: 'Hello' });
	const run = await send('POST', '/chat.postMessage', { integration: 'slack', body });
	expect(itemsOf(run)[0]!.json).toMatchObject({ ok: true });
	expect(stateOf(bench.current.sandbox).slackMessages).toMatchObject([{ text: 'Hello' }]);
});

test('an integration that the project does not have is told', async () => {
	const error = errorOf(await send('GET', '/x', { integration: 'nothing' }));
	expect(error.httpCode).toBe('404');
	expect(error.message).toContain('Unable to find integration.');
});

test('a custom integration is named by its slug, or by its ID', async () => {
	const { sandbox } = bench.current;
	const { projectId } = sandbox.paragon.connect;
	const custom = stateOf(sandbox).integrations.find(
		(each: any) => each.projectId === projectId && each.customIntegration,
	);
	for (const integration of [custom.customIntegration.slug, `custom/${custom.id}`]) {
		const error = errorOf(await send('GET', '/x', { integration }));
		expect(error.message).toContain('has not connected this integration');
	}
	const paths = bench.current.calls().map(({ path }) => decodeURIComponent(path));
	expect(paths).toEqual([
		expect.stringContaining(`/sdk/proxy/${custom.customIntegration.slug}/x`),
		expect.stringContaining(`/sdk/proxy/custom/${custom.id}/x`),
	]);
});

test('a custom integration that the user has connected is sent the request', async () => {
	const { sandbox } = bench.current;
	const { projectId, users } = sandbox.paragon.connect;
	const { id, customIntegration } = stateOf(sandbox).integrations.find(
		(each: any) => each.projectId === projectId && each.customIntegration,
	);
	sandbox.control.seed('paragon', {
		connect: [{ userId: users.connected, integration: customIntegration.slug }],
	});
	for (const integration of [`custom/${id}`, customIntegration.slug]) {
		const run = await send('POST', '/v1/things?a=b', { integration, body: '{ "c": 1 }' });
		expect(itemsOf(run)).toMatchObject([
			{ json: { method: 'POST', path: '/v1/things?a=b', body: { c: 1 } } },
		]);
	}
});

testRules(bench, [
	['a path of another host', { ...SEND, path: 'https://example.com/x' }, 'Path', /root of the app/],
	['a path without a scheme', { ...SEND, path: '//example.com/x' }, 'Path', /root of the app/],
	['no path', { ...SEND, path: ' ' }, 'Path', /is missing/],
	['no integration', { ...SEND, integration: ' ', path: '/x' }, 'Integration', /is missing/],
	[
		'a body that is none',
		{ ...SEND, method: 'POST', path: '/x', body: '{' },
		'Body (JSON)',
		/JSON/,
	],
]);

describe('an answer of a good status is handed on, whatever it holds', () => {
	test.each([
		['POST', 201, '', { output: null }],
		['POST', 202, '', { output: null }],
		['GET', 200, 'id;name\n1;one', { output: 'id;name\n1;one' }],
	])('%s answered %i with %j', async (method, status, body, json) => {
		const path = '/rest/api/3/issueLink';
		const fault = { method, path: `/projects/:projectId/sdk/proxy/jira${path}`, times: 1 };
		bench.current.sandbox.control.addFault({ ...fault, kind: 'status', status, body });
		const out = itemsOf(await send(method, path, method === 'GET' ? {} : { body: '{"a":1}' }));
		expect(out.map((item) => item.json)).toEqual([json]);
		expect(bench.current.calls(method)).toHaveLength(1);
	});
});
