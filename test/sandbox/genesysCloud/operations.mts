import { authorizationOperations } from './authorizations.mts';
import { credentialOperations } from './credentials.mts';
import { divisionOperations } from './divisions.mts';
import { oauthClientOperations } from './oauthClients.mts';
import { organizationOperations } from './organization.mts';
import { roleOperations } from './roles.mts';
import { scopeOperations } from './scopes.mts';
import { subjectOperations } from './subjects.mts';
import { tokenOperations } from './tokensMe.mts';
import { usageOperations } from './usage.mts';
import { userOperations } from './users.mts';
import type { Operation } from './world.mts';

/** Every operation of the API that the stand-in has. */
export const OPERATIONS: readonly Operation[] = [
	...oauthClientOperations,
	...usageOperations,
	...scopeOperations,
	...authorizationOperations,
	...tokenOperations,
	...userOperations,
	...organizationOperations,
	...roleOperations,
	...divisionOperations,
	...subjectOperations,
	...credentialOperations,
];

/** Every permission that some operation asks for. */
export const ALL_PERMISSIONS: readonly string[] = [
	...new Set(
		OPERATIONS.flatMap(({ anyPermission = [], allPermissions = [] }) => [
			...anyPermission,
			...allPermissions,
		]),
	),
].sort();
