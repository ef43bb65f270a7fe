import { Worker } from 'node:worker_threads';
import type { CloudClient } from 'jira.js';
import type { Sandbox } from '../../index.mts';

/** A call for the worker. */
export interface Ask {
	id: number;
	group: string;
	method: string;
	parameters: unknown;
}

/** What a call came to. */
export interface Told {
	id: number;
	value?: unknown;
	error?: { name: string; message: string; status?: number; body?: unknown; retryAfterMs?: number };
	/** What answers held so far beside what jira.js describes. */
	drift: unknown[];
}

/** A call that jira.js rejected. */
export class JiraJsError extends Error {
	readonly status?: number;
	readonly body: any;
	readonly retryAfterMs?: number;

	constructor({ name, message, status, body, retryAfterMs }: NonNullable<Told['error']>) {
		super(message);
		this.name = name;
		this.status = status;
		this.body = body;
		this.retryAfterMs = retryAfterMs;
	}
}

/** How a client signs in. */
export type Auth =
	| { type: 'basic'; email: string; apiToken: string }
	| { type: 'bearer'; token: string };

/** jira.js, unpatched, in a thread of its own. */
export interface JiraJs {
	client: CloudClient;
	/** When it has loaded, which takes a while. */
	ready: Promise<unknown>;
	/** What answers held beside what jira.js describes. */
	drift(): unknown[];
	close(): Promise<void>;
}

/**
 * jira.js (npm) for a host. Every answer is held against its schemas; one that doesn't fit is an error.
 * It runs in a worker because jest's loader can't take a package that is only an ES module.
 */
export function startJiraJs(host: string, auth: Auth): JiraJs {
	const worker = new Worker(new URL('./jiraJsWorker.mts', import.meta.url), {
		workerData: { host, auth },
		env: { ...process.env, AUDIT_SCHEMAS: 'true' },
	});
	const ready = Promise.withResolvers<unknown>();
	// The worker's first message, before any call's.
	const waiting = new Map([[0, ready]]);
	let lastId = 0;
	let drift: unknown[] = [];
	worker.on('message', (told: Told) => {
		const promise = waiting.get(told.id);
		waiting.delete(told.id);
		drift = told.drift;
		if (told.error) promise?.reject(new JiraJsError(told.error));
		else promise?.resolve(told.value);
	});
	worker.on('error', (error) => {
		for (const { reject } of waiting.values()) reject(error);
	});
	const call = async (group: string, method: string, parameters: unknown): Promise<unknown> => {
		const promise = Promise.withResolvers<unknown>();
		const id = (lastId += 1);
		waiting.set(id, promise);
		worker.postMessage({ id, group, method, parameters } satisfies Ask);
		return await promise.promise;
	};
	const groupOf = (group: string) =>
		new Proxy(
			{},
			{ get: (_, method) => (parameters?: unknown) => call(group, String(method), parameters) },
		);
	return {
		client: new Proxy({}, { get: (_, group) => groupOf(String(group)) }) as CloudClient,
		ready: ready.promise,
		drift: () => drift,
		close: async () => {
			await worker.terminate();
		},
	};
}

/** jira.js as the administrator, with e-mail address and API token. */
export function jiraJsOf({ jira }: Sandbox): JiraJs {
	return startJiraJs(jira.url, { type: 'basic', email: jira.email, apiToken: jira.apiToken });
}

/** jira.js as an OAuth 2.0 app, at the address that apps use. */
export function jiraJsForApp({ jira }: Sandbox, token = jira.accessToken): JiraJs {
	return startJiraJs(`${jira.url}/ex/jira/${jira.cloudId}`, { type: 'bearer', token });
}

/** What jira.js rejects a call with. */
export async function refusalOf(call: Promise<unknown>): Promise<JiraJsError> {
	try {
		await call;
	} catch (error) {
		if (error instanceof JiraJsError) return error;
		throw error;
	}
	throw new Error('The call was not refused');
}
