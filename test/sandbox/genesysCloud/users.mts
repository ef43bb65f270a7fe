import { divisionView } from './divisions.mts';
import { ApiError } from './errors.mts';
import type { User } from './state.mts';
import { ok, reading, rolesOf, type Call, type Operation } from './world.mts';

const PATH = '/api/v2/users';

function me({ caller, world }: Call) {
	const { user } = caller;
	if (!user) throw new ApiError('not.a.user');
	const { homeDivision } = world.state;
	return ok({
		id: user.id,
		name: user.name,
		division: { id: homeDivision.id, name: homeDivision.name, selfUri: selfUriOf(homeDivision) },
		chat: { jabberId: `${user.id}@sandbox.orgspan.com` },
		email: user.email,
		primaryContactInfo: [{ address: user.email, mediaType: 'EMAIL', type: 'PRIMARY' }],
		addresses: [],
		state: 'active',
		username: user.email,
		version: 1,
		acdAutoAnswer: false,
		selfUri: `${PATH}/${user.id}`,
	});
}

function selfUriOf(division: Parameters<typeof divisionView>[0]): string {
	return (divisionView(division) as { selfUri: string }).selfUri;
}

function subjectOf({ params, world }: Call): User {
	const user = world.state.users.get(params.subjectId ?? '');
	if (!user) throw new ApiError('general.resource.not.found');
	return user;
}

function authorization(call: Call, user: User) {
	const roles = rolesOf(call.world, new Set(user.roleDivisions.map(({ roleId }) => roleId)));
	return ok({
		roles: roles.map(({ id, name }) => ({ id, name })),
		unusedRoles: [],
		permissions: [...new Set(roles.flatMap(({ permissions }) => permissions))],
		permissionPolicies: [],
	});
}

/** Users, as far as OAuth clients have to do with them (Genesys Cloud API: UserMe, UserAuthorization). */
export const userOperations: Operation[] = [
	{ method: 'GET', path: `${PATH}/me`, scopes: reading('users'), handle: me },
	{
		method: 'GET',
		path: `${PATH}/:subjectId/roles`,
		anyPermission: ['authorization:grant:view'],
		scopes: reading('authorization'),
		handle: (call) => authorization(call, subjectOf(call)),
	},
	{
		method: 'PUT',
		path: `${PATH}/:subjectId/roles`,
		anyPermission: ['authorization:grant:add'],
		scopes: ['authorization'],
		bodySchema: { type: 'array', items: { type: 'string' } },
		handle(call) {
			const user = subjectOf(call);
			const { state } = call.world;
			const roleIds = call.body as string[];
			if (!roleIds.every((id) => state.roles.has(id))) {
				throw new ApiError('general.resource.not.found');
			}
			const divisionId = state.homeDivision.id;
			user.roleDivisions = roleIds.map(
				(roleId) =>
					user.roleDivisions.find((held) => held.roleId === roleId) ?? { roleId, divisionId },
			);
			return authorization(call, user);
		},
	},
];
