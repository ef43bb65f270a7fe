import { errorOf, itemsOf, useBench } from '../support/bench.mts';
import { byId, paragon, stateOf } from '../vendors/paragon.mts';

/** Lists of organizations, teams and projects. */
const bench = useBench(paragon);
const list = async (resource: string, more: object = {}) =>
	await bench.current.run({
		parameters: { resource, operation: 'getAll', returnAll: true, ...more },
	});
const listed = async (resource: string, more: object = {}) =>
	itemsOf(await list(resource, more)).map(({ json }) => json);
const state = () => stateOf(bench.current.sandbox);
const idOf = (kind: string, name: string): string =>
	state()[kind].find((each: any) => [each.name, each.title].includes(name)).id;
const idsOf = (records: any[]) => records.map(({ id }) => id).sort();

describe('projects', () => {
	const titles = (records: any[]) => records.map(({ title }) => title);
	const ALL = ['Development', 'Staging', 'Production', 'Pilot'];

	test('come from all teams of all organizations, without the hidden ones', async () => {
		const projects = await listed('project');
		expect(titles(projects)).toEqual(ALL);
		expect(projects[0]).toEqual({
			...{ id: bench.current.sandbox.paragon.projectId, title: 'Development', isHidden: false },
			...{ teamId: idOf('teams', 'Development'), ownerId: state().users[0].id },
		});
	});

	test('come with the hidden ones when they are asked for', async () => {
		const projects = await listed('project', { filters: { includeHidden: true } });
		expect(titles(projects).sort()).toEqual([...ALL, 'Development'].sort());
		expect(projects.filter(({ isHidden }) => isHidden)).toHaveLength(1);
	});

	test.each(['team', 'organization'])(
		'come once each where the vendor narrows to the %s',
		async (projectsOfTeam) => {
			bench.current.sandbox.control.setBehaviour('paragon', { projectsOfTeam });
			expect(titles(await listed('project')).sort()).toEqual([...ALL].sort());
			const ofTeam = { teamId: byId(idOf('teams', 'Staging')) };
			expect(titles(await listed('project', { filters: ofTeam }))).toEqual(['Staging']);
			const ofOrganization = { organizationId: byId(idOf('organizations', 'Acme Labs')) };
			expect(titles(await listed('project', { filters: ofOrganization }))).toEqual(['Pilot']);
			const both = { ...ofTeam, nameContains: 'dev' };
			expect(await listed('project', { filters: both })).toEqual([]);
		},
	);

	test('of one team take one request', async () => {
		const filters = { teamId: byId(idOf('teams', 'Staging')) };
		await listed('project', { filters });
		expect(bench.current.calls().map(({ path }) => path)).toEqual(['/projects']);
	});

	test('are filtered by a part of their title', async () => {
		expect(titles(await listed('project', { filters: { nameContains: 'PRO' } }))).toEqual([
			'Production',
		]);
	});

	test.each([
		{ projectsShape: 'array' },
		{ projectDates: true },
		{ maxPageSize: 1 },
		{ maxPageSize: 1, cursorType: 'number' },
		{ projectsOfTeam: 'organization', maxPageSize: 2 },
	])('are all there with %j', async (behaviour) => {
		bench.current.sandbox.control.setBehaviour('paragon', behaviour);
		const filters = { includeHidden: true };
		expect(idsOf(await listed('project', { filters }))).toEqual(idsOf(state().projects));
	});

	test('are not half a list where the cursor is not taken', async () => {
		bench.current.sandbox.control.setBehaviour('paragon', {
			...{ maxPageSize: 1, cursorParameter: 'none' },
		});
		expect(errorOf(await list('project')).message).toContain('gives the same page again');
	});
});

describe('teams', () => {
	test('come with the names of their organizations', async () => {
		const teams = await listed('team');
		expect(teams.map(({ name, organization }) => [name, organization])).toEqual([
			['Development', 'Acme'],
			['Staging', 'Acme'],
			['Production', 'Acme'],
			['Pilot', 'Acme Labs'],
		]);
	});

	test('are filtered by organization and by name', async () => {
		const organizationId = byId(idOf('organizations', 'Acme'));
		const ofAcme = await listed('team', { filters: { organizationId } });
		expect(ofAcme.map(({ name }) => name)).toEqual(['Development', 'Staging', 'Production']);
		const filters = { organizationId, nameContains: 'stag' };
		expect((await listed('team', { filters })).map(({ name }) => name)).toEqual(['Staging']);
	});

	test('are the whole records when they are not simplified', async () => {
		const [first] = await listed('team', { simplify: false });
		expect(first!.organization).toMatchObject({ name: 'Acme', type: 'BUSINESS' });
	});
});

describe('organizations', () => {
	test('are those of the user, filtered by name', async () => {
		const organizations = await listed('organization');
		expect(organizations.map(({ name }) => name)).toEqual(['Acme', 'Acme Labs']);
		expect(Object.keys(organizations[0]!)).toEqual([
			...['id', 'name', 'type', 'website', 'dateCreated'],
		]);
		const labs = await listed('organization', { filters: { nameContains: 'labs' } });
		expect(labs.map(({ name }) => name)).toEqual(['Acme Labs']);
	});
});

describe.each(['organization', 'team'])('the list of %ss', (resource) => {
	const kind = `${resource}s`;

	test.each([
		['bare', { [`${kind}Shape`]: 'array' }, 1],
		// The first page is of the vendor's own size, the next one as large as can be had.
		['in an envelope of pages', { [`${kind}Shape`]: 'envelope', defaultPageSize: 30 }, 2],
		[
			'in an envelope of small pages',
			{ [`${kind}Shape`]: 'envelope', defaultPageSize: 0, maxPageSize: 20 },
			4,
		],
	])('is read to its end: %s', async (_form, behaviour, calls) => {
		const { sandbox } = bench.current;
		const { length } = state()[kind];
		sandbox.control.seed('paragon', { [kind]: 70 - length });
		sandbox.control.setBehaviour('paragon', behaviour);
		expect(idsOf(await listed(resource))).toEqual(idsOf(state()[kind]));
		expect(bench.current.calls()).toHaveLength(calls);
	});

	test('is an error, not half a list, where the cursor is not taken', async () => {
		const { sandbox } = bench.current;
		sandbox.control.setBehaviour('paragon', {
			...{ [`${kind}Shape`]: 'envelope', maxPageSize: 1, cursorParameter: 'none' },
		});
		expect(errorOf(await list(resource)).message).toContain('gives the same page again');
	});
});
