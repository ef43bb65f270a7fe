import type { Difference } from './difference';
import { InvalidInput } from './errors';
import { hasToBeWritten } from './inStep';
import type { WhenUnknown } from './inStep';
import type { Id } from './store';

/** A stored credential. */
export interface Existing {
	readonly id: Id;
	readonly name: string;
	/** Another ID that people may know it by. */
	readonly alsoId?: Id;
	/** Whether it is what n8n itself authenticates with. */
	readonly own: boolean;
}

/** One that may be the one that is wanted. */
export interface Candidate extends Existing {
	readonly differences: readonly Difference[];
}

/** One desired state and what was found of it. */
export interface Wanted {
	/** The input item. */
	readonly item: number;
	readonly name: string;
	/** The one that is meant; undefined when there is none. */
	readonly found?: Candidate;
	/** What a new one is given. */
	readonly given?: readonly Difference[];
	/** Why it cannot be told which one is meant, or what differs. */
	readonly problem?: Error;
}

/** What a plan may do. */
export interface Rules {
	/** What becomes of a credential of which only fields may differ that the vendor never gives back. */
	readonly whenUnknown: WhenUnknown;
	/** Whether this one is never touched. */
	isProtected(name: string, id: Id): boolean;
	readonly maximumDeletions: number;
	/** The share of those that are there, in percent, that may change; undefined for any. */
	readonly maximumPercent: number | undefined;
}

/** What is to be done about one credential. */
export interface Action {
	readonly action: 'create' | 'update' | 'delete' | 'unchanged' | 'protected' | 'refused';
	/** The input item; undefined for one that no item means. */
	readonly item?: number;
	/** Undefined for one that is yet to be made. */
	readonly id?: Id;
	readonly name: string;
	readonly changes: readonly Difference[];
	/** Why it is protected. */
	readonly reason?: string;
	/** Why it is refused. */
	readonly problem?: Error;
}

/** What is to be done, in the order in which it is done. */
export interface Plan {
	/** Whoever shows them takes them out. */
	readonly actions: Action[];
	/** Why it must not be carried out. */
	readonly stops: readonly InvalidInput[];
}

const OWN = 'it is what n8n itself authenticates with';

/**
 * What has to be done to make what is stored as it is wanted: what is wanted in the order of the
 * items, then what is to be deleted. Asks nobody, changes nothing.
 *
 * @param unlisted those that are to be deleted since no item means them
 * @param existing how many there are that the plan is about
 */
export function planFor(
	wanted: readonly Wanted[],
	unlisted: readonly Existing[],
	existing: number,
	rules: Rules,
): Plan {
	const actions = [
		...wanted.map((one) => actionFor(one, rules)),
		...unlisted.map((one) => deletionOf(one, rules)),
	];
	const of = (kind: Action['action']) => actions.filter(({ action }) => action === kind).length;
	const deletions = of('delete');
	const changing = of('update') + deletions;
	const stops: InvalidInput[] = [];
	if (deletions > rules.maximumDeletions) {
		stops.push(
			new InvalidInput(
				'Maximum Deletions',
				`${deletions} would be deleted, but no more than ${rules.maximumDeletions} may be`,
				'Look at the plan with Dry Run. If it is what you want, raise Maximum Deletions; if not, narrow the scope.',
			),
		);
	}
	const { maximumPercent } = rules;
	if (maximumPercent !== undefined && changing * 100 > existing * maximumPercent) {
		stops.push(
			new InvalidInput(
				'Stop When More Than % Would Change',
				`${changing} of ${existing} would be changed or deleted, which is more than ${maximumPercent} %`,
				'Look at the plan with Dry Run. If it is what you want, raise the percentage.',
			),
		);
	}
	return { actions, stops };
}

function actionFor({ item, name, found, given = [], problem }: Wanted, rules: Rules): Action {
	if (problem) return { action: 'refused', item, name, changes: [], problem };
	if (!found) return { action: 'create', item, name, changes: given };
	const { id, own, differences } = found;
	const base = { item, id, name: found.name, changes: differences };
	if (!hasToBeWritten(differences, rules.whenUnknown)) return { action: 'unchanged', ...base };
	if (isProtected(found, rules) || rules.isProtected(name, id)) {
		return { action: 'protected', ...base, reason: 'it is one of those in Protect' };
	}
	if (!own) return { action: 'update', ...base };
	return {
		action: 'refused',
		...base,
		problem: new InvalidInput(
			'Desired State',
			`'${name}' (${id}) is not changed: ${OWN}`,
			'Remove it from the items, or change it with Update, where that can be allowed.',
		),
	};
}

/** Whether one is protected by its name, or by either of its IDs. */
const isProtected = ({ id, alsoId = id, name }: Existing, rules: Rules) =>
	rules.isProtected(name, id) || rules.isProtected(name, alsoId);

function deletionOf(one: Existing, rules: Rules): Action {
	const { id, name, own } = one;
	const base = { id, name, changes: [] };
	if (own) return { action: 'protected', ...base, reason: OWN };
	return isProtected(one, rules)
		? { action: 'protected', ...base, reason: 'it is one of those in Protect' }
		: { action: 'delete', ...base };
}
