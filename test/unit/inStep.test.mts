import fc from 'fast-check';
import type { Difference } from '../../nodes/core/difference.ts';
import { hasToBeWritten, leavingOut } from '../../nodes/core/inStep.ts';

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
