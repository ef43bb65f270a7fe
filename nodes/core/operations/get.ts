import type { FieldMap } from '../fields';
import type { Kind } from '../kind';
import { locatorProperty, readRequiredLocator } from '../locator';
import type { Operation } from '../operation';
import { SIMPLIFY, viewOf } from '../record';
import type { CredentialStore, Stored } from '../store';

/** Get: the credential that each item names. */
export function get<Fields extends FieldMap, Kept extends Stored>(
	kind: Kind<Fields, Kept>,
): Operation<Pick<CredentialStore<never, Kept>, 'get'>> {
	return {
		value: 'get',
		name: 'Get',
		action: `Get ${kind.singular}`,
		description: `Retrieve ${kind.article} ${kind.singular}`,
		properties: [locatorProperty(kind.locator), SIMPLIFY],
		read(parameters) {
			const id = readRequiredLocator(kind.locator, parameters.get(kind.locator.name));
			const view = viewOf(kind, parameters);
			return async (store) => [{ json: view(await store.get(id)) }];
		},
	};
}
