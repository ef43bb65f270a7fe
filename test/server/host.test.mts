import { randomUUID } from 'node:crypto';
import { type Sandbox, startSandbox } from '../sandbox/index.mts';
import { genesysCloudNode, type CredentialInput } from './support/n8n.mts';
import { useN8n } from './support/start.mts';

jest.setTimeout(120_000);

const credentialType = 'genesysCloudOAuth2Api';
const stored = { id: 'GenesysSandbox01', name: 'Genesys Cloud sandbox', type: credentialType };

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({});
});
afterAll(async () => {
	await sandbox.close();
});

/** The credential of the sandbox's ready-made client, with changes. */
function credential(changes: Record<string, unknown> = {}): CredentialInput {
	const { apiUrl, loginUrl, admin } = sandbox.genesysCloud;
	return { ...stored, data: { region: 'custom', apiUrl, loginUrl, ...admin, ...changes } };
}

describe('n8n with the installed package', () => {
	const server = useN8n();

	beforeAll(async () => {
		await server().importCredentials([credential()]);
	});

	test('says that the secret is wrong, without showing it', async () => {
		const clientSecret = `wrong-${randomUUID()}`;
		const id = await server().createCredential(credential({ clientSecret }));
		const result = await server().testCredential(id);
		expect(result.status).toBe('Error');
		expect(result.message).toContain('Client Secret');
		expect(result.message).not.toContain(clientSecret);
		expect(server().logs).not.toContain(clientSecret);
	});

	test('says so when the secret is made wrong after the right one gave a session', async () => {
		const data = credential().data;
		const id = await server().createCredential({ ...credential(), data });
		const question = {
			methodName: 'searchOAuthClients',
			path: 'parameters.clientId',
			credential: { id, name: stored.name, type: credentialType },
		};
		expect((await server().listSearch(question)).results.length).toBeGreaterThan(0);
		expect((await server().testCredential(id)).status).toBe('OK');

		const wrong = { ...data, clientSecret: `wrong-${randomUUID()}` };
		await server().rest('PATCH', `/credentials/${id}`, {
			name: stored.name,
			type: credentialType,
			data: wrong,
		});
		const result = await server().testCredential(id);
		expect(result.status).toBe('Error');
		expect(result.message).toContain('The Client Secret is wrong');
		await expect(server().listSearch(question)).rejects.toThrow(/Client Secret is wrong/);
	});

	test('says so when the secret stopped working at Genesys Cloud, though a session still lives', async () => {
		const [made] = sandbox.control.seed('genesysCloud', {
			clients: [{ name: 'Rotated', roles: ['admin'] }],
		}).clients;
		const id = await server().createCredential(
			credential({ clientId: made.id, clientSecret: made.secret }),
		);
		expect((await server().testCredential(id)).status).toBe('OK');
		const { apiUrl, loginUrl, admin } = sandbox.genesysCloud;
		const token = await fetch(`${loginUrl}/oauth/token`, {
			method: 'POST',
			body: new URLSearchParams({
				grant_type: 'client_credentials',
				client_id: admin.clientId,
				client_secret: admin.clientSecret,
			}),
		});
		const { access_token } = (await token.json()) as { access_token: string };
		const regenerated = await fetch(`${apiUrl}/api/v2/oauth/clients/${made.id}/secret`, {
			method: 'POST',
			headers: { authorization: `Bearer ${access_token}` },
		});
		expect(regenerated.status).toBe(200);
		const result = await server().testCredential(id);
		expect(result.message).toContain('The Client Secret is wrong');
	});

	test('names the region as a place to look when nothing there is a login host', async () => {
		const { controlUrl } = sandbox;
		const id = await server().createCredential(credential({ loginUrl: controlUrl }));
		const result = await server().testCredential(id);
		expect(result.status).toBe('Error');
		expect(result.message).toContain('Check Region and Login URL');
	});

	test('refuses to send a secret in the clear to another machine', async () => {
		const id = await server().createCredential(
			credential({ loginUrl: 'http://login.example.com' }),
		);
		const result = await server().testCredential(id);
		expect(result.message).toContain('has to begin with https');
	});

	test('says that the client ID is not known', async () => {
		const id = await server().createCredential(credential({ clientId: randomUUID() }));
		const result = await server().testCredential(id);
		expect(result.status).toBe('Error');
		expect(result.message).toContain('Client ID');
	});

	describe('runs a workflow', () => {
		const byHand = { type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };

		const workflow = (id: string, credentialId: string, trigger: object = byHand) => ({
			id,
			name: id,
			nodes: [
				{
					id: 'b0c7f1a2-0001-4000-8000-000000000001',
					name: 'Start',
					position: [0, 0],
					...trigger,
				},
				{
					id: 'b0c7f1a2-0001-4000-8000-000000000002',
					name: 'Clients',
					type: genesysCloudNode,
					typeVersion: 1,
					position: [220, 0],
					parameters: { resource: 'oauthClient', operation: 'getAll', returnAll: true },
					credentials: { [credentialType]: { id: credentialId, name: stored.name } },
				},
			],
			connections: { Start: { main: [[{ node: 'Clients', type: 'main', index: 0 }]] } },
			settings: {},
		});

		test('with the command and with the button alike', async () => {
			const id = await server().importWorkflow(workflow('ListClients00001', stored.id));
			const byCommand = await server().execute(id);
			expect(byCommand.status).toBe('success');
			const clients = byCommand.json('Clients');
			expect(clients.map((client) => client.id)).toContain(sandbox.genesysCloud.admin.clientId);
			const byButton = await server().runManually(id, 'Start');
			expect(byButton.status).toBe('success');
			expect(byButton.json('Clients')).toEqual(clients);
			const listed = (await server().executions()).filter(({ workflowId }) => workflowId === id);
			expect(listed.map(({ status }) => status)).toEqual(['success', 'success']);
		});

		test('once it is published, when its webhook is called', async () => {
			const path = 'list-clients';
			const webhook = {
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				webhookId: randomUUID(),
				parameters: { path, responseMode: 'lastNode', responseData: 'allEntries' },
			};
			const id = await server().createWorkflow(workflow('Webhook', stored.id, webhook));
			await server().publish(id);
			const response = await fetch(`${server().url}/webhook/${path}`);
			expect(response.status).toBe(200);
			const clients = (await response.json()) as Array<{ id: string }>;
			expect(clients.map((client) => client.id)).toContain(sandbox.genesysCloud.admin.clientId);
		});

		test('and reports what went wrong either way', async () => {
			const wrong = await server().createCredential(credential({ clientId: randomUUID() }));
			const id = await server().importWorkflow(workflow('ListClients00002', wrong));
			for (const run of [await server().execute(id), await server().runManually(id, 'Start')]) {
				expect(run.status).toBe('error');
				expect(run.error?.message).toContain('Client ID');
				expect(run.items('Clients')).toEqual([]);
			}
		});
	});

	test('stores the client secret encrypted only', () => {
		const { clientSecret } = sandbox.genesysCloud.admin;
		expect(server().findInDatabase(clientSecret)).toEqual([]);
		// The search itself finds what is there: the credential's name is stored as it is.
		const found = server().findInDatabase(stored.name);
		expect(found).toContain('credentials_entity.name');
		expect(found.some((place) => place.startsWith('.n8n/database.sqlite'))).toBe(true);
	});
});
