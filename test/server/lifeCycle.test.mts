import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Sandbox, startSandbox } from '../sandbox/index.mts';
import type { Execution } from './support/executions.mts';
import { useN8n } from './support/start.mts';

jest.setTimeout(180_000);

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const example = JSON.parse(
	readFileSync(join(root, 'examples', 'genesys-cloud-oauth-client-life-cycle.json'), 'utf8'),
);
const trigger = 'When clicking ‘Execute workflow’';

/** What the seed of the whole thing, an example from the vendor's Terraform provider, asks for. */
const EXAMPLE_CLIENT = {
	name: 'Example OAuth Client',
	description: 'For example purposes only',
	accessTokenValiditySeconds: 600,
	registeredRedirectUri: ['https://example.com/auth'],
	authorizedGrantType: 'CODE',
	scope: ['users'],
	state: 'active',
};

interface Client {
	id: string;
	name: string;
	secret?: string;
	previousSecret?: { value: string };
	goneFrom?: number;
}

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({});
});
afterAll(async () => {
	await sandbox.close();
});

const clientsOfExample = (): Client[] =>
	sandbox.control
		.state('genesysCloud')
		.clients.filter(({ name }: Client) => name === EXAMPLE_CLIENT.name);

function apiCalls(): string[] {
	return sandbox.control
		.journal({ server: 'api' })
		.map(({ method, path }) => `${method} ${path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, ':id')}`);
}

describe('the example workflow "Genesys Cloud: OAuth client life cycle"', () => {
	const server = useN8n();

	beforeAll(async () => {
		const { apiUrl, loginUrl, admin } = sandbox.genesysCloud;
		await server().importCredentials([
			{
				id: 'GenesysSandbox01',
				name: 'Genesys Cloud sandbox',
				type: 'genesysCloudOAuth2Api',
				data: { region: 'custom', apiUrl, loginUrl, ...admin },
			},
		]);
		await server().importWorkflow(example);
	});

	beforeEach(() => {
		sandbox.control.reset();
		// Keeps the secret that was regenerated away, so that it, too, can be searched for.
		sandbox.control.setBehaviour('genesysCloud', { oldSecretGraceMs: 1 });
	});

	function checkRun(run: Execution): void {
		expect(run.error).toBeUndefined();
		expect(run.status).toBe('success');
		const [created] = run.json('Create client');
		expect(created).toMatchObject({ ...EXAMPLE_CLIENT, secret: '••••••••' });
		expect(run.json('Get client')).toEqual([expect.objectContaining(EXAMPLE_CLIENT)]);
		expect(run.json('Update client')).toEqual([
			expect.objectContaining({
				...EXAMPLE_CLIENT,
				description: expect.stringMatching(/^Changed by n8n on \d{4}-\d\d-\d\d$/),
				accessTokenValiditySeconds: 1200,
			}),
		]);
		expect(run.json('Regenerate secret')).toEqual([
			expect.objectContaining({ id: created?.id, secret: '••••••••' }),
		]);
		expect(run.json('Delete client')).toEqual([{ deleted: true, id: created?.id }]);
	}

	test('n8n execute: every node succeeds, and the vendor saw just these calls', async () => {
		checkRun(await server().execute(example.id));
		expect(apiCalls()).toEqual([
			'POST /api/v2/oauth/clients',
			'GET /api/v2/oauth/clients/:id',
			'GET /api/v2/oauth/clients/:id',
			'PUT /api/v2/oauth/clients/:id',
			'POST /api/v2/oauth/clients/:id/secret',
			'GET /api/v2/oauth/clients/:id',
			'PUT /api/v2/oauth/clients/:id',
			'DELETE /api/v2/oauth/clients/:id',
			'GET /api/v2/oauth/clients/:id',
		]);
		const [client, ...others] = clientsOfExample();
		expect(others).toEqual([]);
		expect(client?.goneFrom).toEqual(expect.any(Number));
	});

	test('the button of the editor: the same', async () => {
		checkRun(await server().runManually(example.id, trigger));
		expect(clientsOfExample().map(({ goneFrom }) => goneFrom !== undefined)).toEqual([true]);
	});

	test('no secret of a run is in its output, in the database, in a file or in the log', async () => {
		const run = await server().runManually(example.id, trigger);
		const printed = await server().execute(example.id);
		const secrets = clientsOfExample().flatMap(({ secret, previousSecret }) => [
			secret,
			previousSecret?.value,
		]);
		// Two runs, and in each the secret of the creation and the one after it.
		expect(new Set(secrets).size).toBe(4);
		for (const secret of secrets) {
			if (!secret) throw new Error('The sandbox did not keep the secret');
			expect(server().findInDatabase(secret)).toEqual([]);
			expect(server().logs.includes(secret)).toBe(false);
			expect(run.text.includes(secret)).toBe(false);
			expect(printed.text.includes(secret)).toBe(false);
		}
		const { clientSecret } = sandbox.genesysCloud.admin;
		expect(server().findInDatabase(clientSecret)).toEqual([]);
		// The search can find what is there: the run's records are in the database.
		expect(server().findInDatabase('Changed by n8n on').length).toBeGreaterThan(0);
	});

	test('a secret that was asked for is where it was asked for, and the search finds it', async () => {
		const plain = structuredClone(example);
		plain.id = 'GenesysPlain0001';
		plain.nodes = plain.nodes.filter(({ name }: { name: string }) =>
			[trigger, 'Create client'].includes(name),
		);
		plain.connections = { [trigger]: plain.connections[trigger] };
		plain.nodes.at(-1).parameters.secretOutput = 'plain';
		await server().importWorkflow(plain);
		const run = await server().runManually(plain.id, trigger);
		const [client] = clientsOfExample();
		expect(run.json('Create client')[0]?.secret).toBe(client?.secret);
		expect(server().findInDatabase(String(client?.secret)).length).toBeGreaterThan(0);
	});
});
