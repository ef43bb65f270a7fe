import { randomBytes, timingSafeEqual } from 'node:crypto';
import { JiraError, refused, refusedAtGateway } from './errors.mts';
import type { AccessToken, User } from './records.mts';
import type { Scope, Site } from './site.mts';

/** All scopes that an app may ask for. */
export const ALL_SCOPES: readonly Scope[] = [
	'read:jira-work',
	'read:jira-user',
	'write:jira-work',
	'manage:jira-configuration',
	'manage:jira-webhook',
];

/** Who makes a request, and with which rights. */
export interface Caller {
	user: User;
	/** Missing for Basic authentication: all that the user may. */
	token?: AccessToken;
}

/** Gives an app an access token of a user, as the consent screen would. */
export function issueToken(
	site: Site,
	accountId: string,
	{
		scopes = ALL_SCOPES,
		clientId = 'sandbox-app',
		token = randomBytes(32).toString('base64url'),
	}: {
		scopes?: readonly string[];
		clientId?: string;
		token?: string;
	} = {},
): AccessToken {
	const expiresAt = Date.now() + site.behaviour.accessTokenSeconds * 1000;
	const issued = { token, accountId, scopes, clientId, expiresAt };
	site.state.tokens.set(token, issued);
	return issued;
}

function equal(left: string, right: string): boolean {
	const [a, b] = [Buffer.from(left), Buffer.from(right)];
	return a.length === b.length && timingSafeEqual(a, b);
}

function basicUser({ state }: Site, credentials: string): User | undefined {
	const [email = '', ...rest] = Buffer.from(credentials, 'base64').toString().split(':');
	const token = rest.join(':');
	return [...state.users.values()].find(
		({ emailAddress, apiToken, active }) =>
			active &&
			apiToken !== '' &&
			emailAddress.toLowerCase() === email.toLowerCase() &&
			equal(apiToken, token),
	);
}

/**
 * Who makes a request.
 * @param atGateway whether it came by the address that OAuth 2.0 apps use
 * @throws JiraError 401
 */
export function callerOf(
	site: Site,
	authorization: string | undefined,
	atGateway: boolean,
): Caller {
	const [, scheme = '', credentials = ''] = /^(\w+)\s+(\S+)$/.exec(authorization ?? '') ?? [];
	const token = scheme.toLowerCase() === 'bearer' ? site.state.tokens.get(credentials) : undefined;
	if (token && token.expiresAt > Date.now()) {
		const user = site.state.users.get(token.accountId);
		if (user?.active) return { user, token };
	}
	const user =
		scheme.toLowerCase() === 'basic' && !atGateway ? basicUser(site, credentials) : undefined;
	if (user) return { user };
	if (atGateway || scheme.toLowerCase() === 'bearer') throw refusedAtGateway(401, 'Unauthorized');
	throw refused(401, 'Client must be authenticated to access this resource.');
}

/** @throws JiraError 401 when an app's token lacks the scope that an operation needs */
export function checkScope({ token }: Caller, scope: Scope | undefined): void {
	if (!token || scope === undefined || token.scopes.includes(scope)) return;
	throw refusedAtGateway(401, 'Unauthorized; scope does not match');
}

/**
 * Counts a request; the vendor publishes no number, so there is a limit only when one has been set.
 * @throws JiraError 429
 */
export function countRequest({ limits, behaviour }: Site, { user }: Caller): void {
	const allowed = limits.perToken(Infinity, 'jira');
	if (allowed === Infinity) return;
	const { exceeded, resetSeconds } = limits.hit(`jira ${user.accountId}`, allowed);
	if (!exceeded) return;
	const body = { errorMessages: ['Rate limit exceeded.'], errors: {} };
	throw new JiraError(429, body, {
		...(behaviour.retryAfter && { 'retry-after': String(resetSeconds) }),
		'x-ratelimit-limit': String(allowed),
		'x-ratelimit-remaining': '0',
		'x-ratelimit-reset': new Date(Date.now() + resetSeconds * 1000).toISOString(),
	});
}
