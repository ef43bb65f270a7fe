import { texts } from '../../core/fields';
import type { Kind } from '../../core/kind';
import { create } from '../../core/operations/create';
import { get } from '../../core/operations/get';
import { getMany } from '../../core/operations/getMany';
import { pick } from '../../core/record';
import type { Resource } from '../../core/resource';
import { Gateway } from '../connect/gateway';
import { ON_BEHALF } from '../connect/user';
import { FIELDS } from './fields';
import { BY_KEY } from './issueKey';
import { IssueStore } from './issueStore';
import { JQL, SEARCH } from './searchPanel';
import { checkChange, checkDescription } from './spec';
import { JiraStore } from './store';
import type { Issue } from './store';
import { updateIssue } from './updateIssue';

const nameIn = (value: unknown): unknown =>
	typeof value === 'object' && value !== null
		? ((value as { name?: unknown; displayName?: unknown }).displayName ??
			(value as { name?: unknown }).name)
		: value;

const KIND: Kind<typeof FIELDS, Issue, string> = {
	singular: 'Jira issue',
	plural: 'Jira issues',
	article: 'a',
	picker: BY_KEY,
	fields: FIELDS,
	main: [
		{ field: 'project', required: true },
		{ field: 'issueType', required: true },
		{ field: 'summary', required: true },
		{ field: 'descriptionFormat' },
		{ field: 'description' },
		{ field: 'descriptionAdf' },
		{ field: 'customFields' },
	],
	additional: ['assignee', 'labels', 'otherFields', 'parent', 'priority', 'status'],
	shownFor: {
		description: { descriptionFormat: ['markdown', 'text'] },
		descriptionAdf: { descriptionFormat: ['adf'] },
	},
	check: checkDescription,
	checkChange,
	simplify: ({ id, key, fields = {} }) => ({
		id,
		key,
		...pick(fields, ['summary', 'created', 'updated', 'labels']),
		...Object.fromEntries(
			['status', 'issuetype', 'project', 'priority', 'assignee', 'reporter']
				.filter((name) => fields[name] !== undefined)
				.map((name) => [name, nameIn(fields[name])]),
		),
	}),
	withoutSecrets: (stored) => stored,
};

/** What a list gives of each issue, unless others are asked for: Jira gives the ID alone. */
const USUAL_FIELDS = [
	'summary',
	'status',
	'issuetype',
	'project',
	'priority',
	'assignee',
	'reporter',
	'labels',
	'created',
	'updated',
];

/** In place of a query, since Jira gives nothing without a restriction. */
const RECENT = 'created >= -30d ORDER BY created DESC';

/** Issues of Jira, for one connected user. */
export const issue: Resource<IssueStore, string | undefined> = {
	name: 'Jira Issue',
	value: 'issue',
	scope: ON_BEHALF,
	open: (client, userId) => new IssueStore(new JiraStore(new Gateway(client, userId))),
	operations: [
		create(KIND, { secret: false, options: {} }),
		get(KIND),
		getMany(KIND, {
			fields: {
				jql: {
					...JQL,
					property: {
						...JQL.property,
						description: `${JQL.property.description}. Without one: the issues of the last 30 days.`,
					},
				},
				fields: texts({
					displayName: 'Fields',
					type: 'string',
					typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Field' },
					default: [],
					placeholder: 'e.g. customfield_10010',
					description: 'The fields to return, by ID; *all for all of them',
				}),
			},
			query: ({ jql, fields }) => ({
				jql: jql ?? RECENT,
				fields: fields?.length ? fields : USUAL_FIELDS,
			}),
			matches: () => true,
		}),
		SEARCH(KIND, USUAL_FIELDS),
		updateIssue(KIND),
	],
};
