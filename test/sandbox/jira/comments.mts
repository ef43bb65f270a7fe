import { adfFault } from './adf.mts';
import { refused, refusedFields } from './errors.mts';
import { tellComment } from './events.mts';
import { issueOf, membersOf, putComment } from './issues.mts';
import { one, pageOf, windowOf } from './query.mts';
import type { AdfNode, Comment } from './records.mts';
import { NOTHING, ok, type Call, type Operation } from './site.mts';
import { commentView } from './views.mts';

const PATH = '/issue/:issueIdOrKey/comment';
/** Comments in a page, at most and when nothing is said. */
const PAGE = 5000;

/** @throws JiraError 404 */
function commentOf(call: Call): Comment {
	const issue = issueOf(call);
	const { id = '' } = call.params;
	const comment = call.state.comments.get(id);
	if (comment?.issueId === issue.id) return comment;
	throw refused(404, `Can not find a comment for the id: ${id}.`);
}

/** @throws JiraError 400 */
function bodyOf(call: Call): AdfNode {
	const { body } = membersOf(call.body);
	if (body === undefined || body === null) {
		throw refusedFields({ comment: 'Comment body can not be empty!' });
	}
	const fault = adfFault(body);
	if (fault !== undefined) {
		throw refusedFields({ comment: `Comment body is not valid! (${fault})` });
	}
	return body as AdfNode;
}

/** Comments (jira.js: IssueComments). */
export const commentOperations: Operation[] = [
	{
		method: 'GET',
		path: PATH,
		scope: 'read:jira-work',
		handle(call) {
			const issue = issueOf(call);
			const { state, query, views } = call;
			const all = state.commentsOf(issue.id);
			if (one(query, 'orderBy')?.startsWith('-')) all.reverse();
			const { page, ...place } = pageOf(all, windowOf(query, PAGE, PAGE));
			return ok({ ...place, comments: page.map((each) => commentView(views, issue, each)) });
		},
	},
	{
		method: 'POST',
		path: PATH,
		scope: 'write:jira-work',
		handle(call) {
			const issue = issueOf(call);
			const { state, site, user, views } = call;
			const comment = putComment(state, issue, user.accountId, bodyOf(call));
			issue.updated = comment.created;
			tellComment(site, 'comment_created', issue, comment);
			return { status: 201, body: commentView(views, issue, comment) };
		},
	},
	{
		method: 'GET',
		path: `${PATH}/:id`,
		scope: 'read:jira-work',
		handle: (call) => ok(commentView(call.views, issueOf(call), commentOf(call))),
	},
	{
		method: 'PUT',
		path: `${PATH}/:id`,
		scope: 'write:jira-work',
		handle(call) {
			const issue = issueOf(call);
			const comment = commentOf(call);
			comment.body = bodyOf(call);
			comment.updateAuthorId = call.user.accountId;
			comment.updated = Date.now();
			tellComment(call.site, 'comment_updated', issue, comment);
			return ok(commentView(call.views, issue, comment));
		},
	},
	{
		method: 'DELETE',
		path: `${PATH}/:id`,
		scope: 'write:jira-work',
		handle(call) {
			const issue = issueOf(call);
			const comment = commentOf(call);
			tellComment(call.site, 'comment_deleted', issue, comment);
			call.state.comments.delete(comment.id);
			return NOTHING;
		},
	},
];
