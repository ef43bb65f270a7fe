import { tellComment, tellIssue, tellProject } from './events.mts';
import { putComment, putIssue } from './issues.mts';
import { putProject } from './projects.mts';
import type { AdfNode, Issue, Project, User } from './records.mts';
import type { Site } from './site.mts';
import { paragraph } from './start.mts';
import type { State } from './state.mts';
import { changeOf } from './workflow.mts';

/** An issue to add; members that are fields are stored as they are. */
interface SeedIssue {
	/** Key or ID; the first project unless given. */
	project?: string;
	/** Stored values by field ID, such as `{summary: 'x', status: '3'}`. */
	values?: Record<string, unknown>;
	/** ISO 8601. */
	created?: string;
}

/** Something that happens without a request. */
interface SeedEvent {
	event:
		| 'jira:issue_created'
		| 'jira:issue_updated'
		| 'jira:issue_deleted'
		| 'comment_created'
		| 'project_created'
		| 'project_updated';
	/** Key or ID of the issue, or of the project for events of projects. */
	of: string;
}

/**
 * Records to add as though they had always been there, and events to make happen; no rule of the API
 * is applied.
 */
export interface Seed {
	users?: Array<Partial<User> & Pick<User, 'accountId' | 'displayName'>>;
	projects?: number | Array<Partial<Project>>;
	/** A number adds that many to the first project. */
	issues?: number | SeedIssue[];
	comments?: Array<{ issue: string; body?: AdfNode | string }>;
	events?: SeedEvent[];
}

function need<T>(found: T | undefined, what: string): T {
	if (found === undefined) throw new RangeError(`No ${what} to seed this with`);
	return found;
}

function times<T>(
	given: number | readonly T[] | undefined,
	make: (index: number) => T,
): readonly T[] {
	return typeof given === 'number'
		? Array.from({ length: given }, (_, at) => make(at + 1))
		: (given ?? []);
}

function addIssue(state: State, { project = 'ED', values = {}, created }: SeedIssue): Issue {
	const creator = state.users.keys().next().value!;
	const home = need(state.projectOf(project), `project '${project}'`);
	const usual = {
		issuetype: home.issueTypeIds.find((id) => id === '10002') ?? home.issueTypeIds[0],
	};
	return putIssue(
		state,
		home,
		{
			...usual,
			summary: 'Seeded',
			priority: '3',
			labels: [],
			reporter: creator,
			creator,
			...values,
		},
		created === undefined ? undefined : Date.parse(created),
	);
}

function happen(site: Site, { event, of }: SeedEvent): string {
	const { state } = site;
	if (event === 'project_created' || event === 'project_updated') {
		return tellProject(site, event, need(state.projectOf(of), `project '${of}'`)).webhookEvent;
	}
	const issue = need(state.issueOf(of), `issue '${of}'`);
	const user = state.users.values().next().value!;
	if (event === 'comment_created') {
		const comment = putComment(state, issue, user.accountId, paragraph('A comment'));
		return tellComment(site, event, issue, comment).webhookEvent;
	}
	const { summary } = issue.values;
	const changes =
		event === 'jira:issue_updated' ? [changeOf('summary', summary, summary, state)] : undefined;
	return tellIssue(site, event, { issue, user, changes }).webhookEvent;
}

/** @throws RangeError when what a record belongs to is not there */
export function addSeed(site: Site, seed: Seed): object {
	const { state } = site;
	for (const given of seed.users ?? []) {
		state.users.set(given.accountId, {
			accountType: 'atlassian',
			emailAddress: `${given.accountId}@sandbox.example`,
			active: true,
			timeZone: 'Etc/UTC',
			apiToken: '',
			...given,
		});
	}
	const projects = times(seed.projects, (index) => ({
		key: `SEED${index}`,
		name: `Seeded ${String(index).padStart(4, '0')}`,
	})).map((given) => putProject(state, given));
	const issues = times<SeedIssue>(seed.issues, (index) => ({
		values: { summary: `Issue ${index}` },
	})).map((given) => addIssue(state, given));
	const comments = (seed.comments ?? []).map(({ issue, body = 'A comment' }) =>
		putComment(
			state,
			need(state.issueOf(issue), `issue '${issue}'`),
			state.users.keys().next().value!,
			typeof body === 'string' ? paragraph(body) : body,
		),
	);
	const events = (seed.events ?? []).map((given) => happen(site, given));
	return {
		projects: projects.map(({ id, key, name }) => ({ id, key, name })),
		issues: issues.map(({ id, key }) => ({ id, key })),
		comments: comments.map(({ id, issueId }) => ({ id, issueId })),
		events,
	};
}
