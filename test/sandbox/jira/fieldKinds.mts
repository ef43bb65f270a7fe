import { adfFault, adfText } from './adf.mts';
import type { Field, KindName } from './field.mts';
import type { AdfNode, Project } from './records.mts';
import type { Views } from './site.mts';
import type { State } from './state.mts';
import { issueTypeView, priorityView, projectRefView, statusView, userView } from './views.mts';

/** A value that a field doesn't take, in the vendor's words. */
export class FieldFault extends Error {}

/** What a value is judged with. */
export interface Setting {
	state: State;
	field: Field;
	project: Project;
	issueTypeId: string;
}

/** How values of a kind of field come in, are kept and go out. */
export interface FieldKind {
	/** The value to keep; null is dealt with before. @throws FieldFault */
	parse(given: unknown, setting: Setting): unknown;
	/** The value as answers show it. */
	show(stored: unknown, views: Views, field: Field): unknown;
	/** The value's ID and its text, as changelogs tell it. */
	tell(stored: unknown, state: State, field: Field): { id: string | null; text: string };
}

function members(given: unknown): Record<string, unknown> {
	return typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : {};
}

function parseText(given: unknown, { field: { id, name } }: Setting): string {
	if (typeof given !== 'string') throw new FieldFault('Operation value must be a string');
	if (id === 'summary' && given.trim() === '') {
		throw new FieldFault('You must specify a summary of the issue.');
	}
	if (id === 'summary' && /[\r\n]/.test(given)) {
		throw new FieldFault('The summary is invalid because it contains newline characters.');
	}
	if (given.length > 255) throw new FieldFault(`${name} must be less than 255 characters.`);
	return given;
}

function parseDocument(given: unknown): unknown {
	const fault = adfFault(given);
	if (fault === undefined) return given;
	throw new FieldFault(
		typeof given === 'object'
			? `INVALID_INPUT: ${fault}`
			: 'Operation value must be an Atlassian Document (see the Atlassian Document Format)',
	);
}

function parseDate(given: unknown): string {
	const isDate =
		typeof given === 'string' &&
		/^\d{4}-\d\d-\d\d$/.test(given) &&
		!Number.isNaN(Date.parse(given));
	if (!isDate) {
		throw new FieldFault(`Error parsing date string: ${String(given)}; expected yyyy-MM-dd`);
	}
	return given;
}

function parseDateTime(given: unknown): number {
	const at =
		typeof given === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(given)
			? Date.parse(given.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
			: NaN;
	if (Number.isNaN(at)) throw new FieldFault(`Error parsing time: ${String(given)}`);
	return at;
}

function parseUser(given: unknown, { state, field }: Setting): string | null {
	const { accountId, id } = members(given);
	const wanted = accountId ?? id;
	if (wanted === null) return null;
	const user = typeof wanted === 'string' ? state.users.get(wanted) : undefined;
	if (!user) throw new FieldFault('Specify a valid value for ' + field.name.toLowerCase());
	if (field.id === 'assignee' && (!user.active || user.accountType === 'app')) {
		throw new FieldFault(`User '${user.accountId}' cannot be assigned issues.`);
	}
	return user.accountId;
}

function parseOption(given: unknown, { field }: Setting): string {
	const { id, value } = members(given);
	const option = field.options?.find((each) =>
		id === undefined ? each.value === value : each.id === String(id),
	);
	if (option) return option.id;
	throw new FieldFault(
		id === undefined && value === undefined
			? "Specify a valid 'id' or 'name' for " + field.name
			: `Option ${id === undefined ? 'value' : 'id'} '${String(id ?? value)}' is not valid`,
	);
}

function list(given: unknown): unknown[] {
	if (!Array.isArray(given)) throw new FieldFault('data was not an array');
	return given;
}

function parseLabels(given: unknown): string[] {
	const labels = list(given).map((label) => {
		if (typeof label !== 'string') throw new FieldFault('string expected at index 0');
		if (/\s/.test(label))
			throw new FieldFault(`The label '${label}' contains spaces which is invalid.`);
		if (label.length > 255) throw new FieldFault(`The label '${label}' exceeds the 255 limit.`);
		return label;
	});
	return [...new Set(labels)].filter((label) => label !== '').sort();
}

/** The record that `{id}` or `{name}` names. */
function named<T extends { id: string; name: string }>(records: Iterable<T>, given: unknown) {
	const { id, name } = members(given);
	return [...records].find((each) =>
		id === undefined ? each.name === name : each.id === String(id),
	);
}

function parseParent(given: unknown, { state, project, issueTypeId }: Setting): string {
	const { id, key } = members(given);
	const parent = state.issueOf(String(id ?? key ?? ''));
	const level = (typeId: unknown): number =>
		state.issueTypes.get(String(typeId))?.hierarchyLevel ?? 0;
	if (!parent || parent.projectId !== project.id) {
		throw new FieldFault('Could not find issue by id or key.');
	}
	if (level(parent.values.issuetype) !== level(issueTypeId) + 1) {
		throw new FieldFault('Given parent work item does not belong to appropriate hierarchy.');
	}
	return parent.id;
}

function optionOf({ options }: Field, stored: unknown): { id: string; value: string } {
	return options!.find(({ id }) => id === stored)!;
}

function showOption(stored: unknown, { base }: Views, field: Field): object {
	return { self: `${base}/customFieldOption/${String(stored)}`, ...optionOf(field, stored) };
}

const textOf = (stored: unknown) => ({ id: null, text: String(stored) });

/** Every kind of field. */
const KINDS: Readonly<Record<KindName, FieldKind>> = {
	text: { parse: parseText, show: (stored) => stored, tell: textOf },
	document: {
		parse: parseDocument,
		show: (stored) => stored,
		tell: (stored) => ({ id: null, text: adfText(stored as AdfNode) }),
	},
	number: {
		parse(given) {
			if (typeof given !== 'number') throw new FieldFault('Operation value must be a number');
			return given;
		},
		show: (stored) => stored,
		tell: textOf,
	},
	date: { parse: parseDate, show: (stored) => stored, tell: textOf },
	dateTime: {
		parse: parseDateTime,
		show: (stored) => new Date(stored as number).toISOString().replace('Z', '+0000'),
		tell: (stored) => textOf(new Date(stored as number).toISOString()),
	},
	user: {
		parse: parseUser,
		show: (stored, views) => userView(views, views.state.users.get(stored as string)!),
		tell: (stored, { users }) => ({
			id: stored as string,
			text: users.get(stored as string)!.displayName,
		}),
	},
	option: {
		parse: parseOption,
		show: showOption,
		tell: (stored, _state, field) => ({
			id: stored as string,
			text: optionOf(field, stored).value,
		}),
	},
	options: {
		parse: (given, setting) => list(given).map((each) => parseOption(each, setting)),
		show: (stored, views, field) =>
			(stored as string[]).map((each) => showOption(each, views, field)),
		tell: (stored, _state, field) => ({
			id: `[${(stored as string[]).join(', ')}]`,
			text: (stored as string[]).map((each) => optionOf(field, each).value).join(','),
		}),
	},
	labels: {
		parse: parseLabels,
		show: (stored) => stored,
		tell: (stored) => ({ id: null, text: (stored as string[]).join(' ') }),
	},
	priority: {
		parse(given, { state }) {
			const found = named(state.priorities.values(), given);
			if (!found) throw new FieldFault('The priority selected is invalid.');
			return found.id;
		},
		show: (stored, views) => priorityView(views, views.state.priorities.get(stored as string)!),
		tell: (stored, { priorities }) => ({
			id: stored as string,
			text: priorities.get(stored as string)!.name,
		}),
	},
	issueType: {
		parse(given, { state, project }) {
			const types = project.issueTypeIds.map((id) => state.issueTypes.get(id)!);
			const found = named(types, given);
			if (!found) throw new FieldFault('Specify a valid issue type');
			return found.id;
		},
		show: (stored, views) => issueTypeView(views, views.state.issueTypes.get(stored as string)!),
		tell: (stored, { issueTypes }) => ({
			id: stored as string,
			text: issueTypes.get(stored as string)!.name,
		}),
	},
	project: {
		parse(given, { state }) {
			const { id, key } = members(given);
			const found = state.projectOf(String(id ?? key ?? ''));
			if (!found) throw new FieldFault('Specify a valid project ID or key');
			return found.id;
		},
		show: (stored, views) => projectRefView(views, views.state.projects.get(stored as string)!),
		tell: (stored, { projects }) => ({
			id: stored as string,
			text: projects.get(stored as string)!.name,
		}),
	},
	parent: {
		parse: parseParent,
		show(stored, views) {
			const { state, base } = views;
			const parent = state.issues.get(stored as string)!;
			const { values } = parent;
			return {
				id: parent.id,
				key: parent.key,
				self: `${base}/issue/${parent.id}`,
				fields: {
					summary: values.summary,
					status: statusView(views, state.statuses.get(values.status as string)!),
					priority: priorityView(views, state.priorities.get(values.priority as string)!),
					issuetype: issueTypeView(views, state.issueTypes.get(values.issuetype as string)!),
				},
			};
		},
		tell: (stored, { issues }) => ({
			id: stored as string,
			text: issues.get(stored as string)!.key,
		}),
	},
	status: {
		parse: () => {
			throw new FieldFault('Field cannot be set');
		},
		show: (stored, views) => statusView(views, views.state.statuses.get(stored as string)!),
		tell: (stored, { statuses }) => ({
			id: stored as string,
			text: statuses.get(stored as string)!.name,
		}),
	},
	resolution: {
		parse: () => {
			throw new FieldFault('Field cannot be set');
		},
		show: (stored, { base }) => ({
			self: `${base}/resolution/${String(stored)}`,
			id: stored,
			description: 'Work has been completed on this issue.',
			name: 'Done',
		}),
		tell: (stored) => ({ id: stored as string, text: 'Done' }),
	},
};

/** The kind of a field, with the members that all kinds have. */
export function kindOf({ kind }: Field): FieldKind {
	return KINDS[kind];
}
