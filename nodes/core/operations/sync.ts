import { adaptDesired, desiredPanel, readDesired } from '../desired';
import type { Keyed } from '../desired';
import type { FieldMap, ValuesOf } from '../fields';
import { readFields } from '../fields';
import { hasToBeWritten } from '../inStep';
import type { Kind } from '../kind';
import type { JointOperation } from '../operation';
import { planFor } from '../plan';
import type { Unlisted } from '../plan';
import type { Id, Stored } from '../store';
import { carryOut } from '../sync/carryOut';
import {
	checkWithin,
	idKey,
	isWithin,
	refuseDoubles,
	refuseNothing,
	setsOf,
} from '../sync/entries';
import type { Entry } from '../sync/entries';
import { gather } from '../sync/gather';
import type { Found } from '../sync/gather';
import { removeOne, writeOne } from '../sync/jobs';
import type { Job, Synced } from '../sync/jobs';
import { present } from '../sync/present';
import type { Scope } from '../sync/scope';
import { readSettings, settingsPanel } from '../sync/settings';

/** Sync: what is there made as all items together say. */
export function sync<
	Fields extends FieldMap,
	Kept extends Stored,
	Ref,
	Query,
	Options extends FieldMap,
	ScopeFields extends FieldMap,
>(
	kind: Kind<Fields, Kept, Ref>,
	keyed: Keyed<Fields, Kept, Ref, Query, Options>,
	scope: Scope<ScopeFields, ValuesOf<Fields>, Kept, Query>,
): JointOperation<Synced<ValuesOf<Fields>, Kept, Ref, Query, ValuesOf<Options>>> {
	type Spec = ValuesOf<Fields>;
	type Store = Synced<Spec, Kept, Ref, Query, ValuesOf<Options>>;
	return {
		value: 'sync',
		name: 'Sync',
		action: `Sync ${kind.plural}`,
		description: `Make the ${kind.plural} that are there the same as the input items say`,
		properties: [...desiredPanel(kind, keyed), ...settingsPanel(kind, keyed, scope)],
		adapt: (parameters) => adaptDesired(kind, keyed, parameters),
		begin(parameters) {
			const settings = readSettings(kind, scope.fields, parameters);
			const entries: Array<Entry<Spec, ValuesOf<Options>>> = [];
			return {
				read(item) {
					const { spec, id } = readDesired(kind, keyed, item, settings.byId);
					checkWithin(keyed, scope, settings, spec);
					const options = readFields(keyed.options, item.collection('options'));
					entries.push({ item: item.index, spec, id, options });
				},
				async run(storeOf: (item: number) => Store, tools) {
					const sets = setsOf(entries.splice(0), storeOf);
					refuseDoubles(sets, keyed);
					refuseNothing(sets.size, settings, tools);
					const wanted: Array<{ store: Store; found: Found<Spec, Kept, ValuesOf<Options>> }> = [];
					const unlisted: Array<{ store: Store; found: Unlisted }> = [];
					let existing = 0;
					for (const [store, ofStore] of sets) {
						const specs = ofStore.map(({ spec }) => spec);
						// One that is named by its ID may be elsewhere still, and is to be moved.
						const anywhere = ofStore.some(({ id }) => id !== undefined);
						const query = anywhere
							? scope.query?.({}, specs, true)
							: scope.query?.(settings.scope, specs, settings.deleteUnlisted);
						const gathered = await gather(store, ofStore, keyed, {
							ignored: settings.ignored,
							query: query as Query,
							matters: (differences) => hasToBeWritten(differences, settings.whenUnknown),
							isSurplus: (stored: Kept) =>
								settings.deleteUnlisted && isWithin(keyed, scope, settings, stored),
						});
						for (const found of gathered.wanted) wanted.push({ store, found });
						for (const found of gathered.unlisted) unlisted.push({ store, found });
						existing += gathered.existing;
						// What is in step is not needed again, and there may be very much of it.
						sets.delete(store);
					}
					wanted.sort((a, b) => a.found.item - b.found.item);
					const protectedIds = new Set([...settings.protect].map(idKey));
					const plan = planFor(
						wanted.map(({ found }) => found),
						unlisted.map(({ found }) => found),
						existing,
						{
							...settings,
							isProtected: (name, id) =>
								settings.protect.has(name.trim()) || protectedIds.has(idKey(id)),
						},
					);
					const jobs = plan.actions.map((action, index): Job => {
						const one = wanted[index];
						const surplus = unlisted[index - wanted.length];
						const run = async () =>
							one
								? await writeOne(one.store, one.found, kind, settings, tools)
								: await removeOne(surplus?.store as Store, keyed.refOf(action.id as Id));
						return { action, run };
					});
					const outcomes = await carryOut(plan, jobs, settings.dryRun, tools);
					return await present(
						{ title: `Sync of ${kind.plural}`, mayBeSecret: keyed.mayBeSecret },
						plan,
						outcomes,
						settings,
						tools,
					);
				},
			};
		},
	};
}
