import net from 'node:net';

/**
 * Keeps this process from connecting to any machine but this one: such a connection fails, and is
 * remembered, so that it can be told from a failure that a test asked for.
 *
 * Names ending in `.invalid` pass, since no such host can exist: they show how a look-up fails.
 *
 * @returns the hosts that were asked for and refused, in order
 */
export function connectToLoopbackOnly(): string[] {
	const refused: string[] = [];
	const connect = net.Socket.prototype.connect;
	net.Socket.prototype.connect = function guarded(this: net.Socket, ...args: any[]) {
		const host = hostOf(args);
		if (!isHere(host)) {
			refused.push(host);
			throw new Error(`A test tried to connect to ${host}`);
		}
		return connect.apply(this, args as never);
	} as typeof connect;
	return refused;
}

/** The host of any of the forms in which `connect` takes its arguments. */
function hostOf(args: any[]): string {
	// net.connect hands its arguments on as one list.
	const [target, second] = Array.isArray(args[0]) ? args[0] : args;
	if (typeof target === 'object' && target !== null) {
		return target.path === undefined ? (target.host ?? 'localhost') : 'localhost';
	}
	return typeof second === 'string' ? second : 'localhost';
}

function isHere(host: string): boolean {
	if (net.isIPv4(host)) return host.startsWith('127.');
	return host === 'localhost' || host === '::1' || host.endsWith('.invalid');
}
