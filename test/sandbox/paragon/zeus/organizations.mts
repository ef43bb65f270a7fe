import type { Organization, Team } from '../records.mts';
import type { World } from '../world.mts';
import { ok, type Call, type Operation } from './call.mts';
import { listed } from './lists.mts';

/** A team as answers show it, with its organization. */
export function teamView({ state }: World, team: Team): object {
	return { ...team, organization: state.organizations.get(team.organizationId) };
}

function organizationsOf({ world: { state }, caller }: Call): Organization[] {
	return [...state.organizations.values()].filter(({ id }) => state.memberOf(id, caller.user.id));
}

function teamsOf({ world: { state }, caller }: Call): Team[] {
	return [...state.teams.values()].filter(({ organizationId }) =>
		state.memberOf(organizationId, caller.user.id),
	);
}

/** Organizations and teams (reference: Organization, Team). */
export const organizationOperations: Operation[] = [
	{
		method: 'GET',
		path: '/organizations',
		handle: (call) => listed('organizations', organizationsOf(call), call, (record) => record),
	},
	{
		method: 'GET',
		path: '/teams',
		handle: (call) => listed('teams', teamsOf(call), call, (team) => teamView(call.world, team)),
	},
	{
		method: 'GET',
		path: '/teams/:teamId',
		handle: ({ world, team }) => ok(teamView(world, team!)),
	},
];
