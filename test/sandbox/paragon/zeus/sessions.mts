import { createHmac, randomBytes } from 'node:crypto';
import { ApiError } from '../errors.mts';
import type { Session, User } from '../records.mts';
import type { World } from '../world.mts';

function encode(part: object): string {
	return Buffer.from(JSON.stringify(part)).toString('base64url');
}

/** A JSON web token (RFC 7519), signed with HS256. */
function signed(claims: object): string {
	const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
	// A key for each token: two logins in the same second are still two sessions.
	return `${text}.${createHmac('sha256', randomBytes(32)).update(text).digest('base64url')}`;
}

/** A new admin session of a user. */
export function openSession({ state, behaviour }: World, { id, email }: User): Session {
	const iat = Math.floor(Date.now() / 1000);
	const exp = iat + behaviour.sessionSeconds;
	const session = {
		token: signed({ id, email, iat, exp }),
		userId: id,
		expiresAt: Date.now() + behaviour.sessionSeconds * 1000,
	};
	state.sessions.set(session.token, session);
	return session;
}

/**
 * Whose session a request belongs to.
 * @throws ApiError 401 without a session, and for one that is unknown or over
 */
export function userOf({ state }: World, authorization: string | undefined): User {
	const token = /^bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
	const session = state.sessions.get(token);
	if (session && session.expiresAt <= Date.now()) state.sessions.delete(token);
	const user = session && state.users.get(session.userId);
	if (!user || !state.sessions.has(token)) throw new ApiError('noSession');
	return user;
}
