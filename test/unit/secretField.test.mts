import { inspect } from 'node:util';
import fc from 'fast-check';
import { MASK, reveal, Secret } from '../../nodes/core/secret.ts';
import { secretText } from '../../nodes/core/secretField.ts';
import { JUNK } from './support/junk.mts';
import { invalidInputOf, readOrRefused } from './support/thrown.mts';

const trimmed = secretText({ displayName: 'Key', description: 'The key' });
const asItIs = secretText(
	{ displayName: 'Key', description: 'The key', typeOptions: { rows: 4 } },
	{ asItIs: true },
);

const revealed = (secret: Secret | undefined) => secret && reveal(secret);

test.each<[unknown, string | undefined, string | undefined]>([
	['s3cret', 's3cret', 's3cret'],
	[' s3 cret\n', 's3 cret', ' s3 cret\n'],
	['  ', undefined, '  '],
	['', undefined, undefined],
	[null, undefined, undefined],
	[undefined, undefined, undefined],
])('%j is read as %j, or as it is: %j', (raw, value, whole) => {
	expect(revealed(trimmed.read(raw))).toBe(value);
	expect(revealed(asItIs.read(raw))).toBe(whole);
});

test.each<[unknown, string]>([
	[MASK, 'is a masked secret'],
	[` s3cret ${MASK}`, 'is a masked secret'],
	[7, 'expected text, got a number'],
	[{ value: 's3cret' }, 'expected text, got an object'],
	[['s3cret'], 'expected text, got a list'],
])('%j is refused, and not quoted', (raw, problem) => {
	for (const field of [trimmed, asItIs]) {
		const { field: name, message } = invalidInputOf(() => field.read(raw));
		expect(name).toBe('Key');
		expect(message).toContain(problem);
		expect(message).not.toMatch(/s3cret|•/);
	}
});

test('it is typed unseen, whatever else the panel is told', () => {
	expect(trimmed.property.typeOptions).toEqual({ password: true });
	expect(asItIs.property.typeOptions).toEqual({ password: true, rows: 4 });
});

test('what is read never prints, and junk does not get through', () => {
	fc.assert(
		fc.property(fc.oneof(JUNK, fc.string({ minLength: 5 })), (raw) => {
			for (const field of [trimmed, asItIs]) {
				const secret = readOrRefused(() => field.read(raw));
				if (secret === undefined) continue;
				expect(secret).toBeInstanceOf(Secret);
				expect(reveal(secret)).not.toBe('');
				const prints = [String(secret), JSON.stringify({ secret }), inspect({ secret })];
				expect(prints).toEqual([MASK, `{"secret":"${MASK}"}`, `{ secret: ${MASK} }`]);
			}
		}),
	);
});
