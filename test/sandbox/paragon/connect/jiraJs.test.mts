import { doc } from '../../jira/support/use.mts';
import { refusalOf, startJiraJs, type JiraJs } from '../../jira/support/jiraJs.mts';
import { useSandbox } from '../../support/sandbox.mts';
import { userToken } from './support/connect.mts';

/** jira.js doesn't notice that the Proxy API stands between it and Jira. */
const sandbox = useSandbox();
let jira: JiraJs;

beforeAll(async () => {
	const { proxyUrl, connect } = sandbox.current.paragon;
	jira = startJiraJs(`${proxyUrl}/projects/${connect.projectId}/sdk/proxy/jira`, {
		type: 'bearer',
		token: userToken(sandbox.current),
	});
	await jira.ready;
}, 60_000);
afterAll(async () => {
	expect(jira.drift()).toEqual([]);
	await jira.close();
});

test('an issue from its creation to its end', async () => {
	const { issues, issueComments, issueSearch } = jira.client;
	const { key } = await issues.createIssue({
		fields: {
			summary: 'Through the proxy',
			project: { key: 'ED' },
			issuetype: { name: 'Task' },
			description: doc('Text'),
		},
	} as never);
	await issueComments.addComment({ issueIdOrKey: key, body: doc('A comment') } as never);
	await issues.doTransition({ issueIdOrKey: key, transition: { id: '31' } } as never);
	const found = await issueSearch.searchAndReconsileIssuesUsingJqlPost({
		jql: 'status = Done AND comment ~ "a comment"',
		fields: ['summary'],
	});
	expect(found.issues).toMatchObject([{ key, fields: { summary: 'Through the proxy' } }]);
	await issues.deleteIssue({ issueIdOrKey: key });
	const gone = await refusalOf(issues.getIssue({ issueIdOrKey: key }));
	expect([gone.name, gone.status]).toEqual(['NotFoundError', 404]);
});
