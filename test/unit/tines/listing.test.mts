import { Unreachable } from '../../../nodes/core/errors.ts';
import { allOf } from '../../../nodes/Tines/listing.ts';
import { TINES } from '../../../nodes/Tines/vendor.ts';
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
