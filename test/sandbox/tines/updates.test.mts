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

beforeEach(() => {
	api = tinesApi(sandbox.current);
});

const put = async (id: number, body: object) => await api('PUT', `${PATH}/${id}`, body);
const sizeOf = async (folder: number): Promise<number> =>
	(await api('GET', `/folders/${folder}`)).body.size as number;

test.each(['PUT', 'PATCH'])('%s changes what it sends and keeps the rest', async (method) => {
	const given = { description: 'Why', metadata: { a: 1 }, allowed_hosts: ['a.example.com'] };
	const made = await createCredential(api, 'OAUTH', { ...given, folder_id: 1 });
	const { status, body } = await api(method, `${PATH}/${made.id}`, {
		mode: 'OAUTH',
		name: 'Renamed Key',
		oauth_client_secret: 'hush-new',
	});
	expect(status).toBe(200);
	expect(body).toMatchObject({ ...given, folder_id: 1, name: 'Renamed Key', slug: 'renamed_key' });
	expect(body.created_at).toBe(made.created_at);
	expect(body.updated_at > made.updated_at).toBe(true);
	expect('redirect_url' in body).toBe(false);
	expect((await api('GET', `${PATH}/${made.id}`)).body).toEqual(body);
	expect(stored(sandbox.current, made.id).settings).toEqual({
		...MODE_BODIES.OAUTH,
		oauth_client_secret: 'hush-new',
	});
});

test('mode is required, and may be no other', async () => {
	const { id } = await createCredential(api);
	for (const [body, details] of [
		[{ name: 'x' }, "mode can't be blank"],
		[{ name: 'x', mode: 'OAUTH' }, "mode can't be changed"],
		[{ name: 'x', mode: 'Text' }, expect.stringMatching(/^mode must be one of/)],
		[{ mode: 'TEXT', name: '' }, "name can't be blank"],
		[{ mode: 'TEXT', name: null }, "name can't be blank"],
		[{ mode: 'TEXT', value: '' }, "value can't be blank"],
		[{ mode: 'TEXT', value: null }, "value can't be blank"],
	] as const) {
		const answer = await put(id, body);
		expect([answer.status, answer.body.errors[0].details]).toEqual([422, details]);
	}
	expect((await api('GET', `${PATH}/${id}`)).body).toMatchObject({ name: 'A TEXT credential' });
	expect((await put(id, [])).status).toBe(400);
	expect((await put(999, { mode: 'TEXT' })).status).toBe(404);
});

test.each(['HTTP_REQUEST_AGENT', 'MULTI_REQUEST'] as const)(
	'%s: http_request_ttl becomes null when it is left out, secrets stay',
	async (mode) => {
		const { id } = await createCredential(api, mode);
		await put(id, { mode, http_request_ttl: 20 });
		expect(stored(sandbox.current, id).settings).toEqual({
			...MODE_BODIES[mode],
			http_request_ttl: 20,
		});
		await put(id, { mode, name: 'x' });
		expect(stored(sandbox.current, id).settings).toEqual({
			...MODE_BODIES[mode],
			http_request_ttl: null,
		});
	},
);

test('emptying members', async () => {
	const { id } = await createCredential(api, 'TEXT', {
		folder_id: 1,
		description: 'Why',
		metadata: { a: 1 },
		allowed_hosts: ['a.example.com'],
		expires_at: '2030-01-01T00:00:00Z',
		credential_notification_recipient_user_ids: [1],
	});
	const emptied = {
		folder_id: null,
		description: '',
		metadata: {},
		allowed_hosts: [],
		expires_at: null,
		credential_notification_recipient_user_ids: [],
	};
	const { body } = await put(id, { mode: 'TEXT', ...emptied });
	expect(body).toMatchObject({ ...emptied, restriction_type: 'UNRESTRICTED' });
});

test('sharing with specific teams needs teams, sent or there already', async () => {
	const { id } = await createCredential(api);
	const access = { mode: 'TEXT', read_access: 'SPECIFIC_TEAMS' };
	expect((await put(id, access)).status).toBe(422);
	const shared = await put(id, { ...access, shared_team_slugs: ['platform'] });
	expect(shared.body).toMatchObject({
		read_access: 'SPECIFIC_TEAMS',
		shared_team_slugs: ['platform'],
	});
	expect((await put(id, { mode: 'TEXT', read_access: 'TEAM' })).status).toBe(200);
	expect((await put(id, access)).status).toBe(200);
});

test('a change to authorization_code needs the URL of the provider', async () => {
	const grant = { mode: 'OAUTH', oauth_grant_type: 'authorization_code' };
	const { id } = await createCredential(api, 'OAUTH', {
		oauth_grant_type: 'client_credentials',
		oauth_url: undefined,
	});
	expect((await put(id, grant)).status).toBe(422);
	expect((await put(id, { ...grant, oauth_url: 'https://idp.example.com/a' })).status).toBe(200);
});

test('AWS: the type and the external ID in answers follow', async () => {
	const { id } = await createCredential(api, 'AWS');
	const before = (await api('GET', `${PATH}/${id}`)).body;
	const role = { mode: 'AWS', aws_authentication_type: 'ROLE', use_static_external_id: true };
	expect((await put(id, role)).body).toMatchObject({
		aws_authentication_type: 'ROLE',
		aws_assumed_role_external_id: before.aws_assumed_role_external_id,
		use_static_external_id: true,
	});
});

test('to another team: with a folder of that team, or with none', async () => {
	const { id } = await createCredential(api, 'TEXT', { folder_id: 1 });
	const [here, there] = [await sizeOf(1), await sizeOf(3)];
	expect((await put(id, { mode: 'TEXT', team_id: 2 })).status).toBe(422);
	expect((await put(id, { mode: 'TEXT', team_id: 2, folder_id: 1 })).status).toBe(422);
	expect((await put(id, { mode: 'TEXT', team_id: 99, folder_id: null })).status).toBe(404);
	const moved = await put(id, { mode: 'TEXT', team_id: 2, folder_id: 3 });
	expect(moved.body).toMatchObject({ team_id: 2, folder_id: 3 });
	expect([await sizeOf(1), await sizeOf(3)]).toEqual([here - 1, there + 1]);
	const root = await put(id, { mode: 'TEXT', team_id: 1, folder_id: '' });
	expect(root.body).toMatchObject({ team_id: 1, folder_id: null });
	expect(await sizeOf(3)).toBe(there);
	await put(id, { mode: 'TEXT', folder_id: 1 });
	await api('DELETE', `${PATH}/${id}`);
	expect(await sizeOf(1)).toBe(here - 1);
});

test('nothing has changed when one member is wrong', async () => {
	const { id } = await createCredential(api, 'OAUTH');
	const [before, truth] = [
		(await api('GET', `${PATH}/${id}`)).body,
		structuredClone(stored(sandbox.current, id)),
	];
	const wrong = { ...credentialBody('OAUTH'), name: 'New', oauth_scope: 'new', folder_id: 2 };
	expect((await put(id, wrong)).status).toBe(422);
	expect((await api('GET', `${PATH}/${id}`)).body).toEqual(before);
	expect(stored(sandbox.current, id)).toEqual(truth);
});
