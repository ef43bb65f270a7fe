import type { FieldMap, ValuesOf } from '../fields';
import { readFields } from '../fields';
import type { Kind } from '../kind';
import { locatorProperty, readRequiredLocator } from '../locator';
import type { Operation } from '../operation';
import { collectionOf } from '../panel';
import type { CredentialStore, Stored } from '../store';

/** Delete: the credential that each item names. */
export function remove<
	Fields extends FieldMap,
	Kept extends Stored,
	Options extends FieldMap = Record<never, never>,
>(
	kind: Kind<Fields, Kept>,
	options: Options,
): Operation<Pick<CredentialStore<never, Kept, never, never, ValuesOf<Options>>, 'remove'>> {
	return {
		value: 'delete',
		name: 'Delete',
		action: `Delete ${kind.singular}`,
		description: `Delete ${kind.article} ${kind.singular} permanently`,
		properties: [
			locatorProperty(kind.locator),
			...collectionOf('Options', 'options', 'Add Option', options),
		],
		read(parameters) {
			const id = readRequiredLocator(kind.locator, parameters.get(kind.locator.name));
			const given = readFields(options, parameters.collection('options'));
			return async (store) => [{ json: { deleted: true, id, ...(await store.remove(id, given)) } }];
		},
	};
}
