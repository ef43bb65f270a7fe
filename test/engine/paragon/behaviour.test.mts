import { itemsOf, useBench } from '../support/bench.mts';
import {
	byId,
	byIntegration,
	byType,
	createCredential,
	credentialFor,
	inProject,
	integrationOfType,
	paragon,
	SECRET,
	secretOf,
	seedCredentials,
} from '../vendors/paragon.mts';

/** What is not documented of the vendor: the values that are not the sandbox's usual ones. */
const OPEN_FACTS: ReadonlyArray<Record<string, unknown>> = [
	{ loginStatus: 200 },
	{ lockoutAfter: 1 },
	{ errorBodies: 'text' },
	{ unknownMembers: 'refused' },
	{ deleteBody: 'object' },
	{ unknownScopeStatus: 403 },
	{ retryAfter: false },
	{ organizationsShape: 'envelope' },
	{ teamsShape: 'envelope' },
	{ projectsShape: 'array' },
	{ integrationsShape: 'array' },
	{ credentialsShape: 'envelope' },
	{ credentialsShape: 'envelope', defaultPageSize: 0 },
	{ credentialsShape: 'envelope', maxPageSize: 20 },
	...['cursor', 'pageCursor', 'nextPageCursor'].map((cursorParameter) => ({
		...{ credentialsShape: 'envelope', maxPageSize: 5, cursorParameter },
	})),
	{ credentialsShape: 'envelope', maxPageSize: 5, cursorType: 'number' },
	{ automateProject: true },
	{ projectDates: true },
	{ projectsOfTeam: 'organization' },
	{ missingTeamId: 'accepted' },
	{ createdCredentialStatus: 201 },
	{ credentialIdOnPut: 'new' },
	{ blankClientKeys: 'accepted' },
	{ providerMismatch: 'accepted' },
	{ nonOAuthNative: 'accepted' },
	{ nativeWithoutScopes: 'refused' },
	{ customScopes: 'refused' },
	{ emptyScopes: 'omitted' },
	{ oauthUrls: 'omitted' },
	{ credentialStatus: 'PENDING' },
	{ credentialStatus: 'INVALID' },
	{ usersOnNewClientId: 'dropped' },
];

const bench = useBench(paragon);

describe.each(OPEN_FACTS)('with %j', (behaviour) => {
	test.each([
		['an app of the catalog', 'jira', { scopes: undefined }],
		['a custom integration', 'custom.wiremock', { scopes: [] }],
	])('the credential of %s lives as it should', async (_what, type, more) => {
		const { sandbox } = bench.current;
		sandbox.control.setBehaviour('paragon', behaviour);
		seedCredentials(sandbox, 35);
		const act = async (operation: string, parameters: object) => {
			const common = inProject(sandbox, 'integrationCredential', operation, parameters);
			const run = await bench.current.run({ parameters: common });
			return itemsOf(run).map(({ json }) => json);
		};
		const { jira, customOAuth } = sandbox.paragon.integrations;
		const integrationId = type === 'jira' ? jira : customOAuth;
		const stored = () => credentialFor(sandbox, integrationId);
		const create = createCredential(sandbox, byType(type), more);
		const [made] = itemsOf(await bench.current.run({ parameters: create }));
		expect(made!.json.id).toBe(stored().id);

		const ref = { integrationCredentialId: byId(stored().id) };
		const [got] = await act('get', { ...ref, secretOutput: 'plain' });
		expect(got).toMatchObject({
			...{ id: stored().id, oauth: made!.json.oauth, secret: secretOf() },
		});

		const entry = [{ name: 'port', type: 'number', value: '80' }];
		const updateFields = { clientId: 'another', extraValues: { entry } };
		const [updated] = await act('update', { ...ref, updateFields });
		expect(updated!.id).toBe(stored().id);
		expect(stored().values).toMatchObject({
			...{ clientId: 'another', clientSecret: secretOf(), port: 80 },
			scopes: made!.json.oauth.scopes.join(' '),
		});
		const [same] = await act('update', {
			...{ integrationCredentialId: byIntegration(type), updateFields: { clientSecret: SECRET } },
		});
		expect(same!.id).toBe(stored().id);

		const all = await act('getAll', { returnAll: true });
		expect(all.map(({ id }) => id)).toContain(stored().id);
		expect(new Set(all.map(({ id }) => id)).size).toBe(37);

		const integrationParameters = inProject(sandbox, 'integration', 'disable', {
			integration: byType(type),
		});
		const [disabled] = itemsOf(await bench.current.run({ parameters: integrationParameters }));
		expect(disabled!.json).toMatchObject({ id: integrationId, isActive: false });

		const { id } = stored();
		expect(await act('delete', { integrationCredentialId: byId(id) })).toEqual([
			{ deleted: true, id },
		]);
		expect(stored()).toBeUndefined();
		expect(credentialFor(sandbox, integrationOfType(sandbox, 'hubspot').id).provider).toBe(
			'hubspot',
		);
	});
});

test('switches that contradict what is asked are told by the vendor, in its words', async () => {
	const { sandbox } = bench.current;
	sandbox.control.seed('paragon', {
		integrations: [{ type: 'twilio', projectId: sandbox.paragon.projectId }],
	});
	const parameters = createCredential(sandbox, byType('twilio'));
	const refused = await bench.current.run({ parameters });
	expect(refused.error?.message).toContain('Integration does not support OAuth app credentials.');

	sandbox.control.setBehaviour('paragon', { nonOAuthNative: 'accepted' });
	expect(itemsOf(await bench.current.run({ parameters }))).toHaveLength(1);
});

test('no rate is known, so a refusal for too many requests is waited for', async () => {
	const { sandbox } = bench.current;
	for (const retryAfter of [true, false]) {
		bench.current.fresh();
		sandbox.control.setBehaviour('paragon', { retryAfter });
		sandbox.control.setLimits({ perMinute: 15, windowMs: 1000 });
		const items = seedCredentials(sandbox, 40).map(({ id }) => ({ json: { id } }));
		const parameters = inProject(sandbox, 'integrationCredential', 'get', {
			integrationCredentialId: byId('={{ $json.id }}'),
		});
		expect(itemsOf(await bench.current.run({ parameters, items }))).toHaveLength(40);
	}
}, 30_000);
