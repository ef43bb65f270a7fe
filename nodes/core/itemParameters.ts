import type {
	GenericValue,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import type { ItemParameters } from './operation';

/**
 * Whether an expression is in a parameter as the workflow has it: only then can items have values of
 * their own.
 */
export const hasExpression = (given: unknown): boolean =>
	JSON.stringify(given ?? '').includes('"=');

/** The parameters of each item of a run. What no expression is in, n8n is asked for once for all items. */
export function parametersFrom(
	context: IExecuteFunctions,
	inputs: readonly INodeExecutionData[],
): (item: number) => ItemParameters {
	const same = new Map<string, unknown>();
	const given = context.getNode().parameters;
	return (index) => {
		const get = (name: string) => {
			if (same.has(name)) return same.get(name);
			// A parameter that is not shown has no value, which n8n would throw at without a fallback.
			const value = (context.getNodeParameter(name, index, null) as GenericValue) ?? undefined;
			if (!hasExpression(given[name])) same.set(name, value);
			return value;
		};
		return {
			index,
			get,
			collection: (name) => (get(name) ?? {}) as IDataObject,
			flag: (name) => get(name) === true,
			json: inputs[index]?.json ?? {},
		};
	};
}
