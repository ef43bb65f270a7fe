import { toJira } from '../../../../nodes/Paragon/jira/values.ts';
import type { FieldMeta } from '../../../../nodes/Paragon/jira/values.ts';
import { adfFault } from '../../../sandbox/jira/adf.mts';
import { invalidInputOf } from '../../support/thrown.mts';

const meta = (type: string, rest: Partial<FieldMeta> = {}): FieldMeta => ({
	fieldId: 'customfield_1',
	name: 'The Field',
	...rest,
	schema: { type, ...rest.schema },
});

const CHOICES = {
	allowedValues: [
		{ id: '1', value: 'One' },
		{ id: '2', name: 'Two' },
	],
};
const CASCADE = {
	allowedValues: [
		{
			...{ id: '1', value: 'Europe' },
			children: [
				{ id: '11', value: 'Paris' },
				{ id: '12', value: 'Berlin' },
			],
		},
		{ id: '2', value: 'Mars' },
	],
};
const SPRINT = 'com.pyxis.greenhopper.jira:gh-sprint';
const moment = new Date('2026-03-04T05:06:07.000Z');

test.each<[field: FieldMeta, given: unknown, expected: unknown]>([
	[meta('number'), 1.5, 1.5],
	[meta('number'), ' 1.5 ', 1.5],
	[meta('number'), 0, 0],
	[meta('number'), '', null],
	[meta('string'), 'a', 'a'],
	[meta('string'), 7, '7'],
	[meta('string'), null, null],
	[meta('string'), { a: 1 }, { a: 1 }],
	[meta('date'), '2026-03-04', '2026-03-04'],
	[meta('date'), '2026-03-04T05:06:07.000+01:00', '2026-03-04'],
	[meta('date'), moment, '2026-03-04'],
	[meta('datetime'), moment, '2026-03-04T05:06:07.000+0000'],
	[meta('datetime'), '2026-03-04T05:06:07.000+01:00', '2026-03-04T05:06:07.000+0100'],
	[meta('datetime'), '2026-03-04T05:06:07.000-0130', '2026-03-04T05:06:07.000-0130'],
	[meta('user'), 'abc', { accountId: 'abc' }],
	[meta('user'), { accountId: 'abc' }, { accountId: 'abc' }],
	[meta('option', CHOICES), 'One', { id: '1' }],
	[meta('option', CHOICES), '2', { id: '2' }],
	[meta('option', CHOICES), 2, { id: '2' }],
	[meta('option', CHOICES), { value: 'x' }, { value: 'x' }],
	[meta('option'), '9', { id: '9' }],
	[meta('priority', CHOICES), 'Two', { id: '2' }],
	[meta('version', CHOICES), 'Two', { id: '2' }],
	[meta('component', CHOICES), 'Two', { id: '2' }],
	[meta('securitylevel', CHOICES), 'Two', { id: '2' }],
	[meta('array', { schema: { items: 'string' } }), 'a, b,', ['a', 'b']],
	[meta('array', { schema: { items: 'string' } }), ['a, b', 1], ['a, b', '1']],
	[
		meta('array', { ...CHOICES, schema: { items: 'option' } }),
		'One,Two',
		[{ id: '1' }, { id: '2' }],
	],
	[meta('array', { schema: { items: 'user' } }), ['a'], [{ accountId: 'a' }]],
	[meta('array', { schema: { items: 'number' } }), '1,2', [1, 2]],
	[meta('array', { schema: { items: 'string' } }), '["a, b",1]', ['a, b', '1']],
	[meta('array', { schema: { items: 'string' } }), '[a], b', ['[a]', 'b']],
	[meta('array', { schema: { items: 'number' } }), 7, [7]],
	[meta('array', { schema: { items: 'group' } }), 'ops, dev', [{ name: 'ops' }, { name: 'dev' }]],
	[meta('array', { schema: { items: 'json', custom: SPRINT } }), '12', 12],
	[meta('array', { schema: { items: 'json', custom: SPRINT } }), [12], 12],
	[meta('group'), 'ops', { name: 'ops' }],
	[meta('group'), { groupId: 'x' }, { groupId: 'x' }],
	[meta('project', CHOICES), 'Two', { id: '2' }],
	[meta('resolution', CHOICES), 'Two', { id: '2' }],
	[meta('option-with-child', CASCADE), 'Europe', { id: '1' }],
	[meta('option-with-child', CASCADE), 'Europe > Berlin', { id: '1', child: { id: '12' } }],
	[meta('option-with-child', CASCADE), '1 > 11', { id: '1', child: { id: '11' } }],
	[meta('any'), [1], [1]],
	[
		meta('option-with-child'),
		{ value: 'a', child: { value: 'b' } },
		{ value: 'a', child: { value: 'b' } },
	],
	[{ fieldId: 'x', name: 'X' }, true, true],
])('%j takes %j as %j', (field, given, expected) => expect(toJira(field, given)).toEqual(expected));

test.each([
	meta('string', {
		schema: { custom: 'com.atlassian.jira.plugin.system.customfieldtypes:textarea' },
	}),
	meta('string', { fieldId: 'description' }),
	meta('string', { fieldId: 'environment' }),
])('a long text becomes a document', (field) => {
	const document = toJira(field, '**a**');
	expect(adfFault(document)).toBeUndefined();
	expect(JSON.stringify(document)).toContain('"strong"');
	expect(toJira(field, document)).toBe(document);
	expect(toJira(field, '')).toBeNull();
});

test.each<[field: FieldMeta, given: unknown, problem: RegExp]>([
	[meta('number'), 'x', /^'x' is not a number$/],
	[meta('number'), '  ', /is not a number$/],
	[meta('number'), {}, /^an object is not a number$/],
	[meta('number'), Infinity, /not a number/],
	[meta('option', CHOICES), 'Three', /^'Three' is not one of One, Two$/],
	[meta('array', { ...CHOICES, schema: { items: 'option' } }), ['One', 'x'], /^'x' is not one of/],
	[meta('option-with-child', CASCADE), 'Europe > Rome', /^'Rome' is not one of Paris, Berlin$/],
	[meta('array', { schema: { custom: SPRINT } }), 'Sprint 1', /^'Sprint 1' is not a number$/],
	[meta('array', { schema: { items: 'number' } }), '1,x', /^'x' is not a number$/],
])('%j refuses %j', (field, given, problem) => {
	const error = invalidInputOf(() => toJira(field, given));
	expect(error.field).toBe('The Field');
	expect(error.problem).toMatch(problem);
});
