import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { sameValue } from './difference';
import { InvalidInput } from './errors';
import { readFields } from './fields';
import type { FieldMap, ValuesOf } from './fields';
import type { Kind, ShownFor } from './kind';
import type { ItemParameters } from './operation';
import type { Stored } from './store';

/** The parts of a kind that its fields' panel is made of. */
type Fielded<Fields extends FieldMap> = Pick<
	Kind<Fields, Stored, unknown>,
	'fields' | 'main' | 'additional' | 'shownFor' | 'check' | 'checkChange'
>;

/** What of a kind can be changed. */
export interface Changeable<Fields extends FieldMap> {
	readonly changeable: ReadonlyArray<keyof Fields & string>;
	/** Fields that stand at the top level, since it depends on them which others are shown. */
	readonly deciding?: ReadonlyArray<keyof Fields & string>;
	/** Something to be read before. */
	readonly notice?: string;
}

const byDisplayName = (a: INodeProperties, b: INodeProperties) =>
	a.displayName < b.displayName ? -1 : 1;

/** Some of the fields. */
function someOf<Fields extends FieldMap>(
	fields: Fields,
	names: ReadonlyArray<keyof Fields & string>,
): FieldMap {
	return Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)));
}

/** A collection of fields, in alphabetical order as n8n's guidelines ask; nothing when there are none. */
export function collectionOf(
	displayName: string,
	name: string,
	placeholder: string,
	fields: FieldMap,
	shown: (field: string) => Pick<INodeProperties, 'displayOptions'> = () => ({}),
): INodeProperties[] {
	const options = Object.entries(fields)
		.map(([field, { property }]) => ({ ...property, name: field, ...shown(field) }))
		.sort(byDisplayName);
	if (options.length === 0) return [];
	return [{ displayName, name, type: 'collection', placeholder, default: {}, options }];
}

/** The panel for a whole specification: the main fields at the top, the others to be added. */
export function specificationPanel<Fields extends FieldMap>(
	kind: Fielded<Fields>,
): INodeProperties[] {
	const top = kind.main.map(({ field }) => field);
	const main = kind.main.flatMap(
		({ field, required, notices = [], displayedFor }): INodeProperties[] => {
			const { property } = kind.fields[field] as FieldMap[string];
			const shown = shownWhen(displayedFor ?? kind.shownFor?.[field]);
			return [
				...notices.map((notice, index) => noticeOf(`${field}Notice${index + 1}`, notice, shown)),
				// Where it hangs on an expression whether a field is shown, n8n would insist on all of them.
				{
					...property,
					name: field,
					...(required && !kind.shownFor?.[field] ? { required } : {}),
					...shown,
				},
			];
		},
	);
	const additional = someOf(kind.fields, kind.additional);
	return [
		...main,
		...collectionOf('Additional Fields', 'additionalFields', 'Add Field', additional, (field) =>
			shownWhen(kind.shownFor?.[field], top),
		),
	];
}

/** The panel for a change: what decides on the fields at the top, the fields to be added. */
export function changePanel<Fields extends FieldMap>(
	kind: Fielded<Fields>,
	{ changeable, deciding = [], notice }: Changeable<Fields>,
): INodeProperties[] {
	const top = Object.entries(someOf(kind.fields, deciding)).map(
		([name, { property }]): INodeProperties => ({ ...property, name, required: true }),
	);
	const fields = someOf(kind.fields, changeable);
	return [
		...(notice ? [noticeOf('updateNotice', notice, {})] : []),
		...top,
		...collectionOf('Update Fields', 'updateFields', 'Add Field', fields, (field) =>
			shownWhen(kind.shownFor?.[field], deciding),
		),
	];
}

/**
 * One item's whole specification, checked by the kind's rules.
 *
 * @throws InvalidInput
 */
export function readSpecification<Fields extends FieldMap>(
	kind: Fielded<Fields>,
	parameters: ItemParameters,
): ValuesOf<Fields> {
	const raw: IDataObject = { ...parameters.collection('additionalFields') };
	for (const { field } of kind.main) setGiven(raw, field, parameters.get(field));
	const top = kind.main.map(({ field }) => field);
	const surplus = takeOutHidden(kind, raw, top);
	const spec = readFields(kind.fields, raw);
	for (const { field, required } of kind.main) {
		if (!required || spec[field] !== undefined) continue;
		if (isShown(kind.shownFor?.[field], raw, top)) {
			throw new InvalidInput(labelOf(kind, field), 'is missing');
		}
	}
	kind.check(spec);
	if (surplus) throw surplus;
	return spec;
}

/**
 * One item's change.
 *
 * @throws InvalidInput, also when nothing is to be changed
 */
export function readChange<Fields extends FieldMap>(
	kind: Fielded<Fields>,
	{ changeable, deciding = [] }: Changeable<Fields>,
	parameters: ItemParameters,
): ValuesOf<Fields> {
	const raw: IDataObject = { ...parameters.collection('updateFields') };
	const change = readFields(someOf(kind.fields, changeable), raw);
	if (Object.keys(change).length === 0) {
		throw new InvalidInput('Update Fields', 'nothing to change was given', 'Add a field.');
	}
	for (const field of deciding) setGiven(raw, field, parameters.get(field));
	const surplus = takeOutHidden(kind, raw, deciding);
	if (surplus) throw surplus;
	const fields = someOf(kind.fields, [...deciding, ...changeable]);
	const whole = readFields(fields, raw) as ValuesOf<Fields>;
	kind.checkChange?.(whole);
	return whole;
}

const labelOf = <Fields extends FieldMap>(kind: Fielded<Fields>, field: string) =>
	(kind.fields[field] as FieldMap[string]).property.displayName;

function setGiven(raw: IDataObject, field: string, value: unknown): void {
	if (value !== undefined) raw[field] = value as IDataObject[string];
}

/**
 * Takes those values out that the panel does not show for the others. n8n itself cannot when it is
 * an expression that decides.
 *
 * @returns what to complain of when such a value is more than the panel's default
 */
function takeOutHidden<Fields extends FieldMap>(
	kind: Fielded<Fields>,
	raw: IDataObject,
	top: readonly string[],
): InvalidInput | undefined {
	let surplus: InvalidInput | undefined;
	const conditional: Readonly<Record<string, ShownFor | undefined>> = kind.shownFor ?? {};
	for (const field of Object.keys(conditional)) {
		const shownFor = conditional[field];
		if (raw[field] === undefined || isShown(shownFor, raw, top)) continue;
		const { property } = kind.fields[field] as FieldMap[string];
		if (!sameValue(raw[field], property.default)) {
			const conditions = Object.entries(shownFor ?? {})
				.filter(([other]) => top.includes(other))
				.map(([other, values]) => `${labelOf(kind, other)} ${values.join(' or ')}`);
			surplus ??= new InvalidInput(property.displayName, `is for ${conditions.join(' and ')} only`);
		}
		delete raw[field];
	}
	return surplus;
}

function isShown(
	shownFor: ShownFor | undefined,
	raw: IDataObject,
	top: readonly string[],
): boolean {
	if (!shownFor) return true;
	for (const other of Object.keys(shownFor)) {
		if (top.includes(other) && !shownFor[other]?.includes(valueIn(raw[other]))) return false;
	}
	return true;
}

/** What a field holds, for a comparison: of a locator, what it has picked. */
function valueIn(raw: unknown): string {
	const value: unknown =
		typeof raw === 'object' && raw !== null && 'value' in raw ? raw.value : raw;
	// Of an object nothing can be compared, and some cannot be made into text.
	return typeof value === 'object' ? '' : String(value);
}

/**
 * @param outside the fields it depends on that stand outside of its own collection; all of them are
 * beside it without this
 */
function shownWhen(
	shownFor: ShownFor | undefined,
	outside?: readonly string[],
): Pick<INodeProperties, 'displayOptions'> {
	const show = Object.entries(shownFor ?? {})
		.filter(([other]) => outside?.includes(other) ?? true)
		.map(([other, values]) => [outside ? `/${other}` : other, [...values]]);
	return show.length > 0 ? { displayOptions: { show: Object.fromEntries(show) } } : {};
}

const noticeOf = (
	name: string,
	displayName: string,
	shown: Pick<INodeProperties, 'displayOptions'>,
): INodeProperties => ({ displayName, name, type: 'notice', default: '', ...shown });
