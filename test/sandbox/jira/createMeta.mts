import { refused } from './errors.mts';
import { screenOf } from './fields.mts';
import { fieldMetadata } from './issueView.mts';
import { pageOf, windowOf } from './query.mts';
import type { Project } from './records.mts';
import { ok, type Call, type Operation } from './site.mts';
import { issueTypeView } from './views.mts';

const PATH = '/issue/createmeta/:projectIdOrKey/issuetypes';
/** Largest page. */
const CAP = 200;

/** @throws JiraError 404 */
function projectOf({ params, state }: Call): Project {
	const project = state.projectOf(params.projectIdOrKey!);
	if (!project)
		throw refused(404, 'Project not found or you do not have permission to create issues in it.');
	return project;
}

/** What an issue can be created with (jira.js: getCreateIssueMetaIssueTypes and …TypeId). */
export const createMetaOperations: Operation[] = [
	{
		method: 'GET',
		path: PATH,
		scope: 'read:jira-work',
		handle(call) {
			const { state, query, views } = call;
			const { page, ...place } = pageOf(projectOf(call).issueTypeIds, windowOf(query, CAP));
			return ok({
				...place,
				issueTypes: page.map((id) => issueTypeView(views, state.issueTypes.get(id)!)),
			});
		},
	},
	{
		method: 'GET',
		path: `${PATH}/:issueTypeId`,
		scope: 'read:jira-work',
		handle(call) {
			const { state, query, views, params } = call;
			const project = projectOf(call);
			const issueTypeId = params.issueTypeId!;
			if (!project.issueTypeIds.includes(issueTypeId)) {
				throw refused(404, 'Issue type not found in this project.');
			}
			const screen = screenOf(state, project, issueTypeId);
			const { page, ...place } = pageOf(screen, windowOf(query, CAP));
			return ok({ ...place, fields: page.map((each) => fieldMetadata(each, views)) });
		},
	},
];
