import { adfFault } from './adf.mts';
import { refused, refusedFields } from './errors.mts';
import { FieldFault, kindOf, type Setting } from './fieldKinds.mts';
import type { Field } from './field.mts';
import { fieldOf, screenOf, type ScreenField } from './fields.mts';
import type { AdfNode, Project } from './records.mts';
import type { State } from './state.mts';

/** What a request sets on an issue. */
export interface Changes {
	/** Values to keep, by field ID. */
	values: Record<string, unknown>;
	/** Bodies of comments to add. */
	comments: AdfNode[];
}

/** What changes are judged with. */
export interface Place {
	state: State;
	project: Project;
	issueTypeId: string;
	/** Values so far. */
	current: Readonly<Record<string, unknown>>;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(given: unknown, setting: Setting, required: boolean): unknown {
	const { field } = setting;
	const isEmpty = given === null || (field.kind === 'labels' && given === undefined);
	if (!isEmpty) return kindOf(field).parse(given, setting);
	if (field.id === 'summary') throw new FieldFault('You must specify a summary of the issue.');
	if (required) throw new FieldFault(`${field.name} is required.`);
	return null;
}

function applied(field: Field, operations: unknown, place: Place, required: boolean): unknown {
	const setting = { ...place, field };
	let value = place.current[field.id];
	if (!Array.isArray(operations)) throw new FieldFault('data was not an array');
	for (const operation of operations as Array<Record<string, unknown>>) {
		const [[verb = '', given] = []] = Object.entries(operation);
		if (!field.operations.includes(verb)) {
			throw new FieldFault(
				`Field with id '${field.id}' and name '${field.name}' does not support operation '${verb}' Supported operation(s) are: '${field.operations.join(', ')}'`,
			);
		}
		if (verb === 'set') value = parsed(given, setting, required);
		else {
			const [each] = kindOf(field).parse([given], setting) as string[];
			const own = ((value ?? []) as string[]).filter((known) => known !== each);
			value = verb === 'add' ? [...own, each] : own;
		}
	}
	return value;
}

function unknownField(id: string): string {
	return `Field '${id}' cannot be set. It is not on the appropriate screen, or unknown.`;
}

function commentBodies(operations: unknown): AdfNode[] {
	return (Array.isArray(operations) ? operations : []).flatMap((operation) => {
		const add: unknown = isObject(operation) ? operation.add : undefined;
		if (!isObject(add)) return [];
		const fault = adfFault(add.body);
		if (fault) throw new FieldFault(`Comment body is not valid! (${fault})`);
		return [add.body as unknown as AdfNode];
	});
}

/**
 * What `fields` and `update` of a body set, by the screen of the project and the issue type.
 * @throws JiraError 400 with what is wrong with each field
 */
export function changesOf(
	body: Record<string, unknown>,
	screen: readonly ScreenField[],
	place: Place,
): Changes {
	const { fields = {}, update = {} } = body;
	if (!isObject(fields) || !isObject(update))
		throw refused(
			400,
			'Invalid request payload. Refer to the REST API documentation and try again.',
		);
	const errors: Record<string, string> = {};
	const changes: Changes = { values: {}, comments: [] };
	const attempt = (id: string, action: () => void): void => {
		try {
			action();
		} catch (error) {
			if (!(error instanceof FieldFault)) throw error;
			errors[id] = error.message;
		}
	};
	const entryOf = (id: string) => screen.find(({ field }) => field.id === id);
	for (const [id, given] of Object.entries(fields)) {
		const entry = entryOf(id);
		if (!entry) errors[id] = unknownField(id);
		else {
			attempt(id, () => {
				changes.values[id] = parsed(given, { ...place, field: entry.field }, entry.required);
			});
		}
	}
	for (const [id, operations] of Object.entries(update)) {
		const entry = entryOf(id);
		if (id === 'comment') {
			attempt(id, () => changes.comments.push(...commentBodies(operations)));
		} else if (!entry) errors[id] = unknownField(id);
		else if (id in fields) {
			errors[id] = `Field '${id}' cannot appear in both 'fields' and 'update'`;
		} else {
			attempt(id, () => {
				changes.values[id] = applied(entry.field, operations, place, entry.required);
			});
		}
	}
	if (Object.keys(errors).length > 0) throw refusedFields(errors);
	return changes;
}

/**
 * Project and issue type of a new issue.
 * @throws JiraError 400
 */
export function placeOf(
	fields: Record<string, unknown>,
	state: State,
): { project: Project; issueTypeId: string } {
	const field = (id: string) => fieldOf(id)!;
	const errors: Record<string, string> = {};
	const part = <T,>(id: string, action: () => T): T | undefined => {
		try {
			return action();
		} catch (error) {
			if (!(error instanceof FieldFault)) throw error;
			errors[id] = error.message;
			return undefined;
		}
	};
	const nowhere = { state, issueTypeId: '' } as Setting;
	const project = part('project', () =>
		state.projects.get(
			kindOf(field('project')).parse(fields.project, {
				...nowhere,
				field: field('project'),
			}) as string,
		),
	);
	if (fields.issuetype === undefined) errors.issuetype = 'Specify an issue type';
	const issueTypeId =
		project &&
		fields.issuetype !== undefined &&
		part('issuetype', () =>
			kindOf(field('issuetype')).parse(fields.issuetype, {
				...nowhere,
				project,
				field: field('issuetype'),
			}),
		);
	if (Object.keys(errors).length > 0) throw refusedFields(errors);
	return { project: project!, issueTypeId: issueTypeId as string };
}

/**
 * What a new issue of a place begins with: required fields have to be there.
 * @throws JiraError 400
 */
export function newValues(
	body: Record<string, unknown>,
	state: State,
	callerId: string,
): { project: Project; issueTypeId: string; changes: Changes } {
	const fields = isObject(body.fields) ? body.fields : {};
	const { project, issueTypeId } = placeOf(fields, state);
	const screen = screenOf(state, project, issueTypeId);
	const place = { state, project, issueTypeId, current: {} };
	const changes = changesOf(body, screen, place);
	const missing = screen.filter(
		({ field, required, fallback }) =>
			required && fallback === undefined && (changes.values[field.id] ?? null) === null,
	);
	if (missing.length > 0) {
		throw refusedFields(
			Object.fromEntries(
				missing.map(({ field: { id, name } }) => [
					id,
					id === 'summary' ? 'You must specify a summary of the issue.' : `${name} is required.`,
				]),
			),
		);
	}
	for (const { field, fallback } of screen) {
		if (fallback === undefined || (changes.values[field.id] ?? null) !== null) continue;
		changes.values[field.id] = fallback === 'caller' ? callerId : fallback;
	}
	return { project, issueTypeId, changes };
}
