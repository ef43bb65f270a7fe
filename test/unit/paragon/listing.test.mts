import { Unreachable } from '../../../nodes/core/errors.ts';
import { allOf, EVERYTHING } from '../../../nodes/Paragon/listing.ts';
import { fakeClient, readAll } from '../support/fakeClient.mts';

const entries = (...ids: string[]) => ids.map((id) => ({ id }));

async function listed(...answers: unknown[]) {
	const { calls, client } = fakeClient(...answers);
	const read = await readAll(allOf(client, '/projects', { teamId: 't' })).catch(
		(error: unknown) => error,
	);
	const ids = Array.isArray(read) ? read.map(({ id }: { id: string }) => id) : read;
	return { calls, ids };
}

test.each<[string, unknown]>([
	['a bare array', entries('a', 'b')],
	['an envelope', { items: entries('a', 'b') }],
	['an envelope that says that it is the last', { items: entries('a', 'b'), nextPageCursor: null }],
	['an envelope with an empty cursor', { items: entries('a', 'b'), nextPageCursor: '' }],
])('%s is a whole list', async (_what, answer) => {
	const { calls, ids } = await listed(answer);
	expect(ids).toEqual(['a', 'b']);
	expect(calls).toMatchObject([{ method: 'GET', path: '/projects', query: { teamId: 't' } }]);
	expect(calls[0]?.query).toEqual({ teamId: 't' });
});

test.each<[string, unknown, string]>([
	['a text', 'c1', 'c1'],
	['a number', 7, '7'],
	['an object', { after: 'a' }, '{"after":"a"}'],
])(
	'the next page is asked for by a cursor that is %s, under every name in use',
	async (_what, given, sent) => {
		const { calls, ids } = await listed(
			{ items: entries('a'), nextPageCursor: given },
			{ items: entries('b') },
		);
		expect(ids).toEqual(['a', 'b']);
		expect(calls[1]?.query).toEqual({
			teamId: 't',
			...EVERYTHING,
			cursor: sent,
			pageCursor: sent,
			nextPageCursor: sent,
		});
	},
);

test('a cursor that Paragon takes no notice of is an error, not half a list', async () => {
	const { calls, ids } = await listed({ items: entries('a'), nextPageCursor: 'c1' });
	expect(ids).toBeInstanceOf(Unreachable);
	expect(ids).toMatchObject({ message: expect.stringContaining('more entries at /projects') });
	expect(calls).toHaveLength(2);
});

test('an entry that moves to the next page in the meantime comes once', async () => {
	const first = { items: entries('a', 'b'), nextPageCursor: 'c1' };
	expect((await listed(first, { items: entries('b', 'c') })).ids).toEqual(['a', 'b', 'c']);
});

test('an empty last page is the end', async () => {
	const { ids } = await listed({ items: entries('a'), nextPageCursor: 'c1' }, { items: [] });
	expect(ids).toEqual(['a']);
});

test.each([{}, { items: null }, { items: [{ name: 'a' }] }, [{ name: 'a' }], [null]])(
	'%j is not taken for a list',
	async (answer) => {
		expect((await listed(answer)).ids).toMatchObject({ message: 'not what was asked for' });
	},
);
