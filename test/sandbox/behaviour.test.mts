import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from './support/http.mts';
import { apiOf, requestToken } from './support/http.mts';
import { codeClient, employeeClient, idOf, useSandbox } from './support/sandbox.mts';

const sandbox = useSandbox();
const PATH = '/api/v2/oauth/clients';
let api: Api;

beforeEach(async () => {
	api = await apiOf(sandbox.current);
});

const turn = (changes: Record<string, unknown>) =>
	sandbox.current.control.setBehaviour('genesysCloud', changes);
const employee = () => employeeClient(sandbox.current);

async function created(body: object = codeClient()): Promise<Record<string, string>> {
	const answer = await api('POST', PATH, body);
	expect(answer.status).toBe(200);
	return answer.body as Record<string, string>;
}

async function deleted(): Promise<{ id: string; status: number }> {
	const { id = '' } = await created();
	await api('PUT', `${PATH}/${id}`, { ...codeClient(), state: 'inactive' });
	const { status } = await api('DELETE', `${PATH}/${id}`);
	return { id, status };
}

test.each([200, 204])('deleteStatus %i', async (deleteStatus) => {
	turn({ deleteStatus });
	expect((await deleted()).status).toBe(deleteStatus);
});

test.each([
	['absent', undefined],
	['null', null],
	['empty', ''],
])('hiddenSecret %s', async (hiddenSecret, shown) => {
	turn({ hiddenSecret });
	const { id, secret } = await created();
	expect(secret).toMatch(/^[\w-]{43}$/);
	const read = await api('GET', `${PATH}/${id}`);
	const put = await api('PUT', `${PATH}/${id}`, codeClient());
	const list = await api('GET', PATH);
	for (const client of [read.body, put.body, ...list.body.entities]) {
		expect(client.secret).toBe(shown);
	}
});

test.each([
	['omitted', {}],
	['null', { clientSecret: null }],
	['masked', { clientSecret: '**********' }],
])('redaction %s', async (redaction, shown) => {
	turn({ redaction });
	const id = sandbox.current.control.state('genesysCloud').credentials[0].id as string;
	const { body } = await api('GET', `/api/v2/integrations/credentials/${id}`);
	expect(body.credentialFields).toEqual({ clientId: expect.any(String), ...shown });
});

test.each([
	['replace', { clientId: 'new' }],
	['keepOmitted', { clientId: 'new', clientSecret: expect.any(String) }],
])('credentialUpdate %s', async (credentialUpdate, kept) => {
	turn({ credentialUpdate });
	const id = sandbox.current.control.state('genesysCloud').credentials[0].id as string;
	await api('PUT', `/api/v2/integrations/credentials/${id}`, {
		type: { name: 'pureCloudOAuthClient' },
		credentialFields: { clientId: 'new' },
	});
	const { credentials } = sandbox.current.control.state('genesysCloud');
	expect(credentials[0].credentialFields).toEqual(kept);
});

test('emptyArrays', async () => {
	expect(await created()).toMatchObject({ roleIds: [], roleDivisions: [] });
	turn({ emptyArrays: 'omitted' });
	const client = await created();
	expect(Object.keys(client)).not.toEqual(expect.arrayContaining(['roleIds', 'roleDivisions']));
	expect(client).toMatchObject({ scope: ['oauth'] });
});

test('omittedOnPut', async () => {
	const own = { description: 'mine', accessTokenValiditySeconds: 600 };
	for (const omittedOnPut of ['reset', 'keep']) {
		turn({ omittedOnPut });
		const { id } = await created({ ...codeClient(), ...own });
		const { body } = await api('PUT', `${PATH}/${id}`, codeClient());
		expect([body.description, body.accessTokenValiditySeconds]).toEqual(
			omittedOnPut === 'reset' ? [undefined, 86_400] : ['mine', 600],
		);
	}
});

test.each([400, 401])('inactiveTokenStatus %i', async (inactiveTokenStatus) => {
	turn({ inactiveTokenStatus });
	for (const state of ['inactive', 'disabled']) {
		const [client] = sandbox.current.control.seed('genesysCloud', { clients: [{ state }] }).clients;
		const asked = { clientId: client.id as string, clientSecret: client.secret as string };
		expect(await requestToken(sandbox.current, asked)).toMatchObject({
			status: inactiveTokenStatus,
			body: { error: 'invalid_client' },
		});
	}
});

test.each([
	[400, 'bad.client.role'],
	[403, 'not.authorized'],
])('missingRoleStatus %i', async (missingRoleStatus, code) => {
	turn({ missingRoleStatus });
	const roleId = idOf(sandbox.current, 'roles', 'Master Admin');
	const body = { ...employee(), roleDivisions: [{ roleId, divisionId: '*' }] };
	expect(await api('POST', PATH, body)).toMatchObject({
		status: missingRoleStatus,
		body: { code },
	});
});

test('missingRedirectUri', async () => {
	const body = { ...codeClient(), registeredRedirectUri: [] };
	await created(body);
	turn({ missingRedirectUri: 'refused' });
	expect(await api('POST', PATH, body)).toMatchObject({
		status: 400,
		body: { code: 'constraint.validation' },
	});
	await created(employee());
});

test('deletedClients', async () => {
	const states = async () =>
		(await api('GET', PATH)).body.entities.map(({ state }: { state: string }) => state);
	const { id } = await deleted();
	expect(await states()).not.toContain('deleted');
	turn({ deletedClients: 'stayInList' });
	expect(await states()).toContain('deleted');
	expect((await api('GET', `${PATH}/${id}`)).status).toBe(404);
});

test.each(['inactive', 'deleted'])('stateWhileDeleting %s', async (stateWhileDeleting) => {
	turn({ stateWhileDeleting, deletionLagMs: 60_000 });
	const { id } = await deleted();
	const { body } = await api('GET', `${PATH}/${id}`);
	expect(body.state).toBe(stateWhileDeleting);
});

test('dateToDeleteOnInactive', async () => {
	const { id } = await created();
	const inactive = async () =>
		(await api('PUT', `${PATH}/${id}`, { ...codeClient(), state: 'inactive' })).body;
	expect(await inactive()).not.toHaveProperty('dateToDelete');
	turn({ dateToDeleteOnInactive: true });
	const { dateToDelete } = await inactive();
	expect(Date.parse(dateToDelete as string) - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
	const { body } = await api('PUT', `${PATH}/${id}`, codeClient());
	expect(body).not.toHaveProperty('dateToDelete');
});

test('tokenClientSecret', async () => {
	const body = { ...codeClient(), authorizedGrantType: 'TOKEN' };
	expect(await created(body)).toHaveProperty('secret');
	turn({ tokenClientSecret: false });
	expect(await created(body)).not.toHaveProperty('secret');
});

test('maxClients', async () => {
	turn({ maxClients: 8 });
	await created();
	expect(await api('POST', PATH, codeClient())).toMatchObject({
		status: 400,
		body: { code: 'auth.too.many.clients' },
	});
});

test('maxValiditySeconds and validityErrorCode', async () => {
	const body = { ...codeClient(), accessTokenValiditySeconds: 38_880_000 };
	turn({ validityErrorCode: 'invalid.value' });
	expect(await api('POST', PATH, body)).toMatchObject({
		status: 400,
		body: { code: 'invalid.value' },
	});
	turn({ maxValiditySeconds: 38_880_000 });
	await created(body);
});

test('unknownMembers', async () => {
	const body = { ...codeClient(), favouriteColour: 'blue' };
	expect(await created(body)).not.toHaveProperty('favouriteColour');
	turn({ unknownMembers: 'refused' });
	expect(await api('POST', PATH, body)).toMatchObject({
		status: 400,
		body: { code: 'invalid.property' },
	});
	const { id } = await created();
	const read = await api('GET', `${PATH}/${id}`);
	expect((await api('PUT', `${PATH}/${id}`, read.body)).status).toBe(200);
});

test('clientListing', async () => {
	sandbox.current.control.seed('genesysCloud', { clients: 30 });
	const second = async () => (await api('GET', `${PATH}?pageSize=10&pageNumber=2`)).body;
	expect(await second()).toMatchObject({ total: 37, pageCount: 1, pageNumber: 1 });
	turn({ clientListing: 'paged' });
	const page = await second();
	expect(page).toMatchObject({ total: 37, pageCount: 4, pageNumber: 2 });
	expect(page.entities).toHaveLength(10);
});

test('listedMembers', async () => {
	const first = async () => Object.keys((await api('GET', PATH)).body.entities[0]).sort();
	expect(await first()).toContain('accessTokenValiditySeconds');
	turn({ listedMembers: 'few' });
	expect(await first()).toEqual(['authorizedGrantType', 'id', 'name', 'selfUri', 'state']);
});

test('oldSecretGraceMs, rotationKeepsTokens and rotationSetsDateModified', async () => {
	turn({ oldSecretGraceMs: 500, rotationKeepsTokens: false, rotationSetsDateModified: false });
	const { id = '', secret = '', dateModified } = await created(employee());
	const client = { clientId: id, clientSecret: secret };
	const own = await apiOf(sandbox.current, client);
	await sleep(5);
	const renewed = await api('POST', `${PATH}/${id}/secret`);
	expect(renewed.body.dateModified).toBe(dateModified);
	expect((await own('GET', '/api/v2/tokens/me')).status).toBe(401);
	expect((await requestToken(sandbox.current, client)).status).toBe(200);
	await sleep(510);
	expect((await requestToken(sandbox.current, client)).status).toBe(401);

	turn({ rotationSetsDateModified: true });
	const again = await api('POST', `${PATH}/${id}/secret`);
	expect(again.body.dateModified).not.toBe(dateModified);
});

test('uniqueClientNames', async () => {
	const { id } = await created();
	await created();
	turn({ uniqueClientNames: true });
	const refused = { status: 409, body: { code: 'request.conflict' } };
	expect(await api('POST', PATH, codeClient())).toMatchObject(refused);
	const named = { ...codeClient(), name: 'Customer Portal' };
	expect(await api('PUT', `${PATH}/${id}`, named)).toMatchObject(refused);
});

test('readonlyScopesListed', async () => {
	turn({ readonlyScopesListed: false });
	const { body } = await api('GET', '/api/v2/oauth/scopes');
	expect(body.total).toBe(69);
	await created({ ...codeClient(), scope: ['users:readonly'] });
});

test.each([
	['prefix', ['admin']],
	['exact', []],
])('roleNameFilter %s', async (roleNameFilter, found) => {
	turn({ roleNameFilter });
	const { body } = await api('GET', '/api/v2/authorization/roles?name=Adm');
	expect(body.entities.map(({ name }: { name: string }) => name)).toEqual(found);
});

test('usageRunningPolls and usageStartStatus', async () => {
	turn({ usageRunningPolls: 0, usageStartStatus: 202 });
	const { clientId } = sandbox.current.genesysCloud.admin;
	const started = await api('GET', `${PATH}/${clientId}/usage/summary?days=3`);
	expect(started.status).toBe(202);
	const { body } = await api('GET', started.body.resultsUri as string);
	expect(body.queryStatus).toBe('Complete');
});

test('unknown switches and values are refused', () => {
	expect(() => turn({ gravity: 0 })).toThrow(RangeError);
	expect(() => turn({ deleteStatus: 201 })).toThrow(RangeError);
	expect(() => turn({ maxClients: -1 })).toThrow(RangeError);
	expect(() => turn({ scopeEnforcement: 'yes' })).toThrow(RangeError);
	expect(() => sandbox.current.control.setBehaviour('nobody', {})).toThrow(RangeError);
});
