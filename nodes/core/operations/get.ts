import type { Pickable } from '../kind';
import type { Operation } from '../operation';
import { SIMPLIFY, viewOf } from '../record';
import { readSecretOutput, secretOutputPanel } from '../secretOutput';
import type { Gets, Stored } from '../store';

/** Get: the one that each item names. */
export function get<Kept extends Stored, Ref>(
	kind: Pickable<Kept, Ref>,
): Operation<Gets<Kept, Ref>> {
	return {
		value: 'get',
		name: 'Get',
		action: `Get ${kind.singular}`,
		description: `Retrieve ${kind.article} ${kind.singular}`,
		properties: [
			...kind.picker.properties,
			...(kind.secretOf ? secretOutputPanel('How the client secret is handed on') : []),
			SIMPLIFY,
		],
		read(parameters) {
			const ref = kind.picker.read(parameters);
			const secretOutput = readSecretOutput(parameters);
			const view = viewOf(kind, parameters);
			return async (store, tools) => {
				const stored = await store.get(ref);
				const secret = kind.secretOf?.(stored);
				return [await secretOutput.present(view(stored), stored.id, secret, tools)];
			};
		},
	};
}
