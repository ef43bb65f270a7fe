import { useSandbox } from '../support/sandbox.mts';
import {
	createCredential,
	credentialBody,
	MODE_BODIES,
	stored,
	tinesApi,
	type TinesApi,
} from './support/api.mts';

const sandbox = useSandbox();
const PATH = '/user_credentials';
let api: TinesApi;
let live: { id: number; updated_at: string };

beforeEach(async () => {
	api = tinesApi(sandbox.current);
	live = await createCredential(api, 'OAUTH', {
		folder_id: 1,
		read_access: 'GLOBAL',
		description: 'Live',
	});
});

const turn = (changes: Record<string, unknown>) =>
	sandbox.current.control.setBehaviour('tines', changes);
const testBody = (members: Record<string, unknown> = {}) => ({
	...credentialBody('OAUTH', { oauth_client_secret: 'hush-test', ...members }),
	live_credential_id: live.id,
});
const put = async (body: object) =>
	await api('PUT', `${PATH}/${live.id}`, { mode: 'OAUTH', ...body });

test('a create with live_credential_id makes the test version and answers with the live one', async () => {
	const { count } = (await api('GET', PATH)).body.meta;
	const { status, body } = await api('POST', PATH, { ...testBody(), team_id: undefined });
	expect(status).toBe(201);
	expect(body).toMatchObject({
		id: live.id,
		test_credential_enabled: true,
		test_credential: { created_at: expect.any(String), updated_at: expect.any(String) },
		redirect_url: expect.stringMatching(/^https:\/\/idp\.example\.com\//),
	});
	const { settings, test: version } = stored(sandbox.current, live.id);
	expect(settings).toEqual(MODE_BODIES.OAUTH);
	expect(version).toMatchObject({
		team_id: 1,
		folder_id: 1,
		read_access: 'GLOBAL',
		description: 'Live',
		settings: { ...MODE_BODIES.OAUTH, oauth_client_secret: 'hush-test' },
	});
	expect((await api('GET', PATH)).body.meta.count).toBe(count);
	const again = await api('POST', PATH, testBody());
	expect(again.status).toBe(422);
});

test('what a test version is refused for', async () => {
	expect((await api('POST', PATH, testBody({ name: undefined }))).status).toBe(422);
	expect((await api('POST', PATH, testBody({ mode: 'TEXT' }))).status).toBe(422);
	expect((await api('POST', PATH, testBody({ oauth_url: undefined }))).status).toBe(422);
	expect((await api('POST', PATH, testBody({ folder_id: 2 }))).status).toBe(422);
	expect((await api('POST', PATH, { ...testBody(), live_credential_id: '1' })).status).toBe(422);
	const editor = tinesApi(sandbox.current, sandbox.current.tines.editor.apiKey);
	expect((await editor('POST', PATH, testBody())).status).toBe(404);
	expect(stored(sandbox.current, live.id).test).toBeUndefined();
});

test('is_test changes the test version, where there is one and it is enabled', async () => {
	const change = { is_test: true, oauth_client_id: 'client-new' };
	expect((await put(change)).status).toBe(422);
	await api('POST', PATH, testBody());
	const off = await put({ test_credential_enabled: false });
	expect(off.body.test_credential_enabled).toBe(false);
	expect(off.body.test_credential).not.toBeNull();
	expect((await put(change)).status).toBe(422);

	const before = (await api('GET', `${PATH}/${live.id}`)).body;
	const { status, body } = await put({ ...change, test_credential_enabled: true });
	expect(status).toBe(200);
	expect(body).toMatchObject({ id: live.id, test_credential_enabled: true });
	expect(body.test_credential.updated_at > before.test_credential.updated_at).toBe(true);
	expect(body.updated_at).toBe(before.updated_at);
	const { settings, test: version } = stored(sandbox.current, live.id);
	expect(settings.oauth_client_id).toBe('client-abc');
	expect(version.settings).toMatchObject({
		oauth_client_id: 'client-new',
		oauth_client_secret: 'hush-test',
	});
});

test('both versions have one name and move together', async () => {
	await api('POST', PATH, testBody());
	await put({ name: 'Other', team_id: 2, folder_id: 3 });
	expect(stored(sandbox.current, live.id).test).toMatchObject({
		name: 'Other',
		slug: 'other',
		team_id: 2,
		folder_id: 3,
	});
	await put({ is_test: true, name: 'Only the test' });
	expect(stored(sandbox.current, live.id).test.name).toBe('Other');
	expect((await api('DELETE', `${PATH}/${live.id}`)).status).toBe(204);
});

test('testCredentialId new: an ID of its own, to read, change and delete', async () => {
	turn({ testCredentialId: 'new', testCredentialEnabledOnCreate: false });
	const { body } = await api('POST', PATH, testBody());
	expect(body.id).toBeGreaterThan(live.id);
	expect((await api('GET', `${PATH}/${live.id}`)).body.test_credential_enabled).toBe(false);
	expect((await api('GET', `${PATH}/${body.id}`)).body).toMatchObject({
		id: body.id,
		test_credential: null,
	});
	const changed = await api('PUT', `${PATH}/${body.id}`, { mode: 'OAUTH', description: 'Test' });
	expect(changed.body).toMatchObject({ id: body.id, description: 'Test' });
	expect((await api('GET', `${PATH}/${live.id}`)).body.description).toBe('Live');
	expect((await api('DELETE', `${PATH}/${body.id}`)).status).toBe(204);
	expect((await api('GET', `${PATH}/${body.id}`)).status).toBe(404);
	expect((await api('GET', `${PATH}/${live.id}`)).body.test_credential).toBeNull();
});

test('otherModeOnUpdate ignored: the live one has its say', async () => {
	turn({ otherModeOnUpdate: 'ignored' });
	const { status, body } = await api('POST', PATH, testBody({ mode: 'TEXT' }));
	expect([status, body.mode]).toEqual([201, 'OAUTH']);
});
