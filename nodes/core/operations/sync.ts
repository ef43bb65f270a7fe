import { adaptDesired, desiredPanel, readDesired } from '../desired';
import type { Keyed } from '../desired';
import type { Difference } from '../difference';
import type { FieldMap, ValuesOf } from '../fields';
import { readFields } from '../fields';
import { hasToBeWritten } from '../inStep';
import type { Kind } from '../kind';
import type { ItemParameters, JointOperation, JointTools } from '../operation';
import type { Existing } from '../plan';
import type { Id, Stored } from '../store';
import { carryOut } from '../sync/carryOut';
import {
	checkWithin,
	claimOf,
	isWithin,
	ReadAgain,
	refuseDoubles,
	refuseNothing,
	setsOf,
} from '../sync/entries';
import type { Entry } from '../sync/entries';
import { removeOne, writeOne } from '../sync/jobs';
import type { Synced } from '../sync/jobs';
import { present } from '../sync/present';
import { Protection } from '../sync/protection';
import type { Scope } from '../sync/scope';
import { readSettings, settingsPanel } from '../sync/settings';
import { draft, survey } from '../sync/survey';

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
	const readSpec = readDesired(kind, keyed);
	return {
		value: 'sync',
		name: 'Sync',
		action: `Sync ${kind.plural}`,
		description: `Make the ${kind.plural} that are there the same as the input items say`,
		properties: [...desiredPanel(kind, keyed), ...settingsPanel(kind, keyed, scope)],
		adapt: adaptDesired(kind, keyed),
		begin(parameters, parametersOf) {
			const settings = readSettings(kind, scope.fields, parameters);
			const read = (item: ItemParameters) => {
				const { spec, id } = readSpec(item, settings.byId);
				return { id, spec, options: readFields(keyed.options, item.collection('options')) };
			};
			const readAgain = (item: number) => read(parametersOf(item));
			// An expression may give another value the next time.
			const isInItem = parameters.get('inputFormat') !== 'fields';
			const entries: Array<Entry<Spec, ValuesOf<Options>>> = [];
			const protection = new Protection(settings.protect);
			// What is told of all while they are read need not be read again.
			const claims = new Set<string>();
			const queries = new Map<string, Query>();
			const note = (spec: Spec, id: string | undefined) => {
				claims.add(claimOf(keyed, spec, id).key);
				const query = keyed.query?.(spec);
				if (query !== undefined) queries.set(JSON.stringify(query), query);
			};

			const boundsOf = (some: ReadonlyArray<Entry<Spec, ValuesOf<Options>>>) => {
				// One that is named by its ID may be elsewhere still, and is to be moved.
				const anywhere = some.some(({ id }) => id !== undefined);
				const query = anywhere
					? scope.query?.({}, [], true)
					: scope.query?.(settings.scope, [...queries.values()], settings.deleteUnlisted);
				return {
					ignored: settings.ignored,
					query: query as Query,
					matters: (differences: readonly Difference[]) =>
						hasToBeWritten(differences, settings.whenUnknown),
					...(Object.keys(settings.scope).length > 0 && {
						checkPlaced: (spec: Spec) => checkWithin(keyed, scope, settings, spec),
					}),
					isSurplus: (stored: Kept) =>
						settings.deleteUnlisted && isWithin(keyed, scope, settings, stored),
					meets: (one: Existing) => protection.meet(one),
				};
			};

			const drafted = async (storeOf: (item: number) => Store, tools: JointTools) => {
				// The same may be meant in two scopes.
				const mayBeDouble = claims.size < entries.length;
				claims.clear();
				const sets = setsOf(entries.splice(0), storeOf);
				if (mayBeDouble) refuseDoubles(sets, keyed);
				refuseNothing(sets.size, settings, tools);
				const surveyed = await survey(sets, keyed, boundsOf);
				const unmet = surveyed.sawAll ? protection.hint() : undefined;
				if (unmet !== undefined) tools.hint({ message: unmet, type: 'warning' });
				return draft(surveyed, {
					...settings,
					isProtected: (name, id) => protection.covers(name, id),
				});
			};

			return {
				read(item) {
					const { id, ...state } = read(item);
					checkWithin(keyed, scope, settings, state.spec);
					note(state.spec, id);
					entries.push(
						isInItem
							? new ReadAgain(item.index, id, readAgain)
							: { item: item.index, id, state: () => state },
					);
				},
				async run(storeOf, tools) {
					const { plan, written, storeOfSurplus } = await drafted(storeOf, tools);
					const outcomes = await carryOut(
						plan,
						async (index) => {
							const found = written.get(index);
							if (found) return await writeOne(storeOf(found.item), found, kind, settings, tools);
							const ref = keyed.refOf(plan.actions[index]?.id as Id);
							return await removeOne(storeOfSurplus(index), ref);
						},
						settings.dryRun,
						tools,
					);
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
