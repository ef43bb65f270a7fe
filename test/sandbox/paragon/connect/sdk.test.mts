import { useSandbox } from '../../support/sandbox.mts';
import { hostsOf } from './support/connect.mts';

const sandbox = useSandbox();

const state = () => sandbox.current.control.state('paragon');
const jiraOf = (body: { integrations: Record<string, any> }) => body.integrations.jira;

test('a connected user, one of little, one of nothing', async () => {
	const { connected, second, unconnected } = sandbox.current.paragon.connect.users;
	const of = async (user: string) =>
		(await hostsOf(sandbox.current, user).api('GET', '/sdk/me')).body;
	const first = await of(connected);
	expect(first).toMatchObject({
		authenticated: true,
		userId: 'user-1',
		integrations: {
			jira: {
				enabled: true,
				credentialStatus: 'VALID',
				providerId: sandbox.current.jira.accountId,
				allCredentials: [{ status: 'VALID', configurations: [] }],
			},
			slack: { enabled: true },
			hubspot: { enabled: false, allCredentials: [] },
			'custom.wiremock': { enabled: false },
		},
	});
	expect(jiraOf(first).credentialId).toBe(jiraOf(first).allCredentials[0].id);
	expect(await of(second)).toMatchObject({
		integrations: { jira: { enabled: true }, slack: { enabled: false } },
	});
	expect(jiraOf(await of(unconnected))).toEqual({
		enabled: false,
		configuredWorkflows: {},
		allCredentials: [],
		allConfigurations: [],
	});
});

test('a user who comes for the first time is made', async () => {
	const { api } = hostsOf(sandbox.current, 'new-user');
	expect((await api('GET', '/sdk/me')).body).toMatchObject({ userId: 'new-user', meta: {} });
	const meta = { Name: 'New', plan: 3 };
	expect((await api('PATCH', '/sdk/me', { meta })).body.meta).toEqual(meta);
	expect((await api('PATCH', '/sdk/me', { meta: 'x' })).status).toBe(400);
	const users = state().connectUsers.filter(
		({ userId }: { userId: string }) => userId === 'new-user',
	);
	expect(users).toHaveLength(1);
});

test('metadata and integrations', async () => {
	const { api } = hostsOf(sandbox.current);
	const { body: metadata } = await api('GET', '/sdk/metadata');
	expect(metadata).toContainEqual({
		type: 'jira',
		name: 'Jira',
		brandColor: '#2684FF',
		icon: expect.any(String),
	});
	const { body: integrations } = await api('GET', '/sdk/integrations');
	expect(integrations).toEqual(expect.any(Array));
	const custom = integrations.find(({ type }: { type: string }) => type === 'custom.wiremock');
	expect(custom).toMatchObject({ customIntegrationId: expect.any(String), name: 'WireMock' });
	const jira = integrations.find(({ type }: { type: string }) => type === 'jira');
	expect(jira).toMatchObject({ connectedUserCount: 2, isActive: true });
});

test('accounts: read, and their configuration replaced as a whole', async () => {
	const { api } = hostsOf(sandbox.current);
	const { body: all } = await api('GET', '/sdk/credentials');
	expect(all).toHaveLength(2);
	const path = `/sdk/credentials/${all[0].id}`;
	expect((await api('GET', path)).body).toEqual(all[0]);
	expect(JSON.stringify(all)).not.toContain('scopes');
	const { body: jira } = await api('GET', '/sdk/credentials?integration=jira');
	expect(jira).toMatchObject({ type: 'jira', credentials: [{ id: all[0].id }] });
	const config = { sharedSettings: { a: 1 } };
	expect((await api('PATCH', path, { config })).body.config).toEqual(config);
	const { api: other } = hostsOf(sandbox.current, 'user-2');
	expect((await other('GET', path)).status).toBe(404);
});

test('disconnecting ends the account, and what was subscribed to on it', async () => {
	const { api, actionkit, proxy } = hostsOf(sandbox.current);
	const { body: me } = await api('GET', '/sdk/me');
	const subscription = { integration: 'jira', type: 'JIRA_TRIGGER_ISSUE_UPDATED', parameters: {} };
	await actionkit('POST', '/trigger-subscriptions', subscription);
	const { integrationId } = jiraOf(me).allCredentials[0];
	const path = `/sdk/integrations/${integrationId}`;
	const wrong = await api('DELETE', path, undefined, { 'x-paragon-credential': 'other' });
	expect(wrong.status).toBe(404);
	expect((await api('DELETE', path)).status).toBe(200);
	expect(jiraOf((await api('GET', '/sdk/me')).body).enabled).toBe(false);
	expect(state().subscriptions).toEqual([]);
	const refused = await proxy('GET', '/sdk/proxy/jira/rest/api/3/myself');
	expect([refused.status, refused.body.message]).toEqual([
		404,
		'Integration not enabled for user.',
	]);
	expect((await api('DELETE', path)).status).toBe(404);
	expect((await api('DELETE', '/sdk/integrations/none')).status).toBe(404);
});

test('an account that stopped working is INVALID and not enabled', async () => {
	sandbox.current.control.seed('paragon', {
		accounts: [{ userId: 'user-1', integration: 'jira', status: 'INVALID' }],
	});
	const { api, actionkit } = hostsOf(sandbox.current);
	expect(jiraOf((await api('GET', '/sdk/me')).body)).toMatchObject({
		enabled: false,
		credentialStatus: 'INVALID',
	});
	const { body } = await actionkit('GET', '/tools');
	expect(Object.keys(body.tools)).toEqual(['slack']);
	expect(body.errors).toEqual([{ type: 'jira', message: 'Integration not enabled for user.' }]);
});

test('control: connects and disconnects, users and accounts', async () => {
	const { control } = sandbox.current;
	control.seed('paragon', {
		connectUsers: [{ userId: 'seeded', meta: { a: 1 } }],
		connect: [{ userId: 'seeded', integration: 'slack', scopes: ['chat:write'] }],
		disconnect: [{ userId: 'user-2', integration: 'jira' }],
	});
	const of = async (user: string) =>
		(await hostsOf(sandbox.current, user).api('GET', '/sdk/me')).body;
	expect(await of('seeded')).toMatchObject({
		meta: { a: 1 },
		integrations: { slack: { enabled: true } },
	});
	expect(jiraOf(await of('user-2')).enabled).toBe(false);
	expect(() => control.seed('paragon', { lost: ['none'] })).toThrow(RangeError);
	control.reset();
	expect(jiraOf(await of('user-2')).enabled).toBe(true);
	expect(state().connectUsers).toHaveLength(3);
});
