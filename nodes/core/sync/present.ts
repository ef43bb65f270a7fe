import { DateTime } from 'luxon';

import { shownDifferences } from '../difference';
import { asError } from '../errors';
import { drained } from '../listing';
import type { JointOutput, JointTools } from '../operation';
import type { Action, Plan } from '../plan';
import { planHtml } from '../planHtml';
import { planMarkdown } from '../planMarkdown';
import type { PlanReport, ReportedAction } from '../planReport';
import { ranges } from '../ranges';
import type { Outcome } from './apply';
import type { Settings } from './settings';

/** What of a kind is needed to show what was done. */
export interface Shown {
	readonly title: string;
	/** Fields whose content may be secret although it is not read as a secret. */
	readonly mayBeSecret: readonly string[] | undefined;
}

/**
 * Every action as an output item, in the order of the plan; the reports with the first. There may be
 * very many, so each action is let go of when its item is made.
 */
export async function present(
	shown: Shown,
	{ actions, stops }: Plan,
	outcomes: readonly Outcome[],
	{ dryRun, reports }: Settings<unknown>,
	tools: JointTools,
): Promise<JointOutput[]> {
	const files =
		actions.length > 0 && reports.length > 0
			? await filesOf(
					{
						title: shown.title,
						vendor: tools.vendor,
						dryRun,
						at: DateTime.utc().toISO(),
						actions: actions.map((action, at) => report(shown, action, outcomes[at] as Outcome)),
						stops: stops.map(({ message }) => message),
						notes: tools.unread.length > 0 ? [notRead(tools.unread)] : [],
					},
					reports,
					tools,
				)
			: {};
	const outputs: JointOutput[] = [];
	for (const action of drained(actions)) {
		outputs.push(outputOf(shown, action, outcomes[outputs.length] as Outcome, dryRun));
	}
	// What went wrong may go another way than all else.
	const at = Math.max(
		0,
		outputs.findIndex(({ thrown }) => thrown === undefined),
	);
	const bearer = outputs[at];
	if (bearer && Object.keys(files).length > 0) {
		outputs[at] = { ...bearer, binary: { ...bearer.binary, ...files } };
	}
	return outputs;
}

function outputOf(shown: Shown, action: Action, outcome: Outcome, dryRun: boolean): JointOutput {
	const { thrown, result } = outcome;
	return {
		json: { ...jsonOf(report(shown, action, outcome)), ...result?.json },
		...(result?.binary && { binary: result.binary }),
		...(action.item !== undefined && { item: action.item }),
		// A plan that is only looked at has not failed.
		...(thrown !== undefined && !dryRun && { thrown }),
	};
}

const notRead = (items: readonly number[]) =>
	`Not in this plan, since they could not be read: the items ${ranges(items)}.`;

/** An action and how it went, as it may be shown. */
function report(
	{ mayBeSecret }: Shown,
	action: Action,
	{ status, thrown, reason = action.reason, result }: Outcome,
): ReportedAction {
	return {
		...action,
		id: result?.id ?? action.id,
		changes: shownDifferences(action.changes, mayBeSecret),
		status,
		error: thrown === undefined ? undefined : asError(thrown).message,
		reason,
	};
}

const jsonOf = ({ action, id, name, changes, status, error, reason }: ReportedAction) => ({
	action,
	...(id !== undefined && { id }),
	name,
	changes: changes.map((change) => ({ ...change })),
	status,
	...(error !== undefined && { error }),
	...(reason !== undefined && { reason }),
});

async function filesOf(
	report: PlanReport,
	wanted: readonly string[],
	{ binary }: JointTools,
): Promise<NonNullable<JointOutput['binary']>> {
	const files: NonNullable<JointOutput['binary']> = {};
	if (wanted.includes('html')) {
		files.planHtml = await binary(Buffer.from(planHtml(report)), 'plan.html', 'text/html');
	}
	if (wanted.includes('markdown')) {
		files.planMarkdown = await binary(
			Buffer.from(planMarkdown(report)),
			'plan.md',
			'text/markdown',
		);
	}
	return files;
}
