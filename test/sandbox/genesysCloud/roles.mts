import { ApiError } from './errors.mts';
import { many, one, page } from './paging.mts';
import { heldRoleIds } from './clientRules.mts';
import type { Role } from './state.mts';
import { ok, reading, type Call, type Operation, type World } from './world.mts';

const PATH = '/api/v2/authorization/roles';
const MAX_IDS = 100;

/** How many users and clients hold each role. */
function holderCounts({ state }: World): Map<string, number> {
	const counts = new Map<string, number>();
	const count = (roleIds: Iterable<string>) => {
		for (const id of new Set(roleIds)) counts.set(id, (counts.get(id) ?? 0) + 1);
	};
	for (const { roleDivisions } of state.users.values()) {
		count(roleDivisions.map(({ roleId }) => roleId));
	}
	for (const client of state.clients.values()) count(heldRoleIds(client));
	return counts;
}

/** Permissions `a:b:c` and `a:b:d` are one policy of domain a, entity b, actions c and d. */
function policies(permissions: readonly string[]): object[] {
	const actions = new Map<string, string[]>();
	for (const permission of permissions) {
		const at = permission.lastIndexOf(':');
		const entity = permission.slice(0, at);
		actions.set(entity, [...(actions.get(entity) ?? []), permission.slice(at + 1)]);
	}
	return [...actions].map(([entity, actionSet]) => {
		const [domain, entityName] = entity.split(':');
		return { domain, entityName, actionSet, allowConditions: false };
	});
}

/** @param counts holders by role; none when the caller doesn't want to know */
function view(role: Role, counts?: Map<string, number>): object {
	return {
		id: role.id,
		name: role.name,
		description: role.description,
		...(role.default && { defaultRoleId: role.name }),
		permissions: role.permissions,
		permissionPolicies: policies(role.permissions),
		...(counts && { userCount: counts.get(role.id) ?? 0 }),
		roleNeedsUpdate: false,
		base: role.name === 'employee',
		default: role.default,
		selfUri: `${PATH}/${role.id}`,
	};
}

function wantedCounts({ query, world }: Call): Map<string, number> | undefined {
	return one(query, 'userCount') === 'false' ? undefined : holderCounts(world);
}

function list(call: Call) {
	const { query, world } = call;
	const ids = many(query, 'id');
	if (ids.length > MAX_IDS) throw new ApiError('max.role.ids');
	const permissions = many(query, 'permission');
	const defaultIds = many(query, 'defaultRoleId');
	const name = one(query, 'name');
	const named = (role: Role) =>
		!name ||
		(world.behaviour.roleNameFilter === 'exact'
			? role.name === name
			: role.name.toLowerCase().startsWith(name.toLowerCase()));
	const found = [...world.state.roles.values()].filter(
		(role) =>
			named(role) &&
			(ids.length === 0 || ids.includes(role.id)) &&
			(defaultIds.length === 0 || (role.default && defaultIds.includes(role.name))) &&
			permissions.every((permission) => role.permissions.includes(permission)),
	);
	if (one(query, 'sortBy') === 'name') found.sort((a, b) => a.name.localeCompare(b.name));
	const counts = wantedCounts(call);
	return ok(page(found, query, PATH, (role) => view(role, counts)));
}

/** Roles (Genesys Cloud API description: DomainOrganizationRole). */
export const roleOperations: Operation[] = [
	{
		method: 'GET',
		path: PATH,
		anyPermission: ['authorization:role:view'],
		scopes: reading('authorization'),
		handle: list,
	},
	{
		method: 'GET',
		path: `${PATH}/:roleId`,
		anyPermission: ['authorization:role:view'],
		scopes: reading('authorization'),
		handle(call) {
			const role = call.world.state.roles.get(call.params.roleId ?? '');
			if (!role) throw new ApiError('not.found');
			return ok(view(role, wantedCounts(call)));
		},
	},
];
