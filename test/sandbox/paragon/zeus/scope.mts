import { ApiError, type ErrorName } from '../errors.mts';
import type { Organization, Project, Team } from '../records.mts';
import type { World } from '../world.mts';
import type { Caller, Operation } from './call.mts';

/** What a request is about. */
export interface Scope {
	organization?: Organization;
	team?: Team;
	project?: Project;
}

/** Not there, or not for the caller to see: answered alike. */
function unseen({ behaviour }: World, name: ErrorName, meta: Record<string, unknown>) {
	return new ApiError(name, { meta, status: behaviour.unknownScopeStatus });
}

/** @throws ApiError when the caller is no member of the organization, or its role doesn't allow it */
function enter(
	world: World,
	caller: Caller,
	organizationId: string | undefined,
	refusal: ApiError,
	roles?: Operation['roles'],
): Organization {
	const organization = world.state.organizations.get(organizationId ?? '');
	const member = organization && world.state.memberOf(organization.id, caller.user.id);
	if (!member) throw refusal;
	caller.role = member.role;
	if (roles && !roles.includes(member.role)) throw new ApiError('forbidden');
	return organization;
}

/** @throws ApiError when there is no such organization for the caller */
export function enterOrganization(
	world: World,
	caller: Caller,
	organizationId: string,
	roles?: Operation['roles'],
): Scope {
	const refusal = unseen(world, 'organizationNotFound', { organizationId });
	return { organization: enter(world, caller, organizationId, refusal, roles) };
}

/** @throws ApiError when there is no such team for the caller */
export function enterTeam(
	world: World,
	caller: Caller,
	teamId: string,
	roles?: Operation['roles'],
): Required<Omit<Scope, 'project'>> {
	const team = world.state.teams.get(teamId);
	const refusal = unseen(world, 'teamNotFound', { teamId });
	const organization = enter(world, caller, team?.organizationId, refusal, roles);
	return { organization, team: team! };
}

/**
 * What the path of a request is about.
 * @throws ApiError when there is no such thing for the caller, or its role doesn't allow the operation
 */
export function scopeOf(
	world: World,
	caller: Caller,
	{ organizationId, teamId, projectId }: Record<string, string | undefined>,
	roles: Operation['roles'],
): Scope {
	if (organizationId !== undefined) return enterOrganization(world, caller, organizationId, roles);
	if (teamId !== undefined) return enterTeam(world, caller, teamId, roles);
	if (projectId === undefined) return {};
	const project = world.state.projects.get(projectId);
	const team = project && world.state.teams.get(project.teamId);
	const refusal = unseen(world, 'projectNotFound', { projectId });
	const organization = enter(world, caller, team?.organizationId, refusal, roles);
	return { organization, team, project };
}
