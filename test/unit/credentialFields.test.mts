import fc from 'fast-check';
import { MASK, reveal, Secret } from '../../nodes/core/secret.ts';
import { FIELDS } from '../../nodes/GenesysCloud/integrationCredential/fields.ts';
import { JUNK } from './support/junk.mts';
import { invalidInputOf, readOrRefused } from './support/thrown.mts';

const { credentialFields } = FIELDS;

const revealed = (raw: unknown) => {
	const fields = credentialFields.read(raw);
	return fields && Object.entries(fields).map(([name, secret]) => [name, reveal(secret)]);
};

test.each<[string, unknown, unknown]>([
	[
		'rows of the panel',
		{
			field: [
				{ name: ' userName ', value: ' a ' },
				{ name: 'password', value: 'b' },
			],
		},
		[
			['userName', ' a '],
			['password', 'b'],
		],
	],
	[
		"an expression's object",
		{ clientId: 'a', clientSecret: 'b' },
		[
			['clientId', 'a'],
			['clientSecret', 'b'],
		],
	],
	['a field that is called field', { field: 'a' }, [['field', 'a']]],
	[
		'a name that objects have already',
		JSON.parse('{"__proto__":"a","constructor":"b"}'),
		[
			['__proto__', 'a'],
			['constructor', 'b'],
		],
	],
	['no rows', { field: [] }, undefined],
	['an empty object', {}, undefined],
	['nothing', '', undefined],
])('%s', (_what, raw, expected) => expect(revealed(raw)).toEqual(expected));

test.each<[unknown, string]>([
	['clientId=a', 'expected fields, got a string'],
	[['a'], 'expected fields, got a list'],
	[{ field: [null] }, 'one of them is null'],
	[{ field: ['a'] }, 'one of them is a string'],
	[{ field: [{ value: 'v1' }] }, 'a field has no name'],
	[{ field: [{ name: ' ', value: 'v1' }] }, 'a field has no name'],
	[
		{
			field: [
				{ name: 'a', value: 'v1' },
				{ name: ' a', value: 'v2' },
			],
		},
		"'a' is given twice",
	],
	[{ a: '' }, "'a' has no value: expected text, got nothing"],
	[{ a: 7 }, "'a' has no value: expected text, got a number"],
	[{ a: MASK }, "'a' is a masked secret"],
])('%j is refused, without any value in the error', (raw, problem) => {
	const { message } = invalidInputOf(() => credentialFields.read(raw));
	expect(message).toContain(`Credential Fields: `);
	expect(message).toContain(problem);
	expect(message).not.toMatch(/v1|v2/);
});

test('junk neither breaks it nor gets through', () => {
	fc.assert(
		fc.property(
			fc.oneof(
				JUNK,
				fc.array(JUNK).map((field) => ({ field })),
			),
			(raw) => {
				const fields = readOrRefused(() => credentialFields.read(raw));
				for (const [name, secret] of Object.entries(fields ?? {})) {
					expect(name.trim()).not.toBe('');
					expect(secret).toBeInstanceOf(Secret);
					expect(reveal(secret)).not.toBe('');
				}
			},
		),
	);
});
