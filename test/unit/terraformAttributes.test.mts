import { fromTerraform } from '../../nodes/core/terraform.ts';
import type { TerraformResource } from '../../nodes/core/terraform.ts';
import {
	asBlocks,
	asObject,
	asText,
	asTexts,
	asWholeNumber,
	flagIn,
} from '../../nodes/core/terraformAttributes.ts';
import { invalidInputOf } from './support/thrown.mts';

const TOOL: TerraformResource = {
	type: 'acme_tool',
	attributes: {
		name: asText('label'),
		title: asText('label'),
		id: null,
		inches: asWholeNumber('size'),
		tags: asTexts('tags'),
		box: asObject({ place: asText('place'), depth: asWholeNumber('depth') }),
		part: asBlocks('parts', { name: asText('name') }),
		sharp: (value, name) => ({ sharp: flagIn(value, name), edge: 'steel' }),
	},
	implied: { place: 'shed' },
};

const given = (json: object) => fromTerraform(TOOL, json as never);

test.each<[string, object, object]>([
	['a text', { name: 'a' }, { label: 'a' }],
	['a number for a text', { name: 7 }, { label: '7' }],
	['a number', { inches: 3 }, { size: 3 }],
	['a text for a number', { inches: '-3' }, { size: -3 }],
	['a list', { tags: ['a', 1] }, { tags: ['a', '1'] }],
	['an object', { box: { place: 'car', depth: 2 } }, { place: 'car', depth: 2 }],
	['blocks', { part: [{ name: 'a' }, { name: 'b' }] }, { parts: [{ name: 'a' }, { name: 'b' }] }],
	['a block', { part: { name: 'a' } }, { parts: [{ name: 'a' }] }],
	['no blocks', { part: [] }, {}],
	['one that says several things', { sharp: 'true' }, { sharp: true, edge: 'steel' }],
	['what is made by others', { id: { any: 'thing' } }, {}],
	['what is not set', { name: null, inches: null, box: null, tags: undefined }, {}],
	[
		'what is set to nothing',
		{ name: '', tags: [], sharp: false },
		{ label: '', tags: [], sharp: false, edge: 'steel' },
	],
	['nothing', {}, {}],
])('%s', (_what, json, record) => expect(given(json)).toEqual({ place: 'shed', ...record }));

test('what the resource implies is not changed by what one item says', () => {
	given({ box: { place: 'car' } });
	expect(given({})).toEqual({ place: 'shed' });
});

test.each<[object, string]>([
	[{ name: 'a', colour: null }, "'colour' is no attribute of acme_tool"],
	[{ box: { size: 1 } }, "'box.size' is no attribute of box"],
	[{ part: [{}, { size: 1 }] }, "'part[1].size' is no attribute of part[1]"],
	[{ toString: 'x' }, "'toString' is no attribute of acme_tool"],
	[{ name: 'a', title: 'b' }, "'title' says what another attribute says"],
	[{ name: ['hush'] }, "'name' expected text, got a list"],
	[{ name: true }, "'name' expected text, got a boolean"],
	[{ inches: 1.5 }, "'inches' is not a whole number"],
	[{ inches: '3 ' }, "'inches' is not a whole number"],
	[{ inches: '99999999999999999999' }, "'inches' is not a whole number"],
	[{ tags: 'hush' }, "'tags' expected a list, got a string"],
	[{ tags: ['a', {}] }, "'tags[1]' expected text, got an object"],
	[{ box: [{}] }, "'box' expected an object, got a list"],
	[{ part: ['hush'] }, "'part[0]' expected an object, got a string"],
	[{ sharp: 'yes' }, "'sharp' expected true or false, got a string"],
])('%j is refused, and what is in it is not quoted', (json, problem) => {
	const error = invalidInputOf(() => given(json));
	expect(error).toMatchObject({ field: 'Desired State', problem });
	expect(error.message + error.help).not.toContain('hush');
});

test('those that are attributes are named to whoever gives another', () => {
	expect(invalidInputOf(() => given({ colour: 1 })).help).toBe(
		'Remove it before this node. The attributes are: name, title, id, inches, tags, box, part, sharp.',
	);
});

test.each(['__proto__', 'constructor', 'prototype'])('%s cannot be a name', (name) => {
	for (const json of [`{"${name}": {"label": "x"}}`, `{"box": {"${name}": "x"}}`]) {
		expect(invalidInputOf(() => given(JSON.parse(json) as object)).problem).toBe(
			`'${name}' cannot be used as a name`,
		);
	}
});
