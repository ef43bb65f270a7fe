import type { IDataObject } from 'n8n-workflow';
import type { ItemParameters } from '../../../nodes/core/operation.ts';

/** The parameters of an item whose panel, or an expression in it, gives these values. */
export function parametersOf(values: object): ItemParameters {
	const given = new Map<string, unknown>(Object.entries(values));
	return {
		index: 0,
		get: (name) => given.get(name),
		collection: (name) => (given.get(name) ?? {}) as IDataObject,
		json: {},
		flag: (name) => given.get(name) === true,
	};
}
