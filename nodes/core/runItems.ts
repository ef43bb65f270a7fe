import type { INodeExecutionData } from 'n8n-workflow';

import { alone } from './alone';
import { doubleClaims } from './claims';
import { asError, Cancelled, StepFailed, toNodeError } from './errors';
import { inParallel } from './inParallel';
import type { Picker } from './kind';
import type { Operation, Output, Task } from './operation';
import { ranges } from './ranges';
import { NOTHING_SENT, readOr } from './runParts';
import type { Run } from './runParts';

/** What one item asks for, and where. */
interface Asked {
	task: Task<never>;
	scope: unknown;
}

/**
 * Works on items one by one, several at once; their results come back in input order, each paired
 * with its item.
 */
export async function runItems(
	run: Run,
	scope: Picker<unknown> | undefined,
	operation: Operation<never>,
): Promise<INodeExecutionData[]> {
	const { context, inputs, keepGoing } = run;
	const asked = inputs.map(
		(_, index) =>
			run.problem ??
			readOr((): Asked => {
				const given = run.parametersOf(index);
				const parameters = operation.adapt?.(given) ?? given;
				return { scope: scope?.read(parameters), task: operation.read(parameters) };
			}),
	);
	const slots = withoutDoubles(asked);
	const results: Array<INodeExecutionData[] | undefined> = inputs.map(() => undefined);
	const failedItem = (index: number, thrown: unknown): INodeExecutionData[] => {
		const error = toNodeError(context.getNode(), thrown, index);
		const details = thrown instanceof StepFailed ? { details: { done: [...thrown.done] } } : {};
		return [{ json: { error: error.message, ...details }, error, pairedItem: { item: index } }];
	};

	for (const [index, slot] of slots.entries()) {
		if (!(slot instanceof Error)) continue;
		if (!keepGoing) throw toNodeError(context.getNode(), slot, index, NOTHING_SENT);
		results[index] = failedItem(index, slot);
	}
	const opened = await run.open();
	const workOn = async (slot: Asked | Error, index: number) => {
		if (slot instanceof Error) return undefined;
		const outcome = await slot.task(opened.storeFor(slot.scope), run.tools).then(
			(outputs) => ({ outputs }),
			(thrown: unknown) => ({ thrown }),
		);
		if ('outputs' in outcome) {
			results[index] = outcome.outputs.map((output) => paired(output, index));
		} else if (keepGoing && !(outcome.thrown instanceof Cancelled)) {
			results[index] = failedItem(index, outcome.thrown);
		} else {
			return { index, thrown: outcome.thrown };
		}
		return undefined;
	};
	const workOnAll = async () => await inParallel(slots, workOn);
	const [failure, ...others] = await (slots.some(looksFirst)
		? alone(opened, workOnAll).catch((thrown: unknown) => {
				throw toNodeError(context.getNode(), thrown);
			})
		: workOnAll());
	if (failure) {
		const note = [progress(results), ...others.map(alsoFailed)].filter(Boolean).join('\n');
		throw toNodeError(context.getNode(), failure.thrown, failure.index, note);
	}
	return results.flatMap((items) => items ?? []);
}

/** Whether an item looks for what it means before it makes it. */
const looksFirst = (slot: Asked | Error) =>
	!(slot instanceof Error) && slot.task.claim !== undefined;

/** Those that mean what others mean, too, are refused together with them. */
function withoutDoubles(asked: ReadonlyArray<Asked | Error>): Array<Asked | Error> {
	const claims = asked.flatMap((slot, item) =>
		slot instanceof Error || !slot.task.claim
			? []
			: [{ item, scope: slot.scope, claim: slot.task.claim }],
	);
	const problems = doubleClaims(claims);
	return asked.map((slot, item) => problems.get(item) ?? slot);
}

function paired(output: Output, index: number): INodeExecutionData {
	return { ...output, pairedItem: { item: index } };
}

/** An item that was under way when another ended the run: it may have left something half done. */
function alsoFailed({ index, thrown }: { index: number; thrown: unknown }): string {
	return thrown instanceof Cancelled ? '' : `Item ${index} failed, too: ${asError(thrown).message}`;
}

/** What was done before a run ended early: none of it is undone, so the user has to know. */
function progress(results: ReadonlyArray<INodeExecutionData[] | undefined>): string | undefined {
	const done = results.flatMap((result, index) => (result ? [index] : []));
	if (done.length === 0) return results.length > 1 ? 'No item was completed.' : undefined;
	return `${done.length} of ${results.length} items were completed before this one failed: ${ranges(done)}.`;
}
