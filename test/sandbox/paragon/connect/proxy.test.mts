import { useSandbox } from '../../support/sandbox.mts';
import { hostsOf, type Host } from './support/connect.mts';

const sandbox = useSandbox();
let proxy: Host;

beforeEach(() => {
	({ proxy } = hostsOf(sandbox.current));
});

const behave = (changes: Record<string, unknown>) =>
	sandbox.current.control.setBehaviour('paragon', changes);
const JIRA = '/sdk/proxy/jira';
/** The vendor's own example. */
const ISSUE = {
	fields: {
		summary: 'Main order flow broken',
		issuetype: { id: '10003' },
		project: { id: '10000' },
	},
};

test('the documented example creates an issue', async () => {
	const made = await proxy('POST', `${JIRA}/rest/api/3/issue`, ISSUE);
	expect([made.status, made.body.key]).toEqual([201, 'ED-3']);
	const read = await proxy('GET', `${JIRA}/rest/api/3/issue/ED-3?fields=summary,creator`);
	expect(read.body.fields).toMatchObject({
		summary: 'Main order flow broken',
		creator: { accountId: sandbox.current.jira.accountId },
	});
	const changed = await proxy('PUT', `${JIRA}/rest/api/3/issue/ED-3`, {
		fields: { labels: ['x'] },
	});
	expect([changed.status, changed.body]).toEqual([204, '']);
	expect((await proxy('DELETE', `${JIRA}/rest/api/3/issue/ED-3`)).status).toBe(204);
	const [call] = sandbox.current.control.journal({ vendor: 'jira' });
	expect(call).toMatchObject({ method: 'POST', clientId: 'paragon', status: 201 });
});

test('the reply wrapped in output, by the switch', async () => {
	behave({ proxyReply: 'wrapped' });
	const made = await proxy('POST', `${JIRA}/rest/api/3/issue`, ISSUE);
	expect([made.status, made.body]).toEqual([
		201,
		{ output: expect.objectContaining({ key: 'ED-3' }) },
	]);
	const changed = await proxy('PUT', `${JIRA}/rest/api/3/issue/ED-3`, { fields: { labels: [] } });
	expect([changed.status, changed.body]).toEqual([200, { output: '' }]);
	const raw = await proxy('GET', `${JIRA}/rest/api/3/issue/ED-3`, undefined, {
		'x-paragon-use-raw-response': '1',
	});
	expect(raw.body).toMatchObject({ key: 'ED-3' });
	const summary = { fields: { summary: 'Raw' } };
	const changedRaw = await proxy('PUT', `${JIRA}/rest/api/3/issue/ED-3`, summary, {
		'x-paragon-use-raw-response': 'true',
	});
	expect([changedRaw.status, changedRaw.body]).toEqual([204, '']);
	const missing = await proxy('GET', `${JIRA}/rest/api/3/issue/NO-1`);
	expect([missing.status, Object.keys(missing.body)]).toEqual([404, ['errorMessages', 'errors']]);
});

test.each([
	['rest/api/3/issue/ED-1'],
	['/rest/api/3/issue/ED-1?fields=summary'],
	['https://acme.atlassian.net/rest/api/3/issue/ED-1'],
	['https://api.atlassian.com/ex/jira/11111111-2222/rest/api/3/issue/ED-1?fields=summary'],
])('the target in X-Paragon-Proxy-Url: %s', async (target) => {
	const { status, body } = await proxy('GET', JIRA, undefined, { 'x-paragon-proxy-url': target });
	expect([status, body.key]).toEqual([200, 'ED-1']);
});

test('without a target: 400', async () => {
	for (const path of [JIRA, `${JIRA}/`]) expect((await proxy('GET', path)).status).toBe(400);
	const headers = { 'x-paragon-proxy-url': 'https://' };
	expect((await proxy('GET', JIRA, undefined, headers)).status).toBe(400);
});

test('custom integrations by ID and by name', async () => {
	const { control, paragon } = sandbox.current;
	control.seed('paragon', { connect: [{ userId: 'user-1', integration: 'custom.wiremock' }] });
	const found = control
		.state('paragon')
		.integrations.find(
			(each: { projectId: string; customIntegration?: { slug: string } }) =>
				each.projectId === paragon.connect.projectId &&
				each.customIntegration?.slug === 'custom.wiremock',
		);
	for (const form of [`custom/${found.id}`, 'custom.wiremock']) {
		const { body } = await proxy('POST', `/sdk/proxy/${form}/v1/things%2Fa?x=1`, { a: [1] });
		expect(body).toMatchObject({ method: 'POST', path: '/v1/things%2Fa?x=1', body: { a: [1] } });
	}
	expect((await proxy('GET', '/sdk/proxy/custom/none/x')).status).toBe(404);
});

test('errors of the provider come as they are, or described by the switch', async () => {
	const wrong = { fields: { ...ISSUE.fields, summary: '' } };
	const passed = await proxy('POST', `${JIRA}/rest/api/3/issue`, wrong);
	expect([passed.status, passed.body]).toEqual([
		400,
		{ errorMessages: [], errors: { summary: expect.stringContaining('summary') } },
	]);
	behave({ proxyErrors: 'described' });
	const described = await proxy('POST', `${JIRA}/rest/api/3/issue`, wrong);
	expect([described.status, described.body]).toEqual([
		400,
		{
			message: 'You must specify a summary of the issue.',
			code: expect.any(String),
			status: 400,
			meta: { isIntegrationError: true, headers: expect.any(Object), response: expect.any(String) },
		},
	]);
});

test('the old search of the documented sample says that it is gone', async () => {
	const { status, body } = await proxy('GET', `${JIRA}/rest/api/3/search`);
	expect([status, body.errorMessages[0]]).toEqual([410, expect.stringContaining('search/jql')]);
});

test("the provider's limits pass through; one that is gone is told", async () => {
	const { control } = sandbox.current;
	control.addFault({
		vendor: 'jira',
		kind: 'status',
		status: 429,
		headers: { 'retry-after': '7' },
	});
	const limited = await proxy('GET', `${JIRA}/rest/api/3/myself`);
	expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
	control.addFault({ vendor: 'jira', kind: 'cutBefore' });
	const gone = await proxy('GET', `${JIRA}/rest/api/3/myself`);
	expect([gone.status, gone.body.meta]).toEqual([502, { isIntegrationError: true }]);
});

test.each([400, 401, 403, 404])('who has not connected is told so: %d', async (status) => {
	behave({ notConnectedStatus: status });
	const { proxy: other } = hostsOf(sandbox.current, 'user-3');
	const refused = await other('GET', `${JIRA}/rest/api/3/myself`);
	const { projectId } = sandbox.current.paragon.connect;
	expect([refused.status, refused.body]).toEqual([
		status,
		{
			message: 'Integration not enabled for user.',
			code: expect.stringMatching(/^\d+$/),
			status,
			meta: {
				personaId: expect.any(String),
				projectId,
				integrationId: expect.any(String),
				endUserId: 'user-3',
			},
		},
	]);
	expect((await other('GET', '/sdk/proxy/nothing/x')).status).toBe(404);
});

test('an account that stopped working, and an integration that is off, count as none', async () => {
	const { control } = sandbox.current;
	const account = { userId: 'user-1', integration: 'jira' };
	const status = async () => (await proxy('GET', `${JIRA}/rest/api/3/myself`)).status;
	control.seed('paragon', { accounts: [{ ...account, status: 'INVALID' }] });
	expect(await status()).toBe(404);
	control.seed('paragon', { accounts: [{ ...account, status: 'VALID' }] });
	expect(await status()).toBe(200);
	const { projectId } = sandbox.current.paragon.connect;
	const jira = control
		.state('paragon')
		.integrations.find((each: any) => each.projectId === projectId && each.type === 'jira');
	jira.isActive = false;
	expect(await status()).toBe(404);
});

test('X-Paragon-Credential picks one of several accounts', async () => {
	const { control, jira } = sandbox.current;
	const other = control.state('jira').users[2];
	const { connectCredentials } = control.seed('paragon', {
		connect: [
			{
				userId: 'user-1',
				integration: 'jira',
				providerId: other.accountId,
				scopes: ['read:jira-user'],
			},
		],
	}) as { connectCredentials: Array<{ id: string }> };
	const as = async (headers = {}) =>
		(await proxy('GET', `${JIRA}/rest/api/3/myself`, undefined, headers)).body.accountId as string;
	expect(await as()).toBe(jira.accountId);
	expect(await as({ 'x-paragon-credential': connectCredentials[0]!.id })).toBe(other.accountId);
	const wrong = await proxy('GET', `${JIRA}/x`, undefined, { 'x-paragon-credential': 'x' });
	expect(wrong.status).toBe(404);
});

test('an account can do only what it was granted', async () => {
	const { proxy: second } = hostsOf(sandbox.current, 'user-2');
	const body = { name: 'New', key: 'NEW', leadAccountId: sandbox.current.jira.accountId };
	const refused = await second('POST', `${JIRA}/rest/api/3/project`, body);
	expect([refused.status, refused.body.message]).toEqual([401, expect.stringContaining('scope')]);
});

test('an access token that ran out is refreshed', async () => {
	await proxy('GET', `${JIRA}/rest/api/3/myself`);
	sandbox.current.control.expireTokens('jira');
	expect((await proxy('GET', `${JIRA}/rest/api/3/myself`)).status).toBe(200);
});

test('any other integration: Slack', async () => {
	const sent = await proxy('POST', '/sdk/proxy/slack/chat.postMessage', {
		channel: '#incidents',
		text: 'Hello',
	});
	expect(sent.body).toMatchObject({ ok: true, channel: 'C0000000002' });
	const wrong = await proxy('POST', '/sdk/proxy/slack/chat.postMessage', {
		channel: 'x',
		text: 'y',
	});
	expect([wrong.status, wrong.body]).toEqual([200, { ok: false, error: 'channel_not_found' }]);
	expect(sandbox.current.control.state('paragon').slackMessages).toMatchObject([{ text: 'Hello' }]);
});
