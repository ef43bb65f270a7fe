import { createHash, randomBytes } from 'node:crypto';
import type { Version } from './state.mts';
import type { World } from './world.mts';

/** Path of the redirect URI to register at the provider (Tines: OAuth credential). */
export const CALLBACK_PATH = '/oauth2/callback';

/**
 * Asks for the consent that an authorization_code credential needs (RFC 6749 4.1, RFC 7636).
 * @returns the URL for the user to open; undefined for other modes, "" when there is no consent to
 * give
 */
export function askConsent({ state, url, behaviour }: World, version: Version): string | undefined {
	const { mode, settings } = version;
	if (mode !== 'OAUTH') return undefined;
	state.forgetConsent(version);
	delete version.consent;
	if (settings.oauth_grant_type !== 'authorization_code') return '';
	const method = settings.oauthPkceCodeChallengeMethod;
	const codeVerifier = method ? randomBytes(32).toString('base64url') : undefined;
	version.consent = { state: randomBytes(16).toString('hex'), codeVerifier, given: false };
	state.consents.set(version.consent.state, version);
	if (behaviour.redirectUrl === 'empty') return '';

	const target = new URL(String(settings.oauth_url));
	const parameters: Record<string, unknown> = {
		response_type: 'code',
		client_id: settings.oauth_client_id,
		redirect_uri: `${url}${CALLBACK_PATH}`,
		scope: settings.oauth_scope,
		state: version.consent.state,
		...(codeVerifier && {
			code_challenge: method === 'S256' ? challengeOf(codeVerifier) : codeVerifier,
			code_challenge_method: method,
		}),
	};
	for (const [name, value] of Object.entries(parameters)) {
		if (value) target.searchParams.set(name, String(value));
	}
	return target.href;
}

function challengeOf(codeVerifier: string): string {
	return createHash('sha256').update(codeVerifier).digest('base64url');
}

/**
 * The provider sends the user's browser back: with a code, the credential is authorised.
 * @returns the page that the user sees
 */
export function takeConsent(
	{ state }: World,
	query: Record<string, unknown>,
): { status: number; page: string } {
	const version = state.consents.get(String(query.state));
	const said = (status: number, text: string) => ({
		status,
		page: `<!DOCTYPE html><html><head><title>Tines</title></head><body><p>${text}</p></body></html>`,
	});
	if (!version?.consent) return said(404, 'This sign-in is not known, or no longer.');
	if (typeof query.code !== 'string' || query.code === '') {
		return said(400, 'The provider sent no code.');
	}
	version.consent.given = true;
	return said(200, 'The credential is connected. You can close this page.');
}
