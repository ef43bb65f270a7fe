import { useSandbox } from '../support/sandbox.mts';
import { MODES } from './modes.mts';
import {
	createCredential,
	credentialBody,
	stored,
	tinesApi,
	type TinesApi,
} from './support/api.mts';
import { tinesContract } from './contract.mts';
import { DEFAULT_BEHAVIOUR, type Behaviour } from './behaviour.mts';

const sandbox = useSandbox();
const PATH = '/user_credentials';
let api: TinesApi;

beforeEach(() => {
	api = tinesApi(sandbox.current);
});

test('what is there at the start: teams, folders, every mode, the special cases', () => {
	const { teams, folders, credentials, keys, auditLogs } = sandbox.current.control.state('tines');
	expect(teams).toMatchObject([
		{ id: 1, name: 'Security operations', personal: false },
		{ id: 2, name: 'Blue team', personal: false },
		{ id: 3, name: 'Platform', personal: false },
		{ id: 4, name: 'Ada Example', personal: true },
	]);
	expect(folders).toHaveLength(8);
	expect(keys.map(({ name }: { name: string }) => name)).toEqual(['owner', 'editor', 'viewer']);
	expect(auditLogs).toEqual([]);
	expect(credentials.length).toBeGreaterThanOrEqual(45);
	for (const mode of MODES) {
		const teamsWithMode = credentials
			.filter((credential: any) => credential.mode === mode)
			.map(({ team_id }: any) => team_id as number);
		expect([...new Set(teamsWithMode)]).toEqual(expect.arrayContaining([1, 2, 3]));
	}
	const some = (test: (credential: any) => boolean) => credentials.some(test) as boolean;
	expect(some(({ allowed_hosts }) => allowed_hosts.length > 0)).toBe(true);
	expect(some(({ references }) => references.action_ids.length > 0)).toBe(true);
	expect(some(({ references }) => references.action_ids.length === 0)).toBe(true);
	expect(
		some(({ expires_at }) => expires_at && new Date(expires_at).getTime() - Date.now() < 6e8),
	).toBe(true);
	expect(stored(sandbox.current, 47)).toMatchObject({
		settings: { oauth_client_id: 'client-abc', oauth_scope: 'read write' },
		test: { settings: { oauth_client_id: 'client-test', oauth_scope: 'read write' } },
	});
	expect(some(({ restriction_type }) => restriction_type === 'RESTRICTED_TO_CREDENTIALS')).toBe(
		true,
	);
});

test('seeded records are like others: found, changed, counted', async () => {
	const { control } = sandbox.current;
	const { teams, folders } = control.seed('tines', {
		teams: [{ name: 'Red team' }],
		folders: [{ name: 'Keys', team_id: 5, content_type: 'CREDENTIAL' }],
	});
	expect([teams[0], folders[0]]).toEqual([
		{ id: 5, name: 'Red team' },
		{ id: 9, name: 'Keys' },
	]);
	const { credentials } = control.seed('tines', {
		credentials: [
			{
				name: 'Seeded one',
				mode: 'OAUTH',
				team_id: 5,
				folder_id: 9,
				oauth_scope: 'seeded',
				settings: { oauth_client_id: 'seeded-client' },
				references: { action_ids: [4] },
				test: true,
			},
		],
	});
	const [{ id }] = credentials;
	expect(stored(sandbox.current, id as number)).toMatchObject({
		settings: { oauth_scope: 'seeded', oauth_client_id: 'seeded-client' },
		test: { settings: { oauth_scope: 'seeded' } },
	});
	const { body } = await api('GET', `${PATH}/${id}?include_references=true`);
	expect(body).toMatchObject({
		slug: 'seeded_one',
		folder_id: 9,
		test_credential_enabled: true,
		references: { story_ids: [], action_ids: [4] },
	});
	expect((await api('GET', '/folders/9')).body.size).toBe(1);
	expect((await api('PUT', `${PATH}/${id}`, { mode: 'OAUTH', name: 'x' })).status).toBe(200);
	control.seed('tines', { references: [{ credential_id: id, story_ids: [7] }] });
	expect(stored(sandbox.current, id as number).references).toEqual({
		story_ids: [7],
		action_ids: [4],
	});
	expect(() => control.seed('tines', { references: [{ credential_id: 9999 }] })).toThrow(
		RangeError,
	);
	expect(() => control.seed('tines', { teams: [{ id: 1 }] })).toThrow(RangeError);
});

test('seeded in bulk, each mode can be changed, and IDs go on after one that was given', async () => {
	const { control } = sandbox.current;
	expect(control.seed('tines', { credentials: 30 }).credentials[29].name).toBe('Credential 00030');
	const { credentials } = control.seed('tines', {
		credentials: { count: 2, mode: 'AWS', team_id: 3, folder_id: 5 },
		teams: { count: 2 },
		users: 2,
	});
	expect(credentials).toHaveLength(2);
	expect((await api('GET', `${PATH}?team_id=3&folder_id=5`)).body.meta.count).toBe(9);
	control.setBehaviour('tines', { requiredFields: 'all' });
	for (const mode of MODES) {
		const [{ id }] = control.seed('tines', { credentials: [{ mode }] }).credentials;
		expect((await api('PUT', `${PATH}/${id}`, { mode, name: mode })).status).toBe(200);
	}
	control.seed('tines', { credentials: [{ id: 500 }] });
	expect((await createCredential(api)).id).toBe(501);
});

test('the journal: secrets of every mode masked, the key by its name', async () => {
	for (const mode of MODES) await createCredential(api, mode);
	const entries = sandbox.current.control.journal({ vendor: 'tines', method: 'POST' });
	expect(entries).toHaveLength(MODES.length);
	expect(entries[0]).toMatchObject({ server: 'api', path: `/api/v1${PATH}`, clientId: 'owner' });
	expect(JSON.stringify(entries)).not.toContain('hush');
	const text = JSON.stringify(sandbox.current.control.journal());
	for (const { apiKey } of Object.values(sandbox.current.tines).filter(
		(member): member is { apiKey: string } => typeof member === 'object',
	)) {
		expect(text).not.toContain(apiKey);
	}
	const multi = entries.at(-1)?.requestBody as any;
	expect(multi.credential_requests[0]).toEqual({
		options: { url: 'https://a.example.com' },
		http_request_secret: '••••',
	});
	expect(multi.name).toBe('A MULTI_REQUEST credential');
});

test('faults: a status in the style of the vendor, a cut after the change', async () => {
	const { control } = sandbox.current;
	control.addFault({ kind: 'status', status: 503, vendor: 'tines', method: 'POST' });
	const refused = await api('POST', PATH, credentialBody('TEXT'));
	expect([refused.status, refused.body]).toEqual([
		503,
		{ errors: [{ message: 'Service unavailable', details: 'Service unavailable' }] },
	]);
	control.addFault({ kind: 'status', status: 429, headers: { 'retry-after': '2' } });
	const limited = await api('GET', '/info');
	expect([limited.status, limited.body]).toEqual([429, { error: 'Too many requests' }]);
	expect(limited.headers.get('retry-after')).toBe('2');
	control.setBehaviour('tines', { errorStyle: 'text' });
	control.addFault({ kind: 'status', status: 500 });
	expect((await api('GET', '/info')).body).toBe('Internal server error');

	const count = control.state('tines').credentials.length as number;
	control.addFault({ kind: 'cutBefore', path: `/api/v1${PATH}` });
	await expect(api('POST', PATH, credentialBody('TEXT'))).rejects.toThrow('fetch failed');
	expect(control.state('tines').credentials).toHaveLength(count);
	control.addFault({ kind: 'cutAfter', path: `/api/v1${PATH}` });
	await expect(api('POST', PATH, credentialBody('TEXT'))).rejects.toThrow('fetch failed');
	expect(control.state('tines').credentials).toHaveLength(count + 1);
});

describe('the contract', () => {
	const judge = (behaviour: Partial<Behaviour> = {}) =>
		tinesContract(() => ({ ...DEFAULT_BEHAVIOUR, ...behaviour }));
	const faults = (
		answer: { method?: string; path?: string; status?: number; body: unknown },
		behaviour: Partial<Behaviour> = {},
	): string[] => {
		const contract = judge(behaviour);
		contract.check({ method: 'GET', path: `/api/v1${PATH}/{id}`, status: 200, ...answer });
		expect(contract.report()).toMatchObject({ validated: 1, source: 'reference' });
		return contract.report().violations.flatMap(({ errors }) => errors);
	};
	const credential = async () => (await api('GET', `${PATH}/1`)).body as Record<string, unknown>;

	test('lets right answers through and finds invented, missing and wrong members', async () => {
		const { owner, ...rest } = await credential();
		expect(faults({ body: { ...rest, owner } })).toEqual([]);
		expect(faults({ body: rest })).toEqual(["/ must have required property 'owner'"]);
		expect(faults({ body: rest }, { newerFields: 'absent' })).toEqual([]);
		expect(faults({ body: { ...rest, owner, oauth_url: 'x' } })).toEqual([
			"/ must NOT have additional properties 'oauth_url'",
		]);
		expect(faults({ body: { ...rest, owner, team_id: '1' } })).toEqual([
			'/team_id must be integer',
		]);
		expect(faults({ body: undefined })).toHaveLength(1);
		const list = (await api('GET', `${PATH}?per_page=1`)).body;
		const wrong = { ...list, meta: { ...list.meta, next_page: 'null', previous_page: 'null' } };
		const path = `/api/v1${PATH}`;
		expect(faults({ path, body: wrong })).toHaveLength(2);
		expect(faults({ path, body: wrong }, { lastPage: 'text' })).toEqual([
			expect.stringMatching(/^\/meta\/previous_page /),
		]);
	});

	test('knows operations, statuses and error bodies', async () => {
		const body = await credential();
		expect(faults({ method: 'HEAD', body })).toEqual(['/ operation is described nowhere']);
		expect(faults({ status: 206, body })).toEqual(['/ status 206 is not declared']);
		expect(faults({ method: 'DELETE', status: 204, body: undefined })).toEqual([]);
		expect(faults({ method: 'DELETE', status: 204, body: {} })).toHaveLength(1);
		expect(faults({ status: 401, body: { error: 'x' } })).toEqual([]);
		expect(faults({ status: 422, body: { error: 'x' } })).not.toEqual([]);
		expect(faults({ status: 422, body: { error: 'x' } }, { errorStyle: 'error' })).toEqual([]);
		expect(faults({ status: 404, body: { errors: [{ message: 'a' }] } })).toHaveLength(1);
	});
});
