import fc from 'fast-check';
import { keyValues } from '../../nodes/core/keyValues.ts';
import { MASK } from '../../nodes/core/secret.ts';
import { JUNK } from './support/junk.mts';
import { invalidInputOf, readOrRefused } from './support/thrown.mts';

const PROPERTY = { displayName: 'Extra', placeholder: 'Add', description: 'What else' };
const plain = keyValues(PROPERTY);
const typed = keyValues(PROPERTY, {
	typed: true,
	check: (name) => (name === 'own' ? 'has a field of its own' : undefined),
});

const row = (name: unknown, value: unknown, type?: string) => ({
	name,
	value,
	...(type && { type }),
});
const rows = (...entry: unknown[]) => ({ entry });

test.each<[string, unknown, object | undefined]>([
	['rows', rows(row(' a ', ' x '), row('b', '')), { a: ' x ', b: '' }],
	["an expression's object", { a: 'x', b: 2, c: false }, { a: 'x', b: 2, c: false }],
	['an object with an entry of that name', { entry: 'x' }, { entry: 'x' }],
	['a name that is like one of JavaScript', { Constructor: 'x' }, { Constructor: 'x' }],
	['a name that objects have already', { toString: 'x' }, { toString: 'x' }],
	['no rows', rows(), undefined],
	['an empty object', {}, undefined],
	['nothing', '', undefined],
	['null', null, undefined],
	['undefined', undefined, undefined],
])('%s', (_what, raw, expected) => {
	expect(plain.read(raw)).toEqual(expected);
	expect(typed.read(raw)).toEqual(expected);
});

test.each(['__proto__', 'constructor', 'prototype'])(
	'%s means something to JavaScript itself, and cannot be used as a name',
	(name) => {
		const inJson: unknown = JSON.parse(`{"a":"x1","${name}":"x2"}`);
		for (const raw of [inJson, rows(row('a', 'x1'), row(` ${name} `, 'x2'))]) {
			expect(invalidInputOf(() => plain.read(raw)).message).toBe(
				`Extra: '${name}' cannot be used as a name`,
			);
		}
	},
);

test.each<[string, unknown, unknown]>([
	['boolean', 'true', true],
	['boolean', ' FALSE ', false],
	['boolean', true, true],
	['number', '7', 7],
	['number', ' -1.5e3 ', -1500],
	['number', '0', 0],
	['number', 7, 7],
	['string', 'true', 'true'],
	['string', '7', '7'],
])('a row of the type %s makes %j into %j', (type, value, expected) => {
	expect(typed.read(rows(row('a', value, type)))).toStrictEqual({ a: expected });
});

test.each<[unknown, string]>([
	['a=x1', 'expected names with values, got a string'],
	[['x1'], 'expected names with values, got a list'],
	[7, 'expected names with values, got a number'],
	[rows('x1'), 'expected entries, but one of them is a string'],
	[rows(null), 'expected entries, but one of them is null'],
	[rows({ value: 'x1' }), 'an entry has no name'],
	[rows(row(' ', 'x1')), 'an entry has no name'],
	[rows(row(7, 'x1')), 'an entry has no name'],
	[rows(row('a', 'x1'), row(' a', 'x2')), "'a' is given twice"],
	[rows(row('a', 'x1', 'boolean')), "'a' is neither true nor false"],
	[rows(row('a', '', 'boolean')), "'a' is neither true nor false"],
	[rows(row('a', 'x1', 'number')), "'a' is not a number"],
	[rows(row('a', ' ', 'number')), "'a' is not a number"],
	[rows(row('a', 'Infinity', 'number')), "'a' is not a number"],
	[rows(row(' own ', 'x1')), "'own' has a field of its own"],
	[{ own: 'x1' }, "'own' has a field of its own"],
	[{ a: { b: 'x1' } }, "'a' is an object; allowed are texts, numbers, true and false"],
	[{ a: ['x1'] }, "'a' is a list"],
	[{ a: null }, "'a' is null"],
	[{ a: NaN }, "'a' is NaN; allowed are"],
	[rows(row('a', -Infinity, 'number')), "'a' is -Infinity; allowed are"],
	[rows({ value: 'x1', type: 'boolean' }), 'an entry has no name'],
	[{ a: `x1${MASK}` }, 'is a masked secret'],
	[rows(row('a', MASK)), 'is a masked secret'],
])('%j is refused, without any value in the error', (raw, problem) => {
	const { field, message } = invalidInputOf(() => typed.read(raw));
	expect(field).toBe('Extra');
	expect(message).toContain(problem);
	expect(message).not.toMatch(/x1|x2/);
});

test('a row says what its value is only where the vendor tells types apart', () => {
	const inRow = (field: typeof plain) => {
		const [group] = field.property.options ?? [];
		return group && 'values' in group ? group.values.map(({ name }) => name) : [];
	};
	expect(inRow(plain)).toEqual(['name', 'value']);
	expect(inRow(typed)).toEqual(['name', 'type', 'value']);
});

test('junk neither breaks it nor gets through', () => {
	const ROWS = fc.array(
		fc.oneof(
			JUNK,
			fc.record({
				name: fc.oneof(fc.constant('a'), JUNK),
				value: JUNK,
				type: fc.oneof(fc.constantFrom('string', 'number', 'boolean'), JUNK),
			}),
		),
	);
	fc.assert(
		fc.property(
			fc.oneof(
				JUNK,
				ROWS.map((entry) => ({ entry })),
			),
			(raw) => {
				const values = readOrRefused(() => typed.read(raw));
				for (const [name, value] of Object.entries(values ?? {})) {
					expect(name).toBe(name.trim());
					expect(['', '__proto__', 'constructor', 'prototype']).not.toContain(name);
					// What JSON cannot hold would become null on the wire.
					expect(JSON.parse(JSON.stringify([value])).map(String)).toEqual([String(value)]);
				}
			},
		),
		{ numRuns: 1000 },
	);
});
