import { adaptDesired, creationOf, desiredPanel, readDesired } from '../desired';
import type { Keyed } from '../desired';
import { shownDifferences } from '../difference';
import type { FieldMap, ValuesOf } from '../fields';
import { readFields } from '../fields';
import { hasToBeWritten } from '../inStep';
import type { Kind } from '../kind';
import { findStored } from '../matching';
import type { Operation, RunTools, Task } from '../operation';
import { collectionOf } from '../panel';
import { SIMPLIFY, viewOf } from '../record';
import { readSecretOutput, secretOutputPanel } from '../secretOutput';
import type { Compares, Creates, Gets, Lists, Rewrites, Stored } from '../store';
import { claimOf } from '../sync/entries';
import { WHEN_UNKNOWN } from '../whenUnknown';
import type { SecretWanted } from './create';

const SHOWN_ONCE =
	'How the client secret is handed on when one is created. It is shown this once only.';

/** What a store must offer for a desired state to be brought about. */
export type Reconciling<Spec, Kept extends Stored, Ref, Query, Options> = Lists<Kept, Query> &
	Gets<Kept, Ref> &
	Creates<Spec, Kept, Options & SecretWanted> &
	Rewrites<Spec, Kept, Options> &
	Compares<Spec, Kept, Options>;

/** Create or Update: for each item, the one that is there put in step, or else a new one. */
export function createOrUpdate<
	Fields extends FieldMap,
	Kept extends Stored,
	Ref,
	Query,
	Options extends FieldMap,
>(
	kind: Kind<Fields, Kept, Ref>,
	keyed: Keyed<Fields, Kept, Ref, Query, Options>,
): Operation<Reconciling<ValuesOf<Fields>, Kept, Ref, Query, ValuesOf<Options>>> {
	const readSpec = readDesired(kind, keyed);
	const optionFields = { ...keyed.options, whenUnknown: WHEN_UNKNOWN };
	return {
		// n8n's own word for this.
		value: 'upsert',
		name: 'Create or Update',
		action: `Create or update ${kind.singular}`,
		description: 'Create a new record, or update the current one if it already exists (upsert)',
		properties: [
			...desiredPanel(kind, keyed),
			...(keyed.secret ? secretOutputPanel(SHOWN_ONCE) : []),
			SIMPLIFY,
			...collectionOf('Options', 'options', 'Add Option', optionFields),
		],
		adapt: adaptDesired(kind, keyed),
		read(parameters) {
			const byId = parameters.get('matchOn') === 'id';
			const { spec, id } = readSpec(parameters, byId);
			const given = parameters.collection('options');
			const options = readFields(keyed.options, given);
			const whenUnknown = WHEN_UNKNOWN.read(given.whenUnknown) ?? 'write';
			const secretOutput = readSecretOutput(parameters);
			const view = viewOf(kind, parameters);
			const words = keyed.wordsOf(spec);
			const keyField = keyed.keyLabel;
			const shown = (differences: Parameters<typeof shownDifferences>[0]) =>
				shownDifferences(differences, keyed.mayBeSecret).map((change) => ({ ...change }));

			const task = async (
				store: Reconciling<ValuesOf<Fields>, Kept, Ref, Query, ValuesOf<Options>>,
				tools: RunTools,
			) => {
				const stored = await findStored(store, {
					spec,
					ref: id === undefined ? undefined : keyed.refOf(id),
					query: keyed.query?.(spec) as Query,
					keyField,
					words,
				});
				if (!stored) {
					const made = await store.create(spec, { ...options, secretWanted: secretOutput.wanted });
					if (made.leftToDo) tools.hint({ message: made.leftToDo, type: 'info' });
					const json = {
						action: 'created',
						...view(made.stored),
						...made.related,
						changes: shown(creationOf(keyed, spec, options)),
						steps: [...made.steps],
					};
					return [await secretOutput.present(json, made.stored.id, made.secret, tools)];
				}
				const differences = await store.differences(spec, stored, options);
				const changes = shown(differences);
				if (!hasToBeWritten(differences, whenUnknown)) {
					return [{ json: { action: 'unchanged', ...view(stored), changes } }];
				}
				const updated = await store.rewrite(stored, spec, options);
				return [{ json: { action: 'updated', ...view(updated), changes } }];
			};
			const claim = claimOf(keyed, spec, id);
			return Object.assign(task, { claim }) satisfies Task<never>;
		},
	};
}
