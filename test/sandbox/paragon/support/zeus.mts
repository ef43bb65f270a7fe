import type { Sandbox } from '../../index.mts';
import type { Answer } from '../../support/http.mts';

/** Calls the management API; get one from `zeusOf`. */
export type Zeus = (method: string, path: string, body?: unknown) => Promise<Answer>;

/** The management API with a given access token, or with none. */
export function zeusWith({ paragon }: Sandbox, token?: string): Zeus {
	return async (method, path, body) => {
		const response = await fetch(`${paragon.url}${path}`, {
			method,
			headers: {
				...(token !== undefined && { authorization: `Bearer ${token}` }),
				...(body !== undefined && { 'content-type': 'application/json' }),
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

interface Login {
	email: string;
	password: string;
}

/** POST /auth/login/email. */
export async function logIn(sandbox: Sandbox, { email, password }: Login): Promise<Answer> {
	return await zeusWith(sandbox)('POST', '/auth/login/email', { username: email, password });
}

/** The management API as a user sees it. */
export async function zeusOf(
	sandbox: Sandbox,
	login: Login = sandbox.paragon.admin,
): Promise<Zeus> {
	const { body } = await logIn(sandbox, login);
	return zeusWith(sandbox, (body as { accessToken: string }).accessToken);
}

/** The management API as a new user of a role sees it. */
export async function zeusAs(sandbox: Sandbox, role: 'ADMIN' | 'MEMBER' | 'SUPPORT') {
	const { users } = sandbox.control.seed('paragon', { users: [{ role }] }) as { users: Login[] };
	return await zeusOf(sandbox, users[0]);
}

/** A record of the sandbox's state, found by one of its members. */
export function recordOf(sandbox: Sandbox, kind: string, member: string, value: unknown): any {
	const state = sandbox.control.state('paragon') as Record<string, Array<Record<string, unknown>>>;
	const found = state[kind]?.find((record) => record[member] === value);
	if (!found) throw new Error(`No ${kind} with ${member} ${String(value)}`);
	return found;
}

/** Body of PUT credentials/oauth for Jira, with other members where given. */
export function jiraCredential(sandbox: Sandbox, changes: Record<string, unknown> = {}) {
	return {
		name: 'user@example.com',
		values: {
			clientId: 'jira-app',
			clientSecret: 'jira-app-secret',
			scopes: 'offline_access read:jira-user',
		},
		provider: 'jira',
		scheme: 'oauth_app',
		integrationId: sandbox.paragon.integrations.jira,
		...changes,
	};
}

/** What class-validator says about a body, without the parts it says it about. */
export function complaints(body: { message: unknown }): string[] {
	const texts = (members: unknown): string[] =>
		(members as Array<{ constraints?: Record<string, string>; children: unknown }>).flatMap(
			({ constraints, children }) => [...Object.values(constraints ?? {}), ...texts(children)],
		);
	return texts(body.message);
}
