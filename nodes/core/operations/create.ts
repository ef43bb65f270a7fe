import type { FieldMap, ValuesOf } from '../fields';
import { readFields } from '../fields';
import type { Kind } from '../kind';
import type { Operation } from '../operation';
import { collectionOf, readSpecification, specificationPanel } from '../panel';
import { SIMPLIFY, viewOf } from '../record';
import { readSecretOutput, secretOutputPanel } from '../secretOutput';
import type { Creates, Stored } from '../store';

/** What Create has to know of a kind besides its fields. */
export interface CreateTraits<Options extends FieldMap> {
	/** Whether the vendor makes a secret that can be handed on. */
	readonly secret: boolean;
	/** Further options, for the store. */
	readonly options: Options;
}

/** Whether the secret is asked for, so that the store gets hold of it whatever happens on the way. */
export interface SecretWanted {
	secretWanted: boolean;
}

const SHOWN_ONCE = 'How the client secret is handed on. It is shown this once only.';

/** Create: one new credential for each item. */
export function create<
	Fields extends FieldMap,
	Kept extends Stored,
	Ref,
	Options extends FieldMap = Record<never, never>,
>(
	kind: Kind<Fields, Kept, Ref>,
	traits: CreateTraits<Options>,
): Operation<Creates<ValuesOf<Fields>, Kept, ValuesOf<Options> & SecretWanted>> {
	return {
		value: 'create',
		name: 'Create',
		action: `Create ${kind.singular}`,
		description: `Create ${kind.article} ${kind.singular}`,
		properties: [
			...specificationPanel(kind),
			...(traits.secret ? secretOutputPanel(SHOWN_ONCE) : []),
			SIMPLIFY,
			...collectionOf('Options', 'options', 'Add Option', traits.options),
		],
		read(parameters) {
			const spec = readSpecification(kind, parameters);
			const options = readFields(traits.options, parameters.collection('options'));
			const secretOutput = readSecretOutput(parameters);
			const view = viewOf(kind, parameters);
			return async (store, tools) => {
				const made = await store.create(spec, { ...options, secretWanted: secretOutput.wanted });
				if (made.leftToDo) tools.hint({ message: made.leftToDo, type: 'info' });
				const json = { ...view(made.stored), ...made.related, steps: [...made.steps] };
				return [await secretOutput.present(json, made.stored.id, made.secret, tools)];
			};
		},
	};
}
