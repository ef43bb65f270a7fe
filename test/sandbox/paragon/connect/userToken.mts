import { verify } from 'node:crypto';
import { ApiError } from '../errors.mts';
import { dated } from '../newRecords.mts';
import type { Project } from '../records.mts';
import type { World } from '../world.mts';
import type { ConnectUser } from './records.mts';

/** Claims of a Paragon User Token. */
export interface Claims {
	sub: string;
	iat: number;
	exp: number;
	aud?: string | string[];
	'urn:useparagon:connect:permissions'?: unknown;
}

const TOKEN = /^bearer\s+([\w-]+)\.([\w-]+)\.([\w-]+)$/i;

function decoded(part: string): Record<string, unknown> {
	try {
		const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
		if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
	} catch {
		// Not JSON: no token either.
	}
	throw new ApiError('noSession');
}

function isFor({ aud }: Claims, { id }: Project, { tokenAudience }: World['behaviour']): boolean {
	if (tokenAudience === 'unchecked') return true;
	if (aud === undefined) return tokenAudience === 'checked';
	return [aud].flat().includes(`useparagon.com/${id}`);
}

function isInTime({ iat, exp }: Claims, { tokenMaxSeconds }: World['behaviour']): boolean {
	if (typeof iat !== 'number' || typeof exp !== 'number') return false;
	if (tokenMaxSeconds > 0 && exp - iat > tokenMaxSeconds) return false;
	return exp * 1000 > Date.now();
}

/**
 * The claims of a user token: RS256, by a key of the project that is not revoked.
 * @throws ApiError 401
 */
export function claimsOf(
	{ state, behaviour }: World,
	project: Project,
	authorization: string | undefined,
): Claims {
	const [, header = '', payload = '', signature = ''] = TOKEN.exec(authorization ?? '') ?? [];
	if (signature === '' || decoded(header).alg !== 'RS256') throw new ApiError('noSession');
	const text = Buffer.from(`${header}.${payload}`);
	const isSigned = state.signingKeys
		.of(project.id)
		.some(
			({ publicKey, revoked }) =>
				!revoked && verify('sha256', text, publicKey, Buffer.from(signature, 'base64url')),
		);
	const claims = decoded(payload) as unknown as Claims;
	const isUsable = typeof claims.sub === 'string' && claims.sub !== '';
	if (
		!isSigned ||
		!isUsable ||
		!isInTime(claims, behaviour) ||
		!isFor(claims, project, behaviour)
	) {
		throw new ApiError('noSession');
	}
	return claims;
}

/** The user of a token; one that is new to the project is made. */
export function userOf(
	{ state }: Pick<World, 'state'>,
	projectId: string,
	userId: string,
): ConnectUser {
	const known = state.connectUsers.of(projectId).find((user) => user.userId === userId);
	return known ?? state.connectUsers.add({ ...dated(), projectId, userId, meta: {} });
}
