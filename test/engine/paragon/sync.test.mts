import { errorOf, itemsOf, useBench } from '../support/bench.mts';
import { byId, credentialFor, paragon, seedIntegrations, stateOf } from '../vendors/paragon.mts';

const bench = useBench(paragon);

const desired = (integration: string, more: object = {}) => ({
	...{ integration, clientId: 'mine', clientSecret: 'a secret of mine', scopes: ['read', 'write'] },
	...more,
});

async function sync(items: object[], more: object = {}, request: object = {}) {
	const { sandbox } = bench.current;
	sandbox.control.clearJournal();
	return await bench.current.run({
		parameters: {
			...{ resource: 'integrationCredential', operation: 'sync', inputFormat: 'item' },
			...{ matchOn: 'key', projectId: byId(sandbox.paragon.projectId), ...more },
		},
		items: items.map((json) => ({ json: { ...json } })),
		...request,
	});
}

const changes = () => bench.current.calls().filter(({ method }) => method !== 'GET');

/** A second project, with integrations of its own. */
function otherProject(count: number) {
	const { sandbox } = bench.current;
	const { projectId } = sandbox.paragon;
	const other = stateOf(sandbox).projects.find(({ id }: any) => id !== projectId);
	return {
		id: other.id as string,
		integrations: seedIntegrations(sandbox, count, { projectId: other.id }),
	};
}

test('two projects are kept in step in one run, each by itself', async () => {
	const { sandbox } = bench.current;
	const here = seedIntegrations(sandbox, 3);
	const there = otherProject(3);
	const inThere = { projectId: there.id };
	const all = [
		...here.map(({ id }) => desired(id)),
		...there.integrations.map(({ id }) => desired(id, inThere)),
	];
	const order = [all[0]!, all[3]!, all[1]!, all[4]!, all[2]!, all[5]!];
	const made = itemsOf(await sync(order));
	expect(made.map(({ json }) => json.action)).toEqual(order.map(() => 'create'));
	expect(made.map(({ pairedItem }) => pairedItem?.item)).toEqual([0, 1, 2, 3, 4, 5]);

	const changed = { clientId: 'changed' };
	const fewer = [all[0]!, { ...all[3]!, ...changed }, all[1]!, all[4]!];
	const more = { deleteUnlisted: true, scope: { provider: 'linear' } };
	const items = itemsOf(await sync(fewer, more));
	expect(items.map(({ json }) => json.action)).toEqual([
		...['unchanged', 'update', 'unchanged', 'unchanged', 'delete', 'delete'],
	]);
	expect(credentialFor(sandbox, here[2]!.id)).toBeUndefined();
	expect(credentialFor(sandbox, there.integrations[2]!.id)).toBeUndefined();
	expect(credentialFor(sandbox, there.integrations[0]!.id).values.clientId).toBe('changed');
	expect(credentialFor(sandbox, here[0]!.id).values.clientId).toBe('mine');
	expect(bench.current.calls('GET', '/projects/:projectId/credentials')).toHaveLength(2);

	itemsOf(await sync(fewer, more));
	expect(changes()).toEqual([]);
});

test('the same integration in two projects is two things', async () => {
	const there = otherProject(1);
	const [here] = seedIntegrations(bench.current.sandbox, 1, { type: 'intercom' });
	const items = itemsOf(
		await sync([desired('intercom'), desired(there.integrations[0]!.id, { projectId: there.id })]),
	);
	expect(items.map(({ json }) => json.action)).toEqual(['create', 'create']);
	expect(credentialFor(bench.current.sandbox, here.id).values.clientId).toBe('mine');
});

test('a project that no item names is left alone', async () => {
	const { sandbox } = bench.current;
	const there = otherProject(2);
	const inThere = { projectId: there.id };
	itemsOf(await sync(there.integrations.map(({ id }) => desired(id, inThere))));
	const [one] = seedIntegrations(sandbox, 1);
	itemsOf(
		await sync([desired(one.id)], { deleteUnlisted: true, options: { maximumDeletions: 50 } }),
	);
	for (const { id } of there.integrations)
		expect(credentialFor(sandbox, id).values.clientId).toBe('mine');
});

test('an integration named by its type and by its ID is one, and changed by none', async () => {
	const { sandbox } = bench.current;
	const [one] = seedIntegrations(sandbox, 1, { type: 'intercom' });
	const error = errorOf(await sync([desired('intercom'), desired(one.id.toUpperCase())]));
	expect(error.message).toMatch(/the items 0–1 all mean/);
	expect(changes()).toEqual([]);
});

test('an integration that is not there deletes nothing', async () => {
	const { sandbox } = bench.current;
	const [one, surplus] = seedIntegrations(sandbox, 2, { type: 'custom', custom: {} });
	const custom = (named: string) => desired(named, { scopes: [] });
	itemsOf(await sync([custom(one.id), custom(surplus.id)]));
	const more = { deleteUnlisted: true, scope: { provider: 'custom' } };
	const given = [custom(one.id), custom('custom.nosuch')];
	const error = errorOf(await sync(given, more));
	expect(error.message).toContain('no integration of the type custom.nosuch');
	expect(error.description).toContain('Nothing was changed.');

	const run = await sync(given, more, { onError: 'continueRegularOutput' });
	expect(run.items.map(({ json }) => [json.action, json.status])).toEqual([
		...[
			['unchanged', 'done'],
			['refused', 'failed'],
			['delete', 'skipped'],
		],
	]);
	expect(credentialFor(sandbox, surplus.id).values.clientId).toBe('mine');
});

test('what is stored beside what is wanted is kept by a change', async () => {
	const { sandbox } = bench.current;
	const [one] = seedIntegrations(sandbox, 1);
	itemsOf(
		await sync([desired(one.id, { extraValuesJson: { region: 'eu', apiKey: 'a key of mine' } })]),
	);
	const run = await sync([desired(one.id, { clientId: 'changed' })]);
	expect(itemsOf(run)[0]!.json.changes).toEqual([
		{ field: 'clientId', kind: 'changed', from: 'mine', to: 'changed' },
	]);
	expect(credentialFor(sandbox, one.id).values).toEqual({
		...{ clientId: 'changed', clientSecret: 'a secret of mine', scopes: 'read write' },
		...{ region: 'eu', apiKey: 'a key of mine' },
	});
});

describe('the scope of a provider', () => {
	test.each([
		['jira', 'slack'],
		['slack', 'custom.acme'],
		['custom', 'slack'],
	])('%s refuses %s before any request', async (provider, integration) => {
		const wanted = { ...desired(integration), ...(provider === 'slack' && { scopes: [] }) };
		const error = errorOf(await sync([wanted], { scope: { provider } }));
		expect(error.message).toBe(`Scope: '${integration}' is outside of it [item 0]`);
		expect(bench.current.calls()).toEqual([]);
	});

	test('takes what is of it, in upper or lower case, and custom integrations by their own names', async () => {
		const { sandbox } = bench.current;
		seedIntegrations(sandbox, 1, { type: 'intercom' });
		const more = { deleteUnlisted: true, scope: { provider: 'InterCom' } };
		const actions = async (items: object[], settings: object) =>
			itemsOf(await sync(items, settings)).map(({ json }) => json.action);
		expect(await actions([desired('Intercom')], more)).toEqual(['create']);
		expect(await actions([desired('intercom')], more)).toEqual(['unchanged']);

		const { customIntegration } = stateOf(sandbox).integrations.find(
			({ type, projectId, customIntegration: its }: any) =>
				type === 'custom' &&
				projectId === sandbox.paragon.projectId &&
				its.authenticationType === 'oauth',
		);
		const custom = desired(customIntegration.slug, { scopes: [] });
		const inCustom = { scope: { provider: 'custom' } };
		expect(await actions([custom], inCustom)).toHaveLength(1);
		expect(await actions([custom], inCustom)).toEqual(['unchanged']);
	});
});

test('a scope of a provider refuses an integration of another type by its ID, and makes nothing of it', async () => {
	const { sandbox } = bench.current;
	const [inside] = seedIntegrations(sandbox, 1);
	const [outside] = seedIntegrations(sandbox, 1, { type: 'intercom' });
	const wanted = [desired(inside.id), desired(outside.id.toUpperCase())];
	const scope = { provider: 'linear' };
	const error = errorOf(await sync(wanted, { scope }));
	expect(error.message).toBe("Scope: 'intercom' is outside of it [item 1]");
	expect(changes()).toEqual([]);
	const run = await sync(wanted, { scope }, { onError: 'continueRegularOutput' });
	expect(run.items.map(({ json }) => json.action)).toEqual(['create', 'refused']);
	expect(credentialFor(sandbox, outside.id)).toBeUndefined();
	expect(bench.current.calls('GET', '/projects/:projectId/integrations')).toHaveLength(1);
});

test('the ID of an integration protects its credential from a change and from a deletion', async () => {
	const { sandbox } = bench.current;
	const [listed, surplus, other] = seedIntegrations(sandbox, 3);
	itemsOf(await sync([desired(listed.id), desired(surplus.id), desired(other.id)]));
	const run = await sync([desired(listed.id, { clientId: 'another' })], {
		...{ deleteUnlisted: true, scope: { provider: 'linear' } },
		options: { protect: [listed.id, surplus.id.toUpperCase()] },
	});
	expect(itemsOf(run).map(({ json }) => json.action)).toEqual(['protected', 'protected', 'delete']);
	expect(changes()).toHaveLength(1);
	expect(credentialFor(sandbox, other.id)).toBeUndefined();
});

describe.each(['scopes', 'jiraScopes'])('ignoring %s', (field) => {
	const more = { options: { ignoreFields: [field] } };
	const jira = (named: string) =>
		desired(named, { scopes: ['read:jira-work'], jiraScopes: ['write:jira-work'] });
	const scopesKept = (id: string) => credentialFor(bench.current.sandbox, id).values.scopes;

	test('leaves the list alone that both are views of, and a new one gets both', async () => {
		const { sandbox } = bench.current;
		const { id } = stateOf(sandbox).integrations.find(
			({ type, projectId }: any) => type === 'jira' && projectId === sandbox.paragon.projectId,
		);
		itemsOf(await sync([jira(id)]));
		expect(scopesKept(id)).toBe('write:jira-work read:jira-work');

		for (const wanted of [jira(id), { ...jira('jira'), scopes: ['manage:jira-webhook'] }]) {
			expect(itemsOf(await sync([wanted], more))[0]!.json).toMatchObject({
				...{ action: 'unchanged', changes: [] },
			});
		}
		const changed = itemsOf(await sync([{ ...jira(id), clientId: 'another' }], more));
		expect(changed[0]!.json.changes).toEqual([
			{ field: 'clientId', kind: 'changed', from: 'mine', to: 'another' },
		]);
		expect(scopesKept(id)).toBe('write:jira-work read:jira-work');
	});
});
