import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { OAuthError } from './oauthErrors.mts';
import { isDeleted, type GrantType, type OAuthClient } from './state.mts';
import type { World } from './world.mts';

/** Token requests a client may make in a minute (limit client.credentials.token.rate.per.minute). */
const REQUESTS_PER_MINUTE = 300;

export interface TokenRequest {
	authorization?: string;
	form: Record<string, string | undefined>;
}

export interface TokenAnswer {
	access_token: string;
	token_type: 'bearer';
	expires_in: number;
	refresh_token?: string;
}

/** Client ID and secret from a Basic header or the form; the header counts. */
export function clientCredentials({ authorization, form }: TokenRequest): {
	clientId?: string;
	clientSecret?: string;
} {
	const basic = /^basic\s+(\S+)$/i.exec(authorization ?? '')?.[1];
	if (!basic) return { clientId: form.client_id, clientSecret: form.client_secret };
	const text = Buffer.from(basic, 'base64').toString('utf8');
	const colon = text.indexOf(':');
	return colon < 0
		? { clientId: text }
		: { clientId: text.slice(0, colon), clientSecret: text.slice(colon + 1) };
}

function equal(a: string, b: string): boolean {
	const [left, right] = [a, b].map((text) => createHash('sha256').update(text).digest());
	return timingSafeEqual(left!, right!);
}

function secretIsRight(client: OAuthClient, given: string): boolean {
	if (client.secret !== undefined && equal(client.secret, given)) return true;
	const { previousSecret } = client;
	return (
		previousSecret !== undefined &&
		previousSecret.worksUntil > Date.now() &&
		equal(previousSecret.value, given)
	);
}

/** A request over the limit of its client. */
export class TokenLimitError extends OAuthError {
	readonly retryAfterSeconds: number;

	constructor(resetSeconds: number) {
		super(400, 'invalid_request', `rate limit exceeded; retry in ${resetSeconds} seconds`);
		this.name = 'TokenLimitError';
		this.retryAfterSeconds = resetSeconds;
	}
}

function countAgainstLimit({ limits }: World, clientId: string): void {
	const allowed = limits.settings.tokenPerMinute ?? REQUESTS_PER_MINUTE;
	const { exceeded, resetSeconds } = limits.hit(`login ${clientId}`, allowed);
	if (exceeded) throw new TokenLimitError(resetSeconds);
}

/** Grants of the token endpoint and the client grant type that each is for. */
const GRANTS: Record<string, GrantType> = {
	client_credentials: 'CLIENT-CREDENTIALS',
	authorization_code: 'CODE',
	refresh_token: 'CODE',
};

/** @throws OAuthError when the client is unknown, doesn't prove itself, or is not active */
function authenticateClient(world: World, request: TokenRequest): OAuthClient {
	const { clientId, clientSecret } = clientCredentials(request);
	if (!clientId) throw new OAuthError(400, 'invalid_request', 'client credentials are missing');
	countAgainstLimit(world, clientId);
	const client = world.state.clients.get(clientId);
	if (!client || isDeleted(client)) throw new OAuthError(400, 'invalid_client', 'client not found');
	const provesByKey = clientSecret === undefined && request.form.code_verifier !== undefined;
	if (!provesByKey && !secretIsRight(client, clientSecret ?? '')) {
		throw new OAuthError(401, 'invalid_client', 'authentication failed');
	}
	if (client.state !== 'active') {
		const status = world.behaviour.inactiveTokenStatus;
		throw new OAuthError(status, 'invalid_client', `client is ${client.state}`);
	}
	return client;
}

/** A new token of a client, live at once. */
export function issueToken({ state }: World, client: OAuthClient, userId?: string): TokenAnswer {
	const now = Date.now();
	const value = randomBytes(48).toString('base64url');
	const seconds = client.accessTokenValiditySeconds;
	const { id: clientId } = client;
	state.tokens.set(value, {
		value,
		clientId,
		userId,
		issuedAt: now,
		expiresAt: now + seconds * 1000,
	});
	// The vendor counts the second in which it answers: 86399 for a day.
	return { access_token: value, token_type: 'bearer', expires_in: Math.max(1, seconds - 1) };
}

function challengeOf(verifier: string): string {
	return createHash('sha256').update(verifier).digest('base64url');
}

function fromCode(world: World, client: OAuthClient, form: TokenRequest['form']): TokenAnswer {
	const code = world.state.codes.get(form.code ?? '');
	world.state.codes.delete(form.code ?? '');
	const valid =
		code?.clientId === client.id &&
		code.redirectUri === form.redirect_uri &&
		(code.challenge === undefined || code.challenge === challengeOf(form.code_verifier ?? ''));
	// A verifier alone proves nothing when the code wasn't bound to a challenge.
	if (!valid || (form.code_verifier !== undefined && code.challenge === undefined)) {
		throw new OAuthError(400, 'invalid_grant', 'authorization code is invalid');
	}
	return withRefreshToken(world, client, code.userId);
}

function withRefreshToken(world: World, client: OAuthClient, userId: string): TokenAnswer {
	const refreshToken = randomBytes(48).toString('base64url');
	world.state.refreshTokens.set(refreshToken, { clientId: client.id, userId });
	return { ...issueToken(world, client, userId), refresh_token: refreshToken };
}

function fromRefreshToken(world: World, client: OAuthClient, form: TokenRequest['form']) {
	const value = form.refresh_token ?? '';
	const found = world.state.refreshTokens.get(value);
	if (found?.clientId !== client.id) {
		throw new OAuthError(400, 'invalid_grant', 'refresh token is invalid');
	}
	world.state.refreshTokens.delete(value);
	return withRefreshToken(world, client, found.userId);
}

/**
 * Answers POST /oauth/token.
 * @throws OAuthError
 */
export function tokenFor(world: World, request: TokenRequest): TokenAnswer {
	const { form } = request;
	const client = authenticateClient(world, request);
	const grant = form.grant_type;
	if (!grant) throw new OAuthError(400, 'invalid_request', 'grant_type is missing');
	const needed = Object.hasOwn(GRANTS, grant) ? GRANTS[grant] : undefined;
	if (!needed) throw new OAuthError(400, 'unsupported_grant_type', `unsupported grant '${grant}'`);
	if (client.authorizedGrantType !== needed) {
		throw new OAuthError(400, 'unauthorized_client', `grant '${grant}' is not allowed`);
	}
	if (grant === 'authorization_code') return fromCode(world, client, form);
	if (grant === 'refresh_token') return fromRefreshToken(world, client, form);
	if (form.code_verifier !== undefined && !clientCredentials(request).clientSecret) {
		throw new OAuthError(401, 'invalid_client', 'authentication failed');
	}
	return issueToken(world, client);
}
