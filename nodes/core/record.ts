import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { View } from './kind';
import type { ItemParameters } from './operation';

/** The panel's Simplify switch. */
export const SIMPLIFY: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** How a record is shown, as the item's Simplify asks; a secret is in neither form. */
export function viewOf<Kept>(
	kind: View<Kept>,
	parameters: ItemParameters,
): (stored: Kept) => IDataObject {
	const simplify = parameters.flag('simplify');
	return (stored) => (simplify ? kind.simplify(stored) : kind.withoutSecrets(stored));
}

/** Those of a record's fields that it has, in the given order. */
export function pick(record: IDataObject, fields: readonly string[]): IDataObject {
	const picked: IDataObject = {};
	for (const field of fields) {
		if (record[field] !== undefined) picked[field] = record[field];
	}
	return picked;
}

/** A record but for one field. */
export function without<Record extends IDataObject>(record: Record, field: string): IDataObject {
	return Object.fromEntries(Object.entries(record).filter(([name]) => name !== field));
}
