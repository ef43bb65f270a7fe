import type { ICredentialDataDecryptedObject, IHttpRequestHelper } from 'n8n-workflow';

import { failureOf } from '../core/failure';
import { LoginFailed } from '../core/loginFailed';
import { redact, Secret } from '../core/secret';
import { newToken, usableToken as usableTokenOf } from '../core/session';
import type { Identity } from '../core/session';
import { apiUrlOf, CUSTOM_REGION, loginUrlOf } from './hosts';

interface TokenAnswer {
	statusCode: number;
	body?: {
		access_token?: string;
		error?: string;
		error_description?: string;
		description?: string;
	};
}

/** The token endpoint's limit is by the minute, and it does not say how long to wait. */
const RATE_LIMIT_WAIT_MS = 15_000;

/**
 * A new access token, in place of the stored one.
 *
 * @returns the token, marked with what it was asked for with
 * @throws LoginFailed saying which of client ID, secret and region is wrong
 * @throws InvalidInput when the credential's addresses cannot be used
 */
export async function requestToken(
	helper: IHttpRequestHelper,
	credential: ICredentialDataDecryptedObject,
): Promise<string> {
	apiUrlOf(credential);
	const loginUrl = loginUrlOf(credential);
	return await newToken(
		identityOf(credential),
		credential.accessToken,
		async () => await askForToken(helper, credential, loginUrl),
	);
}

/** The stored token, if it was given out for the credential as it is now. */
export function usableToken(credential: ICredentialDataDecryptedObject): string | undefined {
	return usableTokenOf(identityOf(credential), credential.accessToken);
}

/** Who logs in where. */
export function identityOf(credential: ICredentialDataDecryptedObject): Identity {
	const { region, apiUrl, loginUrl, clientId, clientSecret } = credential;
	return {
		parts: [region, ...(region === CUSTOM_REGION ? [apiUrl, loginUrl] : []), clientId],
		secret: String(clientSecret ?? ''),
	};
}

/**
 * Asks for an access token with the client-credentials grant.
 *
 * Refusals as in Genesys Cloud: 400 invalid_client for an unknown client ID, 401 invalid_client for
 * a wrong secret, 400 invalid_request for too many requests.
 */
async function askForToken(
	{ helpers }: IHttpRequestHelper,
	credential: ICredentialDataDecryptedObject,
	loginUrl: string,
): Promise<string> {
	const clientId = String(credential.clientId ?? '').trim();
	const clientSecret = String(credential.clientSecret ?? '').trim();
	if (clientId === '') throw new LoginFailed('The Client ID is missing in the credential');
	if (clientSecret === '') throw new LoginFailed('The Client Secret is missing in the credential');

	const request = helpers.httpRequest({
		method: 'POST',
		url: `${loginUrl}/oauth/token`,
		headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
		auth: { username: clientId, password: clientSecret },
		body: 'grant_type=client_credentials',
		json: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: 30_000,
	});
	const { statusCode, body } = (await request.catch((thrown: unknown) => {
		throw unreachable(thrown);
	})) as TokenAnswer;
	if (statusCode === 200 && body?.access_token) return body.access_token;
	throw refusal(statusCode, body, credential, new Secret(clientSecret));
}

/** No token could be asked for: what the connection did, without n8n's own wording of it. */
function unreachable(thrown: unknown): unknown {
	const failure = failureOf(thrown);
	return 'problem' in failure
		? new LoginFailed(`The login host of Genesys Cloud ${failure.problem}`, { temporary: true })
		: thrown;
}

function refusal(
	status: number,
	body: TokenAnswer['body'],
	credential: ICredentialDataDecryptedObject,
	secret: Secret,
): LoginFailed {
	const said = body?.error_description ?? body?.description ?? body?.error ?? '';
	const reason = redact(String(said), [secret]);
	const where =
		credential.region === CUSTOM_REGION
			? `at ${loginUrlOf(credential)}`
			: `in the region ${String(credential.region)}`;
	if (status === 429 || /^rate limit exceeded/i.test(reason)) {
		return new LoginFailed(
			'Genesys Cloud gives out no more tokens for now: too many were asked for',
			{ temporary: true, waitMs: RATE_LIMIT_WAIT_MS },
		);
	}
	if (status >= 500) {
		return new LoginFailed(`The login host of Genesys Cloud answered with HTTP ${status}`, {
			temporary: true,
		});
	}
	if (body?.error === 'invalid_client' && /not found/i.test(reason)) {
		return new LoginFailed(`The Client ID is not known ${where}. Check Client ID and Region.`);
	}
	if (body?.error === 'invalid_client' && /authentication failed/i.test(reason)) {
		return new LoginFailed(
			'The Client Secret is wrong: Genesys Cloud knows the Client ID, but not this secret for it. It may have been regenerated.',
		);
	}
	if (body?.error === 'invalid_client') {
		return new LoginFailed(
			`Genesys Cloud does not accept the OAuth client ${where}: ${reason}. It may be inactive or disabled.`,
		);
	}
	if (body?.error === 'unauthorized_client' || body?.error === 'unsupported_grant_type') {
		return new LoginFailed(
			'The OAuth client of this credential does not have the grant type Client Credentials',
		);
	}
	if (body?.error && status !== 404) {
		return new LoginFailed(`Genesys Cloud gave out no token: ${reason} (${body.error})`);
	}
	return new LoginFailed(
		`There is no login host of Genesys Cloud ${where} (HTTP ${status}). Check Region and Login URL.`,
		{ stranger: status < 300 },
	);
}
