import { useSandbox } from '../support/sandbox.mts';
import { MODES } from './modes.mts';
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

const MEMBERS = [
	...['id', 'name', 'mode', 'team_id', 'folder_id', 'read_access', 'shared_team_slugs', 'slug'],
	...['created_at', 'updated_at', 'description', 'aws_assumed_role_external_id'],
	...['aws_authentication_type', 'allowed_hosts', 'metadata', 'restriction_type'],
	...['test_credential_enabled', 'test_credential', 'owner', 'expires_at'],
	...['expiry_notifications_enabled', 'credential_notification_recipient_user_ids'],
];

test.each(MODES)(
	'%s: created, read, listed, deleted; its fields are kept and never shown',
	async (mode) => {
		const sent = credentialBody(mode);
		const { status, body } = await api('POST', PATH, sent);
		expect(status).toBe(201);
		const one = await api('GET', `${PATH}/${body.id}`);
		expect(one.status).toBe(200);
		const isAws = mode === 'AWS';
		expect(Object.keys(one.body)).toEqual([
			...MEMBERS,
			...(isAws ? ['use_static_external_id'] : []),
		]);
		expect(one.body.aws_authentication_type).toBe(isAws ? 'KEY' : null);
		expect(one.body.aws_assumed_role_external_id).toEqual(isAws ? expect.any(String) : null);
		const list = await api('GET', `${PATH}?per_page=500`);
		expect(list.body.user_credentials.at(-1)).toEqual(one.body);
		expect(stored(sandbox.current, body.id).settings).toEqual(MODE_BODIES[mode]);

		const { status: changed, body: after } = await api('PUT', `${PATH}/${body.id}`, sent);
		expect(changed).toBe(200);
		const { redirect_url: _redirectUrl, ...createdBody } = body;
		const shown = JSON.stringify([createdBody, one.body, list.body, after]);
		const hidden = ['hush-', 'idp.example', 'client-abc', 'read write', 'certificate"'];
		expect(hidden.filter((text) => shown.includes(text))).toEqual([]);
		expect('redirect_url' in body).toBe(mode === 'OAUTH');

		const gone = await api('DELETE', `${PATH}/${body.id}`);
		expect([gone.status, gone.body]).toEqual([204, '']);
		expect((await api('GET', `${PATH}/${body.id}`)).status).toBe(404);
		expect((await api('DELETE', `${PATH}/${body.id}`)).status).toBe(404);
	},
);

test('all common fields come back, and defaults where they were left out', async () => {
	const given = {
		folder_id: 1,
		read_access: 'SPECIFIC_TEAMS',
		shared_team_slugs: ['blue_team'],
		description: 'What it is for',
		metadata: { env: 'prod', count: 2 },
		allowed_hosts: ['*.example.com'],
		expires_at: '2030-01-02T03:04:05Z',
		expiry_notifications_enabled: true,
		credential_notification_recipient_user_ids: [1, 2],
	};
	const { id } = await createCredential(api, 'OAUTH', given);
	expect((await api('GET', `${PATH}/${id}`)).body).toMatchObject({
		...given,
		expires_at: '2030-01-02T03:04:05.000Z',
		restriction_type: 'RESTRICTED',
		owner: { user_id: 1, first_name: 'Ada', last_name: 'Example', email: 'ada@sandbox.example' },
	});
	const plain = await createCredential(api, 'TEXT', { name: 'Ünï - (Code) 2' });
	expect((await api('GET', `${PATH}/${plain.id}`)).body).toMatchObject({
		slug: 'ünï_code_2',
		folder_id: null,
		read_access: 'TEAM',
		shared_team_slugs: [],
		description: '',
		metadata: {},
		allowed_hosts: [],
		restriction_type: 'UNRESTRICTED',
		test_credential_enabled: false,
		test_credential: null,
		expires_at: null,
		expiry_notifications_enabled: false,
		credential_notification_recipient_user_ids: [],
	});
});

test('null stands for a default in a create', async () => {
	const nothing = { folder_id: null, description: null, metadata: null, allowed_hosts: null };
	const body = await createCredential(api, 'TEXT', { ...nothing, expires_at: '' });
	expect(body).toMatchObject({ folder_id: null, description: '', metadata: {}, allowed_hosts: [] });
	expect(body.expires_at).toBeNull();
});

test('expiry members are in the answer of a create where they were sent, AWS members for AWS', async () => {
	const aws = await createCredential(api, 'AWS', { use_static_external_id: true });
	expect(aws).toMatchObject({ use_static_external_id: true, aws_authentication_type: 'KEY' });
	expect('expires_at' in aws).toBe(false);
	const oauth = await createCredential(api, 'OAUTH', { expires_at: '2030-01-01T00:00:00Z' });
	expect(oauth.expires_at).toBe('2030-01-01T00:00:00.000Z');
	expect('aws_authentication_type' in oauth).toBe(false);
});

test('the JSON text of a payload, a create without scope, key or root certificate: all right', async () => {
	await createCredential(api, 'JWT', { jwt_payload: '{}', jwt_private_key: undefined });
	await createCredential(api, 'OAUTH', { oauth_scope: undefined });
	await createCredential(api, 'MTLS', { mtls_root_certificate: undefined });
});

test('IDs of paths that are none', async () => {
	for (const id of ['0', 'abc', '1.5', '99999999999999999999', '-1']) {
		expect((await api('GET', `${PATH}/${id}`)).status).toBe(404);
	}
});
