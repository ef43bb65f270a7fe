import { setTimeout as sleep } from 'node:timers/promises';
import { apiOf, requestToken } from './support/http.mts';
import { codeClient, employeeClient, idOf, useSandbox } from './support/sandbox.mts';
import { refusal, signIn, type Sdk } from './support/sdk.mts';

const sandbox = useSandbox();
let sdk: Sdk;

beforeEach(async () => {
	sdk = await signIn(sandbox.current);
});

test('a client is created with defaults and a secret that only this answer shows', async () => {
	const body = { ...employeeClient(sandbox.current), description: 'used at night' };
	const created = await sdk.oauth.postOauthClients(body);
	expect(created).toMatchObject({
		...body,
		accessTokenValiditySeconds: 86_400,
		state: 'active',
		scope: [],
		registeredRedirectUri: [],
		selfUri: `/api/v2/oauth/clients/${created.id}`,
		createdBy: { id: sandbox.current.genesysCloud.admin.clientId },
	});
	expect(created.secret).toMatch(/^[\w-]{43}$/);
	expect(created.dateCreated).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

	const read = await sdk.oauth.getOauthClient(created.id!);
	expect(read).not.toHaveProperty('secret');
	expect({ ...read, secret: created.secret }).toEqual(created);
});

test('the list has every client in one page, without secrets', async () => {
	sandbox.current.control.seed('genesysCloud', { clients: 60 });
	const list = await sdk.oauth.getOauthClients();
	expect(list).toMatchObject({ total: 67, pageCount: 1, pageNumber: 1 });
	expect(list.entities).toHaveLength(67);
	expect(list.entities!.filter((client) => 'secret' in client)).toEqual([]);
});

test('PUT replaces the whole client, grant type and state too', async () => {
	const created = await sdk.oauth.postOauthClients({
		...employeeClient(sandbox.current),
		description: 'first',
		accessTokenValiditySeconds: 300,
	});
	await sleep(5);
	const inactive = await sdk.oauth.putOauthClient(created.id!, {
		...employeeClient(sandbox.current, 'Second'),
		accessTokenValiditySeconds: 172_800,
		state: 'inactive',
	});
	expect(inactive).toMatchObject({
		name: 'Second',
		state: 'inactive',
		accessTokenValiditySeconds: 172_800,
		dateCreated: created.dateCreated,
	});
	expect(inactive).not.toHaveProperty('description');
	expect(inactive).not.toHaveProperty('secret');
	expect(Date.parse(inactive.dateModified!)).toBeGreaterThan(Date.parse(created.dateModified!));

	const changed = await sdk.oauth.putOauthClient(created.id!, codeClient());
	expect(changed).toMatchObject({
		authorizedGrantType: 'CODE',
		state: 'active',
		scope: ['oauth'],
		roleDivisions: [],
		accessTokenValiditySeconds: 86_400,
	});
	expect(await sdk.oauth.getOauthClient(created.id!)).toEqual(changed);
});

test('a regenerated secret replaces the old one at once; tokens of before live on', async () => {
	const { id, secret } = await sdk.oauth.postOauthClients(employeeClient(sandbox.current));
	const before = await apiOf(sandbox.current, { clientId: id!, clientSecret: secret! });
	const renewed = await sdk.oauth.postOauthClientSecret(id!);
	expect(renewed.secret).toMatch(/^[\w-]{43}$/);
	expect(renewed.secret).not.toBe(secret);

	const old = await requestToken(sandbox.current, { clientId: id!, clientSecret: secret! });
	expect(old).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
	const fresh = await requestToken(sandbox.current, {
		clientId: id!,
		clientSecret: renewed.secret!,
	});
	expect(fresh.status).toBe(200);
	expect((await before('GET', '/api/v2/tokens/me')).status).toBe(200);
});

test('only inactive clients can be deleted, and they go after the lag', async () => {
	sandbox.current.control.setBehaviour('genesysCloud', { deletionLagMs: 500 });
	const body = employeeClient(sandbox.current);
	const { id } = await sdk.oauth.postOauthClients(body);
	expect(await refusal(sdk.oauth.deleteOauthClient(id!))).toEqual({
		status: 400,
		code: 'cannot.delete.client',
	});

	await sdk.oauth.putOauthClient(id!, { ...body, state: 'inactive' });
	await sdk.oauth.deleteOauthClient(id!);
	expect(await sdk.oauth.getOauthClient(id!)).toMatchObject({ id, state: 'inactive' });
	await sleep(510);
	const gone = { status: 404, code: 'client.not.found' };
	expect(await refusal(sdk.oauth.getOauthClient(id!))).toEqual(gone);
	expect(await refusal(sdk.oauth.putOauthClient(id!, body))).toEqual(gone);
	expect(await refusal(sdk.oauth.deleteOauthClient(id!))).toEqual(gone);
	const { entities } = await sdk.oauth.getOauthClients();
	expect(entities!.map((client) => client.id)).not.toContain(id);
});

test('a new client gets into the list after the lag', async () => {
	sandbox.current.control.setBehaviour('genesysCloud', { listLagMs: 500 });
	const { id } = await sdk.oauth.postOauthClients(codeClient());
	const listed = async () =>
		(await sdk.oauth.getOauthClients()).entities!.some((client) => client.id === id);
	expect(await listed()).toBe(false);
	expect(await sdk.oauth.getOauthClient(id!)).toMatchObject({ id });
	await sleep(510);
	expect(await listed()).toBe(true);
});

test('a client may be given all divisions, and given back as it was read', async () => {
	const roleDivisions = [
		{ roleId: idOf(sandbox.current, 'roles', 'admin'), divisionId: '*' },
		{
			roleId: idOf(sandbox.current, 'roles', 'employee'),
			divisionId: idOf(sandbox.current, 'divisions', 'Sales'),
		},
	];
	const created = await sdk.oauth.postOauthClients({
		...employeeClient(sandbox.current),
		roleDivisions,
	});
	expect(created.roleDivisions).toEqual(roleDivisions);
	const read = await sdk.oauth.getOauthClient(created.id!);
	const written = await sdk.oauth.putOauthClient(created.id!, read);
	expect(written).toMatchObject({ roleDivisions, name: created.name });
});

test('usage is counted, queried and summed up', async () => {
	const { clientId } = sandbox.current.genesysCloud.admin;
	await sdk.oauth.getOauthScopes();
	await refusal(sdk.oauth.getOauthClient('6f1c6f2e-0000-4000-8000-000000000000'));
	const now = Date.now();
	const interval = [now - 86_400_000, now + 86_400_000]
		.map((at) => new Date(at).toISOString())
		.join('/');
	const started = await sdk.oauth.postOauthClientUsageQuery(clientId, {
		interval,
		groupBy: ['TemplateUri', 'HttpMethod'],
		metrics: ['Status200', 'Status400', 'Requests'],
	});
	expect(started.resultsUri).toBe(
		`/api/v2/oauth/clients/${clientId}/usage/query/results/${started.executionId}`,
	);
	const running = await sdk.oauth.getOauthClientUsageQueryResult(started.executionId!, clientId);
	expect(running).toMatchObject({ queryStatus: 'Running', results: [] });
	const done = await sdk.oauth.getOauthClientUsageQueryResult(started.executionId!, clientId);
	expect(done.queryStatus).toBe('Complete');
	expect(done.results).toContainEqual({
		templateUri: 'api/v2/oauth/clients/{clientId}',
		httpMethod: 'GET',
		status200: 0,
		status400: 1,
		requests: 1,
	});

	const summary = await sdk.oauth.getOauthClientUsageSummary(clientId, { days: '1' });
	await sdk.oauth.getOauthClientUsageQueryResult(summary.executionId!, clientId);
	const rows = await sdk.oauth.getOauthClientUsageQueryResult(summary.executionId!, clientId);
	expect(rows.results!.length).toBeGreaterThan(2);
	expect(rows.results![0]).toMatchObject({ clientId, clientName: 'Sandbox Admin' });
});

test('usage refuses an unknown execution and an interval that is none', async () => {
	const { clientId } = sandbox.current.genesysCloud.admin;
	expect(await refusal(sdk.oauth.getOauthClientUsageQueryResult('none', clientId))).toEqual({
		status: 404,
		code: 'not.found',
	});
	expect(
		await refusal(sdk.oauth.postOauthClientUsageQuery(clientId, { interval: 'last week' })),
	).toEqual({ status: 400, code: 'invalid.date' });
});
