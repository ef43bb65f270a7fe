import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { readConcurrency, withConcurrency } from '../../nodes/core/concurrency.ts';
import { InvalidInput } from '../../nodes/core/errors.ts';
import { isShownFor, NODES, operationsOf } from './support/nodes.mts';

const LIMITS = { concurrency: 6, perMinute: 60 };

const property = (name: string, displayName = name): INodeProperties => ({
	...{ displayName, name, type: 'string', default: '' },
});
const collection = (...options: INodeProperties[]): INodeProperties => ({
	...{ displayName: 'Options', name: 'options', type: 'collection', default: {}, options },
});

describe('in the panel', () => {
	test('it joins the options that there are, in alphabetical order', () => {
		const given = [collection(property('b', 'B'), property('d', 'D')), property('last')];
		const [options, last] = withConcurrency(given, LIMITS);
		expect(options?.options?.map(({ name }) => name)).toEqual(['b', 'concurrency', 'd']);
		expect(options?.options?.[1]).toMatchObject({
			...{ type: 'number', default: 6, typeOptions: { minValue: 1, maxValue: 50 } },
		});
		expect(last).toBe(given[1]);
		expect(given[0]?.options).toHaveLength(2);
	});

	test('it is the only option where there are none, at the end', () => {
		const properties = withConcurrency([property('options'), property('a')], LIMITS);
		expect(properties.map(({ name, type }) => `${name} ${type}`)).toEqual([
			...['options string', 'a string', 'options collection'],
		]);
		expect(properties[2]).toMatchObject({ displayName: 'Options', placeholder: 'Add Option' });
	});

	const everywhere = NODES.flatMap(({ node }) =>
		operationsOf(node).map(({ resource, operation }) => ({
			...{ node, resource, operation: String(operation.value) },
			name: node.description.displayName,
		})),
	);
	test.each(everywhere)('$name has it: $resource $operation', ({ node, resource, operation }) => {
		const shown = node.description.properties.filter(
			(one) => one.name === 'options' && isShownFor(one, { resource, operation }),
		);
		expect(shown).toHaveLength(1);
		expect(shown[0]?.options?.map(({ name }) => name)).toContain('concurrency');
	});
});

describe('read', () => {
	const read = (options: unknown) => {
		const asked: unknown[][] = [];
		const getNodeParameter = (...args: unknown[]) => {
			asked.push(args);
			if (options instanceof Error) throw options;
			return options;
		};
		const result = readConcurrency({ getNodeParameter } as unknown as IExecuteFunctions, LIMITS);
		expect(asked).toEqual([['options', 0, null]]);
		return result;
	};

	test.each([
		[{ concurrency: 1 }, 1],
		[{ concurrency: 50 }, 50],
		[{ concurrency: '20' }, 20],
		[{ concurrency: '' }, 6],
		[{}, 6],
		[null, 6],
	])('%j means %d', (options, expected) => {
		expect(read(options)).toBe(expected);
	});

	test.each([0, -1, 51, 2.5, 'many', true, [3], Infinity])('%p is refused', (value) => {
		const error = read({ concurrency: value });
		expect(error).toBeInstanceOf(InvalidInput);
		expect(error).toMatchObject({
			message: expect.stringMatching(
				/^Concurrency: .* is not a whole number of requests from 1 to 50$/,
			),
		});
	});

	test('an expression that fails is handed on', () => {
		const error = new Error('no such node');
		expect(read(error)).toBe(error);
	});
});
