import { errorOf, itemsOf, useBench } from '../support/bench.mts';
import {
	clientOf,
	clientsNamed,
	genesysCloud,
	roleRows,
	stateOf,
} from '../vendors/genesysCloud.mts';

const bench = useBench(genesysCloud);

const code = (name: string, more: object = {}) => ({
	...{ name, authorizedGrantType: 'CODE', scopes: ['users'] },
	...{ registeredRedirectUris: ['https://app.example/back'], ...more },
});

async function act(operation: 'sync' | 'upsert', wanted: object[], more: object = {}) {
	bench.current.sandbox.control.clearJournal();
	return await bench.current.run({
		parameters: {
			...{ resource: 'oauthClient', operation, inputFormat: 'item', matchOn: 'key', ...more },
		},
		items: wanted.map((json) => ({ json: { ...json } })),
	});
}

/** The client that n8n authenticates with. */
const own = () =>
	clientOf(bench.current.sandbox, bench.current.sandbox.genesysCloud.admin.clientId);

const changes = () => bench.current.calls().filter(({ method }) => method !== 'GET');

const actionsOf = (run: { items: Array<{ json: any }> }) =>
	run.items.map(({ json }) => [json.action, json.name, json.status]);

describe("n8n's own client", () => {
	test('is never deleted, and said to be protected', async () => {
		const { sandbox } = bench.current;
		const before = structuredClone(own());
		const scope = { authorizedGrantType: 'CLIENT-CREDENTIALS' };
		const desired = {
			...{ name: 'the only one', authorizedGrantType: 'CLIENT-CREDENTIALS' },
			roles: roleRows(sandbox),
		};
		const options = { maximumDeletions: 100 };
		const run = await act('sync', [desired], { deleteUnlisted: true, scope, options });

		const [mine, ...none] = itemsOf(run).filter(({ json }) => json.id === before.id);
		expect(none).toEqual([]);
		expect(mine!.json).toMatchObject({ action: 'protected', status: 'skipped' });
		expect(mine!.json.reason).toContain('n8n itself authenticates with');
		expect(own()).toEqual(before);
		const left = stateOf(sandbox).clients.filter(
			({ authorizedGrantType, goneFrom }: any) =>
				authorizedGrantType === 'CLIENT-CREDENTIALS' && !goneFrom,
		);
		expect(left.map(({ name }: any) => name).sort()).toEqual([before.name, 'the only one'].sort());
	});

	test.each(['sync', 'upsert'] as const)('is not changed by %s', async (operation) => {
		const before = structuredClone(own());
		const desired = {
			...{ id: before.id, name: before.name, authorizedGrantType: 'CLIENT-CREDENTIALS' },
			roles: before.roleDivisions,
		};
		for (const change of [{ description: 'another' }, { name: 'another' }]) {
			const wanted = [code('another one'), { ...desired, ...change }];
			const error = errorOf(await act(operation, wanted, { matchOn: 'id' }));
			expect(error.message).toMatch(
				/^Desired State: '.*' \(.*\) is not changed: it is what n8n itself authenticates with \[item 1\]/,
			);
			expect(error.description).toMatch(/^Remove it from the items, or change it with Update/);
			expect(own()).toEqual(before);
			if (operation === 'sync') expect(changes()).toEqual([]);
		}
	});

	test.each(['sync', 'upsert'] as const)('may be in step with %s', async (operation) => {
		const { name, roleDivisions } = own();
		const desired = { name, authorizedGrantType: 'CLIENT-CREDENTIALS', roles: roleDivisions };
		expect(itemsOf(await act(operation, [desired]))[0]!.json.action).toBe('unchanged');
	});
});

test('a scope keeps to a grant type, and to a beginning of names', async () => {
	const { sandbox } = bench.current;
	itemsOf(await act('sync', [code('in a'), code('in b'), code('out')]));
	const before = stateOf(sandbox).clients.length;
	const scope = { authorizedGrantType: 'CODE', namePrefix: 'in ' };
	const run = await act('sync', [code('in a')], { deleteUnlisted: true, scope });
	expect(actionsOf(run)).toEqual([
		['unchanged', 'in a', 'done'],
		['delete', 'in b', 'done'],
	]);
	expect(stateOf(sandbox).clients.filter(({ goneFrom }: any) => !goneFrom)).toHaveLength(
		before - 1,
	);

	for (const outside of [code('beyond'), { ...code('in c'), authorizedGrantType: 'PASSWORD' }]) {
		const error = errorOf(await act('sync', [outside], { scope }));
		expect(error.message).toMatch(/^Scope: '.*' is outside of it \[item 0\]/);
		expect(bench.current.calls()).toEqual([]);
	}
});

test('the name prefix of a scope ends where it ends, in a blank, too', async () => {
	const { sandbox } = bench.current;
	itemsOf(await act('sync', [code('prod a'), code('prod b'), code('production')]));
	const more = { deleteUnlisted: true, scope: { namePrefix: 'prod ' } };
	const run = await act('sync', [code('prod a')], more);
	expect(itemsOf(run).map(({ json }) => [json.action, json.name])).toEqual([
		['unchanged', 'prod a'],
		['delete', 'prod b'],
	]);
	expect(clientsNamed(sandbox, 'production')).toHaveLength(1);
});

test('a role without division is the one of the home division', async () => {
	const { sandbox } = bench.current;
	const { role } = roleRows(sandbox);
	const desired = {
		...{ name: 'with a role', authorizedGrantType: 'CLIENT-CREDENTIALS' },
		roles: [{ roleId: role[0]!.roleId.value }],
	};
	itemsOf(await act('sync', [desired]));
	const run = await act('sync', [desired]);
	expect(actionsOf(run)).toEqual([['unchanged', 'with a role', 'done']]);
	expect(bench.current.calls().map(({ path }) => path)).toEqual(
		expect.arrayContaining(['/api/v2/oauth/clients', '/api/v2/authorization/divisions/home']),
	);
	expect(bench.current.calls()).toHaveLength(2);
});

test('the secrets of those that are created can be handed on, and of no other', async () => {
	const { sandbox } = bench.current;
	itemsOf(await act('sync', [code('there')]));
	const wanted = [code('there', { description: 'new' }), code('fresh')];
	const [there, fresh] = itemsOf(await act('sync', wanted, { secretOutput: 'plain' }));
	expect(there!.json.action).toBe('update');
	const [stored] = clientsNamed(sandbox, 'there');
	expect(JSON.stringify(there)).not.toContain(stored.secret);
	expect(fresh!.json.secret).toBe(clientsNamed(sandbox, 'fresh')[0].secret);
});

test('a client that is on its way out is none, whether the list still has it or not', async () => {
	const { sandbox } = bench.current;
	sandbox.control.setBehaviour('genesysCloud', { deletedClients: 'stayInList' });
	itemsOf(await act('sync', [code('a'), code('b')]));
	itemsOf(
		await act('sync', [code('a')], {
			deleteUnlisted: true,
			scope: { authorizedGrantType: 'CODE' },
		}),
	);
	const again = await act('sync', [code('a'), code('b')], {
		...{ deleteUnlisted: true, scope: { authorizedGrantType: 'CODE' } },
	});
	expect(actionsOf(again).slice(0, 2)).toEqual([
		['unchanged', 'a', 'done'],
		['create', 'b', 'done'],
	]);
	expect(clientsNamed(sandbox, 'b')).toHaveLength(1);
});

test.each(['sync', 'upsert'] as const)(
	'a list that gives but a few members is made whole by %s for what is wanted alone',
	async (operation) => {
		const { sandbox } = bench.current;
		itemsOf(await act('sync', [code('a', { description: 'd' }), code('b')]));
		sandbox.control.setBehaviour('genesysCloud', { listedMembers: 'few' });
		const wanted = [code('a', { description: 'd' }), code('b', { description: 'changed' })];
		const run = await act(operation, wanted);

		const [first, second] = itemsOf(run);
		expect(first!.json.action).toBe('unchanged');
		const changed = [{ field: 'description', kind: 'changed', to: 'changed' }];
		expect(second!.json).toMatchObject({ changes: changed });
		expect(bench.current.calls('GET', '/api/v2/oauth/clients/:id')).toHaveLength(2);
		expect(changes()).toHaveLength(1);
		const [b] = clientsNamed(sandbox, 'b');
		expect(b).toMatchObject({ description: 'changed', scope: ['users'] });
	},
);

test('a vendor that gives its list in pages is read to the end', async () => {
	const { sandbox } = bench.current;
	sandbox.control.setBehaviour('genesysCloud', { clientListing: 'paged' });
	const wanted = Array.from({ length: 60 }, (_, index) => code(`paged ${index}`));
	itemsOf(await act('sync', wanted));
	const run = await act('sync', wanted);
	expect(actionsOf(run)).toEqual(wanted.map(({ name }) => ['unchanged', name, 'done']));
	expect(changes()).toEqual([]);
}, 20_000);

describe.each(['sync', 'upsert'] as const)('blanks at the ends of a name, with %s', (operation) => {
	const NAME = ' Billing export ';
	const WANTED = 'Billing export';
	const more =
		operation === 'sync' ? { deleteUnlisted: true, scope: { namePrefix: 'Billing' } } : {};
	const update = operation === 'sync' ? 'update' : 'updated';
	const seedClients = (...names: string[]): any[] =>
		bench.current.sandbox.control.seed('genesysCloud', {
			clients: names.map((name) => ({
				...{ name, authorizedGrantType: 'CODE', scope: ['users'] },
				registeredRedirectUri: ['https://app.example/back'],
			})),
		}).clients;

	test('a client is renamed, and neither made again nor deleted', async () => {
		const { sandbox } = bench.current;
		const [{ id, secret }] = seedClients(NAME);
		const before = stateOf(sandbox).clients.length;
		const [{ json }] = itemsOf(await act(operation, [code(WANTED)], more)) as any;
		expect([json.id, json.action]).toEqual([id, update]);
		expect(json.changes).toEqual([{ field: 'name', kind: 'changed', from: NAME, to: WANTED }]);
		expect(clientOf(sandbox, id)).toMatchObject({ name: WANTED, secret });
		expect(stateOf(sandbox).clients).toHaveLength(before);
		const [again] = itemsOf(await act(operation, [code(WANTED)], more));
		expect(again!.json.action).toBe('unchanged');
	});

	test('an integration credential is renamed, and neither made again nor deleted', async () => {
		const { sandbox } = bench.current;
		const [{ id }] = sandbox.control.seed('genesysCloud', {
			credentials: [{ name: NAME, type: 'basicAuth' }],
		}).credentials;
		const before = stateOf(sandbox).credentials.length;
		const desired = {
			...{ name: WANTED, credentialType: 'basicAuth' },
			credentialFields: { userName: 'u', password: 'a secret to keep' },
		};
		const run = await act(operation, [desired], { ...more, resource: 'integrationCredential' });
		const [{ json }] = itemsOf(run) as any;
		expect([json.id, json.action]).toEqual([id, update]);
		expect(json.changes).toContainEqual({
			...{ field: 'name', kind: 'changed', from: NAME, to: WANTED },
		});
		expect(stateOf(sandbox).credentials).toHaveLength(before);
	});

	test('with and without them there are two, and nobody guesses which', async () => {
		const ids = seedClients(WANTED, NAME).map(({ id }) => id);
		const error = errorOf(await act(operation, [code(WANTED)], more));
		expect(error.message).toContain('is not the only one: there are 2');
		for (const id of ids) expect(error.message).toContain(id);
		expect(changes()).toEqual([]);
	});
});
