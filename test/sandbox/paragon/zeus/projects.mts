import { ApiError } from '../errors.mts';
import type { Project } from '../records.mts';
import { dated } from '../newRecords.mts';
import type { World } from '../world.mts';
import { created, deleted, ok, WRITERS, type Answer, type Call, type Operation } from './call.mts';
import { listed, one } from './lists.mts';
import { teamView } from './organizations.mts';
import { invalidMember, isUuid, TEXT } from './rules.mts';
import { enterOrganization, enterTeam } from './scope.mts';

const PATH = '/projects/:projectId';

function projectView({ behaviour }: World, project: Project): object {
	const { dateCreated, dateUpdated, ...members } = project;
	return behaviour.projectDates ? { ...members, dateCreated, dateUpdated } : members;
}

/** @throws ApiError when the query names no team where one is needed */
function teamIdOf({ query }: Call, needed: boolean): string | undefined {
	const teamId = one(query, 'teamId');
	if (!teamId && needed) throw invalidMember('isUuid', 'teamId must be a UUID');
	return teamId;
}

/** The project of the path, which has to be of the team that the query names. */
function projectOf(call: Call): Project {
	const project = call.project!;
	const teamId = teamIdOf(call, call.world.behaviour.missingTeamId === 'refused');
	if (teamId && teamId !== project.teamId) {
		throw new ApiError('projectNotFound', { meta: { projectId: project.id } });
	}
	return project;
}

function list(call: Call): Answer {
	const { world, caller } = call;
	const { state, behaviour } = world;
	const { team, organization } = enterTeam(world, caller, teamIdOf(call, true)!);
	const wanted = ({ teamId }: Project): boolean =>
		behaviour.projectsOfTeam === 'team'
			? teamId === team.id
			: state.teams.get(teamId)?.organizationId === organization.id;
	const projects = [...state.projects.values()].filter(wanted);
	return listed('projects', projects, call, (project) => projectView(world, project));
}

/** A project is made by making a team (reference: POST /teams). */
function create(call: Call): Answer {
	const { world, caller, body, query } = call;
	const { state, behaviour } = world;
	const organizationId = one(query, 'organizationId') ?? '';
	if (organizationId !== body.organizationId) {
		throw invalidMember('isUuid', 'organizationId must be the same in the query and the body');
	}
	enterOrganization(world, caller, organizationId, WRITERS);
	const team = { ...dated(), name: body.name as string, website: '', organizationId };
	const project = (isConnectProject: boolean): Project => ({
		...dated(),
		title: body.projectTitle as string,
		ownerId: caller.user.id,
		teamId: team.id,
		isConnectProject,
		isHidden: !isConnectProject,
	});
	const projects = behaviour.automateProject ? [project(true), project(false)] : [project(true)];
	state.teams.set(team.id, team);
	for (const made of projects) state.projects.set(made.id, made);
	return created({
		...teamView(world, team),
		projects: projects.map((made) => projectView(world, made)),
	});
}

function rename(call: Call): Answer {
	const project = projectOf(call);
	project.title = call.body.title as string;
	project.dateUpdated = new Date().toISOString();
	return ok(projectView(call.world, project));
}

function remove(call: Call): Answer {
	const project = projectOf(call);
	if (project.ownerId !== call.caller.user.id) throw new ApiError('notOwner');
	call.world.state.removeProject(project);
	return deleted(call.world);
}

/** Projects (reference: Project). */
export const projectOperations: Operation[] = [
	{
		method: 'POST',
		path: '/teams',
		rules: { projectTitle: TEXT, organizationId: { rules: [isUuid] }, name: TEXT },
		handle: create,
	},
	{ method: 'GET', path: '/projects', handle: list },
	{
		method: 'GET',
		path: PATH,
		handle: (call) => ok(projectView(call.world, projectOf(call))),
	},
	{ method: 'PATCH', path: PATH, roles: WRITERS, rules: { title: TEXT }, handle: rename },
	{ method: 'DELETE', path: PATH, roles: WRITERS, handle: remove },
];
