import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('./main.mts', import.meta.url));
const running = new Set<ChildProcess>();

afterEach(() => {
	for (const child of running) child.kill('SIGKILL');
	running.clear();
});

function start(args: string[], env: Record<string, string> = {}) {
	const child = spawn(process.execPath, [MAIN, ...args], {
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
	});
	running.add(child);
	const output = { stdout: '', stderr: '' };
	child.stdout?.on('data', (chunk) => (output.stdout += String(chunk)));
	child.stderr?.on('data', (chunk) => (output.stderr += String(chunk)));
	return { child, output, closed: once(child, 'close') as Promise<[number | null, string | null]> };
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}

interface Started {
	controlUrl: string;
	genesysCloud: { apiUrl: string; loginUrl: string; admin: { clientId: string } };
}

test.each(['SIGINT', 'SIGTERM'] as const)('starts, tells where, ends on %s', async (signal) => {
	const [apiPort, loginPort] = [await freePort(), await freePort()];
	const { child, output, closed } = start(['--genesys-api-port', String(apiPort)], {
		SANDBOX_GENESYS_LOGIN_PORT: String(loginPort),
	});
	const [message] = (await once(child, 'message')) as [Started];
	const { apiUrl, loginUrl, admin } = message.genesysCloud;
	expect(apiUrl).toBe(`http://127.0.0.1:${apiPort}`);
	expect(loginUrl).toBe(`http://127.0.0.1:${loginPort}`);
	expect((await fetch(`${apiUrl}/api/v2/tokens/me`)).status).toBe(401);
	expect((await fetch(`${message.controlUrl}/journal`)).status).toBe(200);
	child.kill(signal);
	expect(await closed).toEqual([0, null]);
	expect(output.stderr).toBe('');
	for (const text of [apiUrl, loginUrl, message.controlUrl, admin.clientId]) {
		expect(output.stdout).toContain(text);
	}
});

test('ends when its parent goes', async () => {
	const { child } = start([]);
	await once(child, 'message');
	const exit = once(child, 'exit');
	child.disconnect();
	expect(await exit).toEqual([0, null]);
});

test('a taken port and a port that is none are told, and it ends with 1', async () => {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const taken = start([], { SANDBOX_CONTROL_PORT: String(port) });
	expect(await taken.closed).toEqual([1, null]);
	expect(taken.output.stderr).toContain(`Port ${port} on 127.0.0.1 is already in use`);
	server.close();

	const odd = start(['--control-port', 'eighty']);
	expect(await odd.closed).toEqual([1, null]);
	expect(odd.output.stderr).toContain('--control-port (SANDBOX_CONTROL_PORT)');
});

test('--help names flags and variables', async () => {
	const { output, closed } = start(['--help']);
	expect(await closed).toEqual([0, null]);
	expect(output.stdout).toContain('--genesys-api-port');
	expect(output.stdout).toContain('SANDBOX_GENESYS_LOGIN_PORT');
});
