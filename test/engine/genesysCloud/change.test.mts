import { errorOf, itemsOf, useBench } from '../support/bench.mts';
import {
	byId,
	clientOf,
	credentialOf,
	credentialsWithout,
	genesysCloud,
	secretWorks,
	stateOf,
} from '../vendors/genesysCloud.mts';

const bench = useBench(genesysCloud);
const seedClient = (given: object = {}) =>
	bench.current.sandbox.control.seed('genesysCloud', { clients: [{ name: 'Old', ...given }] })
		.clients[0] as { id: string; secret: string };
const seedCredential = (given: object = {}) =>
	bench.current.sandbox.control.seed('genesysCloud', { credentials: [{ name: 'C', ...given }] })
		.credentials[0] as { id: string };
const act = async (operation: string, id: string, more: object = {}, asked: object = {}) =>
	await bench.current.run({
		parameters: { resource: 'oauthClient', operation, clientId: byId(id), ...more },
		...asked,
	});

describe('updating an OAuth client', () => {
	test('leaves every field alone that was not given', async () => {
		const { id } = seedClient({
			...{ description: 'as it was', accessTokenValiditySeconds: 777 },
			registeredRedirectUri: ['https://a.example/x'],
		});
		const {
			dateModified: _,
			modifiedBy: __,
			...before
		} = structuredClone(clientOf(bench.current.sandbox, id));
		itemsOf(await act('update', id, { updateFields: { name: 'New' } }));

		expect(clientOf(bench.current.sandbox, id)).toMatchObject({ ...before, name: 'New' });
	});

	test('sends nothing when nothing differs', async () => {
		const { id } = seedClient();
		itemsOf(await act('update', id, { updateFields: { name: 'Old' } }));
		expect(bench.current.calls('PUT')).toEqual([]);
	});

	test('two items may change the same client, and both changes last', async () => {
		const { id } = seedClient();
		const items = [
			{ json: { description: 'both' } },
			{ json: { accessTokenValiditySeconds: 999 } },
		];
		const updateFields = {
			description: '={{ $json.description }}',
			accessTokenValiditySeconds: '={{ $json.accessTokenValiditySeconds }}',
		};
		itemsOf(await act('update', id, { updateFields }, { items }));

		expect(clientOf(bench.current.sandbox, id)).toMatchObject({
			...{ description: 'both', accessTokenValiditySeconds: 999 },
		});
	});

	test('drops the roles when the grant type no longer has any', async () => {
		const { id } = seedClient();
		const updateFields = {
			...{ authorizedGrantType: 'CODE', scopes: ['users'] },
			registeredRedirectUris: ['https://a.example/x'],
		};
		itemsOf(await act('update', id, { updateFields }));
		expect(clientOf(bench.current.sandbox, id)).toMatchObject({
			...{ authorizedGrantType: 'CODE', roleDivisions: [], scope: ['users'] },
		});
	});

	test('keeps to the rules of the grant type', async () => {
		const { id } = seedClient();
		const updateFields = { authorizedGrantType: 'CODE' };
		expect(errorOf(await act('update', id, { updateFields })).message).toMatch(/^Scope/);
		expect(bench.current.calls('PUT')).toEqual([]);
	});
});

describe('deleting an OAuth client', () => {
	test.each([
		{ state: 'active', lag: 0, shown: 'inactive' },
		{ state: 'inactive', lag: 0, shown: 'inactive' },
		{ state: 'active', lag: 800, shown: 'inactive' },
		{ state: 'active', lag: 800, shown: 'deleted' },
	])(
		'deletes a $state one, gone after $lag ms and shown as $shown',
		async ({ state, lag, shown }) => {
			const { id } = seedClient({ state });
			const behaviour = { deletionLagMs: lag, stateWhileDeleting: shown };
			bench.current.sandbox.control.setBehaviour('genesysCloud', behaviour);
			const [item] = itemsOf(await act('delete', id));

			expect(item!.json).toEqual({ deleted: true, id });
			expect(bench.current.calls('DELETE')).toHaveLength(1);
			expect(bench.current.calls('PUT')).toHaveLength(state === 'active' ? 1 : 0);
		},
	);

	test('says when a client will be gone that Genesys Cloud keeps for a while', async () => {
		const { id } = seedClient();
		const behaviour = { deletionLagMs: 60_000, dateToDeleteOnInactive: true };
		bench.current.sandbox.control.setBehaviour('genesysCloud', behaviour);
		const [item] = itemsOf(await act('delete', id, { options: { waitSeconds: 1 } }));
		expect(Date.parse(item!.json.dateToDelete)).toBeGreaterThan(Date.now());
	});

	test('says that a client is still there when the wait was too short', async () => {
		const { id } = seedClient();
		bench.current.sandbox.control.setBehaviour('genesysCloud', { deletionLagMs: 60_000 });
		const error = errorOf(await act('delete', id, { options: { waitSeconds: 1 } }));
		expect(error.message).toContain('still there after 1 seconds');
	});

	test.each([
		{ operation: 'delete', more: {} },
		{ operation: 'regenerateSecret', more: {} },
		{ operation: 'update', more: { updateFields: { state: 'inactive' } } },
	])("$operation spares n8n's own client", async ({ operation, more }) => {
		const { clientId } = bench.current.sandbox.genesysCloud.admin;
		const error = errorOf(await act(operation, clientId.toUpperCase(), more));
		expect(error.message).toContain('the client that n8n itself authenticates with');
		expect(bench.current.calls()).toEqual([]);
	});

	test("deletes n8n's own client when it is told to", async () => {
		const { clientId } = bench.current.sandbox.genesysCloud.admin;
		await act('delete', clientId, { options: { allowOwnClient: true } });
		expect(bench.current.calls('DELETE')).toHaveLength(1);
	});
});

describe('regenerating a secret', () => {
	test('voids the old one, and hands on one that works', async () => {
		const { sandbox } = bench.current;
		const { id, secret } = seedClient();
		const [item] = itemsOf(await act('regenerateSecret', id, { secretOutput: 'plain' }));
		expect(await secretWorks(sandbox, id, item!.json.secret)).toBe(true);
		expect(await secretWorks(sandbox, id, secret)).toBe(false);
	});

	test('warns of a secret that nobody gets to see', async () => {
		const { hints } = await act('regenerateSecret', seedClient().id);
		expect(hints.map(({ message }) => message).join()).toContain('does not show it again');
	});

	test('writes it into an integration credential', async () => {
		const { sandbox } = bench.current;
		const { id } = seedClient();
		const { id: credentialId } = seedCredential();
		const writeToCredentialId = byId(credentialId);
		const run = await act('regenerateSecret', id, { writeToCredentialId });
		const { clientSecret } = credentialOf(sandbox, credentialId).credentialFields;
		expect(itemsOf(run)[0]!.json.integrationCredentialId).toBe(credentialId);
		expect(await secretWorks(sandbox, id, clientSecret)).toBe(true);
		expect(run.contains(clientSecret)).toBe(false);
	});

	test('changes nothing when the credential is of another type', async () => {
		const { sandbox } = bench.current;
		const { id, secret } = seedClient();
		const basic = { type: 'basicAuth', credentialFields: { userName: 'u', password: 'p' } };
		const writeToCredentialId = byId(seedCredential(basic).id);
		const error = errorOf(await act('regenerateSecret', id, { writeToCredentialId }));
		expect(error.message).toContain('basicAuth');
		expect(await secretWorks(sandbox, id, secret)).toBe(true);
		expect(stateOf(sandbox).credentials.at(-1).credentialFields.password).toBe('p');
	});

	test('says that there is no new secret when it was refused', async () => {
		const { sandbox } = bench.current;
		const { id, secret } = seedClient();
		const credentials = credentialsWithout(sandbox, 'oauth:client:edit');
		const error = errorOf(await act('regenerateSecret', id, {}, { credentials }));
		expect(error.message).toContain('No new secret was made');
		expect(await secretWorks(sandbox, id, secret)).toBe(true);
	});

	test('tells of the new secret when writing it did not succeed', async () => {
		const { sandbox } = bench.current;
		const { id } = seedClient();
		const writeToCredentialId = byId(seedCredential().id);
		sandbox.control.addFault({ method: 'PUT', server: 'api', kind: 'status', status: 409 });
		const error = errorOf(await act('regenerateSecret', id, { writeToCredentialId }));
		expect(error.message).toContain('Writing the new secret into');
		expect(error.message).toContain(`regenerated the secret of the OAuth client 'Old' (${id})`);
	});
});
