import type { IDataObject, IExecuteFunctions, INodeExecutionData, NodeHint } from 'n8n-workflow';

import { Client } from './client';
import { readConcurrency } from './concurrency';
import { asError, Cancelled, InvalidInput, StepFailed, toNodeError } from './errors';
import type { ItemParameters, Operation, Output, RunTools, Task } from './operation';
import type { AnyResource } from './resource';
import type { Vendor } from './vendor';

/**
 * How many items are worked on at once. More than the limiter lets through at once, so that an item
 * that waits between two requests does not keep others from theirs.
 */
const ITEMS_AT_ONCE = 32;

/** What one item asks for, and where. */
interface Asked {
	task: Task<never>;
	scope: unknown;
}

type Slot = Asked | Error;

/**
 * Executes a node: every item's parameters are read and checked before the first request; then the
 * items are worked on, several at once, and their results come back in input order, each paired with
 * its item.
 *
 * Resource and operation are the same for all items of a run: n8n allows no expression in them.
 */
export async function runNode(
	context: IExecuteFunctions,
	vendor: Vendor,
	resources: readonly AnyResource[],
): Promise<INodeExecutionData[][]> {
	const inputs = context.getInputData();
	const resource = resources.find(({ value }) => value === context.getNodeParameter('resource', 0));
	const operation = resource?.operations.find(
		({ value }) => value === context.getNodeParameter('operation', 0),
	);
	if (!resource || !operation) {
		throw toNodeError(
			context.getNode(),
			new InvalidInput('Operation', 'is not one that this resource has'),
			0,
		);
	}

	const concurrency = readConcurrency(context, vendor.limits);
	const slots = inputs.map((_, index) =>
		typeof concurrency === 'number' ? readItem(context, resource, operation, index) : concurrency,
	);
	const results: Array<INodeExecutionData[] | undefined> = inputs.map(() => undefined);
	const keepGoing = context.continueOnFail();
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
	const requestsAtOnce = typeof concurrency === 'number' ? concurrency : undefined;
	const client = await Client.open(context, vendor, requestsAtOnce).catch((thrown: unknown) => {
		throw toNodeError(context.getNode(), thrown, 0);
	});
	const storeFor = storesOf(resource, client);
	const tools = runTools(context);
	const itemsAtOnce = Math.max(ITEMS_AT_ONCE, requestsAtOnce ?? 0);
	const [failure, ...others] = await inParallel(slots, itemsAtOnce, async (slot, index) => {
		if (slot instanceof Error) return undefined;
		const outcome = await slot.task(storeFor(slot.scope), tools).then(
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
	});
	const waits = client.waitsHint();
	if (waits) tools.hint(waits);
	if (failure) {
		const note = [progress(results), ...others.map(alsoFailed)].filter(Boolean).join('\n');
		throw toNodeError(context.getNode(), failure.thrown, failure.index, note);
	}
	return [results.flatMap((items) => items ?? [])];
}

const NOTHING_SENT = 'No request was sent.';

function readItem(
	context: IExecuteFunctions,
	resource: AnyResource,
	operation: Operation<never>,
	index: number,
): Slot {
	// A parameter that is not shown has no value, which n8n would throw at without a fallback.
	const get = (name: string) =>
		(context.getNodeParameter(name, index, null) as unknown) ?? undefined;
	try {
		const parameters: ItemParameters = {
			index,
			get,
			collection: (name) => (get(name) ?? {}) as IDataObject,
			flag: (name) => get(name) === true,
		};
		return { scope: resource.scope?.read(parameters), task: operation.read(parameters) };
	} catch (error) {
		return error instanceof Error ? error : new Error(String(error));
	}
}

/** The stores of one run: items in the same scope share one, and with it what it has read. */
function storesOf(resource: AnyResource, client: Client): (scope: unknown) => never {
	const stores = new Map<string, never>();
	return (scope) => {
		const key = JSON.stringify(scope) ?? '';
		// The operation is one of this resource's own, so its tasks take the store that it opens.
		const store = stores.get(key) ?? (resource.open(client, scope as never) as never);
		stores.set(key, store);
		return store;
	};
}

/**
 * Works on all entries, several at once. The first failure stops new work; what is under way ends
 * before the failures are returned, in the order in which they came, so that a report of what was
 * done is complete.
 */
async function inParallel<Entry, Failure>(
	entries: readonly Entry[],
	atOnce: number,
	work: (entry: Entry, index: number) => Promise<Failure | undefined>,
): Promise<Failure[]> {
	let next = 0;
	const failures: Failure[] = [];
	const worker = async () => {
		while (next < entries.length && failures.length === 0) {
			const index = next++;
			const failed = await work(entries[index] as Entry, index);
			if (failed !== undefined) failures.push(failed);
		}
	};
	await Promise.all(Array.from({ length: Math.min(atOnce, entries.length) }, worker));
	return failures;
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

/** 0, 1, 2, 5 as "0–2, 5". */
function ranges(sorted: readonly number[]): string {
	const runs: Array<[number, number]> = [];
	for (const index of sorted) {
		const last = runs.at(-1);
		if (last && last[1] === index - 1) last[1] = index;
		else runs.push([index, index]);
	}
	return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}

function runTools(context: IExecuteFunctions): RunTools {
	const shown = new Set<string>();
	return {
		binary: async (content, fileName, mimeType) =>
			await context.helpers.prepareBinaryData(content, fileName, mimeType),
		hint(hint: NodeHint) {
			if (shown.has(hint.message)) return;
			shown.add(hint.message);
			context.addExecutionHints(hint);
		},
	};
}
