import fc from 'fast-check';
import { jsonObject, objectIn } from '../../nodes/core/jsonField.ts';
import { JUNK } from './support/junk.mts';
import { invalidInputOf, readOrRefused } from './support/thrown.mts';

const field = jsonObject({ displayName: 'Claims', default: '{}', description: 'The claims' });

test.each<[string, unknown, unknown]>([
	['JSON', ' {"a": {"b": [1]}} ', { a: { b: [1] } }],
	["an expression's object", { a: 1 }, { a: 1 }],
	['an empty object', '{}', {}],
	['nothing', '', undefined],
	['null', null, undefined],
	['undefined', undefined, undefined],
])('%s', (_what, raw, expected) => {
	expect(field.property).toMatchObject({ type: 'json', default: '{}' });
	expect(field.read(raw)).toEqual(expected);
	if (expected) expect(objectIn('Claims', raw)).toEqual(expected);
});

test.each<[unknown, string]>([
	['{"a": s3cret}', 'is not valid JSON'],
	['s3cret', 'is not valid JSON'],
	[' ', 'is not valid JSON'],
	['"s3cret"', 'expected a JSON object, got a string'],
	['["s3cret"]', 'expected a JSON object, got a list'],
	['null', 'expected a JSON object, got null'],
	['7', 'expected a JSON object, got a number'],
	[['s3cret'], 'expected a JSON object, got a list'],
	[7, 'expected a JSON object, got a number'],
	[true, 'expected a JSON object, got a boolean'],
])('%j is refused, and not quoted', (raw, problem) => {
	for (const read of [() => field.read(raw), () => objectIn('Claims', raw)]) {
		expect(invalidInputOf(read).message).toBe(`Claims: ${problem}`);
	}
});

test.each(['__proto__', 'constructor', 'prototype'])(
	'%s cannot be the name of a member, at the top or inside',
	(name) => {
		const member = `{"${name}": "s3cret"}`;
		for (const json of [member, `{"a": ${member}}`, `{"a": [1, {"b": [[${member}]]}]}`]) {
			for (const raw of [json, JSON.parse(json)]) {
				expect(invalidInputOf(() => field.read(raw)).message).toBe(
					`Claims: '${name}' cannot be used as a name`,
				);
			}
		}
		// As a value it is a text like any other.
		expect(field.read({ a: name, b: [name] })).toEqual({ a: name, b: [name] });
	},
);

test('what has to be there is refused when it is missing', () => {
	for (const raw of [undefined, '']) {
		expect(invalidInputOf(() => objectIn('Claims, 2', raw)).message).toMatch(/^Claims, 2: is not/);
	}
});

test('junk neither breaks it nor gets through', () => {
	fc.assert(
		fc.property(fc.oneof(JUNK, fc.json()), (raw) => {
			const value = readOrRefused<unknown>(() => field.read(raw));
			expect(value === undefined || (typeof value === 'object' && value !== null)).toBe(true);
			expect(Array.isArray(value)).toBe(false);
		}),
	);
});
