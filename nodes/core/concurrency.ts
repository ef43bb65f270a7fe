import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { asError } from './errors';
import { wholeNumber } from './fields';
import type { Limits } from './rate';

const LEAST = 1;
const MOST = 50;

/** How many requests a run has under way; what it is without being asked is the vendor's to say. */
const concurrency = (usual: number) =>
	wholeNumber(
		{
			displayName: 'Concurrency',
			type: 'number',
			typeOptions: { minValue: LEAST, maxValue: MOST },
			default: usual,
			description:
				'How many requests this run has under way at most. It is one number for the whole run: that of the first item.',
		},
		{ min: LEAST, max: MOST, unit: 'requests' },
	);

const byDisplayName = (a: { displayName: string }, b: { displayName: string }) =>
	a.displayName < b.displayName ? -1 : 1;

/** An operation's parameters with the option Concurrency among its options, or as its only one. */
export function withConcurrency(
	properties: readonly INodeProperties[],
	limits: Limits,
): INodeProperties[] {
	const option = { ...concurrency(limits.concurrency).property, name: 'concurrency' };
	const isOptions = ({ name, type }: INodeProperties) =>
		name === 'options' && type === 'collection';
	if (properties.some(isOptions)) {
		return properties.map((property) => {
			if (!isOptions(property)) return property;
			const options = [...((property.options ?? []) as INodeProperties[]), option];
			return { ...property, options: options.sort(byDisplayName) };
		});
	}
	const collection: INodeProperties = {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [option],
	};
	return [...properties, collection];
}

/**
 * How many requests this run may have under way: the first item's option, or what is usual with the
 * vendor; the error that names the option where it is none.
 */
export function readConcurrency(context: IExecuteFunctions, limits: Limits): number | Error {
	try {
		const options = (context.getNodeParameter('options', 0, null) ?? {}) as IDataObject;
		return concurrency(limits.concurrency).read(options.concurrency) ?? limits.concurrency;
	} catch (error) {
		return asError(error);
	}
}
