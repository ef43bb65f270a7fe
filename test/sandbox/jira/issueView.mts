import { kindOf } from './fieldKinds.mts';
import type { Field } from './field.mts';
import { FIELDS, fieldOf, screenOf, type ScreenField } from './fields.mts';
import type { Issue } from './records.mts';
import type { Views } from './site.mts';
import { transitionsOf } from './workflow.mts';
import { commentView, dateTime, issueTypeView, statusView } from './views.mts';

/** Fields that only a whole issue shows. */
const DETAILS = ['comment', 'attachment'];

function shown(issue: Issue, field: Field, views: Views): unknown {
	if (field.id === 'created' || field.id === 'updated') return dateTime(issue[field.id]);
	const stored = field.id === 'project' ? issue.projectId : issue.values[field.id];
	if (stored === undefined || stored === null) return field.id === 'labels' ? [] : null;
	return kindOf(field).show(stored, views, field);
}

function subtasks(issue: Issue, views: Views): object[] {
	const { state, base } = views;
	return state
		.childrenOf(issue.id)
		.filter(({ values }) => state.issueTypes.get(values.issuetype as string)?.subtask)
		.map(({ id, key, values }) => ({
			id,
			key,
			self: `${base}/issue/${id}`,
			fields: {
				summary: values.summary,
				status: statusView(views, state.statuses.get(values.status as string)!),
				issuetype: issueTypeView(views, state.issueTypes.get(values.issuetype as string)!),
			},
		}));
}

/** Fields that are no values of the issue. */
const OTHERS: Readonly<Record<string, (issue: Issue, views: Views) => unknown>> = {
	subtasks,
	issuelinks: () => [],
	attachment: () => [],
	watches: ({ key }, { base }) => ({
		self: `${base}/issue/${key}/watchers`,
		watchCount: 0,
		isWatching: false,
	}),
	comment(issue, views) {
		const comments = views.state
			.commentsOf(issue.id)
			.map((each) => commentView(views, issue, each));
		return {
			comments,
			self: `${views.base}/issue/${issue.id}/comment`,
			maxResults: comments.length,
			total: comments.length,
			startAt: 0,
		};
	},
};

const ALL = [...FIELDS.map(({ id }) => id), ...Object.keys(OTHERS)];
const NAVIGABLE = ALL.filter((id) => !DETAILS.includes(id));

/** The fields that a list such as `*navigable,-comment,summary` asks for. */
export function selected(wanted: readonly string[]): Set<string> {
	const chosen = new Set<string>();
	// Only exclusions leave the rest.
	const isRest = wanted.length > 0 && wanted.every((name) => name.startsWith('-'));
	for (const name of isRest ? ['*all', ...wanted] : wanted) {
		if (name === '*all') for (const id of ALL) chosen.add(id);
		else if (name === '*navigable') for (const id of NAVIGABLE) chosen.add(id);
		else if (name.startsWith('-')) chosen.delete(name.slice(1));
		else chosen.add(name);
	}
	return chosen;
}

/** The values of an issue that are asked for; names that are no fields are passed over. */
export function issueFields(
	issue: Issue,
	views: Views,
	wanted: readonly string[],
): Record<string, unknown> {
	const chosen = selected(wanted);
	return Object.fromEntries(
		ALL.filter((id) => chosen.has(id)).map((id) => {
			const field = fieldOf(id);
			return [id, field ? shown(issue, field, views) : OTHERS[id]!(issue, views)];
		}),
	);
}

/** A field as metadata describes it (jira.js: FieldCreateMetadata). */
export function fieldMetadata({ field, required, fallback }: ScreenField, views: Views): object {
	const { state, base } = views;
	const allowed: Partial<Record<Field['kind'], () => unknown[]>> = {
		option: () => field.options!.map(({ id }) => kindOf(field).show(id, views, field)),
		options: () =>
			kindOf(field).show(
				field.options!.map(({ id }) => id),
				views,
				field,
			) as unknown[],
		priority: () => [...state.priorities.keys()].map((id) => kindOf(field).show(id, views, field)),
	};
	const usesSearch: Partial<Record<Field['kind'], string>> = {
		user: `${base}/user/search?query=`,
		labels: `${base.replace(/\/rest\/.*$/, '')}/rest/api/1.0/labels/suggest?query=`,
	};
	const autoCompleteUrl = usesSearch[field.kind];
	const allowedValues = allowed[field.kind]?.();
	return {
		required,
		schema: field.schema,
		name: field.name,
		key: field.id,
		...(autoCompleteUrl && { autoCompleteUrl }),
		hasDefaultValue: fallback !== undefined,
		operations: field.operations,
		...(allowedValues && { allowedValues }),
		...(field.kind === 'priority' && {
			defaultValue: kindOf(field).show(fallback, views, field),
		}),
		fieldId: field.id,
	};
}

/** The fields that can be changed, with what they take (jira.js: IssueUpdateMetadata). */
export function editMetadata(issue: Issue, views: Views): { fields: object } {
	const { state } = views;
	const screen = screenOf(
		state,
		state.projects.get(issue.projectId)!,
		issue.values.issuetype as string,
	).filter(({ field }) => field.id !== 'project');
	return {
		fields: Object.fromEntries(
			screen.map((each) => {
				const { fieldId: _, ...shownField } = fieldMetadata(each, views) as { fieldId: string };
				return [each.field.id, shownField];
			}),
		),
	};
}

/**
 * An issue with the fields and the additions that are asked for (jira.js: Issue).
 * @param expand names such as `transitions` and `names`
 */
export function issueView(
	issue: Issue,
	views: Views,
	{ fields, expand }: { fields: readonly string[]; expand: readonly string[] },
): object {
	const values = issueFields(issue, views, fields);
	const known = Object.keys(values).flatMap((id) => fieldOf(id) ?? []);
	return {
		expand: 'operations,versionedRepresentations,editmeta,changelog,renderedFields',
		id: issue.id,
		self: `${views.base}/issue/${issue.id}`,
		key: issue.key,
		fields: values,
		...(expand.includes('names') && {
			names: Object.fromEntries(known.map(({ id, name }) => [id, name])),
		}),
		...(expand.includes('schema') && {
			schema: Object.fromEntries(known.map(({ id, schema }) => [id, schema])),
		}),
		...(expand.includes('transitions') && { transitions: transitionsOf(issue, views) }),
		...(expand.includes('editmeta') && { editmeta: editMetadata(issue, views) }),
	};
}
