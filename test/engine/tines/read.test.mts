import { itemsOf, useBench } from '../support/bench.mts';
import { byId, credentialOf, stateOf, tines } from '../vendors/tines.mts';

const LIST = '/api/v1/user_credentials';
const bench = useBench(tines);

const getMany = async (resource: string, more: object = {}, asked: object = {}) =>
	await bench.current.run({
		parameters: { resource, operation: 'getAll', returnAll: true, ...more },
		...asked,
	});
const idsOf = async (resource: string, more: object = {}) =>
	itemsOf(await getMany(resource, more)).map(({ json }) => json.id);
const queries = () => bench.current.calls('GET').map(({ query }) => query);
/** IDs of what the tenant has, of those that pass. */
const having = (kind: string, passes: (record: any) => boolean = () => true): number[] =>
	(stateOf(bench.current.sandbox)[kind] as any[]).filter(passes).map(({ id }: any) => id);
const seed = (additions: Record<string, unknown>) =>
	bench.current.sandbox.control.seed('tines', additions);

describe('many credentials', () => {
	test('come in pages of 500, fetched once however many items ask for them', async () => {
		seed({ credentials: 1200 });
		const run = await getMany('credential', {}, { items: [{ json: {} }, { json: {} }] });
		const all = having('credentials');

		expect(itemsOf(run).map(({ json }) => json.id)).toEqual([...all, ...all]);
		expect(queries().map(({ page, per_page }) => [page, per_page])).toEqual([
			['1', '500'],
			['2', '500'],
			['3', '500'],
		]);
	});

	test('are not fetched beyond the limit', async () => {
		seed({ credentials: 1200 });
		const limited = { returnAll: false, limit: 200 };
		expect(await idsOf('credential', limited)).toEqual(having('credentials').slice(0, 200));
		expect(queries()).toHaveLength(1);
		expect(await idsOf('credential', { returnAll: false })).toHaveLength(50);
	});

	test.each([
		{ lastPage: 'text' },
		{ lastPageNumber: 'one' },
		{ perPageOutOfRange: 'refused' },
		{ credentialOrder: 'idDescending' },
		{ newerFields: 'absent' },
	])('are all found with %j', async (behaviour) => {
		bench.current.sandbox.control.setBehaviour('tines', behaviour);
		seed({ credentials: 1000 });
		const ids = await idsOf('credential');
		expect(ids.sort((a, b) => a - b)).toEqual(having('credentials'));
		expect(queries()).toHaveLength(3);
	});

	test('are each there once, though others are made between the pages', async () => {
		seed({ credentials: 1200 });
		bench.current.sandbox.control.setBehaviour('tines', { credentialOrder: 'idDescending' });
		bench.current.sandbox.control.addFault({
			...{ method: 'GET', path: LIST, kind: 'slow', skip: 1, delayMs: 300 },
		});
		const before = having('credentials');
		const running = idsOf('credential');
		while (queries().length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
		seed({ credentials: 10 });
		expect((await running).sort((a, b) => a - b)).toEqual(before);
	});

	test.each([
		['team', { team_id: byId(2) }, { team_id: '2' }, ({ team_id }: any) => team_id === 2],
		['folder', { folder_id: byId(3) }, { folder_id: '3' }, ({ folder_id }: any) => folder_id === 3],
		[
			'use',
			{ filter: 'UNUSED_IN_ACTIONS' },
			{ filter: 'UNUSED_IN_ACTIONS' },
			({ references }: any) => references.action_ids.length === 0,
		],
		[
			'restriction',
			{ filter: 'RESTRICTED' },
			{ filter: 'RESTRICTED' },
			({ allowed_hosts }: any) => allowed_hosts.length > 0,
		],
		[
			'all of these',
			{ team_id: byId(1), folder_id: byId(1), filter: 'UNUSED_IN_ACTIONS' },
			{ team_id: '1', folder_id: '1', filter: 'UNUSED_IN_ACTIONS' },
			({ team_id, folder_id, references }: any) =>
				team_id === 1 && folder_id === 1 && references.action_ids.length === 0,
		],
	])('are narrowed by %s at Tines', async (_title, filters, query, passes) => {
		const wanted = having('credentials', passes);
		expect(wanted.length).toBeGreaterThan(0);
		expect(await idsOf('credential', { filters })).toEqual(wanted);
		expect(queries()).toEqual([{ ...query, page: '1', per_page: '500' }]);
	});

	test.each([
		['mode', { mode: 'OAUTH' }, ({ mode }: any) => mode === 'OAUTH'],
		[
			'a part of the name',
			{ nameContains: 'BLUE team o' },
			({ name }: any) => /^Blue team o/.test(name),
		],
		['No Folder', { folder_id: byId(0) }, ({ folder_id }: any) => folder_id === null],
	])('are narrowed by %s here, which Tines cannot', async (_title, filters, passes) => {
		const wanted = having('credentials', passes);
		expect(wanted.length).toBeGreaterThan(0);
		expect(await idsOf('credential', { filters })).toEqual(wanted);
		expect(queries()).toEqual([{ page: '1', per_page: '500' }]);
	});

	test('keep the filter over all pages', async () => {
		seed({ credentials: { count: 700, team_id: 2 } });
		const ids = await idsOf('credential', { filters: { team_id: byId(2) } });
		expect(ids).toEqual(having('credentials', ({ team_id }) => team_id === 2));
		expect(queries().map(({ team_id }) => team_id)).toEqual(['2', '2']);
	});

	test('limited after what is narrowed here, so that the limit is reached', async () => {
		const filters = { mode: 'MTLS' };
		const wanted = having('credentials', ({ mode }) => mode === 'MTLS');
		const given = { filters, returnAll: false, limit: 3 };
		expect(await idsOf('credential', given)).toEqual(wanted.slice(0, 3));
	});

	test('of other teams are not there for the key of a team', async () => {
		const { tines: handle } = bench.current.sandbox;
		const credentials = { tinesApi: { tenantUrl: handle.url, apiKey: handle.editor.apiKey } };
		const run = await getMany('credential', {}, { credentials });
		expect(itemsOf(run).map(({ json }) => json.id)).toEqual(
			having('credentials', ({ team_id }) => team_id === handle.editor.teamId),
		);
	});
});

test('one credential comes simplified, or with all that Tines gives', async () => {
	const [id] = having('credentials', ({ test: version }) => version);
	const get = { resource: 'credential', operation: 'get', credentialId: byId(id!) };
	const [simple] = itemsOf(await bench.current.run({ parameters: get }));
	expect(Object.keys(simple!.json)).toEqual([
		...['id', 'name', 'mode', 'slug', 'team_id', 'folder_id', 'read_access', 'description'],
		'expires_at',
	]);

	const [whole] = itemsOf(await bench.current.run({ parameters: { ...get, simplify: false } }));
	const { test: version, ...kept } = credentialOf(bench.current.sandbox, id!);
	for (const hidden of ['settings', 'references', 'use_static_external_id']) delete kept[hidden];
	expect(whole!.json).toEqual({
		...kept,
		restriction_type: 'UNRESTRICTED',
		test_credential: { created_at: version.created_at, updated_at: version.updated_at },
	});
});

describe('many teams', () => {
	test.each([
		[undefined, ({ personal }: any) => !personal],
		['standard', ({ personal }: any) => !personal],
		['personal_only', ({ personal }: any) => personal],
		['all', () => true],
	])('of the scope %s', async (scope, passes) => {
		const wanted = having('teams', passes);
		const filters = scope === undefined ? {} : { scope };
		expect(await idsOf('team', { filters })).toEqual(wanted);
		expect(queries()).toEqual([{ ...filters, page: '1', per_page: '500' }]);
	});

	test('come in pages and by a part of the name', async () => {
		seed({ teams: 600 });
		expect(await idsOf('team')).toHaveLength(603);
		const [found] = itemsOf(await getMany('team', { filters: { nameContains: 'operations' } }));
		expect(found!.json).toEqual({
			...{ id: 1, name: 'Security operations', groups: [{ id: 1, name: 'SOC' }] },
		});
	});
});

describe('many folders', () => {
	test.each([
		['none', {}, {}, () => true],
		[
			'team and content',
			{ team_id: byId(2), content_type: 'CREDENTIAL' },
			{ team_id: '2', content_type: 'CREDENTIAL' },
			({ team_id, content_type }: any) => team_id === 2 && content_type === 'CREDENTIAL',
		],
		[
			'content',
			{ content_type: 'STORY' },
			{ content_type: 'STORY' },
			({ content_type }: any) => content_type === 'STORY',
		],
	])('narrowed by %s', async (_title, filters, query, passes) => {
		const wanted = having('folders', passes);
		expect(wanted.length).toBeGreaterThan(0);
		expect(await idsOf('folder', { filters })).toEqual(wanted);
		expect(queries()).toEqual([{ ...query, page: '1', per_page: '500' }]);
	});

	test('by a part of the name, with all their members', async () => {
		const filters = { nameContains: 'PERSON' };
		seed({ folders: [{ name: 'In person', team_id: 2, parent_folder_id: 3 }] });
		expect(itemsOf(await getMany('folder', { filters })).map(({ json }) => json)).toEqual([
			{
				...{ id: expect.any(Number), name: 'In person', content_type: 'CREDENTIAL', team_id: 2 },
				...{ size: 0, parent_folder_id: 3 },
			},
		]);
	});
});
