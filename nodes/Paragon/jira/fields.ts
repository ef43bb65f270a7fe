import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from '../../core/errors';
import { choice, kindOf, text, texts } from '../../core/fields';
import type { Field, FieldProperty, ValuesOf } from '../../core/fields';
import { jsonObject } from '../../core/jsonField';
import { located } from '../../core/locator';
import type { Locator } from '../../core/locator';

/** How something of Jira is named: by its ID, or by what people call it. */
const named = (
	locator: Pick<Locator, 'name' | 'displayName' | 'description' | 'searchMethod'> & {
		example: string;
	},
): Locator => ({
	...locator,
	pattern: /^\S(.*\S)?$/,
	patternInWords: 'an ID or a name',
	placeholder: locator.example,
});

export const PROJECT = named({
	name: 'project',
	displayName: 'Project',
	description: 'The Jira project',
	searchMethod: 'searchJiraProjects',
	example: 'OPS',
});

export const ISSUE_TYPE = named({
	name: 'issueType',
	displayName: 'Issue Type',
	description: 'What kind of issue it is; the project decides on those there are',
	searchMethod: 'searchIssueTypes',
	example: 'Task',
});

/** In place of an account ID: nobody. */
export const NOBODY = 'none';

const ASSIGNEE = named({
	name: 'assignee',
	displayName: 'Assignee',
	description: `Who is to work on it, by account ID; ${NOBODY} for nobody`,
	searchMethod: 'searchAssignees',
	example: '5b10ac8d82e05b22cc7d4ef5',
});

/** A resource mapper for the fields of Jira that have no parameter of their own. */
export const otherFields = (
	resourceMapperMethod: string,
	description: string,
	loadOptionsDependsOn?: string[],
): FieldProperty => ({
	displayName: 'Other Fields',
	type: 'resourceMapper',
	default: { mappingMode: 'defineBelow', value: null },
	noDataExpression: true,
	description: `${description}; several values are separated by commas`,
	typeOptions: {
		...(loadOptionsDependsOn && { loadOptionsDependsOn }),
		resourceMapper: {
			resourceMapperMethod,
			mode: 'add',
			fieldWords: { singular: 'field', plural: 'fields' },
			addAllFields: false,
			multiKeyMatch: false,
			supportAutoMap: false,
		},
	},
});

const CUSTOM = otherFields(
	'getIssueFields',
	'Further fields that the project has for this kind of issue, custom ones among them',
	['project.value', 'issueType.value'],
);

/** What the mapper holds, by field ID. */
const CUSTOM_FIELDS: Field<IDataObject> = {
	property: CUSTOM,
	read(raw) {
		if (raw === undefined || raw === null || raw === '') return undefined;
		if (typeof raw !== 'object' || Array.isArray(raw)) {
			throw new InvalidInput(CUSTOM.displayName, `expected fields, got ${kindOf(raw)}`);
		}
		const { mappingMode, value } = raw as { mappingMode?: unknown; value?: unknown };
		const given = mappingMode === undefined ? raw : (value ?? {});
		const entries = Object.entries(given).filter(
			([, each]: [string, unknown]) => each !== undefined && each !== null,
		);
		return entries.length > 0 ? (Object.fromEntries(entries) as IDataObject) : undefined;
	},
};

/** What can be said of a Jira issue, by its parameter names. */
export const FIELDS = {
	project: located(PROJECT, (key) => key),
	issueType: located(ISSUE_TYPE, (id) => id),
	summary: text({
		displayName: 'Summary',
		type: 'string',
		default: '',
		placeholder: 'e.g. New OAuth client for the nightly export',
		description: 'The title of the issue',
	}),
	descriptionFormat: choice<'adf' | 'markdown' | 'text'>({
		displayName: 'Description Format',
		type: 'options',
		options: [
			{
				name: 'Atlassian Document Format',
				value: 'adf',
				description: 'JSON, as Jira keeps it',
			},
			{
				name: 'Markdown',
				value: 'markdown',
				description: 'Headings, lists, links, code, bold and italics become those of Jira',
			},
			{ name: 'Text', value: 'text', description: 'As it is, with its paragraphs and lines' },
		],
		default: 'markdown',
		description: 'How the description is written',
	}),
	description: text(
		{
			displayName: 'Description',
			type: 'string',
			typeOptions: { rows: 5 },
			default: '',
			description: 'What the issue is about',
		},
		{ mayBeEmpty: true },
	),
	descriptionAdf: jsonObject({
		displayName: 'Description (JSON)',
		default: '{ "version": 1, "type": "doc", "content": [] }',
		description: 'A document in the Atlassian Document Format',
	}),
	assignee: located(ASSIGNEE, (id) => id),
	labels: texts(
		{
			displayName: 'Labels',
			type: 'string',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Label' },
			default: [],
			placeholder: 'e.g. oauth',
			description: 'Labels of the issue; none has a blank in it',
		},
		{ check: (label) => (/\s/.test(label) ? 'has a blank in it' : undefined) },
	),
	parent: text({
		displayName: 'Parent Key',
		type: 'string',
		default: '',
		placeholder: 'e.g. OPS-12',
		description: 'The issue that this one is under',
	}),
	priority: text({
		displayName: 'Priority',
		type: 'string',
		default: '',
		placeholder: 'e.g. High',
		description: 'By its name or ID',
	}),
	status: text({
		displayName: 'Status',
		type: 'string',
		default: '',
		placeholder: 'e.g. In Progress',
		description: 'By its name or ID; the issue is moved there by the transition that leads to it',
	}),
	customFields: CUSTOM_FIELDS,
	otherFields: jsonObject({
		displayName: 'Other Fields (JSON)',
		default: '{}',
		description:
			'Further fields by their IDs, such as { "customfield_10010": "…" }; texts, options and users are brought into the form that Jira wants',
	}),
};

/** A Jira issue as a person asks for it. */
export type IssueFields = ValuesOf<typeof FIELDS>;
