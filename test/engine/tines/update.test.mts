import { errorOf, itemsOf, useBench } from '../support/bench.mts';
import { byId, credentialOf, seedCredential, tines } from '../vendors/tines.mts';

const ONE = '/api/v1/user_credentials/:id';
const bench = useBench(tines);

const seed = (more: object = {}) =>
	seedCredential(bench.current.sandbox, { name: 'Old', team_id: 1, ...more });
const change = async (id: number, mode: string, updateFields: object, asked: object = {}) =>
	await bench.current.run({
		parameters: {
			...{ resource: 'credential', operation: 'update', credentialId: byId(id), mode },
			updateFields,
		},
		...asked,
	});
/** The bodies of all changes that were sent, secrets masked. */
const sent = () => bench.current.calls('PUT', ONE).map(({ requestBody }) => requestBody);
const kept = (id: number) => credentialOf(bench.current.sandbox, id);

describe('updating a credential', () => {
	test('sends what is given, with the mode, and no more', async () => {
		const { id } = seed({ mode: 'OAUTH', description: 'stays', metadata: { a: 1 } });
		const before = structuredClone(kept(id));
		const run = await change(id, 'OAUTH', { oauth_client_secret: 'rotated secret' });

		expect(itemsOf(run)[0]!.json).toMatchObject({ id, name: 'Old', description: 'stays' });
		expect(sent()).toEqual([{ mode: 'OAUTH', oauth_client_secret: '••••' }]);
		expect(kept(id)).toEqual({
			...{ ...before, updated_at: expect.any(String) },
			settings: { ...before.settings, oauth_client_secret: 'rotated secret' },
		});
	});

	test('takes every field of its mode', async () => {
		const { id } = seed({ mode: 'OAUTH' });
		itemsOf(
			await change(id, 'OAUTH', {
				...{ name: 'New', oauth_grant_type: 'authorization_code', oauth_scope: ['a', 'b'] },
				...{ oauth_url: 'https://b.example/authorize', oauth_token_url: 'https://b.example/token' },
				...{ oauth_client_id: 'c2', oauthPkceCodeChallengeMethod: 'plain' },
				...{ allowed_hosts: ['b.example'], metadataJson: '{"x":{"y":1}}', folder_id: byId(1) },
				...{ read_access: 'GLOBAL', description: 'd', expires_at: '2027-05-06T07:08:09Z' },
			}),
		);
		expect(kept(id)).toMatchObject({
			...{ name: 'New', slug: 'new', folder_id: 1, read_access: 'GLOBAL', description: 'd' },
			...{ allowed_hosts: ['b.example'], metadata: { x: { y: 1 } } },
			expires_at: '2027-05-06T07:08:09.000Z',
			settings: {
				...{ oauth_grant_type: 'authorization_code', oauth_scope: 'a b', oauth_client_id: 'c2' },
				...{ oauth_url: 'https://b.example/authorize', oauthPkceCodeChallengeMethod: 'plain' },
			},
		});
	});

	test('PKCE None takes the method away', async () => {
		const { id } = seed({ mode: 'OAUTH', oauthPkceCodeChallengeMethod: 'S256' });
		itemsOf(await change(id, 'OAUTH', { oauthPkceCodeChallengeMethod: 'none' }));
		expect(kept(id).settings.oauthPkceCodeChallengeMethod).toBeNull();
	});

	test('a wrong mode is refused, naming the right one', async () => {
		const { id } = seed({ mode: 'JWT' });
		const error = errorOf(await change(id, 'TEXT', { name: 'New' }));
		expect(error.message).toContain(
			`Mode: the credential 'Old' (${id}) is of the mode JWT, not TEXT`,
		);
		expect(sent()).toEqual([]);
	});

	test('what Tines shows to be so already is not sent', async () => {
		const { id } = seed({
			allowed_hosts: ['a.example', 'b.example'],
			expires_at: '2027-01-01T00:00:00Z',
		});
		const fields = { name: 'Old', allowed_hosts: ['b.example', 'a.example'], team_id: byId(1) };
		const run = await change(id, 'TEXT', { ...fields, expires_at: '2027-01-01T01:00:00+01:00' });
		expect(itemsOf(run)[0]!.json.id).toBe(id);
		expect(sent()).toEqual([]);
	});

	test('what Tines never shows is sent, since it may differ', async () => {
		const { id } = seed({ value: 'the same text' });
		itemsOf(await change(id, 'TEXT', { value: 'the same text' }));
		expect(sent()).toHaveLength(1);
	});

	test.each([
		['without any row', {}],
		['by an expression that n8n makes no rows of', '={{ { a: "b" } }}'],
	])('metadata %s is nothing to change', async (_what, metadata) => {
		const { id } = seed({ metadata: { kept: 'yes' } });
		const run = await change(id, 'TEXT', { metadata });
		expect(errorOf(run).message).toContain('nothing to change was given');
		expect(kept(id).metadata).toEqual({ kept: 'yes' });
	});

	test('two items for the same credential both take effect', async () => {
		const { id } = seed();
		const items = [{ json: { name: 'New' } }, { json: { description: 'd' } }];
		const fields = { name: '={{ $json.name }}', description: '={{ $json.description }}' };
		itemsOf(await change(id, 'TEXT', fields, { items }));
		expect(kept(id)).toMatchObject({ name: 'New', description: 'd' });
	});

	test.each([
		['the description', { description: '' }, { description: '' }],
		['the hosts', { allowed_hosts: [] }, { allowed_hosts: [] }],
		['the metadata, as JSON', { metadataJson: '{}' }, { metadata: {} }],
		['the folder', { folder_id: byId(0) }, { folder_id: null }],
		['the expiry', { expires_at: '' }, { expires_at: null }],
		[
			'the recipients',
			{ credential_notification_recipient_user_ids: [] },
			{ credential_notification_recipient_user_ids: [] },
		],
	])('empties %s', async (_title, fields, empty) => {
		const { id } = seed({
			...{ description: 'd', allowed_hosts: ['a.example'], metadata: { a: 'b' }, folder_id: 1 },
			...{ expires_at: '2027-01-01T00:00:00.000Z', expiry_notifications_enabled: true },
			credential_notification_recipient_user_ids: [1],
		});
		const before = structuredClone(kept(id));
		itemsOf(await change(id, 'TEXT', fields));
		expect(sent()).toEqual([{ mode: 'TEXT', ...empty }]);
		expect(kept(id)).toEqual({ ...before, ...empty, updated_at: expect.any(String) });
	});
});

describe('moving a credential to another team', () => {
	test('takes it out of its folder, which is not of that team', async () => {
		const { id } = seed({ folder_id: 1 });
		itemsOf(await change(id, 'TEXT', { team_id: byId(2) }));
		expect(sent()).toEqual([{ mode: 'TEXT', team_id: 2, folder_id: null }]);
		expect(kept(id)).toMatchObject({ team_id: 2, folder_id: null });
	});

	test('puts it into a folder of that team when one is given', async () => {
		const { id } = seed({ folder_id: 1 });
		itemsOf(await change(id, 'TEXT', { team_id: byId(2), folder_id: byId(3) }));
		expect(kept(id)).toMatchObject({ team_id: 2, folder_id: 3 });
	});

	test('to the team that it is in leaves its folder alone', async () => {
		const { id } = seed({ folder_id: 1 });
		itemsOf(await change(id, 'TEXT', { team_id: byId(1), description: 'd' }));
		expect(kept(id)).toMatchObject({ team_id: 1, folder_id: 1, description: 'd' });
	});
});

describe('sharing a credential', () => {
	const shared = { read_access: 'SPECIFIC_TEAMS', shared_team_slugs: ['blue_team'] };

	test.each([
		['with specific teams needs teams', {}, { read_access: 'SPECIFIC_TEAMS' }, /at least one team/],
		[
			'of one that is for its team only has no teams',
			{},
			{ shared_team_slugs: ['a'] },
			/not with TEAM/,
		],
		[
			'with no teams any more needs another access',
			shared,
			{ shared_team_slugs: [] },
			/at least one/,
		],
	])('%s', async (_title, stored, fields, problem) => {
		const error = errorOf(await change(seed(stored).id, 'TEXT', fields));
		expect(error.message).toMatch(/^Shared Team Slugs: /);
		expect(error.message).toMatch(problem);
		expect(sent()).toEqual([]);
	});

	test('goes to other teams', async () => {
		const { id } = seed(shared);
		itemsOf(await change(id, 'TEXT', { shared_team_slugs: ['platform'] }));
		expect(kept(id)).toMatchObject({ ...shared, shared_team_slugs: ['platform'] });
	});

	test('ends with its teams forgotten', async () => {
		const { id } = seed(shared);
		itemsOf(await change(id, 'TEXT', { read_access: 'GLOBAL' }));
		expect(kept(id)).toMatchObject({ read_access: 'GLOBAL', shared_team_slugs: [] });
	});

	test('stays as it is with a change of something else', async () => {
		const { id } = seed(shared);
		itemsOf(await change(id, 'TEXT', { name: 'New' }));
		expect(sent()).toEqual([{ mode: 'TEXT', name: 'New' }]);
		expect(kept(id)).toMatchObject({ ...shared, name: 'New' });
	});
});
