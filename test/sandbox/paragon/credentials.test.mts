import { useSandbox } from '../support/sandbox.mts';
import { complaints, jiraCredential, recordOf, zeusOf, type Zeus } from './support/zeus.mts';

const sandbox = useSandbox();
let zeus: Zeus;
let path: string;

beforeEach(async () => {
	zeus = await zeusOf(sandbox.current);
	path = `/projects/${sandbox.current.paragon.projectId}/credentials`;
});

const put = async (changes?: Record<string, unknown>) =>
	await zeus('PUT', `${path}/oauth`, jiraCredential(sandbox.current, changes));
const behave = (changes: Record<string, unknown>) =>
	sandbox.current.control.setBehaviour('paragon', changes);

test('PUT answers the credential without its values, the list shows the same', async () => {
	const { projectId, integrations } = sandbox.current.paragon;
	const { status, body } = await put();
	expect(status).toBe(200);
	expect(body).toEqual({
		id: expect.any(String),
		dateCreated: expect.any(String),
		dateUpdated: expect.any(String),
		name: 'user@example.com',
		projectId,
		integrationId: integrations.jira,
		provider: 'jira',
		scheme: 'oauth_app',
		onboardingOnly: false,
		status: 'VALID',
		dateRefreshed: expect.any(String),
		dateValidUntil: expect.any(String),
	});
	const list = await zeus('GET', path);
	expect(list.body).toHaveLength(2);
	expect(list.body).toContainEqual(body);
	expect(JSON.stringify(list.body)).not.toContain('jira-app-secret');
});

test('decrypted: every value as it was sent, and the addresses of the app', async () => {
	const { projectId, integrations } = sandbox.current.paragon;
	const values = {
		...jiraCredential(sandbox.current).values,
		authenticateAsApplication: true,
		retries: 3,
		ratio: 0.5,
		timeout: '30s',
	};
	const { body } = await put({ values });
	expect(await zeus('GET', `${path}/${body.id}/decrypted`)).toMatchObject({
		status: 200,
		body: {
			id: body.id,
			dateCreated: body.dateCreated,
			dateUpdated: body.dateUpdated,
			projectId,
			values: {
				...values,
				authUrl: 'https://auth.atlassian.com/authorize',
				accessTokenUrl: 'https://auth.atlassian.com/oauth/token',
			},
			provider: 'jira',
			integrationId: integrations.jira,
			scheme: 'oauth_app',
			status: 'VALID',
		},
	});
	expect(recordOf(sandbox.current, 'credentials', 'id', body.id).values).toEqual(values);
});

test('PUT takes the place of all values but keeps the ID and the date of creation', async () => {
	const first = await put({
		values: { ...jiraCredential(sandbox.current).values, authenticateAsApplication: true },
	});
	const values = { clientId: 'jira-app', clientSecret: 'rotated' };
	const { status, body } = await put({ values });
	expect([status, body.id, body.dateCreated]).toEqual([200, first.body.id, first.body.dateCreated]);
	const read = await zeus('GET', `${path}/${body.id}/decrypted`);
	expect(read.body.values).toMatchObject(values);
	expect(read.body.values).not.toHaveProperty('authenticateAsApplication');
	expect(read.body.values).not.toHaveProperty('scopes');
	expect((await zeus('GET', path)).body).toHaveLength(2);
});

test('DELETE, then 404 everywhere; a new PUT makes a new one', async () => {
	const { body } = await put();
	expect(await zeus('DELETE', `${path}/${body.id}`)).toMatchObject({ status: 200, body: '' });
	for (const [method, suffix] of [
		['GET', '/decrypted'],
		['DELETE', ''],
	] as const) {
		const gone = await zeus(method, `${path}/${body.id}${suffix}`);
		expect(gone).toMatchObject({
			status: 404,
			body: { message: 'Unable to find credential.', meta: { credentialId: body.id } },
		});
	}
	expect((await put()).body.id).not.toBe(body.id);
});

test('calls that the vendor does not have', async () => {
	const { body } = await put();
	for (const [method, where] of [
		['POST', path],
		['PATCH', `${path}/${body.id}`],
		['GET', `${path}/${body.id}`],
		['PUT', `${path}/${body.id}`],
	] as const) {
		const { status, body: refusal } = await zeus(method, where);
		expect([status, refusal.message]).toEqual([404, `Cannot ${method} ${where}`]);
	}
});

test.each<[string, Record<string, unknown>, string[]]>([
	['no name', { name: undefined }, ['name should not be empty', 'name must be a string']],
	['no values', { values: undefined }, ['values must be an object']],
	['values as a list', { values: [] }, ['values must be an object']],
	[
		'values without keys',
		{ values: { scopes: 'a' } },
		['clientId must be a string', 'clientSecret must be a string'],
	],
	[
		'a secret of digits that became a number',
		{ values: { clientId: 'x', clientSecret: 12, scopes: '' } },
		['clientSecret must be a string'],
	],
	[
		'scopes as a list',
		{ values: { clientId: 'x', clientSecret: 'y', scopes: ['a'] } },
		['scopes must be a string'],
	],
	[
		'a blank ID and secret',
		{ values: { clientId: '', clientSecret: ' ', scopes: 'a' } },
		['clientId should not be empty', 'clientSecret should not be empty'],
	],
	[
		'no provider',
		{ provider: undefined },
		['provider should not be empty', 'provider must be a string'],
	],
	[
		'an unknown scheme',
		{ scheme: 'magic' },
		[expect.stringMatching(/^scheme must be one of the following values: basic, oauth, /)],
	],
	['an integration that is no UUID', { integrationId: 'jira' }, ['integrationId must be a UUID']],
])('%s: 400', async (_case, changes, expected) => {
	const { status, body } = await put(changes);
	expect(status).toBe(400);
	expect(complaints(body)).toEqual(expected);
	expect(body).toMatchObject({ status: 400, code: expect.stringMatching(/^\d+$/), meta: {} });
	expect((await zeus('GET', path)).body).toHaveLength(1);
});

test('what is wrong inside values is told inside', async () => {
	const { body } = await put({ values: { clientId: 'x' } });
	expect(body.message).toEqual([
		{
			children: [{ constraints: { isString: 'clientSecret must be a string' }, children: [] }],
		},
	]);
});

test('another scheme, another provider, an integration that is not there', async () => {
	const { projectId } = sandbox.current.paragon;
	expect((await put({ scheme: 'service_account' })).body.message).toBe(
		'Only oauth_app credentials are supported.',
	);
	expect(await put({ provider: 'slack' })).toMatchObject({
		status: 400,
		body: { meta: { provider: 'slack', type: 'jira' } },
	});
	const integrationId = projectId;
	expect(await put({ integrationId })).toMatchObject({
		status: 404,
		body: { message: 'Unable to find integration.', meta: { integrationId } },
	});
});

test('an integration of another project is not there', async () => {
	const { integrations, projects } = sandbox.current.control.state('paragon');
	const staging = projects.find(({ title }: { title: string }) => title === 'Staging');
	const foreign = integrations.find(
		({ projectId, type }: { projectId: string; type: string }) =>
			projectId === staging.id && type === 'jira',
	);
	expect((await put({ integrationId: foreign.id })).status).toBe(404);
	const own = await put();
	const elsewhere = `/projects/${staging.id}/credentials/${own.body.id}`;
	expect((await zeus('GET', `${elsewhere}/decrypted`)).status).toBe(404);
	expect((await zeus('DELETE', elsewhere)).status).toBe(404);
	expect((await zeus('GET', `${path}/${own.body.id}/decrypted`)).status).toBe(200);
});

test('custom integrations: only those that sign in by OAuth', async () => {
	const { customOAuth, customBasic, customClientCredentials } =
		sandbox.current.paragon.integrations;
	const custom = {
		provider: 'custom',
		values: { clientId: 'id', clientSecret: 'secret', scopes: '' },
	};
	const { body } = await put({ ...custom, integrationId: customOAuth });
	const read = await zeus('GET', `${path}/${body.id}/decrypted`);
	expect(read.body).toMatchObject({
		provider: 'custom',
		values: { ...custom.values, authUrl: 'https://wiremock.example/authorize' },
	});
	for (const [integrationId, authenticationType] of [
		[customBasic, 'basic'],
		[customClientCredentials, 'oauth_client_credential'],
	]) {
		expect(await put({ ...custom, integrationId })).toMatchObject({
			status: 400,
			body: {
				message: 'Integration does not support OAuth app credentials.',
				meta: { integrationId, authenticationType },
			},
		});
	}
});

test('a native app without OAuth, and an API resource', async () => {
	const { integrations } = sandbox.current.control.seed('paragon', {
		integrations: [{ type: 'twilio' }],
	});
	const twilio = { provider: 'twilio', integrationId: integrations[0].id as string };
	const resource = {
		provider: 'resource',
		integrationId: recordOf(sandbox.current, 'integrations', 'type', 'resource').id as string,
	};
	for (const changes of [twilio, resource]) expect((await put(changes)).status).toBe(400);
	behave({ nonOAuthNative: 'accepted' });
	for (const changes of [twilio, resource]) expect((await put(changes)).status).toBe(200);
});

test('switches of what PUT takes', async () => {
	const blank = { values: { clientId: '', clientSecret: '', scopes: 'a' } };
	const { customOAuth } = sandbox.current.paragon.integrations;
	const custom = { provider: 'custom', integrationId: customOAuth };
	const without = { values: { clientId: 'a', clientSecret: 'b', scopes: '' } };

	behave({ blankClientKeys: 'accepted' });
	expect((await put(blank)).status).toBe(200);
	expect((await put({ ...blank, ...custom })).status).toBe(400);
	behave({ providerMismatch: 'accepted' });
	expect((await put({ provider: 'other' })).body.provider).toBe('other');
	expect((await put(without)).status).toBe(200);
	behave({ nativeWithoutScopes: 'refused' });
	expect((await put(without)).body.message).toMatch(/^Scopes are required/);
	expect((await put({ ...without, ...custom })).status).toBe(200);
	expect((await put(custom)).status).toBe(200);
	behave({ customScopes: 'refused' });
	expect((await put(custom)).body.message).toMatch(/^Scopes of a custom integration/);
	expect((await put({ extra: 1 })).status).toBe(200);
	behave({ unknownMembers: 'refused' });
	expect(complaints((await put({ extra: 1 })).body)).toEqual(['property extra should not exist']);
	expect((await put()).status).toBe(200);
});

test('switches of what PUT and DELETE answer', async () => {
	behave({ createdCredentialStatus: 201, credentialIdOnPut: 'new', credentialStatus: 'PENDING' });
	const first = await put();
	expect([first.status, first.body.status]).toEqual([201, 'PENDING']);
	const second = await put();
	expect(second.status).toBe(200);
	expect(second.body.id).not.toBe(first.body.id);
	expect((await zeus('GET', `${path}/${first.body.id}/decrypted`)).status).toBe(404);
	expect((await zeus('GET', path)).body).toHaveLength(2);
	behave({ deleteBody: 'object' });
	expect(await zeus('DELETE', `${path}/${second.body.id}`)).toMatchObject({
		status: 200,
		body: {},
	});
});

test('switches of what decrypted values hold', async () => {
	const { body } = await put({ values: { clientId: 'a', clientSecret: 'b', scopes: '' } });
	const values = async () => (await zeus('GET', `${path}/${body.id}/decrypted`)).body.values;
	expect(Object.keys(await values()).sort()).toEqual([
		...['accessTokenUrl', 'authUrl', 'clientId', 'clientSecret', 'scopes'],
	]);
	behave({ oauthUrls: 'omitted', emptyScopes: 'omitted' });
	expect(await values()).toEqual({ clientId: 'a', clientSecret: 'b' });
});

test('connected users stay, unless the switch says that a new client ID drops them', async () => {
	const hubspot = recordOf(sandbox.current, 'integrations', 'type', 'hubspot');
	const users = async () =>
		(await zeus('GET', `/projects/${hubspot.projectId}/integrations/${hubspot.id}`)).body
			.connectedUserCount as number;
	const changes = { provider: 'hubspot', integrationId: hubspot.id as string };
	await put(changes);
	expect(await users()).toBe(12);
	behave({ usersOnNewClientId: 'dropped' });
	await put(changes);
	expect(await users()).toBe(12);
	const values = { ...jiraCredential(sandbox.current).values, clientId: 'another' };
	await put({ ...changes, values });
	expect(await users()).toBe(0);
});
