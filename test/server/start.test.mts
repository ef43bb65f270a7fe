import { globSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { N8nApi } from '../../tools/lib/n8nApi.mts';
import { root } from '../../tools/lib/paths.mts';
import { type CredentialTest } from './support/n8n.mts';
import { StartCommand, type Told, untilGone } from './support/startCommand.mts';

jest.setTimeout(240_000);

interface Workflow {
	id: string;
	name: string;
	versionId: string;
}

async function logIn({ editor, email, password }: Told): Promise<N8nApi> {
	const api = new N8nApi(editor);
	await api.logIn({ email, password });
	return api;
}

/** What n8n says of each stored credential when it is tested, by the credential's type. */
async function testCredentials(api: N8nApi): Promise<Record<string, string>> {
	const stored = await api.rest<Array<{ id: string; type: string }>>('GET', '/credentials');
	const results: Record<string, string> = {};
	for (const { id, type } of stored) {
		const credentials = await api.rest('GET', `/credentials/${id}?includeData=true`);
		const test = await api.rest<CredentialTest>('POST', '/credentials/test', { credentials });
		results[type] = test.status;
	}
	return results;
}

const ALL_IN_ORDER = {
	genesysCloudOAuth2Api: 'OK',
	paragonApi: 'OK',
	paragonConnectApi: 'OK',
	tinesApi: 'OK',
};

describe('npm start', () => {
	let data: string;
	let command: StartCommand;
	let told: Told;

	beforeAll(() => {
		data = mkdtempSync(join(tmpdir(), 'oauth-admin-data-'));
	});
	afterAll(async () => {
		await command.end('SIGTERM');
		rmSync(data, { recursive: true, force: true });
	});

	test('brings up n8n with the package, a credential for each vendor and the examples', async () => {
		command = new StartCommand(data);
		told = await command.running();
		const api = await logIn(told);
		expect(await testCredentials(api)).toEqual(ALL_IN_ORDER);
		const workflows = await api.rest<Workflow[]>('GET', '/workflows');
		expect(workflows).toHaveLength(globSync('examples/*.json', { cwd: root }).length);
	});

	test('keeps the password from other users of the machine', () => {
		expect(statSync(join(data, 'owner-password')).mode & 0o077).toBe(0);
		expect(statSync(join(data, '.n8n', 'config')).mode & 0o077).toBe(0);
	});

	test('does not start twice on the same data', async () => {
		const second = new StartCommand(data);
		expect(await second.result()).toBe(1);
		expect(second.output).toContain(told.editor);
		expect((await fetch(`${told.editor}/healthz`)).ok).toBe(true);
	});

	test("keeps the user's changes over a stop and a start", async () => {
		const before = await logIn(told);
		const made = await before.rest<Workflow>('POST', '/workflows', {
			name: 'Made by the user',
			nodes: [],
			connections: {},
			settings: {},
		});
		expect(await command.end('SIGTERM')).toBe(143);
		await untilGone(told.urls, 0);

		command = new StartCommand(data);
		const again = await command.running();
		expect(again.password).toBe(told.password);
		told = again;
		const after = await logIn(told);
		const workflows = await after.rest<Workflow[]>('GET', '/workflows');
		expect(workflows.map(({ id }) => id)).toContain(made.id);
		expect(workflows).toHaveLength(globSync('examples/*.json', { cwd: root }).length + 1);
		expect(await testCredentials(after)).toEqual(ALL_IN_ORDER);
		expect(command.output).not.toContain('Build the package');
		expect(command.output).not.toContain('Install the package');
	});

	test('leaves nothing running when it is killed', async () => {
		await command.end('SIGKILL');
		await untilGone(told.urls);
	});

	test('takes other ports when its own are in use, says so, and the credentials follow', async () => {
		const taken = await Promise.all(
			[5678, 4310, 4311, 4313, 4314].map(async (port) => await occupy(port)),
		);
		try {
			command = new StartCommand(data);
			told = await command.running();
			expect(command.output).toContain('Port 5678 is in use: the editor gets port');
			expect(await testCredentials(await logIn(told))).toEqual(ALL_IN_ORDER);
			expect(await command.end('SIGINT')).toBe(130);
			await untilGone(told.urls, 0);
		} finally {
			for (const server of taken) server?.close();
		}
	});
});

/** Listens on a port, unless somebody else does so already. */
async function occupy(port: number): Promise<Server | undefined> {
	const server = createServer((socket) => socket.destroy());
	return await new Promise((resolve) => {
		server.once('error', () => resolve(undefined));
		server.listen(port, '127.0.0.1', () => resolve(server));
	});
}
