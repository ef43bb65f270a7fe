import type { Pickable } from '../../core/kind';
import type { Operation } from '../../core/operation';
import { SIMPLIFY, viewOf } from '../../core/record';
import type { Integration, IntegrationStore } from './store';

/** Enable and Disable: the integration that each item names. */
export function setActive(
	kind: Pickable<Integration, string>,
	active: boolean,
): Operation<Pick<IntegrationStore, 'setActive'>> {
	const name = active ? 'Enable' : 'Disable';
	return {
		value: name.toLowerCase(),
		name,
		action: `${name} integration`,
		description: active
			? 'Let the users of a project use an integration'
			: 'Pause an integration with all its connected users and workflows',
		properties: [...kind.picker.properties, SIMPLIFY],
		read(parameters) {
			const ref = kind.picker.read(parameters);
			const view = viewOf(kind, parameters);
			return async (store) => [{ json: view(await store.setActive(ref, active)) }];
		},
	};
}
