import type { FieldMap, ValuesOf } from '../fields';
import { readFields } from '../fields';
import type { Pickable } from '../kind';
import type { Operation } from '../operation';
import { collectionOf } from '../panel';
import type { Removes, Stored } from '../store';

/** Delete: the credential that each item names. */
export function remove<Kept extends Stored, Ref, Options extends FieldMap = Record<never, never>>(
	kind: Pickable<Kept, Ref>,
	options: Options,
): Operation<Removes<ValuesOf<Options>, Ref>> {
	return {
		value: 'delete',
		name: 'Delete',
		action: `Delete ${kind.singular}`,
		description: `Delete ${kind.article} ${kind.singular} permanently`,
		properties: [
			...kind.picker.properties,
			...collectionOf('Options', 'options', 'Add Option', options),
		],
		read(parameters) {
			const ref = kind.picker.read(parameters);
			const given = readFields(options, parameters.collection('options'));
			return async (store) => [{ json: { deleted: true, ...(await store.remove(ref, given)) } }];
		},
	};
}
