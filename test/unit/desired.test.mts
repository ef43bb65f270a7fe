import fc from 'fast-check';
import type { INodeProperties } from 'n8n-workflow';
import { adaptDesired, desiredPanel, readDesired } from '../../nodes/core/desired.ts';
import { optionsOf } from './support/nodes.mts';
import { JUNK } from './support/junk.mts';
import { parametersOf } from './support/parameters.mts';
import { invalidInputOf, readOrRefused } from './support/thrown.mts';
import { KEYED, KIND } from './support/tools.mts';

const SCOPED = { ...KEYED, scopeField: 'shed' };

const adapted = (inputFormat: string, json: object, panel: object = {}, keyed = KEYED) =>
	adaptDesired(
		KIND,
		keyed,
	)({
		...parametersOf({ inputFormat, matchOn: 'id', ...panel }),
		json: json as never,
	});
const read = (inputFormat: string, json: object, panel: object = {}, byId = true) =>
	readDesired(KIND, KEYED)(adapted(inputFormat, json, panel), byId);

const PANEL = {
	name: 'panel',
	size: 9,
	matchId: '9',
	additionalFields: { tags: ['panel'] },
};

test('by the fields of the panel: the item says nothing by itself', () => {
	expect(read('fields', { name: 'item', size: 1, junk: 1 }, PANEL)).toEqual({
		spec: { name: 'panel', size: 9, tags: ['panel'] },
		id: '9',
	});
});

test('by the item: the panel says nothing', () => {
	expect(read('item', { name: 'item', tags: ['t'] }, PANEL)).toEqual({
		spec: { name: 'item', tags: ['t'] },
		id: undefined,
	});
	expect(read('item', { id: 3, name: 'item' }, PANEL).id).toBe('3');
});

test('by the attributes of Terraform: names are translated, the panel says nothing', () => {
	const json = { id: 'x', name: 'item', size_in: 2, labels: ['t'], created: 'today' };
	expect(read('terraform', json, PANEL)).toEqual({
		spec: { name: 'item', size: 2, tags: ['t'] },
		id: 'x',
	});
});

test('what an item of Terraform says of options counts for it alone, beside those of the panel', () => {
	const panel = { options: { oiled: true, engraved: 'all', whenUnknown: 'skip' } };
	const options = (json: object) => adapted('terraform', json, panel).collection('options');
	expect(options({ name: 'a', engraving: 'mine' })).toEqual({
		oiled: true,
		engraved: 'mine',
		whenUnknown: 'skip',
	});
	expect(options({ name: 'a' })).toEqual(panel.options);
	expect(adapted('fields', {}, panel).collection('options')).toEqual(panel.options);
	expect(adapted('terraform', { name: 'a' }, { scope: { size: 1 } }).collection('scope')).toEqual({
		size: 1,
	});
});

test.each<[string, object, string]>([
	['item', { name: 'a', colour: 'red', age: 1 }, "'colour', 'age'"],
	['item', { name: 'a', matchId: '1' }, "'matchId'"],
	['item', { name: 'a', oiled: true }, "'oiled'"],
	['item', { name: 'a', twin: 'b' }, "'twin'"],
	['item', { name: 'a', additionalFields: {} }, "'additionalFields'"],
	['terraform', { name: 'a', size: 2 }, "'size'"],
])('%s: %j has something that is none of the fields', (format, json, quoted) => {
	const error = invalidInputOf(() => adapted(format, json));
	expect(error).toMatchObject({ field: 'Desired State', problem: expect.stringContaining(quoted) });
});

test('an item is told which fields there are, without those that make no sense here', () => {
	expect(invalidInputOf(() => adapted('item', { colour: 1 })).help).toBe(
		'Remove it before this node, or choose Fields Below. The fields are: name, size, tags, secret.',
	);
});

test('the scope may be in the item, or in the panel for all', () => {
	const scopeOf = (json: object) => adapted('item', json, { shed: 'panel' }, SCOPED).get('shed');
	expect(scopeOf({ name: 'a', shed: 'item' })).toBe('item');
	expect(scopeOf({ name: 'a' })).toBe('panel');
	expect(scopeOf({ name: 'a', shed: null })).toBe('panel');
	expect(invalidInputOf(() => adapted('item', { shed: 'x' })).problem).toContain("'shed'");
});

test('other parameters come from the panel, whatever the format', () => {
	for (const format of ['fields', 'item', 'terraform']) {
		const parameters = adapted(format, { name: 'a' }, { dryRun: true, matchOn: 'key' });
		expect(parameters.get('matchOn')).toBe('key');
		expect(parameters.flag('dryRun')).toBe(true);
		expect(parameters.json).toEqual({ name: 'a' });
	}
});

test.each<[unknown, string | undefined]>([
	['a1', 'a1'],
	[' a1 ', 'a1'],
	[7, '7'],
	['', undefined],
	['  ', undefined],
	[null, undefined],
	[undefined, undefined],
])('the ID %j is %j', (matchId, id) => {
	expect(read('fields', {}, { ...PANEL, matchId }).id).toBe(id);
	expect(read('fields', {}, { ...PANEL, matchId }, false).id).toBeUndefined();
});

test.each([[true], [{}], [['a']]])('the ID %j is refused', (matchId) => {
	expect(invalidInputOf(() => read('fields', {}, { ...PANEL, matchId })).message).toBe(
		'ID: is neither text nor a number',
	);
});

test('what must be said must be said, in every format', () => {
	expect(invalidInputOf(() => read('fields', { name: 'a' })).message).toBe('Name: is missing');
	expect(invalidInputOf(() => read('item', { size: 1 }, PANEL)).message).toBe('Name: is missing');
	expect(invalidInputOf(() => read('item', { name: null }, PANEL)).message).toBe(
		'Name: is missing',
	);
	expect(invalidInputOf(() => read('terraform', {}, PANEL)).message).toBe('Name: is missing');
});

test('a field that makes no sense here is not read from the panel either', () => {
	const panel = { ...PANEL, additionalFields: { twin: 'b', tags: [] } };
	expect(read('fields', {}, panel).spec).toEqual({ name: 'panel', size: 9, tags: [] });
});

test('junk neither breaks the reading nor gets through', () => {
	const members = fc.dictionary(
		fc.constantFrom('id', 'name', 'size', 'size_in', 'tags', 'labels', 'secret', '__proto__', 'x'),
		JUNK,
	);
	const FORMAT = fc.constantFrom('item', 'terraform');
	fc.assert(
		fc.property(FORMAT, members, (format, json) => {
			const desired = readOrRefused(() => read(format, { name: 'a', ...json }, PANEL));
			if (!desired) return;
			expect(typeof desired.spec.name).toBe('string');
			expect(Object.keys(KIND.fields)).toEqual(expect.arrayContaining(Object.keys(desired.spec)));
			expect(['string', 'undefined']).toContain(typeof desired.id);
		}),
		{ numRuns: 1000 },
	);
});

const panel = desiredPanel(KIND, KEYED);
const shownBy = ({ displayOptions }: INodeProperties) => displayOptions?.show;
const valuesOf = (name: string, given = panel) =>
	optionsOf(given.find((property) => property.name === name) as INodeProperties).map(
		({ value }) => value,
	);

test('the fields are shown where they are what is read, and the others always', () => {
	expect(panel.map((property) => [property.name, shownBy(property)])).toEqual([
		['inputFormat', undefined],
		['name', { inputFormat: ['fields'] }],
		['size', { inputFormat: ['fields'] }],
		['additionalFields', { inputFormat: ['fields'] }],
		['matchOn', undefined],
		['matchId', { inputFormat: ['fields'], matchOn: ['id'] }],
	]);
	const added = panel.find(({ name }) => name === 'additionalFields')?.options;
	expect(added?.map(({ name }) => name)).toEqual(['secret', 'tags']);
});

test('Terraform is offered where the vendor has a resource there', () => {
	expect(valuesOf('inputFormat')).toEqual(['fields', 'item', 'terraform']);
	const without = desiredPanel(KIND, { ...KEYED, terraform: undefined });
	expect(valuesOf('inputFormat', without)).toEqual(['fields', 'item']);
	expect(valuesOf('matchOn')).toEqual(['key', 'id']);
});
