import type { Comment, Issue, IssueType, Priority, Project, Status, User } from './records.mts';
import type { Site, Views } from './site.mts';

/** Where records of a site are shown to lead to. */
export function viewsOf(site: Site, origin = site.url, api = '/rest/api/3'): Views {
	return { state: site.state, behaviour: site.behaviour, base: `${origin}${api}` };
}

/** A date as the REST API writes it: milliseconds and an offset without colon. */
export function dateTime(at: number): string {
	return new Date(at).toISOString().replace('Z', '+0000');
}

function originOf({ base }: Views): string {
	return base.replace(/\/rest\/.*$/, '');
}

function avatars(views: Views, path: string): Record<string, string> {
	const sizes = { '48x48': '', '24x24': '?size=small', '16x16': '?size=xsmall' };
	return Object.fromEntries(
		[...Object.entries(sizes), ['32x32', '?size=medium']].map(([name, query]) => [
			name!,
			`${originOf(views)}${path}${query}`,
		]),
	);
}

/** A user as records refer to it (jira.js: UserDetails). */
export function userView(views: Views, user: User): object {
	const shown = views.behaviour.emailAddresses === 'shown' && user.accountType !== 'app';
	return {
		self: `${views.base}/user?accountId=${encodeURIComponent(user.accountId)}`,
		accountId: user.accountId,
		accountType: user.accountType,
		...(shown && { emailAddress: user.emailAddress }),
		avatarUrls: avatars(views, `/avatar/${user.accountId}`),
		displayName: user.displayName,
		active: user.active,
		timeZone: user.timeZone,
	};
}

const CATEGORIES = {
	new: { id: 2, colorName: 'blue-gray', name: 'To Do' },
	indeterminate: { id: 4, colorName: 'yellow', name: 'In Progress' },
	done: { id: 3, colorName: 'green', name: 'Done' },
} as const;

/** jira.js: StatusDetails. */
export function statusView(views: Views, { id, name, category }: Status): object {
	const { id: categoryId, colorName, name: categoryName } = CATEGORIES[category];
	return {
		self: `${views.base}/status/${id}`,
		description: '',
		iconUrl: `${originOf(views)}/images/icons/statuses/generic.png`,
		name,
		id,
		statusCategory: {
			self: `${views.base}/statuscategory/${categoryId}`,
			id: categoryId,
			key: category,
			colorName,
			name: categoryName,
		},
	};
}

/** Name of a status category, as JQL has it. */
export function categoryName({ category }: Status): string {
	return CATEGORIES[category].name;
}

/** jira.js: IssueTypeDetails, without what only some answers have. */
export function issueTypeView(views: Views, type: IssueType): object {
	return {
		self: `${views.base}/issuetype/${type.id}`,
		id: type.id,
		description: type.description,
		iconUrl: `${originOf(views)}/images/icons/issuetypes/${type.avatarId}.png`,
		name: type.name,
		subtask: type.subtask,
		avatarId: type.avatarId,
		hierarchyLevel: type.hierarchyLevel,
	};
}

/** A priority as issues refer to it. */
export function priorityView(views: Views, { id, name }: Priority): object {
	return {
		self: `${views.base}/priority/${id}`,
		iconUrl: `${originOf(views)}/images/icons/priorities/${name.toLowerCase()}.svg`,
		name,
		id,
	};
}

/** A project as issues refer to it. */
export function projectRefView(views: Views, project: Project): object {
	return {
		self: `${views.base}/project/${project.id}`,
		id: project.id,
		key: project.key,
		name: project.name,
		projectTypeKey: project.projectTypeKey,
		simplified: project.style === 'next-gen',
		avatarUrls: avatars(views, `/avatar/project/${project.id}`),
	};
}

/** A project as lists show it, with what is asked for on top (jira.js: Project). */
export function projectView(views: Views, project: Project, expand: readonly string[]): object {
	const { state } = views;
	const lead = state.users.get(project.leadAccountId);
	return {
		expand: 'description,lead,issueTypes,url,projectKeys,permissions,insight',
		...projectRefView(views, project),
		style: project.style,
		isPrivate: false,
		properties: {},
		entityId: project.uuid,
		uuid: project.uuid,
		...(expand.includes('description') && { description: project.description }),
		...(expand.includes('lead') && lead && { lead: userView(views, lead) }),
		...(expand.includes('url') && project.url !== undefined && { url: project.url }),
		...(expand.includes('issueTypes') && {
			issueTypes: project.issueTypeIds.map((id) => issueTypeView(views, state.issueTypes.get(id)!)),
		}),
		...(expand.includes('insight') && { insight: insightOf(views, project) }),
	};
}

function insightOf({ state }: Views, { id }: Project): object {
	const issues = [...state.issues.values()].filter(({ projectId }) => projectId === id);
	const last = Math.max(0, ...issues.map(({ updated }) => updated));
	return {
		totalIssueCount: issues.length,
		...(issues.length > 0 && { lastIssueUpdateTime: dateTime(last) }),
	};
}

/** A whole project, as GET /project/{id} shows it. */
export function projectDetails(views: Views, project: Project): object {
	return {
		...projectView(views, project, ['description', 'lead', 'url', 'issueTypes']),
		components: [],
		versions: [],
		roles: {},
		assigneeType: project.assigneeType,
	};
}

/** jira.js: Comment. */
export function commentView(views: Views, issue: Issue, comment: Comment): object {
	const { users } = views.state;
	return {
		self: `${views.base}/issue/${issue.id}/comment/${comment.id}`,
		id: comment.id,
		author: userView(views, users.get(comment.authorId)!),
		body: comment.body,
		updateAuthor: userView(views, users.get(comment.updateAuthorId)!),
		created: dateTime(comment.created),
		updated: dateTime(comment.updated),
		jsdPublic: true,
	};
}
