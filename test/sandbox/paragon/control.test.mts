import { PortTakenError, startSandbox } from '../index.mts';
import { control } from '../support/http.mts';
import { useSandbox } from '../support/sandbox.mts';
import { jiraCredential, zeusOf, zeusWith } from './support/zeus.mts';

const sandbox = useSandbox();

test('the handle names the records of the first project', () => {
	const { paragon, control: direct } = sandbox.current;
	const { integrations, projects } = direct.state('paragon');
	const [project] = projects.filter(({ id }: { id: string }) => id === paragon.projectId);
	expect(project).toMatchObject({ title: 'Development', isConnectProject: true });
	const kinds = Object.entries(paragon.integrations).map(([name, id]) => {
		const found = integrations.find((integration: { id: string }) => integration.id === id);
		expect(found.projectId).toBe(paragon.projectId);
		return [name, found.customIntegration?.authenticationType ?? found.type];
	});
	expect(Object.fromEntries(kinds)).toEqual({
		jira: 'jira',
		slack: 'slack',
		customOAuth: 'oauth',
		customBasic: 'basic',
		customClientCredentials: 'oauth_client_credential',
	});
});

test('seeds: records as they are given, and as many as a number says', async () => {
	const seeded = await control(sandbox.current, 'POST', '/seed/paragon', {
		organizations: [{ name: 'Third' }],
		users: [{ email: 'new@sandbox.example', password: 'known', role: 'MEMBER' }],
		projects: 200,
		integrations: [{ type: 'asana' }, { custom: { name: 'My App', authenticationType: 'basic' } }],
		credentials: 3,
		teams: 1,
	});
	expect(seeded.status).toBe(200);
	expect(seeded.body.users).toMatchObject([{ email: 'new@sandbox.example', password: 'known' }]);
	expect(seeded.body.integrations).toMatchObject([{ type: 'asana' }, { type: 'custom' }]);
	expect(seeded.body.credentials).toHaveLength(3);
	const login = seeded.body.users[0] as { email: string; password: string };
	const zeus = await zeusOf(sandbox.current, login);
	expect((await zeus('GET', '/organizations')).body).toHaveLength(3);
	expect((await zeus('GET', '/teams')).body).toHaveLength(4 + 200 + 1);
	const [, custom] = seeded.body.integrations;
	const path = `/projects/${custom.projectId}/integrations/${custom.id}`;
	expect((await zeus('GET', path)).body.customIntegration).toMatchObject({
		name: 'My App',
		slug: 'custom.myapp',
		authenticationType: 'basic',
	});
	const [{ id, projectId }] = seeded.body.credentials;
	const read = await zeus('GET', `/projects/${projectId}/credentials/${id}/decrypted`);
	expect(read.body.values).toMatchObject({ clientId: expect.any(String), scopes: '' });

	const lost = { credentials: [{ integrationId: 'none' }] };
	expect((await control(sandbox.current, 'POST', '/seed/paragon', lost)).status).toBe(400);
});

test('a new organization is seen by those who are there already', async () => {
	sandbox.current.control.seed('paragon', { organizations: 2 });
	const zeus = await zeusOf(sandbox.current);
	expect((await zeus('GET', '/organizations')).body).toHaveLength(4);
});

test('reset: everything as at the start, IDs and passwords as they were', async () => {
	const { projectId, integrations, admin } = sandbox.current.paragon;
	const before = await control(sandbox.current, 'GET', '/state/paragon');
	const zeus = await zeusOf(sandbox.current);
	const put = `/projects/${projectId}/credentials/oauth`;
	await zeus('PUT', put, jiraCredential(sandbox.current));
	await control(sandbox.current, 'POST', '/seed/paragon', { integrations: 5 });
	await control(sandbox.current, 'PUT', '/behaviour/paragon', { loginStatus: 200 });
	await control(sandbox.current, 'POST', '/reset');
	const after = await control(sandbox.current, 'GET', '/state/paragon');
	for (const kind of [
		'users',
		'organizations',
		'teams',
		'projects',
		'integrations',
		'credentials',
	]) {
		const ids = (records: Array<{ id: string }>) => records.map(({ id }) => id);
		expect(ids(after.body[kind])).toEqual(ids(before.body[kind]));
	}
	expect(after.body.credentials[0].values).toEqual(before.body.credentials[0].values);
	expect(after.body.sessions).toEqual([]);
	const behaviour = await control(sandbox.current, 'PUT', '/behaviour/paragon', {});
	expect(behaviour.body.loginStatus).toBe(201);
	const again = await zeusOf(sandbox.current, admin);
	const jira = `/projects/${projectId}/integrations/${integrations.jira}`;
	expect((await again('GET', jira)).status).toBe(200);
});

test.each([
	{ gravity: 1 },
	{ loginStatus: 204 },
	{ sessionSeconds: -1 },
	{ teamsShape: 'tree' },
	{ retryAfter: 'yes' },
])('the behaviour %j is refused', async (changes) => {
	const answer = await control(sandbox.current, 'PUT', '/behaviour/paragon', changes);
	expect([answer.status, answer.body]).toEqual([400, { error: expect.any(String) }]);
});

test('the journal tells every call and no secret', async () => {
	const { paragon, control: direct } = sandbox.current;
	const { projectId, admin } = paragon;
	const zeus = await zeusOf(sandbox.current);
	const project = `/projects/${projectId}`;
	const made = await zeus(
		'PUT',
		`${project}/credentials/oauth`,
		jiraCredential(sandbox.current, {
			values: {
				clientId: 'jira-app',
				clientSecret: 'hush-secret',
				scopes: 'a',
				apiKey: 'hush-key',
			},
		}),
	);
	await zeus('PUT', `${project}/credentials/oauth`, {
		...jiraCredential(sandbox.current),
		values: { clientId: 'jira-app', clientSecret: 60_212_055 },
	});
	await zeus('GET', `${project}/credentials/${made.body.id}/decrypted`);
	await zeus('POST', `${project}/secrets`, { key: 'API', value: 'hush-value' });
	const { body: key } = await zeus('POST', `${project}/keys`, { projectId });
	await zeusWith(sandbox.current)('POST', '/auth/login/cli', {
		username: admin.email,
		password: admin.password,
		profile: 'ci',
	});
	const [{ token }] = direct.state('paragon').sessions;
	const journal = direct.journal({ vendor: 'paragon', server: 'zeus' });
	expect(journal.map(({ method, status }) => [method, status])).toEqual([
		['POST', 201],
		['PUT', 200],
		['PUT', 400],
		['GET', 200],
		['POST', 201],
		['POST', 201],
		['POST', 201],
	]);
	expect(journal[0]?.requestBody).toEqual({ username: admin.email, password: '••••' });
	expect(journal[1]?.requestBody).toMatchObject({
		values: { clientId: 'jira-app', clientSecret: '••••', scopes: 'a', apiKey: '••••' },
	});
	expect(journal[4]?.requestBody).toEqual({ key: 'API', value: '••••' });
	const { id } = direct.state('paragon').users[0];
	expect(journal.slice(1, 6).every(({ clientId }) => clientId === id)).toBe(true);
	const text = JSON.stringify(journal);
	for (const secret of ['hush', '60212055', admin.password, token, key.privateKey.slice(30, 60)]) {
		expect(text).not.toContain(secret);
	}
});

test('a taken port is named', async () => {
	const port = Number(new URL(sandbox.current.controlUrl).port);
	const start = startSandbox({ ports: { paragonZeus: port } });
	await expect(start).rejects.toThrow(PortTakenError);
	await expect(start).rejects.toThrow('the Paragon management API server');
});
