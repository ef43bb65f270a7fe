import { randomBytes } from 'node:crypto';
import { OAuthError } from './oauthErrors.mts';
import { isDeleted } from './state.mts';
import { issueToken } from './token.mts';
import type { World } from './world.mts';

/** A query of /oauth/authorize. */
export type AuthorizeQuery = Record<string, string | undefined>;

/**
 * Where /oauth/authorize sends the browser: back to the application, as though the organisation's
 * user had signed in and agreed.
 * @throws OAuthError when the application or its redirect URI is not known; nobody is sent there
 */
export function authorizeRedirect(world: World, query: AuthorizeQuery): string {
	const { client_id: clientId = '', redirect_uri: redirectUri = '', response_type: type } = query;
	const { state } = world;
	const client = state.clients.get(clientId);
	if (!client || isDeleted(client) || client.state !== 'active') {
		throw new OAuthError(400, 'invalid_client', 'client not found');
	}
	if (!client.registeredRedirectUri.includes(redirectUri)) {
		throw new OAuthError(400, 'invalid_request', 'redirect_uri is not registered');
	}
	const [user] = state.users.values();
	if (!user) throw new OAuthError(400, 'access_denied', 'the organisation has no user');
	const target = new URL(redirectUri);

	if (type === 'code' && client.authorizedGrantType === 'CODE') {
		const code = randomBytes(32).toString('base64url');
		state.codes.set(code, {
			clientId,
			userId: user.id,
			redirectUri,
			challenge: query.code_challenge,
		});
		target.searchParams.set('code', code);
		if (query.state !== undefined) target.searchParams.set('state', query.state);
	} else if (type === 'token' && client.authorizedGrantType === 'TOKEN') {
		const token = issueToken(world, client, user.id);
		target.hash = new URLSearchParams({
			access_token: token.access_token,
			expires_in: String(token.expires_in),
			token_type: token.token_type,
			...(query.state !== undefined && { state: query.state }),
		}).toString();
	} else {
		throw new OAuthError(
			400,
			'unsupported_response_type',
			`response type '${type}' is not allowed`,
		);
	}

	if (!state.authorizations.some((known) => known.clientId === clientId)) {
		state.authorizations.push({
			clientId,
			userId: user.id,
			scope: client.scope,
			dateCreated: new Date().toISOString(),
		});
	}
	return target.href;
}
