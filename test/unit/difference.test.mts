import fc from 'fast-check';
import { differencesOf, sameSet, sameValue } from '../../nodes/core/difference.ts';

const shuffled = (value: unknown): unknown => {
	if (Array.isArray(value)) return value.map(shuffled);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.reverse()
			.map(([key, part]) => [key, shuffled(part)]),
	);
};

test('the order of keys never makes a difference', () => {
	fc.assert(fc.property(fc.jsonValue(), (value) => sameValue(value, shuffled(value))));
});

test('values are the same exactly when their content is', () => {
	fc.assert(
		fc.property(fc.jsonValue(), fc.jsonValue(), (left, right) => {
			let equal = true;
			try {
				expect(JSON.parse(JSON.stringify(left))).toEqual(JSON.parse(JSON.stringify(right)));
			} catch {
				equal = false;
			}
			return sameValue(left, right) === equal;
		}),
	);
});

test('a list in another order is the same set, another value, and one entry more is neither', () => {
	fc.assert(
		fc.property(fc.uniqueArray(fc.string(), { minLength: 2 }), (list) => {
			const turned = [...list].reverse();
			expect(sameSet(list, turned)).toBe(true);
			expect(sameValue(list, turned)).toBe(false);
			expect(sameSet(list, list.slice(1))).toBe(false);
			expect(sameSet(list.slice(1), list)).toBe(false);
		}),
	);
});

test.each<[string, object, object, unknown[]]>([
	['nothing given', {}, { name: 'a' }, []],
	['undefined is not given', { name: undefined }, { name: 'a' }, []],
	['in step', { name: 'a' }, { name: 'a' }, []],
	[
		'changed',
		{ name: 'b' },
		{ name: 'a' },
		[{ field: 'name', kind: 'changed', from: 'a', to: 'b' }],
	],
	['new', { name: 'b' }, {}, [{ field: 'name', kind: 'changed', from: undefined, to: 'b' }]],
	['a set in another order', { scope: ['b', 'a'] }, { scope: ['a', 'b'] }, []],
	['an empty set for none', { scope: [] }, {}, []],
	[
		'a list in another order',
		{ list: [2, 1] },
		{ list: [1, 2] },
		[{ field: 'list', kind: 'changed', from: [1, 2], to: [2, 1] }],
	],
	[
		'a set emptied',
		{ scope: [] },
		{ scope: ['a'] },
		[{ field: 'scope', kind: 'changed', from: ['a'], to: [] }],
	],
])('%s', (_what, wanted, stored, expected) => {
	expect(differencesOf(wanted, stored, ['scope'] as never)).toEqual(expected);
});
