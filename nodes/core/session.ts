import { sleep } from 'n8n-workflow';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { createHmac } from 'node:crypto';

import { LoginFailed } from './loginFailed';
import { Secret } from './secret';

/** Who logs in where, so far as it decides whose the session is. */
export interface Identity {
	/** Host, user, client ID: all but the secret. */
	readonly parts: readonly unknown[];
	/** The client secret or password. */
	readonly secret: string;
}

/** The last logins, by who logged in. */
const last = new Map<string, { token: Promise<string>; answered: boolean }>();

/** The tokens that were given out last, for as long as a run may quote them. */
const given: Secret[] = [];

const TOKENS_KEPT = 20;

/** The session tokens of late, which a vendor's error may quote. */
export const lateTokens = (): readonly Secret[] => given;

/** How long a refused login is not tried again, in milliseconds: several in a row may lock an account. */
const REFUSED_MS = 5 * 60_000;

/** The last refusals, by who was refused. */
const refusals = new Map<string, { refusal: LoginFailed; until: number }>();

/** Who is to log in whatever was refused before: a person is waiting for the answer. */
const insisting = new Set<string>();

/** How long a new token serves others who still have the old one, in milliseconds. */
const SHARED_MS = 5000;

/**
 * A new session token in place of the stored one. Those who find at the same time that theirs has
 * expired share one login; who has been refused with the very latest gets another.
 *
 * @param stored the token that n8n keeps with the credential
 * @param logIn begins a session; its failures are handed on
 * @returns the token to keep, marked with whom it was given to: see `usableToken`
 */
export async function newToken(
	identity: Identity,
	stored: unknown,
	logIn: () => Promise<string>,
): Promise<string> {
	const mark = markOf(identity);
	const insists = insisting.delete(mark);
	const refused = usableToken(identity, stored);
	for (let login = last.get(mark); login; login = last.get(mark)) {
		const shareable = !login.answered || refused !== undefined;
		const token = await login.token;
		if (shareable && token !== refused) return `${mark}.${token}`;
		if (last.get(mark) === login) last.delete(mark);
	}
	const before = refusals.get(mark);
	if (before && before.until > Date.now() && !insists) throw before.refusal;
	refusals.delete(mark);
	const mine = { token: logIn(), answered: false };
	last.set(mark, mine);
	const forget = () => {
		if (last.get(mark) === mine) last.delete(mark);
	};
	mine.token
		.then(async () => {
			mine.answered = true;
			await sleep(SHARED_MS);
		})
		.then(forget, forget);
	const token = await mine.token.catch((thrown: unknown) => {
		if (thrown instanceof LoginFailed && thrown.mayLock) {
			for (const [other, { until }] of refusals) if (until < Date.now()) refusals.delete(other);
			refusals.set(mark, { refusal: thrown, until: Date.now() + REFUSED_MS });
		}
		throw thrown;
	});
	given.push(new Secret(token));
	if (given.length > TOKENS_KEPT) given.shift();
	return `${mark}.${token}`;
}

/**
 * The stored token, if it was given out for the credential as it is now: after a change of user,
 * secret or host it belongs to somebody else.
 */
export function usableToken(identity: Identity, stored: unknown): string | undefined {
	const token = String(stored ?? '');
	const mark = `${markOf(identity)}.`;
	return token.startsWith(mark) ? token.slice(mark.length) : undefined;
}

/** Tells credentials apart without giving anything of them away. */
function markOf({ parts, secret }: Identity): string {
	return createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url');
}

/** Set by a credential's test, taken out before anything is sent: a token that still works proves nothing. */
export const LOG_IN_FIRST = 'x-log-in-first';

/**
 * A request with the session's token. Without one the vendor answers 401, on which n8n begins a session
 * and sends the request again.
 *
 * @param stored the token that n8n keeps with the credential
 */
export function withToken(
	{ headers, ...request }: IHttpRequestOptions,
	identity: Identity,
	stored: unknown,
): IHttpRequestOptions {
	const { [LOG_IN_FIRST]: logInFirst, ...others } = headers ?? {};
	if (logInFirst) insisting.add(markOf(identity));
	const token = logInFirst ? undefined : usableToken(identity, stored);
	return { ...request, headers: { ...others, Authorization: `Bearer ${token ?? 'none'}` } };
}
