import { useSandbox } from '../support/sandbox.mts';
import { tinesApi, type TinesApi } from './support/api.mts';

const sandbox = useSandbox();
let api: TinesApi;

beforeEach(() => {
	api = tinesApi(sandbox.current);
});

const ids = (records: Array<{ id: number }>) => records.map(({ id }) => id);
const truth = (): Array<Record<string, any>> =>
	sandbox.current.control.state('tines').credentials as Array<Record<string, any>>;

/** All records of a list, page by page along next_page. */
async function follow(path: string, collection: string): Promise<any[]> {
	const records: any[] = [];
	let next: string | null = path;
	while (next) {
		const { body } = await api('GET', next.replace(/^.*\/api\/v1/, ''));
		records.push(...(body[collection] as any[]));
		next = body.meta.next_page as string | null;
	}
	return records;
}

test('the meta of a first, a middle and a last page, and of one beyond', async () => {
	const base = `${sandbox.current.tines.url}/api/v1/user_credentials`;
	const address = (page: number) => `${base}?per_page=20&page=${page}`;
	const common = { per_page: 20, pages: 3, count: 48 };
	const first = (await api('GET', '/user_credentials')).body;
	expect(first.user_credentials).toHaveLength(20);
	expect(first.meta).toEqual({
		current_page: address(1),
		previous_page: null,
		next_page: address(2),
		next_page_number: 2,
		...common,
	});
	expect(Object.keys(first.meta)).toEqual([
		...['current_page', 'previous_page', 'next_page', 'next_page_number'],
		...['per_page', 'pages', 'count'],
	]);
	const second = (await api('GET', '/user_credentials?page=2')).body;
	expect(second.meta).toMatchObject({ previous_page: address(1), next_page: address(3) });
	const last = (await api('GET', '/user_credentials?page=3')).body;
	expect(last.user_credentials).toHaveLength(8);
	expect(last.meta).toEqual({
		current_page: address(3),
		previous_page: address(2),
		next_page: null,
		next_page_number: null,
		...common,
	});
	const beyond = (await api('GET', '/user_credentials?page=9')).body;
	expect(beyond.user_credentials).toEqual([]);
	expect(beyond.meta).toMatchObject({ next_page: null, next_page_number: null, ...common });
});

test('next_page keeps filters and leads through everything once, IDs ascending', async () => {
	const path = '/user_credentials?filter=UNRESTRICTED&team_id=1&per_page=4&mode=TEXT';
	const { meta } = (await api('GET', path)).body;
	expect(meta.next_page).toBe(
		`${sandbox.current.tines.url}/api/v1/user_credentials?per_page=4&page=2&team_id=1&filter=UNRESTRICTED`,
	);
	const found = await follow(path, 'user_credentials');
	const wanted = truth().filter(
		({ team_id, allowed_hosts, restriction_type }) =>
			team_id === 1 && allowed_hosts.length === 0 && !restriction_type,
	);
	expect(ids(found)).toEqual(wanted.map(({ id }) => id as number));
	expect(wanted).toHaveLength(15);
	expect(await follow('/user_credentials?per_page=7', 'user_credentials')).toHaveLength(48);
});

test('filters: team, folder, use, restriction', async () => {
	const count = async (query: string): Promise<number> =>
		(await api('GET', `/user_credentials?${query}`)).body.meta.count as number;
	expect(await count('team_id=2')).toBe(15);
	expect(await count('folder_id=3')).toBe(7);
	expect(await count('team_id=2&folder_id=1')).toBe(0);
	expect(await count('team_id=99')).toBe(0);
	expect(await count('team_id=none')).toBe(0);
	expect(await count('team_id=')).toBe(48);
	expect(await count('filter=RESTRICTED')).toBe(1);
	expect(await count('filter=UNRESTRICTED')).toBe(46);
	const unused = truth().filter(({ references }) => references.action_ids.length === 0);
	expect(await count('filter=UNUSED_IN_ACTIONS')).toBe(unused.length);
	expect(unused.length).toBeGreaterThan(20);
	expect(await count('name=nothing&mode=JWT&order=NAME')).toBe(48);
	expect((await api('GET', '/user_credentials?filter=EXPIRED')).status).toBe(422);
});

test('references only where they are asked for', async () => {
	const id = truth().find(({ name }) => name === 'With a test version')?.id as number;
	const references = { story_ids: [900], action_ids: [901, 902] };
	const one = await api('GET', `/user_credentials/${id}?include_references=true`);
	expect(one.body.references).toEqual(references);
	const without = await api('GET', `/user_credentials/${id}?include_references=false`);
	expect('references' in without.body).toBe(false);
	const page = (await api('GET', '/user_credentials?include_references=true&per_page=47')).body;
	expect(page.user_credentials.at(-1)).toMatchObject({ id, references });
	expect(page.meta.next_page).toContain('include_references=true');
});

test('per_page: 500 at the most, 1 at the least, 20 when it is no number', async () => {
	for (const [asked, given] of [
		['501', 500],
		['0', 1],
		['-3', 1],
		['x', 20],
		['2.5', 20],
		['', 20],
	] as const) {
		const { body } = await api('GET', `/user_credentials?per_page=${asked}`);
		expect(body.meta.per_page).toBe(given);
	}
});

test('an empty list has no pages', async () => {
	const { body } = await api('GET', '/folders?team_id=99');
	expect(body).toMatchObject({
		folders: [],
		meta: { next_page: null, previous_page: null, pages: 0, count: 0 },
	});
});
