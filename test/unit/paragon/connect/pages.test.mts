import { pagesOf } from '../../../../nodes/Paragon/connect/pages.ts';

/** An app that answers each path with what it has for it. */
const app = (answers: (path: string) => unknown) => {
	const asked: string[] = [];
	const requestApp = async ({ path }: { path: string }): Promise<any> => {
		asked.push(path);
		if (asked.length > 50) throw new Error('asked without end');
		return answers(path);
	};
	return { asked, pages: async (path: string) => await pagesOf({ requestApp }, 'jira', path) };
};
const param = (path: string, name: string) => new URLSearchParams(path.split('?')[1]).get(name);

test('a token leads on until there is none, and its signs are kept apart from the query', async () => {
	const { asked, pages } = app((path) =>
		param(path, 'nextPageToken') === null ? { nextPageToken: 'a&b=' } : { isLast: true },
	);
	expect(await pages('/search?jql=a%20%3D%20b')).toHaveLength(2);
	expect(asked).toEqual([
		'/search?jql=a%20%3D%20b',
		'/search?jql=a%20%3D%20b&nextPageToken=a%26b%3D',
	]);
});

test('where a page starts takes the place of what the path said', async () => {
	const { asked, pages } = app((path) => ({
		...{ startAt: Number(param(path, 'startAt')), maxResults: 2, total: 5, values: [1] },
	}));
	await pages('/x?startAt=0&maxResults=2');
	expect(asked).toEqual([
		...['/x?startAt=0&maxResults=2', '/x?maxResults=2&startAt=2', '/x?maxResults=2&startAt=4'],
	]);
});

test('an app that never says which page is the last is left at an empty one', async () => {
	const { asked, pages } = app((path) => {
		const startAt = Number(param(path, 'startAt'));
		return { startAt, maxResults: 2, values: startAt < 4 ? [1, 2] : [] };
	});
	expect(await pages('/x')).toHaveLength(3);
	expect(asked.at(-1)).toBe('/x?startAt=4');
});

test('a cursor leads on until it is empty', async () => {
	const { asked, pages } = app((path) => ({
		response_metadata: { next_cursor: param(path, 'cursor') === null ? 'c=' : '' },
	}));
	await pages('/conversations.list');
	expect(asked).toEqual(['/conversations.list', '/conversations.list?cursor=c%3D']);
});

test.each([
	[{ nextPageToken: 'same' }],
	[{ response_metadata: { next_cursor: 'same' } }],
	[{ startAt: 0, maxResults: 1, values: [1] }],
])('an app that goes round in circles with %j is left', async (page) => {
	await expect(app(() => page).pages('/x')).rejects.toThrow('the same page again and again');
});

test.each([
	...[[], null, 'text', {}, { isLast: true, nextPageToken: 'x' }, { startAt: 0 }],
	...[{ startAt: 0, maxResults: 0, values: [1] }, { nextPageToken: null }],
])('%j is the only page', async (page) => {
	expect(await app(() => page).pages('/x')).toEqual([page]);
});
