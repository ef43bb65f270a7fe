import type { Action } from './plan';
import { numberText } from './planValue';

/** An action and how it went. */
export interface ReportedAction extends Action {
	readonly status: 'planned' | 'done' | 'failed' | 'skipped';
	/** Why it failed, or was skipped. */
	readonly error?: string;
}

/** A plan, before or after it was carried out, as people are to see it. */
export interface PlanReport {
	/** What it is a plan of: "Sync of OAuth clients". */
	readonly title: string;
	/** The vendor as users call it. */
	readonly vendor: string;
	/** Whether it was only looked at. */
	readonly dryRun: boolean;
	/** ISO 8601, in UTC. */
	readonly at: string;
	readonly actions: readonly ReportedAction[];
	/** Why the plan must not be carried out. */
	readonly stops: readonly string[];
	/** What else has to be known of it. */
	readonly notes: readonly string[];
}

type Kind = Action['action'];
type Status = ReportedAction['status'];

/** What may become of a credential, in the order of a report. */
export const KINDS: readonly Kind[] = [
	'create',
	'update',
	'delete',
	'unchanged',
	'protected',
	'refused',
];

const PAST: Partial<Record<Kind, string>> = {
	create: 'created',
	update: 'updated',
	delete: 'deleted',
};

/** Whether it is something that is done at the vendor, so that it can go one way or another. */
export const isActing = (kind: Kind) => kind in PAST;

/** "Create", for a table. */
export const capitalized = (kind: Kind) => `${kind[0]?.toUpperCase()}${kind.slice(1)}`;

const SIGNS: Record<Kind, string> = {
	create: '+',
	update: '~',
	delete: '-',
	unchanged: ' ',
	protected: '·',
	refused: '!',
};

/** How often each action is planned, and of those that act on something, how often each outcome is. */
export interface Sums {
	planned(kind: Kind): number;
	/** Without a kind, of all that act. */
	went(status: Status, kind?: Kind): number;
}

/** Counts a report's actions. */
export function sumsOf({ actions }: Pick<PlanReport, 'actions'>): Sums {
	const counts = new Map<string, number>();
	for (const { action, status } of actions) {
		const name = `${action} ${status}`;
		counts.set(name, (counts.get(name) ?? 0) + 1);
	}
	const count = (kind: Kind, status: Status) => counts.get(`${kind} ${status}`) ?? 0;
	const total = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0);
	return {
		planned: (kind) => total(OUTCOMES.map(({ status }) => count(kind, status))),
		went: (status, kind) =>
			total((kind ? [kind] : KINDS.filter(isActing)).map((one) => count(one, status))),
	};
}

interface Outcome {
	readonly status: Status;
	readonly label: string;
}

const OUTCOMES: readonly Outcome[] = [
	{ status: 'done', label: 'Done' },
	{ status: 'failed', label: 'Failed' },
	{ status: 'skipped', label: 'Skipped' },
	{ status: 'planned', label: 'Not begun' },
];

/** The outcomes that are told of a run; that something was not begun only where it is so. */
export const outcomesIn = (sums: Sums): readonly Outcome[] =>
	OUTCOMES.filter(({ status }) => status !== 'planned' || sums.went(status) > 0);

/** "Plan: 3 to create, 2 to update, 1 to delete, 996 unchanged". */
export function planLine(sums: Sums): string {
	const acting = KINDS.filter(isActing);
	const some = acting.some((kind) => sums.planned(kind) > 0);
	const others = (['protected', 'refused'] as const).filter((kind) => sums.planned(kind) > 0);
	const told = [
		...(some
			? acting.map((kind) => `${numberText(sums.planned(kind))} to ${kind}`)
			: ['nothing to do']),
		...(['unchanged', ...others] as const).map(
			(kind) => `${numberText(sums.planned(kind))} ${kind}`,
		),
	];
	return `Plan: ${told.join(', ')}`;
}

/** "Run: 5 done, 1 failed, 0 skipped"; undefined for a dry run. */
export function runLine({ dryRun }: Pick<PlanReport, 'dryRun'>, sums: Sums): string | undefined {
	if (dryRun) return undefined;
	const told = outcomesIn(sums).map(
		({ status, label }) => `${numberText(sums.went(status))} ${label.toLowerCase()}`,
	);
	return `Run: ${told.join(', ')}`;
}

/** An action in words. */
export interface ToldAction {
	readonly sign: string;
	/** "update", "updated", "update failed". */
	readonly words: string;
	/** Why it is so, where that has to be said. */
	readonly why?: string;
}

/** What there is to tell about an action besides its changes. */
export function toldAction(
	{ action, status, error, reason, problem }: ReportedAction,
	dryRun: boolean,
): ToldAction {
	const why = error ?? problem?.message ?? reason;
	if (!isActing(action)) return { sign: SIGNS[action], words: action, why };
	if (status === 'failed') return { sign: '!', words: `${action} failed`, why };
	if (status === 'skipped') return { sign: SIGNS[action], words: `${action} skipped`, why };
	if (status === 'done') return { sign: SIGNS[action], words: PAST[action] ?? action };
	return { sign: SIGNS[action], words: dryRun ? action : `${action} not begun`, why: reason };
}

/** What an action is about, besides its name: "ID 501, item 2". */
export function whichText({ id, item }: Pick<Action, 'id' | 'item'>): string {
	return [
		...(id === undefined ? [] : [`ID ${id}`]),
		...(item === undefined ? [] : [`item ${item}`]),
	].join(', ');
}
