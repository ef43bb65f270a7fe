import type { ICredentialDataDecryptedObject, IHttpRequestHelper } from 'n8n-workflow';

import { excerpt } from '../core/excerpt';
import { failureOf } from '../core/failure';
import { LoginFailed } from '../core/loginFailed';
import { reasonIn } from '../core/reason';
import { retryAfterMs } from '../core/retry';
import { redact, Secret } from '../core/secret';
import { newToken, usableToken as usableTokenOf } from '../core/session';
import type { Identity } from '../core/session';
import type { Headers } from '../core/vendor';
import { apiUrlOf } from './address';

interface LoginAnswer {
	statusCode: number;
	headers: Headers;
	body?: { accessToken?: unknown } | string | null;
}

/**
 * A new session's token, in place of the stored one.
 *
 * @returns the token, marked with whom it was given to
 * @throws LoginFailed saying what is wrong
 * @throws InvalidInput when the credential's address cannot be used
 */
export async function requestToken(
	helper: IHttpRequestHelper,
	credential: ICredentialDataDecryptedObject,
): Promise<string> {
	const baseUrl = apiUrlOf(credential);
	return await newToken(
		identityOf(credential),
		credential.accessToken,
		async () => await logIn(helper, credential, baseUrl),
	);
}

/** The stored token, if it was given out for the credential as it is now. */
export function usableToken(credential: ICredentialDataDecryptedObject): string | undefined {
	return usableTokenOf(identityOf(credential), credential.accessToken);
}

/** Who logs in where. */
export const identityOf = ({
	baseUrl,
	email,
	password,
}: ICredentialDataDecryptedObject): Identity => ({
	parts: [baseUrl, email],
	secret: String(password ?? ''),
});

/** POST /auth/login/email; Paragon's own Terraform provider takes 200 and 201 for success. */
async function logIn(
	{ helpers }: IHttpRequestHelper,
	{ email, password }: ICredentialDataDecryptedObject,
	baseUrl: string,
): Promise<string> {
	const username = String(email ?? '').trim();
	// Blanks around a password may be part of it.
	const secret = String(password ?? '');
	if (username === '') throw new LoginFailed('The Email is missing in the credential');
	if (secret === '') throw new LoginFailed('The Password is missing in the credential');

	const request = helpers.httpRequest({
		method: 'POST',
		url: `${baseUrl}/auth/login/email`,
		body: { username, password: secret },
		json: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: 30_000,
	});
	const { statusCode, headers, body } = (await request.catch((thrown: unknown) => {
		throw unreachable(thrown);
	})) as LoginAnswer;
	const token = typeof body === 'object' ? body?.accessToken : undefined;
	if ((statusCode === 200 || statusCode === 201) && typeof token === 'string' && token !== '') {
		return token;
	}
	const said = excerpt(redact(reasonIn(body), [new Secret(secret)]));
	throw refusal(statusCode, headers, said, baseUrl);
}

/** Nobody could be logged in: what the connection did, without n8n's own wording of it. */
function unreachable(thrown: unknown): unknown {
	const failure = failureOf(thrown);
	return 'problem' in failure
		? new LoginFailed(`Paragon ${failure.problem} when n8n logged in`, { temporary: true })
		: thrown;
}

function refusal(status: number, headers: Headers, said: string, baseUrl: string): LoginFailed {
	const reason = said ? ` Paragon says: ${said}` : '';
	if (status === 429) {
		const waitMs = retryAfterMs(headers, 1);
		return new LoginFailed(`Paragon lets nobody log in for now.${reason}`, {
			temporary: true,
			waitMs,
		});
	}
	if (status >= 500 || status === 408) {
		return new LoginFailed(`Paragon answered the login with HTTP ${status}`, { temporary: true });
	}
	if ([400, 401, 403, 422, 423].includes(status)) {
		return new LoginFailed(
			`Paragon did not accept Email and Password.${reason} Check both in the credential; an account that logs in with SSO or a second factor cannot be used. n8n does not try the same again for five minutes, lest the account be locked; testing the credential tries at once.`,
			{ mayLock: true },
		);
	}
	return new LoginFailed(
		`There is no Paragon management API at ${baseUrl} (HTTP ${status}). Check Base URL.`,
		{ stranger: status < 300 },
	);
}
