import { kindOf } from './fieldKinds.mts';
import { fieldOf } from './fields.mts';
import type { ChangeItem, Issue, Project, Transition } from './records.mts';
import type { Views } from './site.mts';
import type { State } from './state.mts';
import { statusView } from './views.mts';

/** The status that a new issue has. */
export const FIRST_STATUS = '10000';

/** Any status to any other, as a simple board has it. */
export const OPEN_WORKFLOW: readonly Transition[] = [
	{ id: '11', name: 'To Do', from: 'any', to: '10000' },
	{ id: '21', name: 'In Progress', from: 'any', to: '3' },
	{ id: '31', name: 'Done', from: 'any', to: '10001' },
];

/** One step after the other; names of steps aren't those of statuses. */
export const STEPWISE_WORKFLOW: readonly Transition[] = [
	{ id: '4', name: 'Start work', from: ['10000'], to: '3' },
	{ id: '5', name: 'Resolve', from: ['3'], to: '10001' },
	{ id: '6', name: 'Put back', from: ['3'], to: '10000' },
	{ id: '7', name: 'Reopen', from: ['10001'], to: '3' },
];

/** The transitions that an issue can make from where it is. */
export function openTransitions(issue: Issue, { transitions }: Project): Transition[] {
	return transitions.filter(
		({ from }) => from === 'any' || from.includes(issue.values.status as string),
	);
}

/** The same as answers show them (jira.js: IssueTransition). */
export function transitionsOf(issue: Issue, views: Views): object[] {
	const { state } = views;
	const project = state.projects.get(issue.projectId)!;
	return openTransitions(issue, project).map(({ id, name, from, to }) => ({
		id,
		name,
		to: statusView(views, state.statuses.get(to)!),
		hasScreen: false,
		isGlobal: from === 'any',
		isInitial: false,
		isAvailable: true,
		isConditional: false,
		looped: false,
	}));
}

/** One change of a field, told as changelogs tell it. */
export function changeOf(fieldId: string, from: unknown, to: unknown, state: State): ChangeItem {
	const field = fieldOf(fieldId)!;
	const tell = (value: unknown) =>
		value === null || value === undefined
			? { id: null, text: null }
			: kindOf(field).tell(value, state, field);
	const [before, after] = [tell(from), tell(to)];
	return {
		field: field.custom ? field.name : field.id,
		fieldtype: field.custom ? 'custom' : 'jira',
		fieldId,
		from: before.id,
		fromString: before.text,
		to: after.id,
		toString: after.text,
	};
}

/** Moves an issue along a transition; done issues get a resolution, others lose theirs. */
export function move(issue: Issue, { to }: Transition, state: State): ChangeItem[] {
	const before = { ...issue.values };
	const isDone = state.statuses.get(to)!.category === 'done';
	issue.values.status = to;
	issue.values.resolution = isDone ? '10000' : null;
	issue.values.resolutiondate = isDone ? (before.resolutiondate ?? Date.now()) : null;
	return ['resolution', 'status']
		.filter((id) => (before[id] ?? null) !== issue.values[id])
		.map((id) => changeOf(id, before[id], issue.values[id], state));
}
