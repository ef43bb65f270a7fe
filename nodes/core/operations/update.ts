import type { FieldMap, ValuesOf } from '../fields';
import { readFields } from '../fields';
import type { Kind } from '../kind';
import type { Operation } from '../operation';
import { changePanel, collectionOf, readChange } from '../panel';
import type { Changeable } from '../panel';
import { SIMPLIFY, viewOf } from '../record';
import type { Stored, Updates } from '../store';

/**
 * Update: the given fields of the credential that each item names, and no others.
 */
export function update<
	Fields extends FieldMap,
	Kept extends Stored,
	Ref,
	Options extends FieldMap = Record<never, never>,
>(
	kind: Kind<Fields, Kept, Ref>,
	{ options, ...change }: Changeable<Fields> & { options: Options },
): Operation<Updates<ValuesOf<Fields>, Kept, ValuesOf<Options>, Ref>> {
	return {
		value: 'update',
		name: 'Update',
		action: `Update ${kind.singular}`,
		description: `Change ${kind.article} ${kind.singular}; fields that are not given stay as they are`,
		properties: [
			...kind.picker.properties,
			...changePanel(kind, change),
			SIMPLIFY,
			...collectionOf('Options', 'options', 'Add Option', options),
		],
		read(parameters) {
			const ref = kind.picker.read(parameters);
			const wanted = readChange(kind, change, parameters);
			const given = readFields(options, parameters.collection('options'));
			const view = viewOf(kind, parameters);
			return async (store) => [{ json: view(await store.update(ref, wanted, given)) }];
		},
	};
}
