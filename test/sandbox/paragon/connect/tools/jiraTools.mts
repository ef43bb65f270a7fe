import { PAGINATION, type Ask, type Input, type Tool } from './tool.mts';

type Parameters = Record<string, any>;

const project: Input = {
	id: 'project',
	title: 'Project',
	type: 'DYNAMIC_ENUM',
	json: 'string',
	subtitle: 'ID or key of the project.',
};
const issueType: Input = {
	id: 'issueType',
	title: 'Issue type',
	type: 'DYNAMIC_ENUM',
	json: 'string',
	subtitle: 'ID or name of the issue type.',
};
const issue: Input = {
	id: 'issueId',
	title: 'Issue',
	type: 'TEXT',
	json: 'string',
	subtitle: 'ID or key of the issue.',
	required: true,
};
const summary: Input = { id: 'summary', title: 'Summary', type: 'TEXT', json: 'string' };

/** The fields of an issue that can be set one by one (reference: inputs of the workflow action). */
const FIELDS: readonly Input[] = [
	{
		id: 'descriptionType',
		title: 'Description type',
		type: 'ENUM',
		json: 'string',
		values: ['description', 'descriptionJSON'],
	},
	{ id: 'description', title: 'Description', type: 'TEXTAREA', json: 'string' },
	{
		id: 'descriptionJSON',
		title: 'Description in the Atlassian Document Format',
		type: 'CODE',
		json: 'object',
	},
	{
		id: 'assignee',
		title: 'Assignee',
		type: 'DYNAMIC_ENUM',
		json: 'string',
		subtitle: 'Account ID.',
	},
	{
		id: 'jiraIssueStatus',
		title: 'Status',
		type: 'DYNAMIC_ENUM',
		json: 'string',
		subtitle: 'ID or name of the status.',
	},
	{
		id: 'additionalFields',
		title: 'Additional fields',
		type: 'CODE',
		json: 'object',
		subtitle: 'Values by field ID, as the REST API takes them.',
	},
];

function paragraphs(text: string): object {
	return {
		type: 'doc',
		version: 1,
		content: text.split('\n').map((line) => ({
			type: 'paragraph',
			content: line === '' ? [] : [{ type: 'text', text: line }],
		})),
	};
}

function reference(value: string, name: 'key' | 'name'): object {
	return /^\d+$/.test(value) ? { id: value } : { [name]: value };
}

function fieldsOf(given: Parameters): Record<string, unknown> {
	const { project, issueType, summary, description, descriptionJSON, assignee } = given;
	const document =
		given.descriptionType === 'descriptionJSON'
			? descriptionJSON
			: description !== undefined && paragraphs(String(description));
	return {
		...(project !== undefined && { project: reference(String(project), 'key') }),
		...(issueType !== undefined && { issuetype: reference(String(issueType), 'name') }),
		...(summary !== undefined && { summary }),
		...(document && { description: document }),
		...(assignee !== undefined && { assignee: { accountId: assignee } }),
		...given.additionalFields,
	};
}

const pathOf = (idOrKey: unknown): string =>
	`/rest/api/3/issue/${encodeURIComponent(String(idOrKey))}`;

/** Moves an issue into a status, when there is a way. */
async function moveTo(ask: Ask, path: string, status: unknown): Promise<void> {
	const { body } = await ask('GET', `${path}/transitions`);
	const transition = (body.transitions as Array<{ id: string; to: Record<string, string> }>).find(
		({ to }) => to.id === status || to.name === status,
	);
	await ask('POST', `${path}/transitions`, {
		transition: { id: transition?.id ?? String(status) },
	});
}

async function update({ issueId, ...given }: Parameters, ask: Ask) {
	const path = pathOf(issueId);
	const fields = fieldsOf(given);
	const answer = await ask('PUT', path, { fields });
	if (given.jiraIssueStatus !== undefined) await moveTo(ask, path, given.jiraIssueStatus);
	return answer;
}

async function search(jql: string, { paginationParameters = {} }: Parameters, ask: Ask) {
	const { pageCursor, pageToken } = paginationParameters as Record<string, string | undefined>;
	const nextPageToken = pageCursor ?? pageToken;
	return await ask('POST', '/rest/api/3/search/jql', {
		jql,
		fields: ['*all'],
		...(nextPageToken !== undefined && { nextPageToken }),
	});
}

const OPERATORS = ['=', '!=', '~', '!~', '>', '>=', '<', '<=', 'in', 'not in', 'is', 'is not'];

function quoted(value: unknown): string {
	if (Array.isArray(value)) return `(${value.map(quoted).join(', ')})`;
	return `"${String(value).replace(/["\\]/g, '\\$&')}"`;
}

function filterJql({ filters }: Parameters): string {
	return (filters as Array<Record<string, unknown>>)
		.map(({ field, operator, value }) => {
			const sign = OPERATORS.includes(String(operator)) ? String(operator) : '=';
			return `${String(field)} ${sign} ${sign.startsWith('is') ? 'EMPTY' : quoted(value)}`;
		})
		.join(' AND ');
}

function pageQuery({ paginationParameters = {} }: Parameters): string {
	const { offset, skip, startAt } = paginationParameters as Record<string, unknown>;
	const start = offset ?? skip ?? startAt;
	return start === undefined ? '' : `?startAt=${Number(start)}`;
}

/** The tools of Jira: names by the vendor's list, parameters after those of its workflow actions. */
export const jiraTools: readonly Tool[] = [
	{
		name: 'JIRA_CREATE_ISSUE',
		title: 'Create issue',
		description: 'Create an issue in Jira',
		inputs: [
			{ ...project, required: true },
			{ ...issueType, required: true },
			{ ...summary, required: true },
			...FIELDS,
		],
		async run(given, ask) {
			const made = await ask('POST', '/rest/api/3/issue', { fields: fieldsOf(given) });
			if (given.jiraIssueStatus !== undefined) {
				await moveTo(ask, pathOf(made.body.id), given.jiraIssueStatus);
			}
			return made;
		},
	},
	{
		name: 'JIRA_UPDATE_ISSUE',
		title: 'Update issue',
		description: 'Update an issue in Jira',
		inputs: [issue, issueType, summary, ...FIELDS],
		run: update,
	},
	{
		name: 'JIRA_UPDATE_ISSUE_ANY',
		title: 'Update any issue',
		description: 'Update an issue of any project in Jira',
		inputs: [issue, summary, ...FIELDS],
		run: update,
	},
	{
		name: 'JIRA_DELETE_ISSUE',
		title: 'Delete issue',
		description: 'Delete an issue in Jira',
		inputs: [issue],
		run: async ({ issueId }, ask) => await ask('DELETE', pathOf(issueId)),
	},
	{
		name: 'JIRA_GET_ISSUE_BY_KEY',
		title: 'Get issue by issue key',
		description: 'Get an issue in Jira by its key',
		inputs: [{ ...issue, id: 'issueKey', title: 'Issue key' }],
		run: async ({ issueKey }, ask) => await ask('GET', pathOf(issueKey)),
	},
	{
		name: 'JIRA_FILTER_ISSUES',
		title: 'Search issues',
		description: 'Search issues in Jira by their fields; all filters have to fit',
		inputs: [
			{
				id: 'filters',
				title: 'Filters',
				type: 'CODE',
				json: 'array',
				subtitle: `Objects of field, operator (${OPERATORS.join(', ')}) and value.`,
				required: true,
			},
			PAGINATION,
		],
		run: async (given, ask) => await search(filterJql(given), given, ask),
	},
	{
		name: 'JIRA_SEARCH_BY_JQL',
		title: 'Search issues by JQL query',
		description: 'Search issues in Jira by a JQL query',
		inputs: [
			{ id: 'jqlQuery', title: 'JQL query', type: 'CODE', json: 'string', required: true },
			PAGINATION,
		],
		run: async (given, ask) => await search(String(given.jqlQuery), given, ask),
	},
	{
		name: 'JIRA_DESCRIBE_ACTION_SCHEMA',
		title: 'Describe action schema',
		description: 'Get the fields that an issue of a project and a type can be created with',
		inputs: [
			{ ...project, required: true },
			{ ...issueType, required: true },
		],
		run: async (given, ask) =>
			await ask(
				'GET',
				`/rest/api/3/issue/createmeta/${encodeURIComponent(String(given.project))}/issuetypes/${encodeURIComponent(String(given.issueType))}`,
			),
	},
	{
		name: 'JIRA_GET_PROJECTS',
		title: 'Get projects',
		description: 'Get the projects in Jira',
		inputs: [PAGINATION],
		run: async (given, ask) => await ask('GET', `/rest/api/3/project/search${pageQuery(given)}`),
	},
	{
		name: 'JIRA_GET_ISSUE_TYPES_BY_PROJECT',
		title: 'Get issue types by project',
		description: 'Get the issue types of a project in Jira',
		inputs: [{ ...project, required: true }],
		run: async (given, ask) =>
			await ask(
				'GET',
				`/rest/api/3/issue/createmeta/${encodeURIComponent(String(given.project))}/issuetypes`,
			),
	},
	{
		name: 'JIRA_GET_ISSUE_TYPES',
		title: 'Get issue types',
		description: 'Get all issue types in Jira',
		inputs: [],
		run: async (_given, ask) => await ask('GET', '/rest/api/3/issuetype'),
	},
	{
		name: 'JIRA_GET_ISSUE_STATUS',
		title: 'Get issue status',
		description: 'Get the statuses in Jira',
		inputs: [],
		run: async (_given, ask) => await ask('GET', '/rest/api/3/status'),
	},
];
