import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiError, notFound } from './errors.mts';
import type { ApiKey, Role } from './state.mts';
import { GROUPS, type Group, type Need, type World } from './world.mts';

/** Roles that may do what an operation needs. */
const MAY: Record<Exclude<Need, 'read'>, readonly Role[]> = {
	change: ['owner', 'admin', 'editor'],
	delete: ['owner', 'admin'],
	tenant: ['owner'],
	users: ['owner'],
	auditLogs: ['owner'],
};

/**
 * Who a request comes from: a bearer key, or one in X-User-Token. X-User-Email, which tenants before
 * version 13 needed beside the latter, makes no difference.
 * @throws ApiError 401 (or what the switch says) when no such key exists
 */
export function authenticate(world: World, { headers }: FastifyRequest): ApiKey {
	const { userTokenHeader, badKeyStatus } = world.behaviour;
	const bearer = /^bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1];
	const userToken = userTokenHeader === 'accepted' ? headers['x-user-token'] : undefined;
	const key = world.state.keys.get(bearer ?? String(userToken ?? ''));
	if (!key) {
		throw badKeyStatus === 404
			? notFound()
			: new ApiError(401, [{ field: 'base', text: 'Invalid API key' }]);
	}
	return key;
}

/**
 * Counts a request against the limit of its endpoint group, by address and key.
 * @throws ApiError 429
 */
export function countAgainstLimit(
	world: World,
	{ key, ip, group }: { key: ApiKey; ip: string; group: Group },
	reply: FastifyReply,
): void {
	const allowed = world.limits.perToken(GROUPS[group], group);
	const standing = world.limits.hit(`tines ${group} ${ip} ${key.value}`, allowed);
	if (!standing.exceeded) return;
	if (world.behaviour.retryAfter) reply.header('retry-after', String(standing.resetSeconds));
	throw new ApiError(429, [{ field: 'base', text: 'Rate limit exceeded' }]);
}

/**
 * @throws ApiError 403 or 404 for a change that the key may not make, 404 for a part of the API that
 * it may not see at all
 */
export function authorize({ behaviour }: World, key: ApiKey, needs: Need): void {
	if (needs === 'read' || MAY[needs].includes(key.role)) return;
	if (needs === 'auditLogs') {
		if (key.permissions.includes('AUDIT_LOG_READ')) return;
		throw notFound();
	}
	if (needs === 'users') throw notFound();
	if (needs === 'delete' && behaviour.editorDeletes && key.role === 'editor') return;
	if (behaviour.forbiddenStatus === 404) throw notFound();
	throw new ApiError(403, [{ field: 'base', text: 'This API key may not do that' }]);
}
