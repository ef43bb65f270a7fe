import { errorOf, itemsOf, useBench } from '../support/bench.mts';
import {
	byId,
	byIntegration,
	credentialFor,
	credentialOf,
	inProject,
	paragon,
	PUT,
	SECRET,
	secretOf,
	seedCredentials,
	stateOf,
} from '../vendors/paragon.mts';

const bench = useBench(paragon);
const puts = () => bench.current.calls(PUT.method, PUT.path);
const update = async (ref: object, updateFields: object, more: object = {}) =>
	await bench.current.run({
		parameters: inProject(bench.current.sandbox, 'integrationCredential', 'update', {
			...{ integrationCredentialId: ref, updateFields },
		}),
		...more,
	});

/** A credential that has everything. */
const VALUES = {
	clientId: 'stored-client',
	clientSecret: 'stored-secret',
	scopes: 'offline_access read:jira-user',
	authenticateAsApplication: true,
	port: 8080,
	wait: '30s',
};
/** What the vendor adds to the values of Jira, and the node hands back to it. */
const ADDED = {
	authUrl: 'https://auth.atlassian.com/authorize',
	accessTokenUrl: 'https://auth.atlassian.com/oauth/token',
};

function seedJira() {
	const { sandbox } = bench.current;
	const { projectId, integrations } = sandbox.paragon;
	const [{ id }] = sandbox.control.seed('paragon', {
		credentials: [{ integrationId: integrations.jira, projectId, values: { ...VALUES } }],
	}).credentials;
	return id as string;
}

describe('what is not given stays', () => {
	const entry = (name: string, type: string, value: string) => ({ name, type, value });

	test.each([
		['client ID', { clientId: 'another' }, { clientId: 'another' }],
		['client secret', { clientSecret: SECRET }, { clientSecret: secretOf() }],
		['scopes', { scopes: ['read:jira-work'] }, { scopes: 'read:jira-work' }],
		[
			'an extra value',
			{ extraValues: { entry: [entry('port', 'number', '9090')] } },
			{ port: 9090 },
		],
		[
			'a new extra value',
			{ extraValues: { entry: [entry('region', 'string', 'eu')] } },
			{ region: 'eu' },
		],
		[
			'all at once',
			{ clientId: 'another', clientSecret: SECRET, scopes: ['a', 'b'] },
			{ clientId: 'another', clientSecret: secretOf(), scopes: 'a b' },
		],
	])('when %s is', async (_what, fields, changed) => {
		const { sandbox } = bench.current;
		const id = seedJira();
		const [{ json }] = itemsOf(await update(byId(id), fields)) as [any];

		expect(credentialOf(sandbox, id)).toMatchObject({
			...{ id, provider: 'jira', scheme: 'oauth_app', name: sandbox.paragon.admin.email },
			integrationId: sandbox.paragon.integrations.jira,
		});
		expect(credentialOf(sandbox, id).values).toEqual({ ...VALUES, ...ADDED, ...changed });
		expect(json.id).toBe(id);
	});

	test('and none of the secrets is in an output or a log', async () => {
		const { sandbox } = bench.current;
		const id = seedJira();
		const run = await update(byId(id), { clientId: 'another', clientSecret: SECRET });
		itemsOf(run);
		expect(run.contains('stored-secret')).toBe(false);
		expect(run.contains(secretOf())).toBe(false);
		for (const secret of paragon.secrets(sandbox)) expect(run.contains(secret)).toBe(false);
	});
});

test('writes nothing when nothing differs', async () => {
	const id = seedJira();
	const before = structuredClone(credentialOf(bench.current.sandbox, id));
	const { clientId, clientSecret } = VALUES;
	const entry = [{ name: 'port', type: 'number', value: '8080' }];
	const scopes = ['read:jira-user', 'offline_access'];
	const [{ json }] = itemsOf(
		await update(byId(id), { clientId, clientSecret, scopes, extraValues: { entry } }),
	) as [any];

	expect(puts()).toEqual([]);
	expect(credentialOf(bench.current.sandbox, id)).toEqual(before);
	expect(json.oauth).toEqual({ client_id: clientId, scopes: VALUES.scopes.split(' ') });
});

test.each([
	[{ name: 'port', type: 'string', value: '8080' }, 'port', '8080'],
	[{ name: 'authenticateAsApplication', type: 'string', value: 'true' }, undefined, 'true'],
])('a value of another type differs: %j', async (entry, name = 'authenticateAsApplication', to) => {
	const id = seedJira();
	itemsOf(await update(byId(id), { extraValues: { entry: [entry] } }));
	expect(credentialOf(bench.current.sandbox, id).values[name]).toBe(to);
});

test.each(['jira', 'the ID of Jira'])('finds the credential by its integration: %s', async (by) => {
	const { sandbox } = bench.current;
	const id = seedJira();
	const ref = by === 'jira' ? 'jira' : sandbox.paragon.integrations.jira;
	const [{ json }] = itemsOf(await update(byIntegration(ref), { clientId: 'another' })) as [any];
	expect(json.id).toBe(id);
	expect(credentialOf(sandbox, id).values.clientId).toBe('another');
});

test('of an integration without a credential says so, and makes none', async () => {
	const error = errorOf(await update(byIntegration('jira'), { clientId: 'another' }));
	expect(error.httpCode).toBe('404');
	expect(error.message).toContain("The integration 'jira' has no credential in this project");
	expect(error.description).toContain('Create');
	expect(puts()).toEqual([]);
});

test('two items that change the same one do not undo each other', async () => {
	const { sandbox } = bench.current;
	const id = seedJira();
	const items = [{ json: { n: 0 } }, { json: { n: 1 } }];
	const clientId = '={{ $json.n === 0 ? "another" : "" }}';
	const scopes = '={{ $json.n === 1 ? ["a", "b"] : "" }}';
	itemsOf(await update(byId(id), { clientId, scopes }, { items }));

	expect(credentialOf(sandbox, id).values).toEqual({
		...{ ...VALUES, ...ADDED, clientId: 'another', scopes: 'a b' },
	});
	expect(puts()).toHaveLength(2);
});

describe('scopes', () => {
	test('are refused for a custom integration', async () => {
		const { sandbox } = bench.current;
		const { projectId, integrations } = sandbox.paragon;
		const values = { clientId: 'custom', clientSecret: 'stored-secret', scopes: '' };
		const [{ id }] = sandbox.control.seed('paragon', {
			credentials: [{ integrationId: integrations.customOAuth, projectId, values }],
		}).credentials;
		const error = errorOf(await update(byId(id), { scopes: ['read'] }));
		expect(error.message).toContain("Scopes: 'WireMock' is a custom integration");
		expect(puts()).toEqual([]);

		itemsOf(await update(byId(id), { clientId: 'another' }));
		const urls = {
			authUrl: 'https://wiremock.example/authorize',
			accessTokenUrl: 'https://wiremock.example/token',
		};
		expect(credentialOf(sandbox, id).values).toEqual({ ...values, ...urls, clientId: 'another' });
	});

	test('cannot be taken from an app of the catalog altogether', async () => {
		const id = seedJira();
		const error = errorOf(await update(byId(id), { scopes: [] }));
		expect(error.message).toContain("Scopes: the integration 'jira' needs at least one");
		expect(puts()).toEqual([]);
	});
});

test.each(['cutAfter', 'cutBefore', 'truncated'] as const)(
	'writes the same again when the answer is lost: %s',
	async (kind) => {
		const { sandbox } = bench.current;
		const id = seedJira();
		sandbox.control.addFault({ ...PUT, kind });
		itemsOf(await update(byId(id), { clientSecret: SECRET }));
		expect(puts()).toHaveLength(2);
		expect(credentialOf(sandbox, id).values.clientSecret).toBe(secretOf());
		expect(stateOf(sandbox).credentials.filter((each: any) => each.id === id)).toHaveLength(1);
	},
);

test('20 items change a credential each', async () => {
	const { sandbox } = bench.current;
	const stored = seedCredentials(sandbox, 20);
	const items = stored.map(({ id }) => ({ json: { id } }));
	const clientId = '={{ "new-" + $itemIndex }}';
	itemsOf(await update(byId('={{ $json.id }}'), { clientId }, { items }));
	for (const [index, { integrationId }] of stored.entries()) {
		expect(credentialFor(sandbox, integrationId).values).toMatchObject({
			...{ clientId: `new-${index}`, clientSecret: `stored-secret-${index}` },
		});
	}
});
