import type { Field, FieldSchema, KindName } from './field.mts';
import type { Project } from './records.mts';
import type { State } from './state.mts';

const SET = ['set'];
const SET_ADD_REMOVE = ['add', 'set', 'remove'];

function system(
	id: string,
	name: string,
	kind: KindName,
	type: string,
	{
		operations = SET,
		names = [id],
		items,
	}: { operations?: string[]; names?: string[]; items?: string } = {},
): Field {
	const schema = { type, ...(items && { items }), system: id };
	return { id, name, custom: false, kind, schema, operations, clauseNames: names };
}

function custom(
	number: number,
	name: string,
	kind: KindName,
	schema: FieldSchema,
	options?: readonly string[],
): Field {
	return {
		id: `customfield_${number}`,
		name,
		custom: true,
		kind,
		schema: { ...schema, customId: number },
		clauseNames: [`cf[${number}]`, name.toLowerCase()],
		operations: kind === 'options' ? SET_ADD_REMOVE : SET,
		...(options && {
			options: options.map((value, index) => ({ id: String(number * 10 + index), value })),
		}),
	};
}

const TYPES = 'com.atlassian.jira.plugin.system.customfieldtypes';
const READ_ONLY: string[] = [];

/** All fields of a site, in the order of a screen. */
export const FIELDS: readonly Field[] = [
	system('issuetype', 'Issue Type', 'issueType', 'issuetype', { names: ['issuetype', 'type'] }),
	system('project', 'Project', 'project', 'project'),
	system('summary', 'Summary', 'text', 'string'),
	system('description', 'Description', 'document', 'string'),
	system('environment', 'Environment', 'document', 'string'),
	system('assignee', 'Assignee', 'user', 'user'),
	system('reporter', 'Reporter', 'user', 'user'),
	system('priority', 'Priority', 'priority', 'priority'),
	system('labels', 'Labels', 'labels', 'array', { operations: SET_ADD_REMOVE, items: 'string' }),
	system('duedate', 'Due date', 'date', 'date', { names: ['due', 'duedate'] }),
	system('parent', 'Parent', 'parent', 'issuelink'),
	system('status', 'Status', 'status', 'status', { operations: READ_ONLY }),
	system('resolution', 'Resolution', 'resolution', 'resolution', { operations: READ_ONLY }),
	system('creator', 'Creator', 'user', 'user', { operations: READ_ONLY }),
	system('created', 'Created', 'dateTime', 'datetime', {
		operations: READ_ONLY,
		names: ['created', 'createddate'],
	}),
	system('updated', 'Updated', 'dateTime', 'datetime', {
		operations: READ_ONLY,
		names: ['updated', 'updateddate'],
	}),
	system('resolutiondate', 'Resolved', 'dateTime', 'datetime', {
		operations: READ_ONLY,
		names: ['resolved', 'resolutiondate'],
	}),
	custom(10016, 'Story point estimate', 'number', {
		type: 'number',
		custom: 'com.pyxis.greenhopper.jira:jsw-story-points',
	}),
	custom(10030, 'Severity', 'option', { type: 'option', custom: `${TYPES}:select` }, [
		'Critical',
		'Major',
		'Minor',
	]),
	custom(10031, 'Customer reference', 'text', {
		type: 'string',
		custom: `${TYPES}:textfield`,
	}),
	custom(10032, 'Root cause', 'document', { type: 'string', custom: `${TYPES}:textarea` }),
	custom(
		10033,
		'Affected regions',
		'options',
		{ type: 'array', items: 'option', custom: `${TYPES}:multicheckboxes` },
		['Americas', 'Asia Pacific', 'Europe'],
	),
	custom(10034, 'Go-live date', 'date', { type: 'date', custom: `${TYPES}:datepicker` }),
	custom(10035, 'Approver', 'user', { type: 'user', custom: `${TYPES}:userpicker` }),
	custom(10036, 'Maintenance start', 'dateTime', {
		type: 'datetime',
		custom: `${TYPES}:datetime`,
	}),
];

const BY_ID = new Map(FIELDS.map((field) => [field.id, field]));

/** A field by its ID. */
export function fieldOf(id: string): Field | undefined {
	return BY_ID.get(id);
}

/** A field on the screen of a project. */
export interface ScreenField {
	field: Field;
	required: boolean;
	/** What an issue gets when nothing is said. */
	fallback?: unknown;
}

const ALWAYS = ['issuetype', 'project', 'summary'];
const USUAL = ['description', 'assignee', 'reporter', 'priority', 'labels', 'duedate', 'parent'];

/** The fields that can be set on an issue of a project and a type. */
export function screenOf(state: State, project: Project, issueTypeId: string): ScreenField[] {
	const subtask = state.issueTypes.get(issueTypeId)?.subtask ?? false;
	const isEpic = state.issueTypes.get(issueTypeId)?.hierarchyLevel === 1;
	return FIELDS.flatMap((field): ScreenField[] => {
		const { id } = field;
		if (ALWAYS.includes(id)) return [{ field, required: true }];
		if (field.custom) {
			const required = project.customFields[id];
			return required === undefined ? [] : [{ field, required }];
		}
		if (id === 'environment')
			return project.projectTypeKey === 'software' ? [{ field, required: false }] : [];
		if (!USUAL.includes(id) || (id === 'parent' && isEpic)) return [];
		if (id === 'parent') return [{ field, required: subtask }];
		if (id === 'reporter') return [{ field, required: true, fallback: 'caller' }];
		return [{ field, required: false, ...(id === 'priority' && { fallback: '3' }) }];
	});
}
