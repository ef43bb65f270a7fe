import { useBench } from '../support/bench.mts';
import { byId, stateOf, tines } from '../vendors/tines.mts';

interface Found {
	results: Array<{ name: string; value: string; description?: string }>;
	paginationToken?: string;
}

const bench = useBench(tines);
const look = async (method: string, more: object = {}) => {
	const { results } = await bench.current.lookup<Found>({ method, ...more });
	return results;
};
const teamNames = (): Map<number, string> =>
	new Map(stateOf(bench.current.sandbox).teams.map(({ id, name }: any) => [id, name]));
/** With their teams, since names come up again in others. */
const namesOf = (kind: string, passes: (record: any) => boolean = () => true): string[] =>
	(stateOf(bench.current.sandbox)[kind] as any[])
		.filter(passes)
		.map(({ name, team_id }: any) => `${name} (${teamNames().get(team_id)})`)
		.sort((a: string, b: string) => a.localeCompare(b));

test('all credentials are listed by name, with their mode, over all pages', async () => {
	bench.current.sandbox.control.seed('tines', { credentials: 600 });
	const found = await look('searchCredentials');
	expect(found.map(({ name }) => name)).toEqual(namesOf('credentials'));
	const shared = found.find(({ name }) => name.startsWith('Shared with the blue team'));
	const [{ id }] = stateOf(bench.current.sandbox).credentials.filter(
		({ name }: any) => name === 'Shared with the blue team',
	);
	expect(shared).toEqual({ name: shared!.name, value: String(id), description: 'OAUTH' });
});

test.each([
	['a part of the name', 'WITH THE blue'],
	['the slug', 'shared_with_the'],
])('credentials are found by %s', async (_title, filter) => {
	const found = await look('searchCredentials', { filter });
	expect(found.map(({ name }) => name)).toEqual([
		expect.stringMatching(/^Shared with the blue team \(.+\)$/),
	]);
});

test('all teams are listed, those of single users too', async () => {
	expect((await look('searchTeams')).map(({ name, value }) => [name, value])).toEqual([
		['Ada Example', '4'],
		['Blue team', '2'],
		['Platform', '3'],
		['Security operations', '1'],
	]);
	const found = await look('searchTeams', { filter: 'blue' });
	expect(found.map(({ value }) => value)).toEqual(['2']);
});

describe('folders', () => {
	const inTeam =
		(id: number) =>
		({ team_id, content_type }: any) =>
			team_id === id && content_type === 'CREDENTIAL';
	const create = { resource: 'credential', operation: 'create' };

	test('for credentials are listed, after No Folder', async () => {
		const found = await look('searchFolders');
		expect(found[0]).toEqual({ name: 'No Folder', value: '0' });
		const wanted = namesOf('folders', ({ content_type }) => content_type === 'CREDENTIAL');
		expect(found.slice(1).map(({ name }) => name)).toEqual(wanted);
	});

	test.each([
		['at the top', { ...create, team_id: byId(2) }],
		[
			'among the fields to update',
			{ ...create, operation: 'update', updateFields: { team_id: byId(2) } },
		],
		[
			'among the filters',
			{ ...create, operation: 'getAll', filters: { team_id: byId(2), folder_id: byId('') } },
		],
	])('are those of the team that is chosen %s', async (_title, parameters) => {
		const found = await look('searchFolders', { parameters });
		const [folder] = stateOf(bench.current.sandbox).folders.filter(inTeam(2));
		expect(found.map(({ value }) => value)).toEqual(['0', String(folder.id)]);
		expect(bench.current.calls()[0]!.query).toMatchObject({
			...{ content_type: 'CREDENTIAL', team_id: '2' },
		});
	});

	test('are those of all teams while the team is an expression', async () => {
		const parameters = { ...create, team_id: byId('={{ $json.team }}') };
		const found = await look('searchFolders', { parameters });
		expect(found.length).toBeGreaterThan(2);
		expect(bench.current.calls()[0]!.query).not.toHaveProperty('team_id');
	});

	test('are found by a part of the name', async () => {
		bench.current.sandbox.control.seed('tines', { folders: [{ name: 'Old ones' }] });
		expect((await look('searchFolders', { filter: 'old' })).map(({ name }) => name)).toEqual([
			'No Folder',
			expect.stringMatching(/^Old ones \(.+\)$/),
		]);
		expect((await look('searchFolders', { filter: 'ones' })).map(({ name }) => name)).toEqual([
			expect.stringMatching(/^Old ones/),
		]);
	});
});

test.each(['searchCredentials', 'searchTeams', 'searchFolders'])(
	'%s calls a wrong key a wrong key',
	async (method) => {
		const { tinesApi } = bench.current.credentials;
		const credentials = { tinesApi: { ...tinesApi, apiKey: 'not the key' } };
		await expect(look(method, { credentials })).rejects.toThrow(/did not accept the API key/);
	},
);
