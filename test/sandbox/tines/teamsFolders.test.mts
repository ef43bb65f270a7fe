import { useSandbox } from '../support/sandbox.mts';
import { createCredential, tinesApi, type TinesApi } from './support/api.mts';

const sandbox = useSandbox();
let api: TinesApi;

beforeEach(() => {
	api = tinesApi(sandbox.current);
});

const names = (records: Array<{ name: string }>) => records.map(({ name }) => name);

test('teams by scope', async () => {
	const listed = async (query: string) =>
		names((await api('GET', `/teams${query}`)).body.teams as Array<{ name: string }>);
	const standard = ['Security operations', 'Blue team', 'Platform'];
	expect(await listed('')).toEqual(standard);
	expect(await listed('?scope=standard')).toEqual(standard);
	expect(await listed('?scope=personal_only')).toEqual(['Ada Example']);
	expect(await listed('?scope=all')).toEqual([...standard, 'Ada Example']);
	expect(await listed('?include_personal_teams=true')).toEqual([...standard, 'Ada Example']);
	expect((await api('GET', '/teams?scope=mine')).status).toBe(422);
	expect((await api('GET', '/teams?scope=all&per_page=3')).body.meta.next_page).toContain(
		'scope=all',
	);
});

test('a team made, renamed by PUT and PATCH, deleted with what is in it', async () => {
	const { status, body } = await api('POST', '/teams', { name: 'New team' });
	expect([status, body]).toEqual([201, { id: 5, name: 'New team', groups: [] }]);
	expect((await api('PUT', '/teams/5', { name: 'Red team' })).body.name).toBe('Red team');
	expect((await api('PATCH', '/teams/5', { name: 'Red' })).body.name).toBe('Red');
	expect((await api('GET', '/teams/5')).body).toEqual({ id: 5, name: 'Red', groups: [] });
	const folder = await api('POST', '/folders', {
		name: 'F',
		content_type: 'CREDENTIAL',
		team_id: 5,
	});
	const { id } = await createCredential(api, 'TEXT', { team_id: 5, folder_id: folder.body.id });
	const gone = await api('DELETE', '/teams/5');
	expect([gone.status, gone.body]).toEqual([204, '']);
	for (const path of ['/teams/5', `/folders/${folder.body.id}`, `/user_credentials/${id}`]) {
		expect((await api('GET', path)).status).toBe(404);
	}
	expect((await api('POST', '/teams', {})).status).toBe(422);
	expect((await api('PUT', '/teams/1', { name: 5 })).status).toBe(422);
	expect((await api('DELETE', '/teams/99')).status).toBe(404);
});

test('folders by team and content type', async () => {
	const all = (await api('GET', '/folders')).body;
	expect(all.meta.count).toBe(8);
	const blue = (await api('GET', '/folders?team_id=2&content_type=CREDENTIAL')).body;
	expect(blue.folders).toEqual([
		{
			id: 3,
			name: 'Identity',
			content_type: 'CREDENTIAL',
			team_id: 2,
			size: 7,
			parent_folder_id: null,
		},
	]);
	expect(blue.meta.current_page).toContain('team_id=2&content_type=CREDENTIAL');
	expect((await api('GET', '/folders?content_type=STORY')).body.meta.count).toBe(4);
	expect((await api('GET', '/folders?content_type=ACTION')).status).toBe(422);
});

test('a folder made, put into another, renamed, deleted; its credentials move up', async () => {
	const make = async (members: object) => await api('POST', '/folders', members);
	const folder = { name: 'Inner', content_type: 'CREDENTIAL', team_id: 1 };
	const { status, body } = await make({ ...folder, parent_folder_id: 1 });
	expect(status).toBe(201);
	expect(body).toEqual({ ...folder, id: 9, size: 0, parent_folder_id: 1 });
	const { id } = await createCredential(api, 'TEXT', { folder_id: 9 });
	expect((await api('GET', '/folders/9')).body.size).toBe(1);

	const put = async (members: object) => await api('PUT', '/folders/9', members);
	expect((await put({ name: 'Renamed' })).body).toMatchObject({
		name: 'Renamed',
		parent_folder_id: 1,
	});
	expect((await put({ parent_folder_id: null })).body.parent_folder_id).toBeNull();
	expect((await put({ parent_folder_id: 2 })).status).toBe(422);
	expect((await put({ parent_folder_id: 3 })).status).toBe(422);
	expect((await put({ parent_folder_id: 9 })).status).toBe(422);
	expect((await put({ name: '' })).status).toBe(422);
	await put({ parent_folder_id: 1 });
	expect((await api('PUT', '/folders/1', { parent_folder_id: 9 })).status).toBe(422);

	const gone = await api('DELETE', '/folders/9');
	expect([gone.status, gone.body]).toEqual([204, '']);
	expect((await api('GET', `/user_credentials/${id}`)).body.folder_id).toBe(1);
	expect((await api('GET', '/folders/9')).status).toBe(404);

	await make({ ...folder, parent_folder_id: 1 });
	await api('DELETE', '/folders/1');
	expect((await api('GET', '/folders/10')).body.parent_folder_id).toBeNull();
	expect((await api('GET', `/user_credentials/${id}`)).body.folder_id).toBeNull();
});

test('what a folder is refused for', async () => {
	const make = async (members: object) => (await api('POST', '/folders', members)).status;
	const folder = { name: 'F', content_type: 'CREDENTIAL', team_id: 1 };
	expect(await make({ ...folder, name: undefined })).toBe(422);
	expect(await make({ ...folder, content_type: undefined })).toBe(422);
	expect(await make({ ...folder, team_id: undefined })).toBe(422);
	expect(await make({ ...folder, content_type: 'ACTION' })).toBe(422);
	expect(await make({ ...folder, team_id: 99 })).toBe(404);
	expect(await make({ ...folder, parent_folder_id: 99 })).toBe(422);
	expect((await api('PUT', '/folders/99', { name: 'x' })).status).toBe(404);
});

test('users, and tenant owners among them', async () => {
	const { body } = await api('GET', '/admin/users');
	expect(body['admin/users']).toHaveLength(3);
	expect(body['admin/users'][0]).toMatchObject({
		id: 1,
		admin: true,
		email: 'ada@sandbox.example',
	});
	expect('team_memberships' in body['admin/users'][0]).toBe(false);
	const owners = await api('GET', '/admin/users?filter=TENANT_OWNER&include=team_memberships');
	expect(owners.body['admin/users']).toMatchObject([
		{ id: 1, team_memberships: [{ team_id: 2, role: 'TEAM_ADMIN' }] },
	]);
});

test('info', async () => {
	expect(await api('GET', '/info')).toMatchObject({
		status: 200,
		body: { stack: { name: 'us1', type: 'shared', region: 'us-west-2' } },
	});
});
