import { asError, Cancelled, StepFailed } from '../errors';
import { inParallel } from '../inParallel';
import type { Action } from '../plan';
import { ranges } from '../ranges';
import type { Result, Run } from './jobs';

/** How it went with one action. */
export interface Outcome {
	readonly status: 'planned' | 'done' | 'failed' | 'skipped';
	readonly result?: Result;
	readonly thrown?: unknown;
	/** Why it was not done. */
	readonly reason?: string;
}

/** A failure that ended the run, and what had been done by then. */
export interface Ended {
	readonly thrown: unknown;
	readonly item: number | undefined;
	readonly note: string;
}

const ACTING: ReadonlyArray<Action['action']> = ['create', 'update', 'delete'];

/** Whether an action asks for something to be done. */
export const isActing = ({ action }: Action) => ACTING.includes(action);

/**
 * Carries a plan out: creates and updates first; deletions last, and only when all before them went
 * well, since what is deleted may be what a failed creation was to replace.
 *
 * @param hold why nothing may be deleted, if anything speaks against it
 * @returns how it went with each action, in the order of the plan, or what ended it early
 */
export async function apply(
	actions: readonly Action[],
	run: Run,
	keepGoing: boolean,
	hold: string | undefined,
): Promise<Outcome[] | Ended> {
	const outcomes = actions.map(initial);
	const carryOut = async (wanted: (action: Action) => boolean) => {
		const chosen = actions.flatMap((action, index) => (wanted(action) ? [index] : []));
		return await inParallel(chosen, async (index) => {
			try {
				outcomes[index] = { status: 'done', result: await run(index) };
				return undefined;
			} catch (thrown) {
				outcomes[index] = { status: 'failed', thrown };
				return keepGoing && !(thrown instanceof Cancelled) ? undefined : index;
			}
		});
	};
	const ended = (failed: readonly number[]): Ended => {
		const [first = 0] = failed;
		return {
			thrown: outcomes[first]?.thrown,
			item: actions[first]?.item,
			note: whatWasDone(actions, outcomes, first),
		};
	};

	const failed = await carryOut(({ action }) => action === 'create' || action === 'update');
	if (failed.length > 0) return ended(failed);
	const holding = outcomes.some(({ status }) => status === 'failed') ? FAILED_BEFORE : hold;
	if (holding !== undefined) {
		for (const [index, { action }] of actions.entries()) {
			if (action === 'delete') outcomes[index] = { status: 'skipped', reason: holding };
		}
		return outcomes;
	}
	const undeleted = await carryOut(({ action }) => action === 'delete');
	return undeleted.length > 0 ? ended(undeleted) : outcomes;
}

/** Why nothing is deleted after a failure. */
export const FAILED_BEFORE =
	'not deleted, since not everything before it went well: it may be what was to be replaced';

const IN_STEP: Outcome = { status: 'done' };
const PLANNED: Outcome = { status: 'planned' };

/** How it stands with an action before anything is done. */
export function initial({ action, reason, problem }: Action): Outcome {
	if (action === 'refused') return { status: 'failed', thrown: problem };
	if (action === 'protected') return { status: 'skipped', reason };
	return action === 'unchanged' ? IN_STEP : PLANNED;
}

/** What had been done when a failure ended it all: none of it is undone, so the user has to know. */
function whatWasDone(
	actions: readonly Action[],
	outcomes: readonly Outcome[],
	failed: number,
): string {
	const done = (kind: Action['action']) =>
		actions.flatMap((action, index) =>
			action.action === kind && outcomes[index]?.status === 'done' ? [{ action, index }] : [],
		);
	const items = (kind: Action['action']) =>
		ranges(done(kind).map(({ action }) => action.item ?? 0));
	const created = done('create').map(
		({ action, index }) => `'${action.name}' (${outcomes[index]?.result?.id})`,
	);
	const deleted = done('delete').map(({ action }) => `'${action.name}' (${action.id})`);
	const parts = [
		...(created.length > 0
			? [`created ${created.length} (items ${items('create')}): ${created.join(', ')}`]
			: []),
		...(done('update').length > 0
			? [`updated ${done('update').length} (items ${items('update')})`]
			: []),
		...(deleted.length > 0 ? [`deleted ${deleted.length}: ${deleted.join(', ')}`] : []),
	];
	const left = actions.filter(
		(action, index) => isActing(action) && outcomes[index]?.status === 'planned',
	);
	const others = outcomes.flatMap(({ status, thrown }, index) =>
		status === 'failed' && index !== failed && !(thrown instanceof Cancelled)
			? [`Failed, too: '${actions[index]?.name}': ${asError(thrown).message}`]
			: [],
	);
	const cutOff = actions.flatMap(({ name }, index) =>
		outcomes[index]?.thrown instanceof Cancelled ? [`'${name}'`] : [],
	);
	const { name, id, action } = actions[failed] as Action;
	const thrown = outcomes[failed]?.thrown;
	const isHalfDone = thrown instanceof StepFailed;
	const secrets = outcomes.filter(({ result }) => result?.hasSecret).length;
	return [
		...(thrown instanceof Cancelled
			? []
			: [`It was to ${action} '${name}'${id === undefined ? '' : ` (${id})`}.`]),
		parts.length > 0 ? `Done before: ${parts.join('; ')}.` : 'Nothing had been changed before.',
		...(isHalfDone ? [`Of this one: ${thrown.done.join('; ')}.`] : []),
		...(secrets > 0
			? [
					`With this error the secrets of ${secrets} that were created are lost: give them new ones. Where the node continues on errors, they are handed on.`,
				]
			: []),
		...others,
		...(cutOff.length > 0
			? [`Cut off in the middle, and perhaps carried out all the same: ${cutOff.join(', ')}.`]
			: []),
		...(left.length > 0 ? [`Not begun: ${left.length}.`] : []),
		isHalfDone
			? `Running it again does what is left, but for the rest of '${name}': what is there already is not created again.`
			: 'Running it again does what is left.',
	].join('\n');
}
