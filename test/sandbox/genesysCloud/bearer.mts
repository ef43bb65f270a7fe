import type { FastifyReply } from 'fastify';
import { heldRoleIds } from './clientRules.mts';
import { ApiError } from './errors.mts';
import { isDeleted } from './state.mts';
import { rolesOf, type Caller, type Operation, type World } from './world.mts';

/** Requests a token may make in a minute (vendor's limit token.rate.per.minute). */
const REQUESTS_PER_MINUTE = 300;

/** Scopes a token was given: those of its client when a user stands behind it. */
export function authorizedScope({ client, user }: Caller): string[] {
	return user ? client.scope : [];
}

/**
 * Who a bearer token belongs to.
 * @throws ApiError authentication.required without a token, bad.credentials for one that is unknown,
 * expired, or of a client that is disabled or deleted
 */
export function authenticate(world: World, authorization: string | undefined): Caller {
	const value = /^bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
	if (!value) throw new ApiError('authentication.required');
	const { state } = world;
	const token = state.tokens.get(value);
	const client = token && state.clients.get(token.clientId);
	if (token && token.expiresAt <= Date.now()) state.tokens.delete(token.value);
	if (!token || !client || !state.tokens.has(value)) throw new ApiError('bad.credentials');
	if (client.state === 'disabled' || isDeleted(client)) throw new ApiError('bad.credentials');
	const user = token.userId === undefined ? undefined : state.users.get(token.userId);
	const roleIds = new Set(
		user ? user.roleDivisions.map(({ roleId }) => roleId) : heldRoleIds(client),
	);
	const permissions = new Set(rolesOf(world, roleIds).flatMap((role) => role.permissions));
	return { token, client, user, roleIds, permissions };
}

/**
 * Counts a request against its token's limit and says on the answer where the token stands.
 * @throws ApiError too.many.requests.retry.after
 */
export function countAgainstLimit(world: World, { token }: Caller, reply: FastifyReply): void {
	const allowed = world.limits.perToken(REQUESTS_PER_MINUTE);
	const standing = world.limits.hit(`token ${token.value}`, allowed);
	reply.headers({
		'inin-ratelimit-allowed': String(allowed),
		'inin-ratelimit-count': String(standing.count),
		'inin-ratelimit-reset': String(standing.resetSeconds),
	});
	if (!standing.exceeded) return;
	reply.headers({
		'retry-after': String(standing.resetSeconds),
		'cache-control': 'no-cache, no-store, must-revalidate',
	});
	throw new ApiError('too.many.requests.retry.after', [standing.resetSeconds]);
}

/**
 * @throws ApiError missing.permissions, missing.any.permissions, app.not.authorized.for.scope
 */
export function authorize(world: World, caller: Caller, operation: Operation): void {
	const { anyPermission, allPermissions, scopes } = operation;
	if (anyPermission && !anyPermission.some((name) => caller.permissions.has(name))) {
		throw new ApiError('missing.any.permissions', [`[${anyPermission.join(', ')}]`]);
	}
	const missing = allPermissions?.filter((name) => !caller.permissions.has(name)) ?? [];
	if (missing.length > 0) throw new ApiError('missing.permissions', [`[${missing.join(', ')}]`]);
	if (world.behaviour.scopeEnforcement && caller.user) {
		const { scope } = caller.client;
		if (!scope.includes('all') && !scopes.some((id) => scope.includes(id))) {
			throw new ApiError('app.not.authorized.for.scope', [scopes.join(', ')]);
		}
	}
}
