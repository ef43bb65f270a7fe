import { errorOf, itemsOf, useBench } from '../support/bench.mts';
import {
	byId,
	byType,
	createCredential,
	credentialFor,
	inProject,
	integrationOfType,
	paragon,
	PUT,
} from '../vendors/paragon.mts';

const bench = useBench(paragon);
const MASKED = '••••••••';
const UUID = '6d7b1f4c-2f60-4f2b-8f6e-0c5f3d9a7f11';
const DEVELOPMENT_KEYS = /development keys/;

/** Creates or changes with values that cannot be used: what is told, and that nothing was sent. */
async function refusalOf(parameters: Record<string, unknown>) {
	const items = [{ json: { bad: false } }, { json: { bad: true } }];
	const run = await bench.current.run({ parameters, items });
	const error = errorOf(run);
	expect(error.name).toBe('NodeOperationError');
	expect(error.description).toContain('No request was sent.');
	expect(bench.current.calls()).toEqual([]);
	expect(bench.current.logins()).toBe(0);
	return error;
}

/** A value that the second of two items alone has. */
const second = (good: unknown, bad: unknown) =>
	`={{ $json.bad ? ${JSON.stringify(bad)} : ${JSON.stringify(good)} }}`;
const extra = (...entry: object[]) => ({ additionalFields: { extraValues: { entry } } });

describe('before any request, Create refuses', () => {
	const refused = async (more: object) =>
		await refusalOf(createCredential(bench.current.sandbox, byType('linear'), more));

	test.each([
		['no project', { projectId: byId(second(UUID, '')) }, 'Project: is missing'],
		['a project that is no UUID', { projectId: byId(second(UUID, '7')) }, "Project: '7' is not"],
		['no integration', { integration: byId(second(UUID, '')) }, 'Integration: is missing'],
		[
			'what can be no integration',
			{ integration: byId(second(UUID, 'a b/c')) },
			"Integration: 'a b/c' is not",
		],
		[
			'a masked client secret',
			{ clientSecret: second('good', MASKED) },
			'Client Secret: is a masked secret',
		],
		['a masked client ID', { clientId: second('good', MASKED) }, 'Client ID: is a masked secret'],
		['a client ID that is no text', { clientId: second('good', [1]) }, 'Client ID: expected text'],
		[
			'a scope with a blank in it',
			{ scopes: second(['a'], ['a b']) },
			"Scopes: 'a b' has a blank in it",
		],
		['scopes that are no list', { scopes: second(['a'], { a: 1 }) }, 'Scopes: expected a list'],
	])('%s', async (_what, more, told) => {
		const error = await refused(more);
		expect(error.message).toContain(told);
		expect(error.message).toContain('[item 1]');
		expect(error.itemIndex).toBe(1);
	});

	test.each([
		['twice', [{ name: 'a' }, { name: 'a' }], "'a' is given twice"],
		['clientId', [{ name: 'clientId', value: 'x' }], "'clientId' has a field of its own"],
		['clientSecret', [{ name: 'clientSecret', value: 'x' }], "'clientSecret' has a field"],
		['scopes', [{ name: 'scopes', value: 'x' }], "'scopes' has a field of its own"],
		['without a name', [{ name: ' ', value: 'x' }], 'an entry has no name'],
		['masked', [{ name: 'a', value: MASKED }], 'is a masked secret'],
		['not yes or no', [{ name: 'a', type: 'boolean', value: 'x' }], 'is neither true nor false'],
		['not a number', [{ name: 'a', type: 'number', value: 'x' }], "'a' is not a number"],
	])('extra values: %s', async (_what, entries, told) => {
		const error = await refused(extra(...entries));
		expect(error.message).toContain('Extra Values: ');
		expect(error.message).toContain(told);
	});

	test.each(['clientId', 'clientSecret'])(
		'a blank %s, and explains the development keys',
		async (field) => {
			const label = field === 'clientId' ? 'Client ID' : 'Client Secret';
			for (const blank of ['', ' ']) {
				const error = await refused({ [field]: second('good', blank) });
				expect(error.message).toContain(`${label}: is missing [item 1]`);
				expect(error.description).toMatch(DEVELOPMENT_KEYS);
			}
			const literal = await refused({ [field]: '' });
			expect(literal.message).toContain(`${label}: is missing [item 0]`);
			expect(literal.description).toMatch(DEVELOPMENT_KEYS);
		},
	);

	test('both left blank for Jira, with the same explanation', async () => {
		const parameters = createCredential(bench.current.sandbox, byType('jira'), {
			...{ clientId: '', clientSecret: '', scopes: [] },
		});
		const error = await refusalOf(parameters);
		expect(error.message).toContain('Client ID: is missing');
		expect(error.description).toMatch(DEVELOPMENT_KEYS);
	});
});

describe('before any request, Update refuses', () => {
	const refused = async (updateFields: object, more: object = {}) =>
		await refusalOf(
			inProject(bench.current.sandbox, 'integrationCredential', 'update', {
				...{ integrationCredentialId: byId(UUID), updateFields, ...more },
			}),
		);

	test.each([
		['nothing to change', {}, 'Update Fields: nothing to change was given'],
		['a blank client ID alone', { clientId: '' }, 'nothing to change was given'],
		['a masked secret', { clientSecret: MASKED }, 'Client Secret: is a masked secret'],
		['a scope with a blank in it', { scopes: ['a b'] }, "Scopes: 'a b' has a blank"],
		[
			'clientId among the extra values',
			{ extraValues: { entry: [{ name: 'clientId', value: 'x' }] } },
			"Extra Values: 'clientId' has a field of its own",
		],
	])('%s', async (_what, updateFields, told) => {
		expect((await refused(updateFields)).message).toContain(told);
	});

	test.each([
		['', 'Integration Credential: is missing'],
		['jira', "Integration Credential: 'jira' is not a UUID"],
	])('the ID %j', async (id, told) => {
		const integrationCredentialId = byId(`={{ "${id}" }}`);
		const error = await refused({ clientId: 'x' }, { integrationCredentialId });
		expect(error.message).toContain(told);
	});
});

describe('once the integration is known, Create refuses', () => {
	async function refused(integration: object, more: object = {}) {
		const { sandbox } = bench.current;
		const parameters = createCredential(sandbox, integration, more);
		const error = errorOf(await bench.current.run({ parameters }));
		expect(bench.current.calls(PUT.method, PUT.path)).toEqual([]);
		expect(error.message).toContain('[item 0]');
		return error.message;
	}

	test.each([
		['customBasic', 'basic', 'Ticket System'],
		['customClientCredentials', 'oauth_client_credential', 'Data Warehouse'],
	] as const)('the custom integration %s of the type %s', async (name, type, title) => {
		const { integrations } = bench.current.sandbox.paragon;
		const message = await refused(byId(integrations[name]), { scopes: [] });
		expect(message).toContain(`Integration: the custom integration '${title}'`);
		expect(message).toContain(`authenticates with ${type}, not with oauth`);
	});

	test('scopes for a custom integration', async () => {
		const { customOAuth } = bench.current.sandbox.paragon.integrations;
		const message = await refused(byId(customOAuth), { scopes: ['read'] });
		expect(message).toContain("Scopes: 'WireMock' is a custom integration");
	});

	test('an app of the catalog without scopes', async () => {
		const message = await refused(byType('linear'), { scopes: [] });
		expect(message).toContain("Scopes: the integration 'linear' needs at least one");
	});
});

test('a custom integration of type oauth takes ID and secret, and no scopes', async () => {
	const { sandbox } = bench.current;
	const { customOAuth } = sandbox.paragon.integrations;
	const parameters = createCredential(sandbox, byType('custom.wiremock'), { scopes: [] });
	const [{ json }] = itemsOf(await bench.current.run({ parameters })) as [any];
	expect(json).toMatchObject({ creds_provider: 'custom', integration_id: customOAuth });
	expect(json.oauth.scopes).toEqual([]);
	expect(credentialFor(sandbox, customOAuth)).toMatchObject({
		...{ provider: 'custom', values: { clientId: 'client-0', scopes: '' } },
	});
});

describe('Jira', () => {
	const jira = () =>
		credentialFor(bench.current.sandbox, bench.current.sandbox.paragon.integrations.jira);
	const create = async (integration: object, more: object) =>
		await bench.current.run({
			parameters: { ...createCredential(bench.current.sandbox, integration), ...more },
		});

	test.each([
		['from the list', { __rl: true, mode: 'list', value: 'jira' }],
		['by type', byType('jira')],
	])('has scopes of its own, %s, with those of use to begin with', async (_way, integration) => {
		itemsOf(await create(integration, { scopes: undefined }));
		expect(jira().values.scopes).toBe(
			'offline_access read:jira-user read:jira-work write:jira-work manage:jira-webhook manage:jira-configuration',
		);
	});

	test('takes other scopes, too, from an expression', async () => {
		const jiraScopes = '={{ ["offline_access", "read:sprint:jira-software"] }}';
		itemsOf(await create(byType('jira'), { scopes: undefined, jiraScopes }));
		expect(jira().values.scopes).toBe('offline_access read:sprint:jira-software');
	});

	test('takes the general scopes where it is chosen by its ID', async () => {
		const { id } = integrationOfType(bench.current.sandbox, 'jira');
		itemsOf(await create(byId(id), { scopes: ['offline_access', 'read:jira-user'] }));
		expect(jira().values.scopes).toBe('offline_access read:jira-user');
	});

	test.each([
		['by type', { jiraScopes: [] }],
		['by ID', { scopes: [] }],
	])('needs scopes, chosen %s', async (way, more) => {
		const { id } = integrationOfType(bench.current.sandbox, 'jira');
		const integration = way === 'by ID' ? byId(id) : byType('jira');
		const error = errorOf(await create(integration, { scopes: undefined, ...more }));
		expect(error.message).toMatch(/^Scopes: the integration 'jira' needs at least one/);
		expect(bench.current.calls(PUT.method, PUT.path)).toEqual([]);
	});

	test.each([
		['picked', byType('jira')],
		['given by an expression', byType('={{ "jira" }}')],
		['in capitals, by an expression', byType('={{ "JIRA" }}')],
	])('has the scopes that were picked and those that were typed: %s', async (_way, ref) => {
		const picked = { jiraScopes: ['offline_access', 'read:jira-user'] };
		itemsOf(await create(ref, { ...picked, scopes: ['read:jira-user', 'read:sprint'] }));
		expect(jira().values.scopes).toBe('offline_access read:jira-user read:sprint');
	});

	test('does not give its scopes to others, though an expression decides', async () => {
		const { sandbox } = bench.current;
		itemsOf(await create(byType('={{ "linear" }}'), { scopes: ['read'] }));
		const made = credentialFor(sandbox, integrationOfType(sandbox, 'linear').id);
		expect(made.values.scopes).toBe('read');
	});
});
