import { refused } from './errors.mts';
import { tellComment, tellIssue } from './events.mts';
import { screenOf } from './fields.mts';
import { editMetadata, issueView } from './issueView.mts';
import { changesOf, newValues } from './issueValues.mts';
import type { AdfNode, ChangeItem, Comment, Issue, Project, Transition } from './records.mts';
import { many, one } from './query.mts';
import { NOTHING, ok, type Answer, type Call, type Operation } from './site.mts';
import type { State } from './state.mts';
import { changeOf, FIRST_STATUS, move, openTransitions, transitionsOf } from './workflow.mts';

/** Scopes of what reads and what writes issues. */
const READ = 'read:jira-work';
const WRITE = 'write:jira-work';

/** @throws JiraError 404 */
export function issueOf({ params, state }: Call): Issue {
	const issue = state.issueOf(params.issueIdOrKey!);
	if (!issue) {
		throw refused(404, 'Issue does not exist or you do not have permission to see it.');
	}
	return issue;
}

/** The members of a JSON body. @throws JiraError 400 */
export function membersOf(body: unknown): Record<string, unknown> {
	if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
		return body as Record<string, unknown>;
	}
	throw refused(400, 'Invalid request payload. Refer to the REST API documentation and try again.');
}

/** Adds an issue as it is, without a word to anyone. */
export function putIssue(
	state: State,
	project: Project,
	values: Record<string, unknown>,
	at = Date.now(),
): Issue {
	project.lastIssue += 1;
	return state.addIssue({
		id: state.nextId('issue'),
		key: `${project.key}-${project.lastIssue}`,
		projectId: project.id,
		formerKeys: [],
		values: { status: FIRST_STATUS, ...values, project: project.id },
		created: at,
		updated: at,
	});
}

/** Adds a comment as it is, without a word to anyone. */
export function putComment(state: State, issue: Issue, authorId: string, body: AdfNode): Comment {
	const at = Date.now();
	const comment = {
		id: state.nextId('comment'),
		issueId: issue.id,
		authorId,
		updateAuthorId: authorId,
		body,
		created: at,
		updated: at,
	};
	state.comments.set(comment.id, comment);
	return comment;
}

function addComments({ state, site, user }: Call, issue: Issue, bodies: readonly AdfNode[]): void {
	for (const body of bodies) {
		tellComment(site, 'comment_created', issue, putComment(state, issue, user.accountId, body));
	}
}

/** @throws JiraError 400 */
function transitionOf({ state }: Call, issue: Issue, given: unknown): Transition {
	const id = typeof given === 'object' && given !== null && 'id' in given ? String(given.id) : '';
	if (id === '') throw refused(400, "Missing 'transition' identifier");
	const project = state.projects.get(issue.projectId)!;
	const transition = openTransitions(issue, project).find((each) => each.id === id);
	if (transition) return transition;
	throw refused(
		400,
		`It seems that you have tried to perform an illegal workflow operation. Transition id '${id}' is not valid for this issue.`,
	);
}

function create(call: Call): Answer {
	const { state, site, user, views } = call;
	const body = membersOf(call.body);
	const { project, changes } = newValues(body, state, user.accountId);
	const issue = putIssue(state, project, { ...changes.values, creator: user.accountId });
	tellIssue(site, 'jira:issue_created', { issue, user });
	addComments(call, issue, changes.comments);
	const answer = { id: issue.id, key: issue.key, self: `${views.base}/issue/${issue.id}` };
	if (body.transition === undefined) return { status: 201, body: answer };
	const items = move(issue, transitionOf(call, issue, body.transition), state);
	tellIssue(site, 'jira:issue_updated', { issue, user, type: 'issue_generic', changes: items });
	const errorCollection = { errorMessages: [], errors: {} };
	return { status: 201, body: { ...answer, transition: { status: 200, errorCollection } } };
}

/** Sets values; answers what has changed. */
function change({ state }: Call, issue: Issue, values: Record<string, unknown>): ChangeItem[] {
	return Object.entries(values).flatMap(([id, value]) => {
		const before = issue.values[id] ?? null;
		if (JSON.stringify(before) === JSON.stringify(value)) return [];
		issue.values[id] = value;
		return [changeOf(id, before, value, state)];
	});
}

function told(call: Call, issue: Issue, changes: ChangeItem[], type: string): void {
	if (changes.length === 0) return;
	issue.updated = Date.now();
	tellIssue(call.site, 'jira:issue_updated', { issue, user: call.user, type, changes });
}

function edit(call: Call): Answer {
	const { state, query, views } = call;
	const issue = issueOf(call);
	const body = membersOf(call.body);
	if (body.fields === undefined && body.update === undefined) {
		throw refused(400, "one of 'fields' or 'update' was expected");
	}
	const project = state.projects.get(issue.projectId)!;
	const place = {
		state,
		project,
		issueTypeId: issue.values.issuetype as string,
		current: issue.values,
	};
	// The screen of changes has no project; a transition in the body is passed over.
	const screen = screenOf(state, project, place.issueTypeId).filter(
		({ field }) => field.id !== 'project',
	);
	const { values, comments } = changesOf(body, screen, place);
	const changes = change(call, issue, values);
	const isAssignment = changes.length === 1 && changes[0]!.fieldId === 'assignee';
	told(call, issue, changes, isAssignment ? 'issue_assigned' : 'issue_updated');
	addComments(call, issue, comments);
	if (one(query, 'returnIssue') !== 'true') return NOTHING;
	return ok(issueView(issue, views, { fields: ['*all'], expand: many(query, 'expand') }));
}

function remove(call: Call): Answer {
	const { state, query, site, user } = call;
	const issue = issueOf(call);
	const children = state
		.childrenOf(issue.id)
		.filter(({ values }) => state.issueTypes.get(values.issuetype as string)!.subtask);
	if (children.length > 0 && one(query, 'deleteSubtasks') !== 'true') {
		throw refused(
			400,
			`The issue '${issue.key}' has subtasks. You must specify the 'deleteSubtasks' parameter to delete this issue and all its subtasks.`,
		);
	}
	for (const gone of [...children, issue]) {
		tellIssue(site, 'jira:issue_deleted', { issue: gone, user });
		for (const child of state.childrenOf(gone.id)) child.values.parent = null;
		state.removeIssue(gone);
	}
	return NOTHING;
}

function transition(call: Call): Answer {
	const issue = issueOf(call);
	const body = membersOf(call.body);
	const { state } = call;
	const chosen = transitionOf(call, issue, body.transition);
	const place = {
		state,
		project: state.projects.get(issue.projectId)!,
		issueTypeId: issue.values.issuetype as string,
		current: issue.values,
	};
	// Transitions have no screen here: only a comment can be given along.
	const { comments } = changesOf(body, [], place);
	told(call, issue, move(issue, chosen, state), 'issue_generic');
	addComments(call, issue, comments);
	return NOTHING;
}

function assign(call: Call): Answer {
	const issue = issueOf(call);
	const { accountId } = membersOf(call.body);
	const { state } = call;
	const project = state.projects.get(issue.projectId)!;
	const wanted = accountId === '-1' ? project.leadAccountId : accountId;
	const { values } = changesOf(
		{ fields: { assignee: wanted === null ? null : { accountId: wanted } } },
		screenOf(state, project, issue.values.issuetype as string),
		{ state, project, issueTypeId: issue.values.issuetype as string, current: issue.values },
	);
	told(call, issue, change(call, issue, values), 'issue_assigned');
	return NOTHING;
}

const PATH = '/issue/:issueIdOrKey';

/** Issues and their workflow (jira.js: Issues). */
export const issueOperations: Operation[] = [
	{ method: 'POST', path: '/issue', scope: WRITE, handle: create },
	{
		method: 'GET',
		path: PATH,
		scope: READ,
		handle(call) {
			const wanted = many(call.query, 'fields');
			const fields = wanted.length > 0 ? wanted : ['*all'];
			const expand = many(call.query, 'expand');
			return ok(issueView(issueOf(call), call.views, { fields, expand }));
		},
	},
	{ method: 'PUT', path: PATH, scope: WRITE, handle: edit },
	{ method: 'DELETE', path: PATH, scope: WRITE, handle: remove },
	{ method: 'PUT', path: `${PATH}/assignee`, scope: WRITE, handle: assign },
	{
		method: 'GET',
		path: `${PATH}/editmeta`,
		scope: READ,
		handle: (call) => ok(editMetadata(issueOf(call), call.views)),
	},
	{
		method: 'GET',
		path: `${PATH}/transitions`,
		scope: READ,
		handle: (call) =>
			ok({ expand: 'transitions', transitions: transitionsOf(issueOf(call), call.views) }),
	},
	{ method: 'POST', path: `${PATH}/transitions`, scope: WRITE, handle: transition },
];
