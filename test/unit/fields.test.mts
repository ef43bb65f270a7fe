import fc from 'fast-check';
import {
	choice,
	flag,
	kindOf,
	readFields,
	text,
	texts,
	wholeNumber,
} from '../../nodes/core/fields.ts';
import type { FieldProperty } from '../../nodes/core/fields.ts';
import { MASK } from '../../nodes/core/secret.ts';
import { JUNK } from './support/junk.mts';
import { invalidInputOf, readOrRefused } from './support/thrown.mts';

const property: FieldProperty = {
	displayName: 'The Field',
	type: 'options',
	default: '',
	options: [
		{ name: 'One', value: 'one' },
		{ name: 'Two', value: 'two' },
	],
};

const FIELDS = {
	text: text(property),
	mayBeEmpty: text(property, { mayBeEmpty: true }),
	number: wholeNumber(property, { min: 300, max: 900, unit: 'seconds' }),
	choice: choice<'one' | 'two'>(property),
	flag: flag(property),
	texts: texts(property, { check: (entry) => (entry.includes('!') ? 'has a !' : undefined) }),
};

type Name = keyof typeof FIELDS;

test.each<[Name, unknown, unknown]>([
	['text', ' a b ', 'a b'],
	['text', 42, '42'],
	['text', '  ', undefined],
	['mayBeEmpty', '', ''],
	['mayBeEmpty', ' ', ''],
	['number', 300, 300],
	['number', 900, 900],
	['number', ' 600 ', 600],
	['choice', 'two', 'two'],
	['flag', true, true],
	['flag', 'true', true],
	['flag', false, false],
	['flag', 'false', false],
	['texts', [' a ', 'b', 'a', ''], ['a', 'b']],
	['texts', 'a, b\nc  a', ['a', 'b', 'c']],
	['texts', [], []],
])('%s reads %j as %j', (name, raw, value) => {
	expect(FIELDS[name].read(raw)).toEqual(value);
});

test.each(Object.keys(FIELDS) as Name[])(
	'%s takes undefined and null for nothing entered',
	(name) => {
		expect(FIELDS[name].read(undefined)).toBeUndefined();
		expect(FIELDS[name].read(null)).toBeUndefined();
		if (name !== 'mayBeEmpty') expect(FIELDS[name].read('')).toBeUndefined();
	},
);

test.each<[Name, unknown, string]>([
	['text', true, 'expected text, got a boolean'],
	['text', ['a'], 'expected text, got a list'],
	['text', MASK, 'is a masked secret'],
	['mayBeEmpty', { a: 1 }, 'expected text, got an object'],
	['number', 299, "'299' is not a whole number of seconds from 300 to 900"],
	['number', 901, 'from 300 to 900'],
	['number', 300.5, 'is not a whole number'],
	['number', 'many', "'many' is not a whole number"],
	['number', [600], 'a list is not a whole number'],
	['choice', 'three', "'three' is not one of one, two"],
	['choice', '//me:s3cret@a', `'//${MASK}@a' is not one of one, two`],
	['choice', ['one'], 'a list is not one of one, two'],
	['flag', 1, "'1' is neither true nor false"],
	['flag', 'yes', 'neither true nor false'],
	['texts', 7, 'expected a list, got a number'],
	['texts', ['a', null], 'expected a list of texts, but one of them is null'],
	['texts', ['a!'], "'a!' has a !"],
])('%s refuses %j, naming the field', (name, raw, problem) => {
	const error = invalidInputOf(() => FIELDS[name].read(raw));
	expect(error.field).toBe('The Field');
	expect(error.message).toContain(problem);
});

test.each([
	['https://me:s3cret@a.example.com/x', `https://${MASK}@a.example.com/x`],
	['https://me:s3/cret@a.example.com', `https://${MASK}@a.example.com`],
	['https://a.example.com/x@y', 'https://a.example.com/x@y'],
	['me@example.com', 'me@example.com'],
])('%s is quoted without what may be a password', (raw, shown) => {
	const field = text(property, { check: () => 'is refused' });
	expect(invalidInputOf(() => field.read(raw)).message).toBe(`The Field: '${shown}' is refused`);
	expect(text(property, { check: () => undefined }).read(raw)).toBe(raw);
});

const ALLOWED: Record<Name, (value: unknown) => boolean> = {
	text: (value) => typeof value === 'string' && value !== '' && value === value.trim(),
	mayBeEmpty: (value) => typeof value === 'string' && value === value.trim(),
	number: (value) => Number.isInteger(value) && Number(value) >= 300 && Number(value) <= 900,
	choice: (value) => value === 'one' || value === 'two',
	flag: (value) => typeof value === 'boolean',
	texts: (value) =>
		Array.isArray(value) &&
		new Set(value).size === value.length &&
		value.every((entry) => typeof entry === 'string' && entry !== '' && !entry.includes('!')),
};

test.each(Object.keys(FIELDS) as Name[])('junk neither breaks %s nor gets through it', (name) => {
	const near = fc.oneof(fc.integer({ min: 200, max: 1000 }), fc.array(fc.string()), JUNK);
	fc.assert(
		fc.property(near, (raw) => {
			const value = readOrRefused<unknown>(() => FIELDS[name].read(raw));
			expect(value === undefined || ALLOWED[name](value)).toBe(true);
		}),
		{ numRuns: 400 },
	);
});

test('only given fields are among the values, and unknown members are not', () => {
	expect(readFields(FIELDS, { text: 'a', flag: false, number: '', other: 1 })).toEqual({
		text: 'a',
		flag: false,
	});
	expect(() => readFields(FIELDS, { flag: 'perhaps' })).toThrow('The Field');
});

test.each([
	[null, 'null'],
	[[], 'a list'],
	[{}, 'an object'],
	['x', 'a string'],
	[1, 'a number'],
	[true, 'a boolean'],
])('%j is %s', (value, words) => expect(kindOf(value)).toBe(words));
