import type { INodeProperties } from 'n8n-workflow';
import { panelOf } from '../../nodes/core/resource.ts';
import type { AnyResource } from '../../nodes/core/resource.ts';

const property = (name: string, show?: Record<string, unknown[]>): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	...(show && { displayOptions: { show: show as never } }),
});

const operation = (value: string, ...properties: INodeProperties[]) => ({
	value,
	name: value.toUpperCase(),
	action: `${value} it`,
	description: `Does ${value}`,
	properties,
	read: () => async () => [],
});

const RESOURCES: AnyResource[] = [
	{
		name: 'Tree',
		value: 'tree',
		scope: { properties: [property('wood')], read: () => 'w' },
		open: () => undefined,
		operations: [operation('plant', property('kind', { old: [true] })), operation('fell')],
	},
	{
		name: 'Bush',
		value: 'bush',
		open: () => undefined,
		operations: [operation('trim', property('kind')), operation('getAll'), operation('burn')],
	},
];

const panel = panelOf(RESOURCES, { concurrency: 6, perMinute: 60 });

test('resources and operations are in alphabetical order; the usual ones come first to mind', () => {
	const selectors = panel.filter(({ type }) => type === 'options');
	expect(selectors.map(({ options }) => options?.map(({ name }) => name))).toEqual([
		['Bush', 'Tree'],
		['FELL', 'PLANT'],
		['BURN', 'GETALL', 'TRIM'],
	]);
	expect(selectors.map((selector) => selector.default)).toEqual(['tree', 'fell', 'getAll']);
	expect(selectors.every(({ noDataExpression }) => noDataExpression)).toBe(true);
	expect(selectors[1]?.options?.[0]).toEqual({
		name: 'FELL',
		value: 'fell',
		action: 'fell it',
		description: 'Does fell',
	});
});

test('each parameter is shown for its own operation alone, after where its things live', () => {
	const shown = panel
		.filter(({ type }) => type === 'string')
		.map(({ name, displayOptions }) => [name, displayOptions?.show]);
	expect(shown).toEqual([
		['wood', { resource: ['tree'], operation: ['plant'] }],
		['kind', { old: [true], resource: ['tree'], operation: ['plant'] }],
		['wood', { resource: ['tree'], operation: ['fell'] }],
		['kind', { resource: ['bush'], operation: ['trim'] }],
	]);
});
