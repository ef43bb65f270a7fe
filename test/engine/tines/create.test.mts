import { errorOf, itemsOf, useBench } from '../support/bench.mts';
import { byId, createOAuth, credentialOf, credentialsNamed, tines } from '../vendors/tines.mts';

const PATH = '/api/v1/user_credentials';
const POST = { method: 'POST', path: PATH } as const;
const CONSENT = {
	...{ oauth_grant_type: 'authorization_code', oauth_url: 'https://idp.example.com/authorize' },
};

describe('creating an OAuth credential', () => {
	const bench = useBench(tines);
	const create = async (more: object = {}) =>
		await bench.current.run({ parameters: createOAuth({ name: 'Okta', ...more }) });
	/** What a run has sent, as the journal shows it: secrets masked. */
	const sent = () => bench.current.calls('POST', PATH).map(({ requestBody }) => requestBody);

	test('sends every field in the words of Tines, and nothing else', async () => {
		const [{ json }] = itemsOf(
			await create({
				...CONSENT,
				simplify: false,
				additionalFields: {
					folder_id: byId(1),
					read_access: 'SPECIFIC_TEAMS',
					shared_team_slugs: ['blue_team', 'platform'],
					description: 'For machines',
					metadata: { entry: [{ name: 'env', value: 'prod' }] },
					allowed_hosts: ['*.example.com', 'api.example.org'],
					expires_at: '2027-01-01T01:00:00+01:00',
					expiry_notifications_enabled: true,
					credential_notification_recipient_user_ids: ['1', '3'],
					oauthPkceCodeChallengeMethod: 'S256',
				},
			}),
		) as [any];

		expect(sent()).toEqual([
			{
				...{ name: 'Okta', mode: 'OAUTH', team_id: 1, folder_id: 1 },
				...{ oauth_url: CONSENT.oauth_url, oauth_token_url: 'https://idp.example.com/token' },
				...{ oauth_client_id: 'client-xyz', oauth_client_secret: '••••' },
				...{ oauth_scope: 'read write', oauth_grant_type: 'authorization_code' },
				...{ oauthPkceCodeChallengeMethod: 'S256', description: 'For machines' },
				...{ read_access: 'SPECIFIC_TEAMS', shared_team_slugs: ['blue_team', 'platform'] },
				...{ metadata: { env: 'prod' }, allowed_hosts: ['*.example.com', 'api.example.org'] },
				...{ expires_at: '2027-01-01T00:00:00.000Z', expiry_notifications_enabled: true },
				credential_notification_recipient_user_ids: [1, 3],
			},
		]);
		expect(credentialOf(bench.current.sandbox, json.id).settings).toMatchObject({
			...{ oauth_client_secret: 'a secret to keep', oauth_scope: 'read write' },
		});
		expect(json).toMatchObject({
			...{ name: 'Okta', mode: 'OAUTH', slug: 'okta', restriction_type: 'RESTRICTED' },
			...{ team_id: 1, folder_id: 1, read_access: 'SPECIFIC_TEAMS', metadata: { env: 'prod' } },
			...{ shared_team_slugs: ['blue_team', 'platform'], test_credential_enabled: false },
			...{ owner: { user_id: 1, email: 'ada@sandbox.example' } },
			...{ expires_at: '2027-01-01T00:00:00.000Z' },
			steps: [`created the credential 'Okta' (${json.id})`],
		});
	});

	test('sends no more than what is given', async () => {
		itemsOf(await create({ oauth_scope: [] }));
		expect(sent()).toEqual([
			{
				...{ name: 'Okta', mode: 'OAUTH', team_id: 1, oauth_grant_type: 'client_credentials' },
				...{ oauth_token_url: 'https://idp.example.com/token', oauth_client_id: 'client-xyz' },
				...{ oauth_client_secret: '••••', oauth_scope: '' },
			},
		]);
	});

	test.each([
		['none', null],
		['plain', 'plain'],
		['S256', 'S256'],
	])('PKCE %s arrives as %j', async (oauthPkceCodeChallengeMethod, arrived) => {
		itemsOf(await create({ ...CONSENT, additionalFields: { oauthPkceCodeChallengeMethod } }));
		expect(sent()).toMatchObject([{ oauthPkceCodeChallengeMethod: arrived }]);
	});

	test.each([
		['an object as JSON', { metadataJson: '{"env":{"name":"prod"},"n":1}' }],
		['an object by expression', { metadataJson: "={{ ({ env: { name: 'prod' }, n: 1 }) }}" }],
	])('metadata may be %s', async (_title, additionalFields) => {
		const [{ json }] = itemsOf(await create({ additionalFields })) as [any];
		expect(credentialOf(bench.current.sandbox, json.id).metadata).toEqual({
			...{ env: { name: 'prod' }, n: 1 },
		});
	});

	test("a moment without a zone is of the workflow's zone", async () => {
		const parameters = createOAuth({
			...{ name: 'Okta', additionalFields: { expires_at: '2027-01-01T00:00:00' } },
		});
		const settings = { timezone: 'America/New_York' };
		itemsOf(await bench.current.run({ parameters, settings }));
		expect(sent()).toMatchObject([{ expires_at: '2027-01-01T05:00:00.000Z' }]);
	});

	test('scopes may be text with blanks or commas, too', async () => {
		itemsOf(await create({ oauth_scope: "={{ 'read, write  admin' }}" }));
		expect(sent()).toMatchObject([{ oauth_scope: 'read write admin' }]);
	});

	test('No Folder is the root of the team', async () => {
		itemsOf(await create({ additionalFields: { folder_id: byId(0) } }));
		expect(sent()).toMatchObject([{ folder_id: null }]);
	});

	test('a folder of another team is refused by Tines, whose reason is told', async () => {
		const error = errorOf(await create({ additionalFields: { folder_id: byId(3) } }));
		expect(error.httpCode).toBe('422');
		expect(error.message).toContain('folder_id must be a credential folder of the team');
	});

	describe('with a consent to be given', () => {
		test('hands on the redirect_url, and a hint tells to open it once for all items', async () => {
			const parameters = createOAuth(CONSENT);
			const items = ['A', 'B'].map((name) => ({ json: { name } }));
			const run = await bench.current.run({ parameters, items });

			for (const { json } of itemsOf(run)) {
				const url = new URL(json.redirect_url);
				expect(url.origin + url.pathname).toBe(CONSENT.oauth_url);
				expect(url.searchParams.get('client_id')).toBe('client-xyz');
			}
			expect(run.hints).toEqual([
				expect.objectContaining({ message: expect.stringContaining('open the redirect_url') }),
			]);
		});

		test('needs none with the grant type Client Credentials', async () => {
			const run = await create();
			expect(itemsOf(run)[0]!.json.redirect_url).toBe('');
			expect(run.hints).toEqual([]);
		});

		test('a tenant that gives no redirect_url is told so by the hint', async () => {
			bench.current.sandbox.control.setBehaviour('tines', { redirectUrl: 'empty' });
			const { hints } = await create(CONSENT);
			expect(hints.map(({ message }) => message)).toEqual([
				expect.stringContaining("Tines gave no redirect_url for 'Okta'"),
			]);
		});

		test('the redirect_url that was in a lost answer is said to be lost', async () => {
			const { sandbox } = bench.current;
			sandbox.control.addFault({ ...POST, kind: 'cutAfter' });
			const run = await create(CONSENT);
			const [{ json }] = itemsOf(run) as [any];

			expect(credentialsNamed(sandbox, 'Okta').map(({ id }) => id)).toEqual([json.id]);
			expect(json.redirect_url).toBeUndefined();
			expect(json.steps.join()).toContain(
				'the redirect_url for the consent was in the lost answer',
			);
			expect(run.hints[0]!.message).toContain('open the credential in Tines');
		});
	});

	describe('whose answer is lost', () => {
		test('two items of the same name get a credential each', async () => {
			const { sandbox } = bench.current;
			sandbox.control.addFault({ ...POST, kind: 'cutAfter', times: 2 });
			const items = [{ json: { name: 'Twin' } }, { json: { name: 'Twin' } }];
			const out = itemsOf(await bench.current.run({ parameters: createOAuth(), items }));

			const made = credentialsNamed(sandbox, 'Twin').map(({ id }) => id);
			expect(out.map(({ json }) => json.id).sort()).toEqual(made.sort());
			expect(made).toHaveLength(2);
		});

		test('an older one of the same name is not taken for it', async () => {
			const { sandbox } = bench.current;
			const created_at = new Date(Date.now() - 60_000).toISOString();
			const [old] = sandbox.control.seed('tines', {
				credentials: [{ name: 'Okta', mode: 'OAUTH', team_id: 1, created_at }],
			}).credentials;
			sandbox.control.addFault({ ...POST, kind: 'cutAfter' });
			const [{ json }] = itemsOf(await create()) as [any];

			expect(json.id).not.toBe(old.id);
			expect(credentialsNamed(sandbox, 'Okta')).toHaveLength(2);
		});

		test('one of another team is not taken for it', async () => {
			const { sandbox } = bench.current;
			sandbox.control.seed('tines', { credentials: [{ name: 'Okta', mode: 'OAUTH', team_id: 2 }] });
			sandbox.control.addFault({ ...POST, kind: 'cutAfter' });
			const [{ json }] = itemsOf(await create()) as [any];
			expect(credentialOf(sandbox, json.id).team_id).toBe(1);
		});

		test('is found with every field, also on a tenant that does not show the newer ones', async () => {
			const { sandbox } = bench.current;
			sandbox.control.setBehaviour('tines', { newerFields: 'absent', timestamps: 'seconds' });
			sandbox.control.addFault({ ...POST, kind: 'cutAfter' });
			const [{ json }] = itemsOf(
				await create({ additionalFields: { expires_at: '2027-01-01', description: 'd' } }),
			) as [any];
			expect(credentialsNamed(sandbox, 'Okta').map(({ id }) => id)).toEqual([json.id]);
		});
	});
});
