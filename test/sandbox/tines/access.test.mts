import { setTimeout as sleep } from 'node:timers/promises';
import { useSandbox } from '../support/sandbox.mts';
import { createCredential, credentialBody, tinesApi } from './support/api.mts';

const sandbox = useSandbox();
const PATH = '/user_credentials';
const owner = () => tinesApi(sandbox.current);
const editor = () => tinesApi(sandbox.current, sandbox.current.tines.editor.apiKey);
const viewer = () => tinesApi(sandbox.current, sandbox.current.tines.viewer.apiKey);

describe('keys', () => {
	test('a bearer, or X-User-Token with or without X-User-Email', async () => {
		const { apiKey } = sandbox.current.tines.owner;
		const ways: Array<Record<string, string>> = [
			{ authorization: `Bearer ${apiKey}` },
			{ authorization: `bearer ${apiKey}` },
			{ 'x-user-token': apiKey },
			{ 'x-user-token': apiKey, 'x-user-email': 'ada@sandbox.example' },
		];
		for (const headers of ways) {
			const api = tinesApi(sandbox.current, '', headers);
			expect((await api('GET', '/info')).status).toBe(200);
		}
	});

	test('none, an empty, an unknown, another scheme: 401 wherever it is', async () => {
		const { apiKey } = sandbox.current.tines.owner;
		const ways: Array<Record<string, string>> = [
			{},
			{ authorization: 'Bearer ' },
			{ authorization: 'Bearer unknown' },
			{ authorization: `Basic ${apiKey}` },
			{ authorization: 'Bearer unknown', 'x-user-token': apiKey },
			{ 'x-user-token': 'unknown' },
		];
		for (const headers of ways) {
			const api = tinesApi(sandbox.current, '', headers);
			for (const path of ['/info', `${PATH}/1`, '/nowhere']) {
				const { status, body } = await api('GET', path);
				expect([status, body]).toEqual([401, { error: 'Invalid API key' }]);
			}
		}
	});

	test('expireTokens revokes all keys until a reset; a seed brings new ones', async () => {
		const { control, tines } = sandbox.current;
		control.expireTokens('tines');
		for (const api of [owner(), editor(), viewer()]) {
			expect((await api('GET', '/info')).status).toBe(401);
		}
		const { keys } = control.seed('tines', {
			keys: [{ name: 'restored', value: tines.owner.apiKey, role: 'owner' }, { name: 'other' }],
		});
		expect(keys[1]).toEqual({ name: 'other', apiKey: expect.any(String) });
		expect((await owner()('POST', '/teams', { name: 'x' })).status).toBe(201);
		const other = tinesApi(sandbox.current, keys[1].apiKey as string);
		expect((await other('GET', '/info')).status).toBe(200);
		expect((await editor()('GET', '/info')).status).toBe(401);
		control.reset();
		expect((await editor()('GET', '/info')).status).toBe(200);
	});
});

describe("the key of one team's editor", () => {
	test("sees the team's things only", async () => {
		const api = editor();
		const list = (await api('GET', `${PATH}?per_page=500`)).body;
		const teams = list.user_credentials.map(({ team_id }: { team_id: number }) => team_id);
		expect([new Set(teams), list.meta.count]).toEqual([new Set([2]), 15]);
		expect((await api('GET', `${PATH}?team_id=1`)).body.meta.count).toBe(0);
		expect((await api('GET', '/teams?scope=all')).body.teams).toHaveLength(1);
		expect((await api('GET', '/folders')).body.meta.count).toBe(2);
		for (const path of [`${PATH}/1`, '/teams/1', '/folders/1', '/admin/users', '/audit_logs']) {
			expect((await api('GET', path)).status).toBe(404);
		}
	});

	test("changes the team's things, other teams' are not there", async () => {
		const api = editor();
		const { id, owner: user } = await createCredential(api, 'TEXT', { team_id: 2 });
		expect(user).toMatchObject({ user_id: 2, first_name: 'Eddie' });
		expect((await api('PUT', `${PATH}/${id}`, { mode: 'TEXT', name: 'x' })).status).toBe(200);
		expect((await api('POST', PATH, credentialBody('TEXT'))).status).toBe(404);
		expect((await api('PUT', `${PATH}/1`, { mode: 'TEXT' })).status).toBe(404);
		const move = { mode: 'TEXT', team_id: 1, folder_id: null };
		expect((await api('PUT', `${PATH}/${id}`, move)).status).toBe(404);
		const folder = { name: 'F', content_type: 'CREDENTIAL' };
		expect((await api('POST', '/folders', { ...folder, team_id: 2 })).status).toBe(201);
		expect((await api('POST', '/folders', { ...folder, team_id: 1 })).status).toBe(404);
		expect((await api('DELETE', '/folders/1')).status).toBe(404);
		expect((await api('POST', '/teams', { name: 'x' })).status).toBe(403);
	});

	test('may not delete credentials, unless the switch says so; an admin of the team may', async () => {
		const { id } = await createCredential(editor(), 'TEXT', { team_id: 2 });
		expect((await editor()('DELETE', `${PATH}/${id}`)).status).toBe(403);
		sandbox.current.control.setBehaviour('tines', { editorDeletes: true });
		expect((await editor()('DELETE', `${PATH}/1`)).status).toBe(404);
		expect((await editor()('DELETE', `${PATH}/${id}`)).status).toBe(204);

		sandbox.current.control.setBehaviour('tines', { editorDeletes: false });
		const { keys } = sandbox.current.control.seed('tines', {
			keys: [{ name: 'admin', role: 'admin', team_id: 2 }],
		});
		const admin = tinesApi(sandbox.current, keys[0].apiKey as string);
		const other = await createCredential(admin, 'TEXT', { team_id: 2 });
		expect((await admin('DELETE', `${PATH}/${other.id}`)).status).toBe(204);
	});
});

test('a viewer reads all teams and changes nothing: 403, or 404 by the switch', async () => {
	const api = viewer();
	expect((await api('GET', PATH)).body.meta.count).toBe(48);
	const changes = [
		['POST', PATH, credentialBody('TEXT')],
		['PUT', `${PATH}/1`, { mode: 'TEXT', name: 'x' }],
		['PATCH', `${PATH}/1`, { mode: 'TEXT', name: 'x' }],
		['DELETE', `${PATH}/1`, undefined],
		['POST', '/teams', { name: 'x' }],
		['DELETE', '/folders/1', undefined],
	] as const;
	for (const forbiddenStatus of [403, 404]) {
		sandbox.current.control.setBehaviour('tines', { forbiddenStatus });
		for (const [method, path, body] of changes) {
			expect((await api(method, path, body)).status).toBe(forbiddenStatus);
		}
	}
	expect((await owner()('GET', `${PATH}/1`)).body.name).toBe('Security operations text 1');
	for (const path of ['/admin/users', '/audit_logs']) {
		expect((await api('GET', path)).status).toBe(404);
	}
});

describe('limits', () => {
	test('by key and endpoint group, until the window ends', async () => {
		sandbox.current.control.setLimits({ perMinute: 3, windowMs: 1000 });
		const statuses: number[] = [];
		for (const path of ['/info', '/teams', PATH, '/folders']) {
			statuses.push((await owner()('GET', path)).status);
		}
		expect(statuses).toEqual([200, 200, 200, 429]);
		expect((await owner()('GET', '/audit_logs')).status).toBe(200);
		expect((await owner()('GET', '/admin/users')).status).toBe(200);
		expect((await viewer()('GET', '/info')).status).toBe(200);
		const { status, headers, body } = await owner()('POST', PATH, credentialBody('TEXT'));
		expect([status, body]).toEqual([429, { error: 'Rate limit exceeded' }]);
		expect(headers.get('retry-after')).toBeNull();
		await sleep(1010);
		expect((await owner()('GET', '/info')).status).toBe(200);
	});

	test('of one group, with Retry-After by its switch', async () => {
		const { control } = sandbox.current;
		control.setLimits({ groups: { audit_logs: 1 } });
		control.setBehaviour('tines', { retryAfter: true });
		expect((await owner()('GET', '/audit_logs')).status).toBe(200);
		const { status, headers } = await owner()('GET', '/audit_logs');
		expect(status).toBe(429);
		expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
		for (let count = 0; count < 5; count += 1) {
			expect((await owner()('GET', '/info')).status).toBe(200);
		}
		expect(() => control.setLimits({ groups: { audit_logs: 0 } })).toThrow(RangeError);
		expect(() => control.setLimits({ groups: null } as object)).toThrow(RangeError);
	});

	test('what the vendor documents, when nothing is set', async () => {
		const api = owner();
		const statuses = new Set<number>();
		for (let count = 0; count < 500; count += 1) {
			statuses.add((await api('GET', '/admin/users?per_page=1')).status);
		}
		expect(statuses).toEqual(new Set([200]));
		expect((await api('GET', '/admin/users')).status).toBe(429);
	});
});
