import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readyMadeCredentials } from '../../tools/start/credentials.mts';
import { root } from '../../tools/lib/paths.mts';
import { type Sandbox, startSandbox } from '../sandbox/index.mts';
import type { Execution } from './support/executions.mts';
import { useN8n } from './support/start.mts';

jest.setTimeout(180_000);

const example = JSON.parse(readFileSync(join(root, 'examples/provision-a-customer.json'), 'utf8'));
const trigger = 'When clicking ‘Execute workflow’';
const CREATIONS = [
	'Create OAuth client',
	'Create Tines credential',
	'Create Paragon credential',
] as const;

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({});
});
afterAll(async () => {
	await sandbox.close();
});

/** Those of a vendor's things that the workflow has made. */
const clients = () =>
	sandbox.control
		.state('genesysCloud')
		.clients.filter(({ name }: { name: string }) => name === 'Acme: automation');
const tinesCredentials = () =>
	sandbox.control
		.state('tines')
		.credentials.filter(({ name }: { name: string }) => name === 'Genesys Cloud of Acme');
const paragonCredentials = () =>
	sandbox.control
		.state('paragon')
		.credentials.filter(
			({ integrationId }: { integrationId: string }) =>
				integrationId === sandbox.paragon.integrations.customOAuth,
		);

describe('the example workflow "Provision a customer"', () => {
	const server = useN8n();

	/** The example up to a node, under an ID of its own, perhaps with its executions kept. */
	const upTo = (id: string, last: string, settings: object = example.settings) => {
		const names: string[] = example.nodes.map(({ name }: { name: string }) => name);
		const nodes = example.nodes.slice(0, names.indexOf(last) + 1);
		const kept = new Set(nodes.map(({ name }: { name: string }) => name));
		const connections = Object.fromEntries(
			Object.entries(example.connections).filter(([from]) => kept.has(from) && from !== last),
		);
		return { ...structuredClone({ ...example, nodes, connections }), id, settings };
	};

	beforeAll(async () => {
		await server().importCredentials(readyMadeCredentials(sandbox));
		await server().importWorkflow(example);
	});

	beforeEach(() => sandbox.control.reset());

	function checkRun(run: Execution): void {
		expect(run.error).toBeUndefined();
		expect(run.status).toBe('success');
		const [client, tines, paragon] = CREATIONS.map((node) => run.json(node)[0]);
		expect(client).toMatchObject({ name: 'Acme: automation', authorizedGrantType: 'CODE' });
		expect(tines).toMatchObject({ name: 'Genesys Cloud of Acme', mode: 'OAUTH' });
		expect(tines?.redirect_url).toContain(String(client?.id));
		expect(paragon).toMatchObject({
			creds_provider: 'custom',
			scheme: 'oauth_app',
			oauth: { client_id: client?.id, scopes: [] },
		});
		expect(run.json('Delete Paragon credential')).toEqual([{ deleted: true, id: paragon?.id }]);
		expect(run.json('Delete Tines credential')).toEqual([{ deleted: true, id: tines?.id }]);
		expect(run.json('Delete OAuth client')).toEqual([{ deleted: true, id: client?.id }]);
	}

	test('n8n execute: makes all three, and deletes all three', async () => {
		checkRun(await server().execute(example.id));
		expect(clients()).toEqual([expect.objectContaining({ goneFrom: expect.any(Number) })]);
		expect(tinesCredentials()).toEqual([]);
		expect(paragonCredentials()).toEqual([]);
	});

	test('both credentials hold the ID and the secret that Genesys Cloud has given', async () => {
		const id = 'ProvisionKept001';
		await server().importWorkflow(upTo(id, 'Create Paragon credential'));
		const run = await server().execute(id);
		expect(run.error).toBeUndefined();
		const [client] = clients();
		expect(typeof client.secret).toBe('string');
		expect(tinesCredentials()).toEqual([
			expect.objectContaining({
				settings: expect.objectContaining({
					oauth_client_id: client.id,
					oauth_client_secret: client.secret,
					oauth_scope: 'users:readonly',
				}),
			}),
		]);
		expect(paragonCredentials()).toEqual([
			expect.objectContaining({
				values: expect.objectContaining({ clientId: client.id, clientSecret: client.secret }),
			}),
		]);
	});

	/** What n8n itself logs in with at the vendors: hidden, whatever a workflow asks for. */
	const ownSecrets = () => [
		sandbox.genesysCloud.admin.clientSecret,
		sandbox.paragon.admin.password,
		sandbox.tines.owner.apiKey,
	];

	test('nothing of the secret, nor of those that n8n logs in with, is kept in database, files or log', async () => {
		checkRun(await server().execute(example.id));
		await server().forgotten(await server().startManually(example.id, trigger));
		const made = clients().map(({ secret }: { secret: string }) => secret);
		expect(new Set(made).size).toBe(2);
		for (const secret of [...made, ...ownSecrets()]) {
			expect(server().findInDatabase(secret)).toEqual([]);
			expect(server().logs.includes(secret)).toBe(false);
		}
	});

	test('where executions are kept, only the output that was asked for holds the secret', async () => {
		const id = 'ProvisionSaved01';
		await server().importWorkflow(upTo(id, 'Create Paragon credential', { executionOrder: 'v1' }));
		const run = await server().runManually(id, trigger);
		expect(run.error).toBeUndefined();
		const [{ secret }] = clients();
		const asked = run.json('Create OAuth client');
		expect(asked[0]?.secret).toBe(secret);
		expect(server().findInDatabase(secret).length).toBeGreaterThan(0);
		for (const node of CREATIONS.slice(1)) {
			expect(JSON.stringify(run.items(node))).not.toContain(secret);
		}
		for (const own of ownSecrets()) expect(server().findInDatabase(own)).toEqual([]);
	});
});
