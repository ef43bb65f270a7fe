import { errorOf, itemsOf, useBench } from '../support/bench.mts';
import {
	byId,
	byType,
	inProject,
	integrationOf,
	integrationOfType,
	LIST_INTEGRATIONS,
	paragon,
	seedIntegrations,
	stateOf,
} from '../vendors/paragon.mts';

const bench = useBench(paragon);
const act = async (operation: string, parameters: object, more: object = {}) =>
	await bench.current.run({
		parameters: inProject(bench.current.sandbox, 'integration', operation, parameters),
		...more,
	});
const typed = (type: string) => integrationOfType(bench.current.sandbox, type);

describe('getting one', () => {
	test.each(['by type', 'by ID', 'from the list'])('%s', async (way) => {
		const { id, dateUpdated } = typed('jira');
		const integration = {
			...{ __rl: true, mode: way === 'by ID' ? 'id' : way === 'by type' ? 'type' : 'list' },
			value: way === 'by ID' ? id : 'jira',
		};
		const [{ json }] = itemsOf(await act('get', { integration })) as [any];
		expect(json).toEqual({
			...{ id, type: 'jira', name: 'jira', isActive: true, connectedUserCount: 0 },
			...{ projectId: bench.current.sandbox.paragon.projectId, customIntegrationId: null },
			dateUpdated,
		});
	});

	test('that is custom tells name, authentication type and slug', async () => {
		const { id } = integrationOf(
			bench.current.sandbox,
			bench.current.sandbox.paragon.integrations.customBasic,
		);
		const [{ json }] = itemsOf(
			await act('get', { integration: byType('custom.ticketsystem') }),
		) as [any];
		expect(json).toMatchObject({
			...{ id, type: 'custom', name: 'Ticket System', slug: 'custom.ticketsystem' },
			authenticationType: 'basic',
		});
	});

	test('gives the whole record when it is not simplified', async () => {
		const { id } = typed('jira');
		const parameters = { integration: byId(id), simplify: false };
		const [{ json }] = itemsOf(await act('get', parameters)) as [any];
		expect(json).toEqual(JSON.parse(JSON.stringify(typed('jira'))));
	});

	test('that is not there names the types that there are', async () => {
		const error = errorOf(await act('get', { integration: byType('salesforce') }));
		expect(error.httpCode).toBe('404');
		expect(error.message).toContain('no integration of the type salesforce; it has custom.');
		const missing = byId('6d7b1f4c-2f60-4f2b-8f6e-0c5f3d9a7f11');
		const byIdError = errorOf(await act('get', { integration: missing }));
		expect(byIdError.message).toContain('nothing with this ID');
	});

	test('in a project that is not there, or for other eyes, is told', async () => {
		for (const unknownScopeStatus of [404, 403]) {
			bench.current.sandbox.control.setBehaviour('paragon', { unknownScopeStatus });
			const projectId = byId('6d7b1f4c-2f60-4f2b-8f6e-0c5f3d9a7f11');
			const error = errorOf(await act('get', { projectId, integration: byType('jira') }));
			expect(error.httpCode).toBe(String(unknownScopeStatus));
			expect(error.message).toContain('Unable to find project.');
		}
	});
});

describe('enabling and disabling', () => {
	test.each([
		['disable', 'jira', false],
		['enable', 'slack', true],
	])('%s, by type and by ID', async (operation, type, active) => {
		const { id } = typed(type);
		for (const integration of [byType(type), byId(id)]) {
			typed(type).isActive = !active;
			const [{ json }] = itemsOf(await act(operation, { integration })) as [any];
			expect(json).toMatchObject({ id, type, isActive: active });
			expect(typed(type).isActive).toBe(active);
		}
		const sent = bench.current.calls('PATCH').map(({ requestBody }) => requestBody);
		expect(sent).toEqual([{ isActive: active }, { isActive: active }]);
	});

	test('what is so already stays so', async () => {
		const integration = byType('jira');
		expect(itemsOf(await act('enable', { integration }))[0]!.json.isActive).toBe(true);
		expect(typed('jira').isActive).toBe(true);
	});

	test('items by type share one list', async () => {
		const items = ['jira', 'linear', 'hubspot'].map((type) => ({ json: { type } }));
		itemsOf(await act('disable', { integration: byType('={{ $json.type }}') }, { items }));
		for (const { json } of items) expect(typed(json.type).isActive).toBe(false);
		const { method, path } = LIST_INTEGRATIONS;
		expect(bench.current.calls(method, path)).toHaveLength(1);
	});
});

describe('getting many', () => {
	const getAll = async (more: object = {}) =>
		itemsOf(await act('getAll', { returnAll: true, ...more })).map(({ json }) => json);
	const here = () => {
		const { projectId } = bench.current.sandbox.paragon;
		return stateOf(bench.current.sandbox).integrations.filter(
			(each: any) => each.projectId === projectId,
		);
	};
	const typesOf = (records: Array<Record<string, any>>) => records.map(({ type }) => type);

	test.each([
		['disabled', { isActive: false }, ['slack']],
		['custom', { kind: 'custom' }, ['custom', 'custom', 'custom']],
		['of the catalog', { kind: 'catalog' }, ['jira', 'slack', 'linear', 'hubspot', 'resource']],
		['by part of the type', { nameContains: 'LIN' }, ['linear']],
		['by part of the name', { nameContains: 'ticket' }, ['custom']],
		['both', { kind: 'catalog', isActive: true, nameContains: 'i' }, ['jira', 'linear']],
	])('only those: %s', async (_what, filters, types) => {
		expect(typesOf(await getAll({ filters }))).toEqual(types);
	});

	test.each([
		[{ integrationsShape: 'array' }, 1],
		[{ integrationsShape: 'envelope' }, 1],
		[{ maxPageSize: 3 }, 3],
		[{ maxPageSize: 3, cursorType: 'number' }, 3],
		[{ maxPageSize: 3, cursorParameter: 'pageCursor' }, 3],
		[{ maxPageSize: 3, cursorParameter: 'nextPageCursor' }, 3],
	])('all of the list as %j', async (behaviour, calls) => {
		bench.current.sandbox.control.setBehaviour('paragon', behaviour);
		expect((await getAll()).map(({ id }) => id)).toEqual(here().map(({ id }: any) => id));
		expect(bench.current.calls()).toHaveLength(calls);
	});

	test('asks for everything at once, as the Terraform provider does', async () => {
		seedIntegrations(bench.current.sandbox, 100);
		expect(await getAll()).toHaveLength(108);
		expect(bench.current.calls().map(({ query }) => query.size)).toEqual([
			String(Number.MAX_SAFE_INTEGER),
		]);
	});

	test.each(['none', 'after'])(
		'is an error, not half a list, where the cursor is taken as %s',
		async (cursorParameter) => {
			bench.current.sandbox.control.setBehaviour('paragon', { maxPageSize: 3, cursorParameter });
			const error = errorOf(await act('getAll', { returnAll: true }));
			expect(error.message).toContain('gives the same page again');
			const byTypeError = errorOf(await act('get', { integration: byType('salesforce') }));
			expect(byTypeError.message).toContain('gives the same page again');
		},
	);

	test('up to a limit needs no more pages than that', async () => {
		bench.current.sandbox.control.setBehaviour('paragon', { maxPageSize: 2 });
		expect(await getAll({ returnAll: false, limit: 1 })).toHaveLength(1);
		expect(bench.current.calls()).toHaveLength(1);
	});
});
