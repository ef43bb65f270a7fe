import { randomUUID } from 'node:crypto';
import { refused, refusedFields } from './errors.mts';
import { tellProject } from './events.mts';
import { membersOf } from './issues.mts';
import { many, one, pageOf, windowOf } from './query.mts';
import type { Project } from './records.mts';
import { NOTHING, ok, type Answer, type Call, type Operation } from './site.mts';
import type { State } from './state.mts';
import { issueTypeView, projectDetails, projectView, statusView } from './views.mts';
import { OPEN_WORKFLOW } from './workflow.mts';

const PATH = '/project/:projectIdOrKey';
const KEY = /^[A-Z][A-Z\d_]{1,9}$/;
const TYPES: readonly unknown[] = ['software', 'service_desk', 'business'];
/** Largest page of project/search. */
const CAP = 100;
/** Most IDs or keys to ask for. */
const LISTED = 50;

/** @throws JiraError 404 */
function projectOf({ params, state }: Call): Project {
	const project = state.projectOf(params.projectIdOrKey!);
	if (!project) {
		throw refused(404, `No project could be found with key '${params.projectIdOrKey}'.`);
	}
	return project;
}

/** Adds a project as it is, without a word to anyone. */
export function putProject(state: State, given: Partial<Project>): Project {
	const id = given.id ?? state.nextId('project');
	const project: Project = {
		key: `P${id}`,
		uuid: randomUUID(),
		name: `Project ${id}`,
		description: '',
		projectTypeKey: 'software',
		style: 'classic',
		leadAccountId: state.users.keys().next().value!,
		assigneeType: 'UNASSIGNED',
		issueTypeIds: [...state.issueTypes.keys()].filter((type) => type !== '10005'),
		transitions: OPEN_WORKFLOW,
		customFields: {},
		lastIssue: 0,
		...given,
		id,
	};
	state.projects.set(id, project);
	return project;
}

function sorted(projects: Project[], orderBy: string | undefined): Project[] {
	const member = orderBy?.replace(/^[+-]/, '') === 'key' ? 'key' : 'name';
	const order = orderBy?.startsWith('-') ? -1 : 1;
	return projects.sort((left, right) => order * left[member].localeCompare(right[member], 'en'));
}

function searchProjects({ query, state, views }: Call): Answer {
	const [ids, keys] = [many(query, 'id'), many(query, 'keys')];
	for (const [name, list] of Object.entries({ id: ids, keys })) {
		if (list.length > LISTED)
			throw refused(400, `No more than ${LISTED} values of '${name}' are allowed.`);
	}
	const types = many(query, 'typeKey');
	const text = (one(query, 'query') ?? '').toLowerCase();
	const fits = ({ id, key, name, projectTypeKey }: Project): boolean =>
		(ids.length === 0 || ids.includes(id)) &&
		(keys.length === 0 || keys.includes(key)) &&
		(types.length === 0 || types.includes(projectTypeKey)) &&
		(name.toLowerCase().includes(text) || key.toLowerCase().includes(text));
	const all = sorted([...state.projects.values()].filter(fits), one(query, 'orderBy'));
	const { page, startAt, maxResults, total } = pageOf(all, windowOf(query, CAP));
	const end = startAt + page.length;
	const expand = many(query, 'expand');
	const self = `${views.base}/project/search?maxResults=${maxResults}&startAt=`;
	return ok({
		self: `${self}${startAt}`,
		...(end < total && { nextPage: `${self}${end}` }),
		...{ maxResults, startAt, total, isLast: end >= total },
		values: page.map((project) => projectView(views, project, expand)),
	});
}

function checkName(state: State, name: unknown, own?: Project): Record<string, string> {
	if (typeof name !== 'string' || name.trim().length < 2) {
		return { projectName: 'You must specify a valid project name.' };
	}
	const taken = [...state.projects.values()].some((each) => each !== own && each.name === name);
	return taken ? { projectName: 'A project with that name already exists.' } : {};
}

function checkKey(state: State, key: unknown, own?: Project): Record<string, string> {
	if (typeof key !== 'string' || !KEY.test(key)) {
		return {
			projectKey:
				'Project keys must start with an uppercase letter, followed by one or more uppercase alphanumeric characters.',
		};
	}
	const other = state.projectOf(key);
	return other && other !== own
		? { projectKey: `Project '${other.name}' uses this project key.` }
		: {};
}

function checkLead(state: State, accountId: unknown): Record<string, string> {
	const known = typeof accountId === 'string' && state.users.has(accountId);
	return known ? {} : { projectLead: 'You must specify a valid project lead.' };
}

function texts(body: Record<string, unknown>): Partial<Project> {
	const { description, url, assigneeType } = body;
	return {
		...(typeof description === 'string' && { description }),
		...(typeof url === 'string' && { url }),
		...((assigneeType === 'PROJECT_LEAD' || assigneeType === 'UNASSIGNED') && { assigneeType }),
	};
}

function create({ state, site, body: given, views }: Call): Answer {
	const body = membersOf(given);
	const { name, key, projectTypeKey = 'software', leadAccountId } = body;
	const errors = {
		...checkName(state, name),
		...checkKey(state, key),
		...checkLead(state, leadAccountId),
		...(!TYPES.includes(projectTypeKey) && {
			projectType:
				'An invalid project type was specified. Make sure the project type is a valid option.',
		}),
	};
	if (Object.keys(errors).length > 0) throw refusedFields(errors);
	const project = putProject(state, {
		...texts(body),
		name: name as string,
		key: key as string,
		projectTypeKey: projectTypeKey as Project['projectTypeKey'],
		leadAccountId: leadAccountId as string,
	});
	tellProject(site, 'project_created', project);
	const { id } = project;
	return {
		status: 201,
		body: { self: `${views.base}/project/${id}`, id: Number(id), key: project.key },
	};
}

function update(call: Call): Answer {
	const { state, site, views } = call;
	const project = projectOf(call);
	const body = membersOf(call.body);
	const { name, key, leadAccountId } = body;
	const errors = {
		...(name !== undefined && checkName(state, name, project)),
		...(key !== undefined && checkKey(state, key, project)),
		...(leadAccountId !== undefined && checkLead(state, leadAccountId)),
	};
	if (Object.keys(errors).length > 0) throw refusedFields(errors);
	if (typeof key === 'string' && key !== project.key) state.rekey(project, key);
	Object.assign(
		project,
		texts(body),
		name !== undefined && { name },
		leadAccountId !== undefined && { leadAccountId },
	);
	tellProject(site, 'project_updated', project);
	return ok(projectDetails(views, project));
}

function remove(call: Call): Answer {
	const { state } = call;
	const project = projectOf(call);
	for (const issue of [...state.issues.values()]) {
		if (issue.projectId === project.id) state.removeIssue(issue);
	}
	state.projects.delete(project.id);
	return NOTHING;
}

const CONFIGURE = 'manage:jira-configuration';

/** Projects (jira.js: Projects). */
export const projectOperations: Operation[] = [
	{ method: 'GET', path: '/project/search', scope: 'read:jira-work', handle: searchProjects },
	{ method: 'POST', path: '/project', scope: CONFIGURE, handle: create },
	{
		method: 'GET',
		path: PATH,
		scope: 'read:jira-work',
		handle: (call) => ok(projectDetails(call.views, projectOf(call))),
	},
	{ method: 'PUT', path: PATH, scope: CONFIGURE, handle: update },
	{ method: 'DELETE', path: PATH, scope: CONFIGURE, handle: remove },
	{
		method: 'GET',
		path: `${PATH}/statuses`,
		scope: 'read:jira-work',
		handle(call) {
			const { state, views } = call;
			const { issueTypeIds } = projectOf(call);
			const statuses = [...state.statuses.values()].map((each) => statusView(views, each));
			return ok(
				issueTypeIds.map((id) => {
					const { self, name, subtask } = issueTypeView(views, state.issueTypes.get(id)!) as {
						self: string;
						name: string;
						subtask: boolean;
					};
					return { self, id, name, subtask, statuses };
				}),
			);
		},
	},
];
