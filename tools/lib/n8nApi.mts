import { randomBytes, randomUUID } from 'node:crypto';

/** Who sets up and owns an n8n. */
export interface Owner {
	email: string;
	password: string;
}

/** A password that n8n takes: long, with a capital letter and a digit. */
export function newPassword(): string {
	return `Oa1-${randomBytes(15).toString('base64url')}`;
}

/** An answer of n8n's REST API that is not a success. */
export class N8nApiError extends Error {
	readonly status: number;

	constructor(method: string, path: string, status: number, message: string) {
		super(`n8n answered ${method} ${path} with ${status}: ${message}`);
		this.name = 'N8nApiError';
		this.status = status;
	}
}

/** The REST API that n8n's editor uses, as one logged-in browser sees it. */
export class N8nApi {
	private cookie = '';
	// n8n binds a login to the browser that it was made in.
	private readonly browserId = randomUUID();
	private readonly url: string;

	constructor(url: string) {
		this.url = url;
	}

	/** Sends a request as the browser would and returns the answer as it is. */
	async fetch(method: string, path: string, body?: unknown): Promise<Response> {
		const response = await fetch(`${this.url}${path}`, {
			method,
			headers: {
				'browser-id': this.browserId,
				...(this.cookie && { cookie: this.cookie }),
				...(body !== undefined && { 'content-type': 'application/json' }),
			},
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		for (const cookie of response.headers.getSetCookie()) {
			if (cookie.startsWith('n8n-auth=')) this.cookie = cookie.slice(0, cookie.indexOf(';'));
		}
		return response;
	}

	/**
	 * A call of the REST API (`path` after /rest); resolves to the answer's `data`.
	 *
	 * @throws N8nApiError when n8n refuses, with n8n's own message.
	 */
	async rest<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await this.fetch(method, `/rest${path}`, body);
		const text = await response.text();
		let answer: { data?: unknown; message?: string } | undefined;
		try {
			answer = JSON.parse(text);
		} catch {
			answer = undefined;
		}
		if (!response.ok || answer === undefined) {
			throw new N8nApiError(method, path, response.status, answer?.message ?? 'no JSON');
		}
		return ('data' in answer ? answer.data : answer) as T;
	}

	/** Whether this n8n still waits for its owner to be set up. */
	async needsOwner(): Promise<boolean> {
		const settings = await this.rest<{ userManagement: { showSetupOnFirstLoad: boolean } }>(
			'GET',
			'/settings',
		);
		return settings.userManagement.showSetupOnFirstLoad;
	}

	/** Sets up the owner account of a new n8n; the owner is logged in afterwards. */
	async setUpOwner({ email, password }: Owner): Promise<void> {
		await this.rest('POST', '/owner/setup', {
			email,
			password,
			firstName: 'OAuth',
			lastName: 'Admin',
		});
	}

	async logIn({ email, password }: Owner): Promise<void> {
		await this.rest('POST', '/login', { emailOrLdapLoginId: email, password });
	}
}
