import { useSandbox } from '../support/sandbox.mts';
import { DEFAULT_BEHAVIOUR } from './behaviour.mts';
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

const turn = (changes: Record<string, unknown>) =>
	sandbox.current.control.setBehaviour('tines', changes);
const post = async (members: object = {}) =>
	await api('POST', PATH, { ...credentialBody('TEXT'), ...members });
const put = async (id: number, members: object, mode = 'TEXT') =>
	await api('PUT', `${PATH}/${id}`, { mode, ...members });
const get = async (id: number) => (await api('GET', `${PATH}/${id}`)).body;

test('unknown switches and values are refused, a reset turns all back', () => {
	expect(() => turn({ createstatus: 200 })).toThrow("Unknown behaviour switch 'createstatus'");
	expect(() => turn({ createStatus: 202 })).toThrow('has the values 200, 201');
	expect(() => turn({ retryAfter: 'yes' })).toThrow('needs a boolean');
	expect(turn({ createStatus: 200 })).toEqual({ ...DEFAULT_BEHAVIOUR, createStatus: 200 });
	sandbox.current.control.reset();
	expect(turn({})).toEqual(DEFAULT_BEHAVIOUR);
});

test('createStatus and deleteStatus', async () => {
	turn({ createStatus: 200, deleteStatus: 200 });
	const { status, body } = await post();
	expect(status).toBe(200);
	const gone = await api('DELETE', `${PATH}/${body.id}`);
	expect([gone.status, gone.body]).toEqual([200, '']);
});

test('missingFieldStatus is for what was left out, not for what is wrong', async () => {
	turn({ missingFieldStatus: 400 });
	expect((await post({ mode: undefined })).status).toBe(400);
	expect((await post({ team_id: undefined })).status).toBe(400);
	expect((await post({ mode: 'X' })).status).toBe(422);
	expect((await put(1, { name: '' })).status).toBe(422);
	expect((await api('PUT', `${PATH}/1`, {})).status).toBe(422);
});

test('badKeyStatus and userTokenHeader', async () => {
	const { apiKey } = sandbox.current.tines.owner;
	turn({ badKeyStatus: 404, userTokenHeader: 'refused' });
	const byToken = tinesApi(sandbox.current, '', { 'x-user-token': apiKey });
	expect((await byToken('GET', '/info')).status).toBe(404);
	expect((await api('GET', '/info')).status).toBe(200);
});

const PROBLEMS = ["name can't be blank", "team_id can't be blank"];
const OBJECTS = PROBLEMS.map((details) => ({ message: 'Unprocessable entity', details }));
test.each<[string, unknown, unknown]>([
	['mixed', { errors: OBJECTS }, { error: 'Invalid API key' }],
	[
		'objects',
		{ errors: OBJECTS },
		{ errors: [{ message: 'Unauthorized', details: 'Invalid API key' }] },
	],
	['array', OBJECTS, [{ message: 'Unauthorized', details: 'Invalid API key' }]],
	['strings', { errors: PROBLEMS }, { errors: ['Invalid API key'] }],
	['string', { errors: PROBLEMS.join('; ') }, { errors: 'Invalid API key' }],
	[
		'fields',
		{ errors: { name: [PROBLEMS[0]], team_id: [PROBLEMS[1]] } },
		{ errors: { base: ['Invalid API key'] } },
	],
	['error', { error: PROBLEMS.join('; ') }, { error: 'Invalid API key' }],
	['message', { message: PROBLEMS.join('; ') }, { message: 'Invalid API key' }],
	['text', PROBLEMS.join('; '), 'Invalid API key'],
	['empty', '', ''],
])('errorStyle %s', async (errorStyle, invalid, unauthorised) => {
	turn({ errorStyle });
	const refused = await post({ name: undefined, team_id: undefined });
	expect([refused.status, refused.body]).toEqual([422, invalid]);
	const unknown = await tinesApi(sandbox.current, 'unknown')('GET', '/info');
	expect([unknown.status, unknown.body]).toEqual([401, unauthorised]);
});

test('timestamps without milliseconds', async () => {
	turn({ timestamps: 'seconds' });
	const { id } = (await post({ expires_at: '2030-01-01T00:00:00.500Z' })).body;
	await post({ live_credential_id: id });
	const body = await get(id as number);
	const times = [body.created_at, body.updated_at, body.test_credential.updated_at];
	for (const time of times) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
	expect(body.expires_at).toBe('2030-01-01T00:00:00Z');
});

test('newerFields absent', async () => {
	turn({ newerFields: 'absent' });
	const made = await createCredential(api, 'AWS', { expires_at: '2030-01-01T00:00:00Z' });
	const folder = (await api('GET', '/folders/1')).body;
	const shown = Object.keys({ ...made, ...(await get(made.id as number)), ...folder });
	const newer = ['owner', 'expires_at', 'expiry_notifications_enabled', 'use_static_external_id'];
	for (const name of [...newer, 'parent_folder_id']) expect(shown).not.toContain(name);
});

test('noTestCredential absent', async () => {
	turn({ noTestCredential: 'absent' });
	expect('test_credential' in (await get(1))).toBe(false);
});

test('createFields all: a create answers with what GET has', async () => {
	turn({ createFields: 'all' });
	const { redirect_url, ...made } = await createCredential(api, 'OAUTH');
	expect(redirect_url).not.toBe('');
	expect(made).toEqual(await get(made.id as number));
});

test('redirectUrlOnUpdate', async () => {
	const { id } = await createCredential(api, 'OAUTH');
	turn({ redirectUrlOnUpdate: true });
	const changed = await put(id as number, { oauth_scope: 'new' }, 'OAUTH');
	expect(new URL(changed.body.redirect_url as string).searchParams.get('scope')).toBe('new');
	const plain = await put(id as number, { oauth_grant_type: 'client_credentials' }, 'OAUTH');
	expect(plain.body.redirect_url).toBe('');
});

test('restriction types', async () => {
	turn({ emptyHostsRestriction: 'RESTRICTED' });
	expect((await post()).body.restriction_type).toBe('RESTRICTED');
	expect((await api('GET', `${PATH}?filter=RESTRICTED`)).body.meta.count).toBe(48);
	const wanted = { restriction_type: 'RESTRICTED_TO_CREDENTIALS' };
	expect((await post(wanted)).body.restriction_type).toBe('RESTRICTED');
	turn({ restrictionTypeInRequest: 'taken' });
	const { id, restriction_type } = (await post(wanted)).body;
	expect(restriction_type).toBe('RESTRICTED_TO_CREDENTIALS');
	expect((await put(id as number, { name: 'x' })).body.restriction_type).toBe(restriction_type);
	expect((await post({ restriction_type: 'X' })).status).toBe(422);
});

test.each([
	['ids', { references: { story_ids: [900], action_ids: [901, 902] } }],
	[
		'objects',
		{
			references: {
				stories: [{ id: 900, name: 'Story 900' }],
				actions: [
					{ id: 901, name: 'Action 901' },
					{ id: 902, name: 'Action 902' },
				],
			},
		},
	],
	['referencing', { referencing_story_ids: [900], referencing_action_ids: [901, 902] }],
	['ignored', {}],
])('referencesShape %s', async (referencesShape, shown) => {
	turn({ referencesShape });
	const { body: plain } = await api('GET', `${PATH}/47`);
	const { body } = await api('GET', `${PATH}/47?include_references=true`);
	expect(body).toEqual({ ...plain, ...shown });
});

test('deleteReferenced refused', async () => {
	turn({ deleteReferenced: 'refused' });
	expect((await api('DELETE', `${PATH}/47`)).status).toBe(422);
	const { id } = (await post()).body;
	expect((await api('DELETE', `${PATH}/${id}`)).status).toBe(204);
	turn({ deleteReferenced: 'allowed' });
	expect((await api('DELETE', `${PATH}/47`)).status).toBe(204);
});

test('duplicateNames: allowed with one slug, or refused in a team', async () => {
	const [first, second] = [(await post()).body, (await post()).body];
	expect(second.slug).toBe(first.slug);
	turn({ duplicateNames: 'refused' });
	expect((await post()).status).toBe(422);
	expect((await post({ team_id: 2 })).status).toBe(201);
	const other = (await post({ name: 'Other' })).body;
	expect((await put(other.id as number, { name: first.name })).status).toBe(422);
	expect((await put(other.id as number, { name: 'Other' })).status).toBe(200);
});

test('slugCollision numbered, slugOnRename kept', async () => {
	turn({ slugCollision: 'numbered', slugOnRename: 'kept' });
	const slugs: string[] = [];
	for (let count = 0; count < 3; count += 1) slugs.push((await post()).body.slug as string);
	expect(slugs).toEqual(['a_text_credential', 'a_text_credential_2', 'a_text_credential_3']);
	expect((await post({ team_id: 2 })).body.slug).toBe('a_text_credential');
	const { id } = (await post({ name: 'First name' })).body;
	expect((await put(id as number, { name: 'Second' })).body.slug).toBe('first_name');
});

test('wrongEnum accepted: passed over, but not for the mode', async () => {
	turn({ wrongEnum: 'accepted' });
	const { status, body } = await post({ read_access: 'ALL' });
	expect([status, body.read_access]).toEqual([201, 'TEAM']);
	expect((await put(body.id as number, { read_access: 'ALL' })).status).toBe(200);
	expect((await post({ mode: 'X' })).status).toBe(422);
	expect((await api('GET', `${PATH}?filter=EXPIRED`)).body.meta.count).toBe(49);
	expect((await api('GET', '/teams?scope=mine')).status).toBe(200);
	expect((await api('GET', '/folders?content_type=ACTION')).body.meta.count).toBe(8);
});

test('numericStrings accepted', async () => {
	turn({ numericStrings: 'accepted' });
	const { status, body } = await post({ team_id: '1', folder_id: '1' });
	expect([status, body.team_id, body.folder_id]).toEqual([201, 1, 1]);
	expect((await post({ team_id: 'one' })).status).toBe(422);
});

test('unknownMembers: ignored and kept nowhere, or refused', async () => {
	const { id } = (await post({ colour: 'red', oauth_scope: 'of another mode' })).body;
	expect(stored(sandbox.current, id as number).settings).toEqual(MODE_BODIES.TEXT);
	turn({ unknownMembers: 'refused' });
	const { status, body } = await post({ colour: 'red' });
	expect([status, body.errors[0].details]).toEqual([422, 'colour is not a known parameter']);
	expect((await put(id as number, { is_test: false })).status).toBe(200);
});

test('requiredFields all: whatever is not called optional', async () => {
	turn({ requiredFields: 'all' });
	const oauth = credentialBody('OAUTH');
	for (const name of ['oauth_token_url', 'oauth_client_id', 'oauth_client_secret', 'oauth_scope']) {
		expect((await api('POST', PATH, { ...oauth, [name]: undefined })).status).toBe(422);
	}
	expect((await api('POST', PATH, oauth)).status).toBe(201);
});

test('specificTeams: refused, or stored as TEAM', async () => {
	const shared = { read_access: 'SPECIFIC_TEAMS', shared_team_slugs: ['blue_team'] };
	turn({ specificTeams: 'refused' });
	expect((await post(shared)).status).toBe(422);
	turn({ specificTeams: 'ignored' });
	expect((await post(shared)).body.read_access).toBe('TEAM');
});

test('unknownTeamSlugs', async () => {
	const shared = { read_access: 'SPECIFIC_TEAMS', shared_team_slugs: ['no_team'] };
	expect((await post(shared)).status).toBe(201);
	turn({ unknownTeamSlugs: 'refused' });
	expect((await post(shared)).status).toBe(422);
	expect((await post({ ...shared, shared_team_slugs: ['blue_team'] })).status).toBe(201);
});

test('foreignFolder accepted, but it has to be there', async () => {
	turn({ foreignFolder: 'accepted' });
	expect((await post({ folder_id: 3 })).status).toBe(201);
	expect((await post({ folder_id: 99 })).status).toBe(422);
});

test('otherModeOnUpdate ignored', async () => {
	turn({ otherModeOnUpdate: 'ignored' });
	const { status, body } = await put(1, { name: 'x' }, 'OAUTH');
	expect([status, body.mode, body.name]).toEqual([200, 'TEXT', 'x']);
});

test('teamOnUpdate: ignored, or refused', async () => {
	turn({ teamOnUpdate: 'ignored' });
	expect((await put(1, { team_id: 2 })).body.team_id).toBe(1);
	turn({ teamOnUpdate: 'refused' });
	expect((await put(1, { team_id: 2 })).status).toBe(422);
	expect((await put(1, { team_id: 1 })).status).toBe(200);
});

test('clearing ignored', async () => {
	const given = { folder_id: 1, description: 'Why', allowed_hosts: ['a.example.com'] };
	const { id } = (await post({ ...given, metadata: { a: 1 } })).body;
	turn({ clearing: 'ignored' });
	const nothing = {
		folder_id: null,
		description: '',
		allowed_hosts: [],
		metadata: {},
		value: null,
	};
	const { status, body } = await put(id as number, nothing);
	expect(status).toBe(200);
	expect(body).toMatchObject({ ...given, metadata: { a: 1 } });
});

test('omittedOnPut reset: PUT empties what it leaves out, secrets stay; PATCH keeps', async () => {
	turn({ omittedOnPut: 'reset' });
	const given = { description: 'Why', allowed_hosts: ['a.example.com'], folder_id: 1 };
	const { id } = (await post(given)).body;
	const patched = await api('PATCH', `${PATH}/${id}`, { mode: 'TEXT', name: 'x' });
	expect(patched.body).toMatchObject(given);
	const { body } = await put(id as number, { metadata: { a: 1 } });
	expect(body).toMatchObject({ name: 'x', metadata: { a: 1 } });
	expect(body).toMatchObject({ description: '', allowed_hosts: [], folder_id: null });
	expect(stored(sandbox.current, id as number).settings).toEqual(MODE_BODIES.TEXT);
});

test('omittedTtl kept', async () => {
	turn({ omittedTtl: 'kept' });
	const { id } = await createCredential(api, 'MULTI_REQUEST');
	await put(id as number, { name: 'x' }, 'MULTI_REQUEST');
	expect(stored(sandbox.current, id as number).settings.http_request_ttl).toBe(300);
});

test('perPageOutOfRange refused', async () => {
	turn({ perPageOutOfRange: 'refused' });
	for (const query of ['per_page=501', 'per_page=0', 'page=0']) {
		expect((await api('GET', `${PATH}?${query}`)).status).toBe(422);
	}
	expect((await api('GET', `${PATH}?per_page=500`)).status).toBe(200);
});

test('the last page: next_page_number 1, next_page as text', async () => {
	turn({ lastPageNumber: 'one', lastPage: 'text' });
	const { meta } = (await api('GET', `${PATH}?per_page=500`)).body;
	expect(meta).toMatchObject({ next_page: 'null', next_page_number: 1 });
	const first = (await api('GET', PATH)).body.meta;
	expect(first).toMatchObject({ next_page: expect.stringMatching(/^http/), next_page_number: 2 });
});

test('credentialOrder idDescending, with a filter and without', async () => {
	const ids = async (query: string) =>
		(await api('GET', `${PATH}?${query}`)).body.user_credentials.map(
			({ id }: { id: number }) => id,
		) as number[];
	const ascending = await ids('per_page=500');
	const inTeam = await ids('team_id=1&per_page=500');
	turn({ credentialOrder: 'idDescending' });
	expect(await ids('per_page=500')).toEqual([...ascending].reverse());
	expect(await ids('page=3')).toEqual([...ascending].reverse().slice(40));
	expect(await ids('page=4')).toEqual([]);
	expect(await ids('team_id=1&per_page=4')).toEqual([...inTeam].reverse().slice(0, 4));
});

test('folderListDefault and teamsPremium', async () => {
	turn({ folderListDefault: 'STORY', teamsPremium: false });
	expect((await api('GET', '/folders')).body.meta.count).toBe(4);
	expect((await api('GET', '/folders?content_type=CREDENTIAL')).body.meta.count).toBe(4);
	expect((await api('POST', '/teams', { name: 'x' })).status).toBe(404);
	expect((await api('PUT', '/teams/1', { name: 'x' })).status).toBe(404);
	expect((await api('DELETE', '/teams/1')).status).toBe(404);
	expect((await api('GET', '/teams')).status).toBe(200);
});
