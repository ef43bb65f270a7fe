import type { Sandbox } from '../index.mts';

/** An answer with its body read. */
export interface Answer {
	status: number;
	headers: Headers;
	/** Parsed JSON, of a shape that each answer has for itself, or text. */
	body: any;
}

interface ClientSecret {
	clientId: string;
	clientSecret: string;
}

async function read(response: Response): Promise<Answer> {
	const text = await response.text();
	const json = response.headers.get('content-type')?.includes('json') && text !== '';
	return {
		status: response.status,
		headers: response.headers,
		body: json ? (JSON.parse(text) as unknown) : text,
	};
}

/** POST /oauth/token with Basic auth, or with the credentials in the form. */
export async function requestToken(
	sandbox: Sandbox,
	{ clientId, clientSecret }: ClientSecret,
	{ inForm = false, form = {} }: { inForm?: boolean; form?: Record<string, string> } = {},
): Promise<Answer> {
	const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
	const response = await fetch(`${sandbox.genesysCloud.loginUrl}/oauth/token`, {
		method: 'POST',
		headers: inForm ? {} : { authorization: `Basic ${basic}` },
		body: new URLSearchParams({
			grant_type: 'client_credentials',
			...(inForm && { client_id: clientId, client_secret: clientSecret }),
			...form,
		}),
	});
	return await read(response);
}

/** Calls the API host as one client; get one from `apiOf`. */
export type Api = (method: string, path: string, body?: unknown) => Promise<Answer>;

/** The API with a given bearer token, or with none. */
export function apiWith(sandbox: Sandbox, token?: string): Api {
	return async (method, path, body) => {
		const response = await fetch(`${sandbox.genesysCloud.apiUrl}${path}`, {
			method,
			redirect: 'manual',
			headers: {
				...(token !== undefined && { authorization: `Bearer ${token}` }),
				...(body !== undefined && { 'content-type': 'application/json' }),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		return await read(response);
	};
}

/** The API as a client sees it: a token is requested first. */
export async function apiOf(
	sandbox: Sandbox,
	client: ClientSecret = sandbox.genesysCloud.admin,
): Promise<Api> {
	const { body } = await requestToken(sandbox, client);
	return apiWith(sandbox, (body as { access_token: string }).access_token);
}

/** JSON over HTTP to the control server. */
export async function control(
	sandbox: Sandbox,
	method: string,
	path: string,
	body?: unknown,
): Promise<Answer> {
	const response = await fetch(`${sandbox.controlUrl}${path}`, {
		method,
		...(body !== undefined && {
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		}),
	});
	return await read(response);
}
