import { createSign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sandbox } from '../../../index.mts';
import type { Answer } from '../../../support/http.mts';

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** Claims of a token, and what it is signed with. */
export interface TokenOptions {
	claims?: Record<string, unknown>;
	header?: object;
	/** PEM; the project's own unless given. */
	key?: string;
}

/** A Paragon User Token (RFC 7519, RS256), made by hand. */
export function userToken(
	{ paragon }: Sandbox,
	userId: string = paragon.connect.users.connected,
	{ claims = {}, header = {}, key = paragon.connect.signingKey }: TokenOptions = {},
): string {
	const iat = Math.floor(Date.now() / 1000);
	const { projectId } = paragon.connect;
	const payload = {
		sub: userId,
		aud: `useparagon.com/${projectId}`,
		iat,
		exp: iat + 3600,
		...claims,
	};
	const text = `${encode({ alg: 'RS256', typ: 'JWT', ...header })}.${encode(payload)}`;
	return `${text}.${createSign('sha256').update(text).sign(key, 'base64url')}`;
}

/** Calls one of the hosts as a user; `path` comes after `/projects/{id}`. */
export type Host = (
	method: string,
	path: string,
	body?: unknown,
	headers?: Record<string, string>,
) => Promise<Answer>;

/** A host with a token, or with none. */
export function hostWith({ paragon }: Sandbox, url: string, token?: string): Host {
	return async (method, path, body, headers = {}) => {
		const response = await fetch(`${url}/projects/${paragon.connect.projectId}${path}`, {
			method,
			headers: {
				...(token !== undefined && { authorization: `Bearer ${token}` }),
				...(body !== undefined && { 'content-type': 'application/json' }),
				...headers,
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		const json = response.headers.get('content-type')?.includes('json') && text !== '';
		return {
			status: response.status,
			headers: response.headers,
			body: json ? (JSON.parse(text) as unknown) : text,
		};
	};
}

/** All hosts as a user sees them. */
export function hostsOf(sandbox: Sandbox, userId?: string, options?: TokenOptions) {
	const { apiUrl, proxyUrl, actionkitUrl, url } = sandbox.paragon;
	const token = userToken(sandbox, userId, options);
	return {
		zeus: hostWith(sandbox, url, token),
		api: hostWith(sandbox, apiUrl, token),
		proxy: hostWith(sandbox, proxyUrl, token),
		actionkit: hostWith(sandbox, actionkitUrl, token),
	};
}

/** A call that a receiver got. */
export interface Received {
	headers: Record<string, string | string[] | undefined>;
	/** Exactly as it came. */
	text: string;
	body: any;
}

/** A receiver of events that answers as it is told. */
export class Receiver {
	readonly received: Received[] = [];
	/** Statuses of the next answers, 0 for none at all; 200 after them. */
	readonly answers: number[] = [];
	#server: Server;

	constructor() {
		this.#server = createServer((request, response) => {
			let text = '';
			request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
			request.on('end', () => {
				this.received.push({ headers: request.headers, text, body: JSON.parse(text) });
				const status = this.answers.shift() ?? 200;
				if (status > 0) response.writeHead(status).end();
			});
		});
	}

	async listen(): Promise<this> {
		await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
		return this;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/events`;
	}

	/** Waits until so many calls have come. */
	async took(count: number): Promise<[Received, ...Received[]]> {
		await until(() => this.received.length >= count);
		const [first, ...others] = this.received;
		return [first!, ...others];
	}

	async close(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((done) => this.#server.close(done));
	}
}

/** Waits for something to become true. */
export async function until(condition: () => boolean): Promise<void> {
	const end = Date.now() + 4000;
	while (!condition()) {
		if (Date.now() > end) throw new Error('It did not happen in time');
		await sleep(5);
	}
}
