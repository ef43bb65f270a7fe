import fc from 'fast-check';
import { doubleClaims, sharing } from '../../nodes/core/claims.ts';
import { ranges } from '../../nodes/core/ranges.ts';

test.each<[number[], string]>([
	[[], ''],
	[[0], '0'],
	[[0, 1], '0–1'],
	[[0, 1, 2, 5], '0–2, 5'],
	[[1, 3, 5], '1, 3, 5'],
	[[4, 8, 9, 10, 12, 13], '4, 8–10, 12–13'],
])('%j in few words', (indexes, words) => expect(ranges(indexes)).toBe(words));

test('the words tell of every index, and of no other', () => {
	fc.assert(
		fc.property(fc.uniqueArray(fc.nat(60)), (given) => {
			const sorted = given.sort((a, b) => a - b);
			const told = ranges(sorted)
				.split(', ')
				.filter(Boolean)
				.flatMap((run) => {
					const [from = NaN, to = from] = run.split('–').map(Number);
					return Array.from({ length: to - from + 1 }, (_, index) => from + index);
				});
			expect(told).toEqual(sorted);
		}),
	);
});

const claimed = (item: number, key: string, scope?: unknown) => ({
	item,
	scope,
	claim: { field: 'Name', key, words: `the name '${key}'` },
});

test('items that mean the same are all refused, told of together; the others are not', () => {
	const problems = doubleClaims([
		claimed(0, 'a'),
		claimed(1, 'b'),
		claimed(2, 'a'),
		claimed(3, 'c'),
		claimed(4, 'a'),
	]);
	expect([...problems.keys()].sort()).toEqual([0, 2, 4]);
	for (const problem of problems.values()) {
		expect(problem).toMatchObject({
			field: 'Name',
			problem: "the items 0, 2, 4 all mean the name 'a'",
			help: expect.stringContaining('duplicates'),
		});
	}
});

test('the same in another scope is another', () => {
	expect(doubleClaims([claimed(0, 'a', 'x'), claimed(1, 'a', 'y')]).size).toBe(0);
	expect(doubleClaims([claimed(0, 'a', { id: 1 }), claimed(1, 'a', { id: 1 })]).size).toBe(2);
	expect(doubleClaims([claimed(0, 'a'), claimed(1, 'a', null)]).size).toBe(2);
});

test('scope and key cannot be taken for one another', () => {
	expect(doubleClaims([claimed(0, 'b","c', 'a'), claimed(1, 'c', 'a","b')]).size).toBe(0);
});

test('exactly those are refused whose claim another item has as well', () => {
	fc.assert(
		fc.property(fc.array(fc.tuple(fc.nat(4), fc.nat(1)), { maxLength: 12 }), (given) => {
			const keys = given.map(([key, scope]) => `${key} ${scope}`);
			const problems = doubleClaims(
				given.map(([key, scope], item) => claimed(item, `${key}`, scope)),
			);
			const doubled = keys.flatMap((key, item) =>
				keys.indexOf(key) !== keys.lastIndexOf(key) ? [item] : [],
			);
			expect([...problems.keys()].sort((a, b) => a - b)).toEqual(doubled);
		}),
	);
});

test('ten thousand items that all mean the same are refused at once', () => {
	const claims = Array.from({ length: 10_000 }, (_, item) => claimed(item, 'a'));
	expect(doubleClaims(claims).get(9999)?.problem).toBe("the items 0–9999 all mean the name 'a'");
});

test('those that share something are told, in order; what is undefined is shared with nobody', () => {
	const letters = ['a', 'b', 'a', undefined, 'c', undefined, 'b', 'a'].map((what, at) => ({
		what,
		at,
	}));
	expect(sharing(letters, ({ what }) => what).map(({ at }) => at)).toEqual([0, 1, 2, 6, 7]);
	expect(sharing(letters.slice(0, 2), ({ what }) => what)).toEqual([]);
});
