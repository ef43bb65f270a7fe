import { listOf, plus } from '../../nodes/core/few.ts';
import type { Few } from '../../nodes/core/few.ts';

const A = { name: 'a' };
const B = { name: 'b' };
const C = { name: 'c' };

test.each([[[]], [[A]], [[A, B]], [[A, B, C]], [[A, A]]])('as many as were given: %j', (given) => {
	const few = given.reduce<Few<typeof A>>(plus, undefined);
	expect(listOf(few)).toEqual(given);
	expect(Array.isArray(few)).toBe(given.length > 1);
});
