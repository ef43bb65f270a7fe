import fc from 'fast-check';
import type { Client } from '../../../nodes/core/client.ts';
import { Unreachable } from '../../../nodes/core/errors.ts';
import { allOf } from '../../../nodes/Tines/listing.ts';
import { TINES } from '../../../nodes/Tines/vendor.ts';
import type { Call } from '../../../nodes/core/vendor.ts';
import { fakeClient, readAll } from '../support/fakeClient.mts';

const URL_OF_PAGE = 'https://acme.tines.com/api/v1/teams?per_page=500&page=';

const page = (ids: number[], nextPage: unknown, rest: object = {}) => ({
	teams: ids.map((id) => ({ id })),
	meta: { next_page: nextPage, ...rest },
});

async function listed(...answers: unknown[]) {
	const { calls, client } = fakeClient(...answers);
	const entries = await readAll(allOf(client, 'teams', { scope: 'all' })).catch(
		(error: unknown) => error,
	);
	const ids = Array.isArray(entries) ? entries.map(({ id }: { id: number }) => id) : entries;
	return { calls, ids };
}

test('all pages are asked for at full size, with the filters', async () => {
	const { calls, ids } = await listed(
		page([1, 2], `${URL_OF_PAGE}2`),
		page([3], `${URL_OF_PAGE}3`),
		page([], null),
	);
	expect(ids).toEqual([1, 2, 3]);
	expect(calls.map(({ method, path, query }) => [method, path, query])).toEqual(
		[1, 2, 3].map((number) => [
			'GET',
			'/api/v1/teams',
			{ scope: 'all', page: number, per_page: 500 },
		]),
	);
});

test.each([
	['null', null],
	['the text null', 'null'],
	['nothing', undefined],
	['an empty text', ''],
	['a number', 2],
])('a page whose next is %s is the last, whatever its number says', async (_what, next) => {
	const { calls, ids } = await listed(page([1], next, { next_page_number: 1 }));
	expect(ids).toEqual([1]);
	expect(calls).toHaveLength(1);
});

test('a list without meta is one page', async () => {
	expect((await listed({ teams: [{ id: 1 }] })).ids).toEqual([1]);
});

test('a next page without number is the one after', async () => {
	const { calls } = await listed(page([1], 'https://acme.tines.com/api/v1/teams'), page([2], null));
	expect(calls.map(({ query }) => query?.page)).toEqual([1, 2]);
});

test('an entry that moves to another page in the meantime comes once', async () => {
	const { ids } = await listed(page([1, 2], `${URL_OF_PAGE}2`), page([2, 3], null));
	expect(ids).toEqual([1, 2, 3]);
});

test('a listing that leads back to where it was ends with an error', async () => {
	const { calls, ids } = await listed(page([1], `${URL_OF_PAGE}2`), page([2], `${URL_OF_PAGE}1`));
	expect(ids).toBeInstanceOf(Unreachable);
	expect(ids).toMatchObject({ message: expect.stringContaining('same page of teams') });
	expect(calls).toHaveLength(2);
});

/** Pages of one reading of the list, each with the count that it tells. */
const pass = (...pages: ReadonlyArray<[ids: number[], count: unknown]>) =>
	pages.map(([ids, count], index) =>
		page(ids, index + 1 < pages.length ? `${URL_OF_PAGE}${index + 2}` : null, { count }),
	);

describe('a list of several pages', () => {
	test('is read again when its count falls meanwhile, for what was not seen', async () => {
		// 1 is deleted, and 3 moves to the first page.
		const { calls, ids } = await listed(
			...pass([[1, 2], 5], [[4, 5], 4]),
			...pass([[2, 3], 4], [[4, 5], 4]),
		);
		expect(ids).toEqual([1, 2, 4, 5, 3]);
		expect(calls.map(({ query }) => query?.page)).toEqual([1, 2, 1, 2]);
	});

	test('is read again though another was made after the deletion', async () => {
		const { calls, ids } = await listed(
			...pass([[1, 2], 6], [[4, 5], 5], [[6, 7], 6]),
			...pass([[2, 3], 6], [[4, 5], 6], [[6, 7], 6]),
		);
		expect(ids).toEqual([1, 2, 4, 5, 6, 7, 3]);
		expect(calls).toHaveLength(6);
	});

	test('is read again when one moves to a page that was read: something comes twice', async () => {
		// 4 moves to the front.
		const { calls, ids } = await listed(
			...pass([[1, 2], 4], [[2, 3], 4]),
			...pass([[4, 1], 4], [[2, 3], 4]),
		);
		expect(ids).toEqual([1, 2, 3, 4]);
		expect(calls).toHaveLength(4);
	});

	test.each<[string, [number[], unknown], [number[], unknown]]>([
		['when nothing changes', [[1, 2], 3], [[3], 3]],
		['when others are made behind', [[1, 2], 3], [[3, 4], 4]],
		['when others are made in front', [[3, 2], 3], [[2, 1], 4]],
		['without a count', [[1, 2], undefined], [[3], undefined]],
		['with a count that is no number', [[1, 2], '9'], [[3], null]],
	])('is read once %s', async (_when, first, second) => {
		expect((await listed(...pass(first, second))).calls).toHaveLength(2);
	});

	test('that shrinks to one page is whole by that', async () => {
		const { calls, ids } = await listed(...pass([[1, 2], 3], [[], 2]), ...pass([[2, 3], 9]));
		expect(ids).toEqual([1, 2, 3]);
		expect(calls).toHaveLength(3);
	});

	test.each([
		['more than there are', 9, 9],
		['what is left', 4, 2],
	])('that counts %s is taken as it comes twice', async (_what, first, second) => {
		const same = pass([[1, 2], first], [[3, 4], second]);
		const { calls, ids } = await listed(...same, ...same, new Error('read a third time'));
		expect(ids).toEqual([1, 2, 3, 4]);
		expect(calls).toHaveLength(4);
	});

	test('is whole by its second pass though some are deleted in that, too: it misses others', async () => {
		// 1 is deleted in the first pass, 2 in the second.
		const { calls, ids } = await listed(
			...pass([[1, 2], 6], [[4, 5], 5], [[6], 5]),
			...pass([[2, 3], 5], [[5, 6], 4]),
		);
		expect(ids).toEqual([1, 2, 4, 5, 6, 3]);
		expect(calls).toHaveLength(5);
	});

	test('in no order of IDs is not whole by that: what is new may move things back', async () => {
		const { calls } = await listed(
			...pass([[6, 5], 6], [[3, 2], 5], [[1], 5]),
			...pass([[5, 4], 5], [[2, 1], 4]),
			...pass([[5, 4], 4], [[2, 1], 4]),
		);
		expect(calls).toHaveLength(7);
	});

	test('of which more than a page is deleted each time ends with an error', async () => {
		const passes = Array.from({ length: 5 }, (_, time) =>
			pass([[time, time + 1], 9000 - 600 * time], [[time + 3, time + 4], 8400 - 600 * time]),
		);
		const { calls, ids } = await listed(...passes.flat());
		expect(ids).toBeInstanceOf(Unreachable);
		expect(ids).toMatchObject({ message: expect.stringContaining('teams keeps changing') });
		expect(calls).toHaveLength(10);
	});

	test('that comes in another order each time ends with an error', async () => {
		const passes = Array.from({ length: 5 }, (_, time) =>
			pass([[1, 2 + (time % 2)], 4], [[1, 2 + (time % 2)], 4]),
		);
		expect((await listed(...passes.flat())).ids).toBeInstanceOf(Unreachable);
	});
});

test('a single page is whole by itself', async () => {
	expect((await listed(...pass([[1, 2], 9]))).calls).toHaveLength(1);
});

/** A tenant whose list is cut in pages of five; between them things are made, or up to two deleted. */
test('nothing that is there all the time is missed, when each gap has only one kind of change', async () => {
	const gap = fc.record({ deletes: fc.boolean(), which: fc.array(fc.nat(), { maxLength: 2 }) });
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 1, max: 24 }),
			fc.array(gap, { maxLength: 12 }),
			fc.boolean(),
			async (size, gaps, descending) => {
				const there = Array.from({ length: size }, (_, index) => index);
				let made = size;
				const throughout = new Set(there);
				const changes = [...gaps];
				const request = async ({ query }: Call) => {
					const { deletes = false, which = [] } = changes.shift() ?? {};
					for (const each of which) {
						if (!deletes) there.push(made++);
						else if (there.length > 0) throughout.delete(there.splice(each % there.length, 1)[0]!);
					}
					const list = descending ? there.toReversed() : [...there];
					const number = Number(query?.page);
					const ids = list.slice(5 * number - 5, 5 * number);
					const more = list.length > 5 * number;
					return page(ids, more ? `${URL_OF_PAGE}${number + 1}` : null, { count: list.length });
				};
				const client = { request } as unknown as Client;
				const entries = await readAll(allOf(client, 'teams', {})).catch((error: unknown) => error);
				if (entries instanceof Unreachable) return;
				const ids = (entries as Array<{ id: number }>).map(({ id }) => id);
				expect(new Set(ids).size).toBe(ids.length);
				expect(ids).toEqual(expect.arrayContaining([...throughout]));
			},
		),
		{ numRuns: 2000 },
	);
});

test.each([{}, { teams: null }, { teams: [{ name: 'a' }] }, { teams: {} }])(
	'%j is not taken for a list',
	async (answer) => {
		expect((await listed(answer)).ids).toMatchObject({ message: 'not what was asked for' });
	},
);

test('the vendor is known by its limits and by what must not be seen', () => {
	expect(TINES.limits).toEqual({ concurrency: 10, perMinute: 5000 });
	expect(TINES.secrets({ apiKey: 's3cret' })).toEqual(['s3cret']);
	expect(TINES.secrets({})).toEqual(['']);
	expect(TINES.budget({ 'x-ratelimit-remaining': '1' })).toBeUndefined();
});
