import { DateTime } from 'luxon';

import { shownDifferences } from '../difference';
import { asError } from '../errors';
import type { JointOutput, JointTools } from '../operation';
import type { Plan } from '../plan';
import { planHtml } from '../planHtml';
import { planMarkdown } from '../planMarkdown';
import type { PlanReport } from '../planReport';
import type { Outcome } from './apply';
import type { Settings } from './settings';

/** What of a kind is needed to show what was done. */
export interface Shown {
	readonly title: string;
	/** Fields whose content may be secret although it is not read as a secret. */
	readonly mayBeSecret: readonly string[] | undefined;
}

/** Every action as an output item, in the order of the plan; the reports with the first. */
export async function present(
	{ title, mayBeSecret }: Shown,
	{ actions, stops }: Plan,
	outcomes: readonly Outcome[],
	{ dryRun, reports }: Settings<unknown>,
	tools: JointTools,
): Promise<JointOutput[]> {
	const shown = actions.map((action, index) => {
		const { status, thrown, reason = action.reason, result } = outcomes[index] as Outcome;
		const error = thrown === undefined ? undefined : asError(thrown).message;
		const changes = shownDifferences(action.changes, mayBeSecret);
		return {
			...action,
			id: result?.id ?? action.id,
			changes,
			status,
			error,
			reason,
			thrown,
			result,
		};
	});
	const outputs = shown.map(
		({ action, id, name, changes, status, error, reason, thrown, item, result }): JointOutput => ({
			json: {
				action,
				...(id !== undefined && { id }),
				name,
				changes: changes.map((change) => ({ ...change })),
				status,
				...(error !== undefined && { error }),
				...(reason !== undefined && { reason }),
				...result?.json,
			},
			...(result?.binary && { binary: result.binary }),
			...(item !== undefined && { item }),
			// A plan that is only looked at has not failed.
			...(thrown !== undefined && !dryRun && { thrown }),
		}),
	);
	const [first, ...others] = outputs;
	if (!first || reports.length === 0) return outputs;
	const report: PlanReport = {
		title,
		vendor: tools.vendor,
		dryRun,
		at: DateTime.utc().toISO(),
		actions: shown,
		stops: stops.map(({ message }) => message),
	};
	return [
		{ ...first, binary: { ...first.binary, ...(await filesOf(report, reports, tools)) } },
		...others,
	];
}

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
