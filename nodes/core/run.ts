import type { IExecuteFunctions, INodeExecutionData, NodeHint } from 'n8n-workflow';

import { Client } from './client';
import { readConcurrency } from './concurrency';
import { InvalidInput, toNodeError } from './errors';
import { parametersFrom } from './itemParameters';
import type { RunTools } from './operation';
import type { AnyResource } from './resource';
import type { Run } from './runParts';
import { runItems } from './runItems';
import { runJoint } from './runJoint';
import type { Vendor } from './vendor';

/**
 * Executes a node: every item's parameters are read and checked before the first request.
 *
 * Resource and operation are the same for all items of a run: n8n allows no expression in them.
 */
export async function runNode(
	context: IExecuteFunctions,
	vendor: Vendor,
	resources: readonly AnyResource[],
): Promise<INodeExecutionData[][]> {
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
	const inputs = context.getInputData();
	const concurrency = readConcurrency(context, vendor.limits);
	const tools = runTools(context);
	let waits: () => NodeHint | undefined = () => undefined;
	const run: Run = {
		context,
		inputs,
		keepGoing: context.continueOnFail(),
		vendor: vendor.name,
		problem: typeof concurrency === 'number' ? undefined : concurrency,
		tools,
		parametersOf: parametersFrom(context, inputs),
		open: async () =>
			await Client.open(
				context,
				vendor,
				typeof concurrency === 'number' ? concurrency : undefined,
			).then(
				(client) => {
					waits = () => client.waitsHint();
					return {
						storeFor: storesOf(resource, client),
						key: `${resource.value} ${client.key}`,
						signal: client.signal,
					};
				},
				(thrown: unknown) => {
					throw toNodeError(context.getNode(), thrown, 0);
				},
			),
	};
	const outputs =
		'begin' in operation
			? runJoint(run, resource.scope, operation)
			: runItems(run, resource.scope, operation);
	return [
		await outputs.finally(() => {
			const hint = waits();
			if (hint) tools.hint(hint);
		}),
	];
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
