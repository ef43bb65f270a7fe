import { JointFailure } from '../../../nodes/core/errors.ts';
import type { Entry } from '../../../nodes/core/sync/entries.ts';
import {
	checkWithin,
	claimOf,
	isWithin,
	refuseDoubles,
	refuseNothing,
	setsOf,
} from '../../../nodes/core/sync/entries.ts';
import { invalidInputOf, thrownBy } from '../support/thrown.mts';
import { KEYED, SCOPE } from '../support/tools.mts';
import type { ToolSpec } from '../support/tools.mts';

const entry = (item: number, name: string, id?: string): Entry<ToolSpec> => ({
	item,
	id,
	state: () => ({ spec: { name }, options: {} }),
});
const settings = (namePrefix?: string, size?: number) =>
	({ namePrefix, scope: size === undefined ? {} : { size } }) as never;

test('entries go to the store of their scope, in order', () => {
	const entries = [0, 1, 2, 3].map((item) => entry(item, `n${item}`));
	const sets = setsOf(entries, (item) => (item % 2 === 0 ? 'even' : 'odd'));
	expect([...sets].map(([store, some]) => [store, some.map(({ item }) => item)])).toEqual([
		['even', [0, 2]],
		['odd', [1, 3]],
	]);
});

test.each<[string, Array<Entry<ToolSpec>>, string | undefined]>([
	['of one name', [entry(1, 'a'), entry(4, 'a')], "Name: the items 1, 4 all mean the name 'a'"],
	['of one ID', [entry(0, 'a', '7'), entry(1, 'b', '7')], 'ID: the items 0–1 all mean the ID 7'],
	[
		'of one ID in upper and lower case',
		[entry(0, 'a', 'aB'), entry(1, 'b', 'Ab')],
		'ID: the items 0–1 all mean the ID aB',
	],
	['of one name, with IDs', [entry(0, 'a', '7'), entry(1, 'a', '8')], undefined],
	['of a name that is the ID of another', [entry(0, '7'), entry(1, 'a', '7')], undefined],
	['of different names', [entry(0, 'a'), entry(1, 'b')], undefined],
])('two items %s', (_what, entries, message) => {
	const thrown = thrownBy(() => refuseDoubles(new Map([['store', entries]]), KEYED as never));
	if (message === undefined) return expect(thrown).toBeUndefined();
	expect(thrown).toBeInstanceOf(JointFailure);
	expect(thrown).toMatchObject({ message, item: entries[0]?.item, note: 'No request was sent.' });
});

test('two items of one name in two scopes are two', () => {
	const sets = new Map([
		['x', [entry(0, 'a')]],
		['y', [entry(1, 'a')]],
	]);
	expect(() => refuseDoubles(sets, KEYED as never)).not.toThrow();
});

test('what an item is about is told by its ID if it has one, by its key if not', () => {
	expect(claimOf(KEYED as never, { name: 'a' } as never, undefined)).toEqual({
		field: 'Name',
		key: 'key a',
		words: "the name 'a'",
	});
	expect(claimOf(KEYED as never, { name: 'a' } as never, '7')).toEqual({
		field: 'ID',
		key: 'ID 7',
		words: 'the ID 7',
	});
});

test.each([
	[0, 0, true, true],
	[1, 0, true, false],
	[0, 1, true, false],
	[0, 0, false, false],
])(
	'%d items and %d that could not be read, deleting: %s; refused: %s',
	(items, unread, deleteUnlisted, refused) => {
		const thrown = thrownBy(() =>
			refuseNothing(items, { deleteUnlisted }, { unread: Array(unread).fill(0) }),
		);
		if (!refused) return expect(thrown).toBeUndefined();
		expect(thrown).toBeInstanceOf(JointFailure);
		expect(thrown).toMatchObject({
			message: expect.stringContaining('everything within the scope would be deleted'),
			note: 'No request was sent.',
		});
	},
);

test.each([
	[undefined, undefined, true],
	['ham', undefined, true],
	['Ham', undefined, false],
	['amm', undefined, false],
	[undefined, 3, true],
	[undefined, 4, false],
	['ham', 3, true],
	['ham', 4, false],
	['saw', 3, false],
])('the prefix %j and the size %j: a hammer of 3 is within: %s', (prefix, size, within) => {
	const spec = { name: 'hammer', size: 3 };
	const check = () =>
		checkWithin(KEYED as never, SCOPE as never, settings(prefix, size), spec as never);
	expect(
		isWithin(KEYED as never, SCOPE as never, settings(prefix, size), { id: 1, ...spec } as never),
	).toBe(within);
	if (within) return expect(check).not.toThrow();
	expect(invalidInputOf(check).message).toBe("Scope: 'hammer' is outside of it");
});
