import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InvalidInput } from './errors';
import { readFields } from './fields';
import type { FieldMap, ValuesOf } from './fields';
import type { Kind } from './kind';
import type { ItemParameters } from './operation';
import type { Stored } from './store';

const byDisplayName = (a: INodeProperties, b: INodeProperties) =>
	a.displayName < b.displayName ? -1 : 1;

/** Fields as the entries of a collection, in alphabetical order as n8n's guidelines ask. */
function entriesOf(fields: FieldMap): INodeProperties[] {
	return Object.entries(fields)
		.map(([name, { property }]) => ({ ...property, name }))
		.sort(byDisplayName);
}

/** Some of the fields. */
export function someOf<Fields extends FieldMap>(
	fields: Fields,
	names: ReadonlyArray<keyof Fields & string>,
): FieldMap {
	return Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)));
}

/** A collection of fields; nothing when there are none. */
export function collectionOf(
	displayName: string,
	name: string,
	placeholder: string,
	fields: FieldMap,
): INodeProperties[] {
	const options = entriesOf(fields);
	if (options.length === 0) return [];
	return [{ displayName, name, type: 'collection', placeholder, default: {}, options }];
}

/** The panel for a whole specification: the main fields at the top, the others to be added. */
export function specificationPanel<Fields extends FieldMap, Kept extends Stored>(
	kind: Kind<Fields, Kept>,
): INodeProperties[] {
	const main = kind.main.map(({ field, required, when }): INodeProperties => {
		const { property } = kind.fields[field] as FieldMap[string];
		return {
			...property,
			name: field,
			...(required ? { required } : {}),
			...(when ? { displayOptions: { show: when } } : {}),
		};
	});
	return [
		...main,
		...collectionOf(
			'Additional Fields',
			'additionalFields',
			'Add Field',
			someOf(kind.fields, kind.additional),
		),
	];
}

/**
 * One item's whole specification, checked by the kind's rules.
 *
 * @throws InvalidInput
 */
export function readSpecification<Fields extends FieldMap, Kept extends Stored>(
	kind: Kind<Fields, Kept>,
	parameters: ItemParameters,
): ValuesOf<Fields> {
	const raw: IDataObject = { ...parameters.collection('additionalFields') };
	for (const { field } of kind.main) {
		const value = parameters.get(field);
		if (value !== undefined) raw[field] = value as IDataObject[string];
	}
	const spec = readFields(kind.fields, raw);
	for (const { field, required, when } of kind.main) {
		if (!required || spec[field] !== undefined) continue;
		const shown = Object.entries(when ?? {}).every(([other, values]) =>
			values.includes(String(raw[other])),
		);
		const { property } = kind.fields[field] as FieldMap[string];
		if (shown) throw new InvalidInput(property.displayName, 'is missing');
	}
	kind.check(spec);
	return spec;
}
