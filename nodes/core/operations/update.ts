import { InvalidInput } from '../errors';
import type { FieldMap, ValuesOf } from '../fields';
import { readFields } from '../fields';
import type { Kind } from '../kind';
import { locatorProperty, readRequiredLocator } from '../locator';
import type { Operation } from '../operation';
import { collectionOf, someOf } from '../panel';
import { SIMPLIFY, viewOf } from '../record';
import type { CredentialStore, Stored } from '../store';

/**
 * Update: the given fields of the credential that each item names, and no others.
 *
 * @param changeable those of the kind's fields that can be changed
 */
export function update<
	Fields extends FieldMap,
	Kept extends Stored,
	Options extends FieldMap = Record<never, never>,
>(
	kind: Kind<Fields, Kept>,
	{ changeable, options }: { changeable: ReadonlyArray<keyof Fields & string>; options: Options },
): Operation<Pick<CredentialStore<ValuesOf<Fields>, Kept, never, ValuesOf<Options>>, 'update'>> {
	const fields = someOf(kind.fields, changeable);
	return {
		value: 'update',
		name: 'Update',
		action: `Update ${kind.singular}`,
		description: `Change ${kind.article} ${kind.singular}; fields that are not given stay as they are`,
		properties: [
			locatorProperty(kind.locator),
			...collectionOf('Update Fields', 'updateFields', 'Add Field', fields),
			SIMPLIFY,
			...collectionOf('Options', 'options', 'Add Option', options),
		],
		read(parameters) {
			const id = readRequiredLocator(kind.locator, parameters.get(kind.locator.name));
			const change = readFields(fields, parameters.collection('updateFields')) as Partial<
				ValuesOf<Fields>
			>;
			if (Object.keys(change).length === 0) {
				throw new InvalidInput('Update Fields', 'nothing to change was given', 'Add a field.');
			}
			const given = readFields(options, parameters.collection('options'));
			const view = viewOf(kind, parameters);
			return async (store) => [{ json: view(await store.update(id, change, given)) }];
		},
	};
}
