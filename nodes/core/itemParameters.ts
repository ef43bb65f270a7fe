import type {
	GenericValue,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import { InvalidInput } from './errors';
import { quoted } from './fields';
import type { ItemParameters } from './operation';

/**
 * Whether an expression is in a parameter as the workflow has it: only then can items have values of
 * their own.
 */
export const hasExpression = (given: unknown): boolean =>
	JSON.stringify(given ?? '').includes('"=');

/**
 * A yes-or-no parameter. What an expression gives is often a text, as all of n8n's variables are; what
 * is neither yes nor no must not pass for no, which may mean that something is really done.
 *
 * @param given as the workflow has it; undefined where the panel does not show it, which is no
 * @throws InvalidInput
 */
export function readFlag(name: string, value: unknown, given: unknown): boolean {
	if (value === undefined && given === undefined) return false;
	if (value === true || value === 'true') return true;
	if (value === false || value === 'false') return false;
	const was = value === undefined ? 'nothing' : quoted(value);
	throw new InvalidInput(inTitleCase(name), `expected true or false, got ${was}`);
}

/** As the panel calls it: all parameters of this kind are called by their names. */
const inTitleCase = (name: string) =>
	name.replace(/^[a-z]|[A-Z]/g, (letter, at) => (at > 0 ? ` ${letter}` : letter.toUpperCase()));

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
			flag: (name) => readFlag(name, get(name), given[name]),
			json: inputs[index]?.json ?? {},
		};
	};
}
