import fc from 'fast-check';
import type { Difference } from '../../nodes/core/difference.ts';
import { bringInStep, hasToBeWritten, leavingOut } from '../../nodes/core/inStep.ts';

const changed: Difference = { field: 'size', kind: 'changed' };
const unknown: Difference = { field: 'secret', kind: 'unknown' };

test.each<[Difference[], boolean, boolean]>([
	[[], false, false],
	[[changed], true, true],
	[[unknown], true, false],
	[[unknown, changed], true, true],
])('%j has to be written: %s; leaving alone what is unknown: %s', (differences, write, skip) => {
	expect(hasToBeWritten(differences, 'write')).toBe(write);
	expect(hasToBeWritten(differences, 'skip')).toBe(skip);
});

test('some fields are left out, the others are as they were', () => {
	fc.assert(
		fc.property(
			fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.anything()),
			fc.subarray(['a', 'b', 'c', 'd']),
			(spec, fields) => {
				const left = leavingOut(spec, new Set(fields));
				expect(Object.keys(left)).toEqual(
					Object.keys(spec).filter((name) => !fields.includes(name)),
				);
				for (const [name, value] of Object.entries(left)) expect(value).toBe(spec[name]);
			},
		),
	);
});

const SPEC = { name: 'a', size: 2, secret: 's' };
const rewritten = async (differences: Difference[], whenUnknown: 'skip' | 'write') => {
	const rewrite = jest.fn(async () => ({ id: 1, size: 2 }));
	const stored = { id: 1, size: 1 };
	const options = { oiled: true };
	const result = await bringInStep({ rewrite }, stored, SPEC, differences, whenUnknown, options);
	expect(result).toEqual({ id: 1, size: 2 });
	expect(rewrite.mock.calls).toEqual([[stored, expect.anything(), options]]);
	return (rewrite.mock.calls as unknown[][])[0]?.[1];
};

test('all that is wanted is written, what is unknown only where that is asked for', async () => {
	expect(await rewritten([changed, unknown], 'write')).toEqual(SPEC);
	expect(await rewritten([changed, unknown], 'skip')).toEqual({ name: 'a', size: 2 });
	expect(await rewritten([changed], 'skip')).toEqual(SPEC);
});
