import { JointFailure } from '../errors';
import type { JointTools } from '../operation';
import type { Plan } from '../plan';
import { ranges } from '../ranges';
import { apply, FAILED_BEFORE, initial, isActing } from './apply';
import type { Outcome } from './apply';
import type { Run } from './jobs';

const REFUSED =
	'Some of it is refused, so that this plan would end with an error, and nothing would be changed.';

const UNCHANGED = 'Nothing was changed.';

/**
 * Carries a plan out, unless it is only to be looked at or must not be.
 *
 * @returns how it went with each action
 * @throws JointFailure for what ends the run
 */
export async function carryOut(
	{ actions, stops }: Plan,
	run: Run,
	dryRun: boolean,
	{ keepGoing, unread, hint }: JointTools,
): Promise<readonly Outcome[]> {
	const before = actions.map(initial);
	const isRefused = actions.some(({ action }) => action === 'refused');
	const hold =
		unread.length > 0
			? `not deleted, since what is wanted is not known in full: the items ${ranges(unread)} could not be read`
			: undefined;
	if (dryRun) {
		const refusal = isRefused && !keepGoing ? [REFUSED] : [];
		for (const message of [...stops.map((stop) => stop.message), ...refusal]) {
			hint({ message, type: 'warning' });
		}
		const held = isRefused && keepGoing ? FAILED_BEFORE : hold;
		return before.map((outcome, index) =>
			held !== undefined && actions[index]?.action === 'delete'
				? { ...outcome, reason: held }
				: outcome,
		);
	}
	const [stop] = stops;
	if (stop) {
		if (!keepGoing) {
			const others = stops.slice(1).map(({ message }) => message);
			throw new JointFailure(stop, undefined, [...others, UNCHANGED].join('\n'));
		}
		return before.map((outcome, index) => {
			const action = actions[index];
			return action && isActing(action)
				? { status: 'skipped', thrown: stop, reason: UNCHANGED }
				: outcome;
		});
	}
	const refused = actions.find(({ action }) => action === 'refused');
	if (refused && !keepGoing) {
		const others = actions.flatMap(({ problem, item }) =>
			problem && item !== refused.item ? [`Item ${item}, too: ${problem.message}`] : [],
		);
		throw new JointFailure(refused.problem, refused.item, [...others, UNCHANGED].join('\n'));
	}
	const outcomes = await apply(actions, run, keepGoing, hold);
	if ('note' in outcomes) throw new JointFailure(outcomes.thrown, outcomes.item, outcomes.note);
	return outcomes;
}
