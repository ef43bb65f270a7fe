import { ApiError } from '../errors.mts';
import type { World } from '../world.mts';
import type { Claims } from './userToken.mts';

/** What a call needs where a token limits itself; only `actionkit` is named by the documents. */
export type Permission = 'actionkit' | 'proxy';

function grants(value: unknown, permission: Permission): boolean {
	if (Array.isArray(value)) return value.includes(permission);
	if (typeof value === 'object' && value !== null) {
		return (value as Record<string, unknown>)[permission] === true;
	}
	return value === true;
}

/**
 * Holds a call against the token's own claim of permissions; a token without it may do everything.
 * Scopes go from `integration:*` over `integration:name` and `credential:*` to `credential:id`: the most
 * specific one that is there decides.
 * @throws ApiError with code 7210
 */
export function checkPermission(
	{ behaviour }: World,
	claims: Claims,
	permission: Permission,
	{ integration, credentialId }: { integration: string; credentialId?: string },
): void {
	const claim = claims['urn:useparagon:connect:permissions'];
	if (claim === undefined) return;
	const scopes = (typeof claim === 'object' && claim !== null ? claim : {}) as Record<
		string,
		unknown
	>;
	const [deciding] = [
		`credential:${credentialId}`,
		'credential:*',
		`integration:${integration}`,
		'integration:*',
	].filter((scope) => Object.hasOwn(scopes, scope));
	if (deciding !== undefined && grants(scopes[deciding], permission)) return;
	throw new ApiError('notPermitted', { status: behaviour.notPermittedStatus });
}
