import { adfText } from './adf.mts';
import type { ChangeItem, Comment, Issue, Project, SiteEvent, User } from './records.mts';
import { issueFields } from './issueView.mts';
import type { Site } from './site.mts';
import { dateTime, projectRefView, userView, viewsOf } from './views.mts';

/** Webhook bodies link to version 2 of the API and write dates as numbers only at the top. */
const webhookViews = (site: Site) => viewsOf(site, site.url, '/rest/api/2');

function issueBody(site: Site, issue: Issue, only?: readonly string[]): object {
	const views = webhookViews(site);
	return {
		id: issue.id,
		self: `${views.base}/${issue.id}`,
		key: issue.key,
		fields: issueFields(issue, views, only ?? ['*navigable']),
	};
}

type IssueEvent = 'jira:issue_created' | 'jira:issue_updated' | 'jira:issue_deleted';

const USUAL_TYPES: Readonly<Record<IssueEvent, string>> = {
	'jira:issue_created': 'issue_created',
	'jira:issue_updated': 'issue_updated',
	'jira:issue_deleted': 'issue_deleted',
};

interface IssueDetails {
	issue: Issue;
	user: User;
	/** What the vendor calls it more exactly, such as `issue_assigned`. */
	type?: string;
	changes?: ChangeItem[];
}

/** What happens to an issue. */
export function issueEvent(
	site: Site,
	webhookEvent: IssueEvent,
	{ issue, user, type, changes }: IssueDetails,
): SiteEvent {
	const at = Date.now();
	return {
		webhookEvent,
		at,
		issueId: issue.id,
		projectId: issue.projectId,
		body: {
			timestamp: at,
			webhookEvent,
			issue_event_type_name: type ?? USUAL_TYPES[webhookEvent],
			user: userView(webhookViews(site), user),
			issue: issueBody(site, issue),
			...(changes && { changelog: { id: site.state.nextId('changelog'), items: changes } }),
		},
	};
}

/** What happens to a comment. */
export function commentEvent(
	site: Site,
	webhookEvent: 'comment_created' | 'comment_updated' | 'comment_deleted',
	issue: Issue,
	comment: Comment,
): SiteEvent {
	const at = Date.now();
	const views = webhookViews(site);
	const { users } = site.state;
	return {
		webhookEvent,
		at,
		issueId: issue.id,
		projectId: issue.projectId,
		commentId: comment.id,
		body: {
			timestamp: at,
			webhookEvent,
			comment: {
				self: `${views.base}/issue/${issue.id}/comment/${comment.id}`,
				id: comment.id,
				author: userView(views, users.get(comment.authorId)!),
				body: adfText(comment.body),
				updateAuthor: userView(views, users.get(comment.updateAuthorId)!),
				created: dateTime(comment.created),
				updated: dateTime(comment.updated),
				jsdPublic: true,
			},
			issue: issueBody(site, issue, [
				'summary',
				'issuetype',
				'project',
				'assignee',
				'priority',
				'status',
			]),
			eventType: 'primaryAction',
		},
	};
}

/** What happens to a project; dynamic webhooks don't know these events. */
export function projectEvent(
	site: Site,
	webhookEvent: 'project_created' | 'project_updated',
	project: Project,
): SiteEvent {
	const at = Date.now();
	const views = webhookViews(site);
	const lead = site.state.users.get(project.leadAccountId);
	return {
		webhookEvent,
		at,
		projectId: project.id,
		body: {
			timestamp: at,
			webhookEvent,
			project: {
				...projectRefView(views, project),
				id: Number(project.id),
				...(lead && { projectLead: userView(views, lead) }),
				assigneeType:
					project.assigneeType === 'PROJECT_LEAD'
						? 'admin.assignee.type.project.lead'
						: 'admin.assignee.type.unassigned',
			},
		},
	};
}

/** Tells what happened to an issue. */
export function tellIssue(site: Site, event: IssueEvent, details: IssueDetails): SiteEvent {
	return site.tell(issueEvent(site, event, details));
}

/** Tells what happened to a comment. */
export function tellComment(
	site: Site,
	event: Parameters<typeof commentEvent>[1],
	issue: Issue,
	comment: Comment,
): SiteEvent {
	return site.tell(commentEvent(site, event, issue, comment));
}

/** Tells what happened to a project. */
export function tellProject(
	site: Site,
	event: Parameters<typeof projectEvent>[1],
	project: Project,
): SiteEvent {
	return site.tell(projectEvent(site, event, project));
}
