import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { alone } from './alone';
import { InvalidInput, JointFailure, toNodeError } from './errors';
import { hasExpression, readFlag } from './itemParameters';
import type { Picker } from './kind';
import { drained } from './listing';
import type { ItemParameters, JointOperation } from './operation';
import { NOTHING_SENT, readOr } from './runParts';
import type { Run } from './runParts';

/** Shared by all items where a vendor has no scopes. */
const UNSCOPED = { picked: undefined };

/**
 * Works on all items together. Their results come back in the order that the operation gives them,
 * after those of items that could not be read.
 */
export async function runJoint(
	run: Run,
	scope: Picker<unknown> | undefined,
	operation: JointOperation<never>,
): Promise<INodeExecutionData[]> {
	const { context, inputs, keepGoing, vendor } = run;
	const node = context.getNode();
	const parametersOf = (item: number) => {
		const given = run.parametersOf(item);
		return operation.adapt?.(given) ?? given;
	};
	const joint =
		run.problem ?? readOr(() => operation.begin(settingsOf(run, operation), parametersOf));
	if (joint instanceof Error) throw toNodeError(node, joint, 0, NOTHING_SENT);

	const scopes = inputs.map((_, index) =>
		readOr(() => {
			const parameters = parametersOf(index);
			const read = scope ? { picked: scope.read(parameters) } : UNSCOPED;
			joint.read(parameters);
			return read;
		}),
	);
	const unread: number[] = [];
	const shown: INodeExecutionData[] = [];
	for (const [index, read] of scopes.entries()) {
		if (!(read instanceof Error)) continue;
		const error = toNodeError(node, read, index, NOTHING_SENT);
		if (!keepGoing) throw error;
		unread.push(index);
		shown.push({ json: { error: error.message }, error, pairedItem: { item: index } });
	}
	const opened = await run.open();
	const storeOf = (item: number) => {
		const read = scopes[item];
		return opened.storeFor(read instanceof Error ? undefined : read?.picked);
	};
	const tools = { ...run.tools, keepGoing, unread, vendor };
	// n8n finds the error output by this member, but gives no more of such an item than its message.
	const branches = node.onError === 'continueErrorOutput';
	const outcome = await alone(opened, async () => await joint.run(storeOf, tools)).then(
		(outputs) => ({ outputs }),
		(thrown: unknown) => {
			const { reason, item, note } =
				thrown instanceof JointFailure
					? thrown
					: { reason: thrown, item: undefined, note: undefined };
			const error = toNodeError(node, reason, item, note);
			if (!keepGoing || opened.signal?.aborted) throw error;
			return { error };
		},
	);
	if ('error' in outcome) {
		// Were it thrown, n8n would hand the input items on as if all were well.
		const { error } = outcome;
		const json = { error: error.message, ...(error.description && { help: error.description }) };
		return inputs.map((_, item) => ({
			json: { ...json },
			...(branches && { error }),
			pairedItem: { item },
		}));
	}
	for (const { item, thrown, ...output } of drained(outcome.outputs)) {
		shown.push({
			...output,
			...(item !== undefined && { pairedItem: { item } }),
			...(thrown !== undefined && branches && { error: toNodeError(node, thrown, item) }),
		});
	}
	return shown;
}

/** The first item's parameters, which have to be those of all. */
function settingsOf(run: Run, { properties }: JointOperation<never>): ItemParameters {
	const { inputs, context } = run;
	const given = context.getNode().parameters;
	const first = run.parametersOf(0);
	const get = (name: string) => {
		const value = first.get(name);
		if (!hasExpression(given[name])) return value;
		const text = JSON.stringify(value);
		const other = inputs.findIndex(
			(_, index) => index > 0 && JSON.stringify(run.parametersOf(index).get(name)) !== text,
		);
		if (other < 0) return value;
		const property = properties.find((one) => one.name === name);
		throw new InvalidInput(
			whichOf(property, value, run.parametersOf(other).get(name)) ?? name,
			`has to be the same for all items, but item ${other} has another than item 0`,
		);
	};
	return {
		...first,
		get,
		collection: (name) => (get(name) ?? {}) as ReturnType<ItemParameters['collection']>,
		flag: (name) => readFlag(name, get(name), given[name]),
	};
}

/** What the panel calls a parameter that items have different values of; in a collection, which of its entries. */
function whichOf(
	property: INodeProperties | undefined,
	value: unknown,
	other: unknown,
): string | undefined {
	const entry = (property?.options ?? []).find(
		({ name }) => JSON.stringify(entriesOf(value)[name]) !== JSON.stringify(entriesOf(other)[name]),
	);
	return entry && 'displayName' in entry ? entry.displayName : property?.displayName;
}

const entriesOf = (value: unknown) =>
	(typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
