import { createServer } from 'node:net';

/** Tries to listen on a port of 127.0.0.1; resolves to the port bound, or undefined when it is taken. */
function tryPort(port: number): Promise<number | undefined> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', (error: NodeJS.ErrnoException) => {
			if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(undefined);
			else reject(error);
		});
		server.listen(port, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
		});
	});
}

/** A port that the system picked and that is free at this moment. */
export async function anyFreePort(): Promise<number> {
	const port = await tryPort(0);
	if (port === undefined) throw new Error('The system has no free port left on 127.0.0.1.');
	return port;
}

/**
 * The first free port from `wanted` upwards, leaving out those in `taken`.
 *
 * @throws when none of the next 200 ports is free.
 */
export async function freePortFrom(wanted: number, taken: number[] = []): Promise<number> {
	for (let port = wanted; port < wanted + 200; port++) {
		if (!taken.includes(port) && (await tryPort(port)) !== undefined) return port;
	}
	throw new Error(`No free port on 127.0.0.1 from ${wanted} to ${wanted + 199}.`);
}
