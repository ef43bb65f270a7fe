import { errorOf, itemsOf, useBench } from './support/bench.mts';
import {
	asItems,
	expectKept,
	secretOf,
	withoutSecrets,
	type Desired,
} from './support/keyedCase.mts';
import { KINDS } from './vendors/index.mts';

const SKIP = { options: { whenUnknown: 'skip' } };

describe.each(KINDS)('$name', ({ vendor, kind }) => {
	const bench = useBench(vendor);
	const { calls, routes } = kind;

	/** Runs Create or Update for desired states, and forgets the calls before. */
	async function upsert(wanted: readonly object[], more: object = {}, request: object = {}) {
		const { sandbox } = bench.current;
		sandbox.control.clearJournal();
		return await bench.current.run({
			parameters: { ...asItems(kind, sandbox, 'upsert'), ...more },
			items: wanted.map((json) => ({ json: { ...json } })),
			...request,
		});
	}

	const sent = (route: { method: string; path: string }) =>
		bench.current.calls(route.method, route.path).length;

	/** The calls that change something. */
	const changes = () => bench.current.calls().filter(({ method }) => method !== 'GET');

	test('creates what is not there, and shows what it is given without its secrets', async () => {
		const wanted = kind.wanted(bench.current.sandbox, 3);
		const run = await upsert(wanted);
		const items = itemsOf(run);

		expect(items.map(({ json }) => json.action)).toEqual(['created', 'created', 'created']);
		expect(items.map(({ pairedItem }) => pairedItem?.item)).toEqual([0, 1, 2]);
		for (const [index, { json }] of items.entries()) {
			const desired = wanted[index]!;
			const fields = json.changes.map(({ field }: { field: string }) => field);
			expect(fields.sort()).toEqual(Object.keys(desired).sort());
			for (const { field, kind: told, to, ...rest } of json.changes) {
				expect(told).toBe('changed');
				expect(rest).toEqual({});
				expect(to).toEqual(kind.secretFields.includes(field) ? undefined : desired[field]);
			}
		}
		expectKept(kind, bench.current.sandbox, wanted);
		expect(bench.current.calls()).toHaveLength(calls.list + calls.creating + 3 * calls.create);
	});

	test('sends nothing but reads for what is in step', async () => {
		const wanted = kind.wanted(bench.current.sandbox, 3);
		itemsOf(await upsert(wanted));
		const items = itemsOf(await upsert(wanted, SKIP));

		expect(items.map(({ json }) => json.action)).toEqual(['unchanged', 'unchanged', 'unchanged']);
		expect(changes()).toEqual([]);
		expect(bench.current.calls()).toHaveLength(calls.list + 3 * calls.look);
	});

	test('changes what differs, by field, and nothing else', async () => {
		const { sandbox } = bench.current;
		const wanted = kind.wanted(sandbox, 2);
		itemsOf(await upsert(wanted));
		const [first, second] = wanted as [any, any];
		const { change, field } = kind.readable(first);
		const ids = wanted.map((desired) => kind.kept(sandbox, desired)[0].id);
		const given: Desired[] = wanted.map((desired, index) => ({ ...desired, id: ids[index] }));
		given[0] = { ...given[0], ...change };
		const items = itemsOf(await upsert(given, { matchOn: 'id', ...SKIP }));

		expect(items.map(({ json }) => json.action)).toEqual(['updated', 'unchanged']);
		expect(items.map(({ json }) => json.id)).toEqual(ids);
		const [seen, ...others] = items[0]!.json.changes.filter((one: any) => one.kind === 'changed');
		expect(others).toEqual([]);
		expect(seen).toEqual({ field, kind: 'changed', from: first[field], to: change[field] });
		expectKept(kind, sandbox, [{ ...first, ...change }, second]);
		expect(sent(routes.update)).toBe(1);
		expect(changes()).toHaveLength(1);
	});

	test('matches on the ID, and on the key where the ID is of none, or empty', async () => {
		const { sandbox } = bench.current;
		const wanted = kind.wanted(sandbox, 4);
		itemsOf(await upsert(wanted.slice(0, 3)));
		const ids = wanted.slice(0, 3).map((desired) => kind.kept(sandbox, desired)[0].id);
		const given = [
			{ ...wanted[0], id: ids[0] },
			{ ...wanted[1], id: vendor.missingId },
			{ ...wanted[2], id: '' },
			{ ...wanted[3], id: null },
		];
		const items = itemsOf(await upsert(given, { matchOn: 'id', ...SKIP }));

		expect(items.map(({ json }) => json.action)).toEqual([
			...['unchanged', 'unchanged', 'unchanged', 'created'],
		]);
		expect(items.slice(0, 3).map(({ json }) => json.id)).toEqual(ids);
		expectKept(kind, sandbox, wanted);
	});

	test('takes the ID from the field of the panel, too', async () => {
		const { sandbox } = bench.current;
		const wanted = kind.wanted(sandbox, 1);
		kind.seed(sandbox, wanted);
		const [{ id }] = kind.kept(sandbox, wanted[0]!);
		const items = itemsOf(
			await upsert([{ ...withoutSecrets(kind, wanted[0]!), theId: id }], {
				...{ inputFormat: 'fields', matchOn: 'id', matchId: '={{ $json.theId }}' },
				...kind.asFields,
			}),
		);

		expect(items[0]!.json).toMatchObject({ action: 'updated', id });
		expectKept(kind, sandbox, wanted);
	});

	test('shows a secret as changed or unknown, and no secret anywhere', async () => {
		const { sandbox } = bench.current;
		const wanted = kind.wanted(sandbox, 2);
		kind.seed(sandbox, wanted);
		const before = vendor.secrets(sandbox);
		const run = await upsert(
			wanted.map((desired) => withoutSecrets(kind, desired)),
			{
				...{ inputFormat: 'fields', ...kind.asFields },
			},
		);

		for (const { json } of itemsOf(run)) {
			for (const field of kind.secretFields) {
				const [shown] = json.changes.filter((one: any) => one.field === field);
				expect(Object.keys(shown)).toEqual(['field', 'kind']);
				expect(shown.kind).toBe(kind.hidden ? 'unknown' : 'changed');
			}
		}
		const secrets = [...before, ...vendor.secrets(sandbox), secretOf(0), secretOf(1)];
		for (const secret of secrets) expect(run.contains(secret)).toBe(false);
	});

	if (kind.hidden) {
		test('leaves what nobody can compare with Skip, and writes it with Write or nothing said', async () => {
			const { sandbox } = bench.current;
			const wanted = kind.wanted(sandbox, 1);
			itemsOf(await upsert(wanted));
			const { field } = { field: kind.secretFields[0]! };
			const skipped = itemsOf(await upsert(wanted, SKIP));
			expect(skipped[0]!.json).toMatchObject({
				action: 'unchanged',
				changes: [{ field, kind: 'unknown' }],
			});
			expect(changes()).toEqual([]);

			for (const options of [{ whenUnknown: 'write' }, {}]) {
				const written = itemsOf(await upsert(wanted, { options }));
				expect(written[0]!.json).toMatchObject({
					action: 'updated',
					changes: [{ field, kind: 'unknown' }],
				});
				expect(sent(routes.update)).toBe(1);
			}
			expectKept(kind, sandbox, wanted);
		});
	}

	test('makes one of what two runs at once want, beside a Sync, too', async () => {
		const { sandbox } = bench.current;
		const wanted = kind.wanted(sandbox, 3);
		sandbox.control.setLatency({ min: 20, max: 40 });
		const also = { scope: kind.scope, operation: 'sync', ...SKIP };
		const runs = await Promise.all([
			...[upsert(wanted, SKIP), upsert(wanted, SKIP), upsert(wanted, also)],
		]);
		const actions = runs.flatMap((run) => itemsOf(run).map(({ json }) => json.action));
		expect(actions.filter((action) => action.startsWith('create'))).toHaveLength(3);
		expect(actions.filter((action) => action === 'unchanged')).toHaveLength(6);
		expectKept(kind, sandbox, wanted);
	});

	test('refuses two items that mean the same, before any request', async () => {
		const wanted = kind.wanted(bench.current.sandbox, 3);
		const error = errorOf(await upsert([...wanted, { ...wanted[1] }]));
		expect(error.name).toBe('NodeOperationError');
		expect(error.message).toMatch(/the items 1, 3 all mean .*\[item 1\]/);
		expect(error.description).toContain('No request was sent.');

		const same = wanted
			.slice(0, 2)
			.map((desired) => ({ ...desired, id: String(vendor.missingId) }));
		const byId = errorOf(await upsert(same, { matchOn: 'id' }));
		expect(byId.message).toMatch(/^ID: the items 0–1 all mean the ID/);
		expect([...bench.current.calls(), ...Array(bench.current.logins())]).toEqual([]);
	});

	test('goes on with the others, where it is told to, when two items mean the same', async () => {
		const { sandbox } = bench.current;
		const wanted = kind.wanted(sandbox, 3);
		const run = await upsert(
			[...wanted, { ...wanted[1] }],
			{},
			{ onError: 'continueRegularOutput' },
		);
		const seen = run.items.map(({ json, pairedItem }) => [
			pairedItem?.item,
			json.action ?? json.error.includes('all mean'),
		]);
		expect(seen).toEqual([
			[0, 'created'],
			[1, true],
			[2, 'created'],
			[3, true],
		]);
		expect(kind.kept(sandbox, wanted[1]!)).toEqual([]);
		expectKept(kind, sandbox, [wanted[0]!, wanted[2]!]);
	});

	test('makes no two of one where the ID of one item is of none, and another has no ID', async () => {
		const { sandbox } = bench.current;
		const [desired] = kind.wanted(sandbox, 1);
		const given = [{ ...desired, id: vendor.missingId }, { ...desired }];
		const run = await upsert(given, { matchOn: 'id' });
		expect(errorOf(run).message).toMatch(/mean/);
		expect(kind.kept(sandbox, desired!).length).toBeLessThanOrEqual(1);
	});

	test('lets no item that means another by its ID change it twice', async () => {
		const { sandbox } = bench.current;
		const [desired] = kind.wanted(sandbox, 1);
		itemsOf(await upsert([desired!]));
		const [{ id }] = kind.kept(sandbox, desired!);
		const run = await upsert([{ ...desired, id }, { ...desired }], { matchOn: 'id' });
		expect(errorOf(run).message).toMatch(/mean/);
	});

	test('refuses an item with something that is no field, before any request', async () => {
		const [desired] = kind.wanted(bench.current.sandbox, 1);
		const error = errorOf(await upsert([{ ...desired, colour: 'blue' }]));
		expect(error.message).toMatch(
			/^Desired State: the item has 'colour', which is no field .*\[item 0\]/,
		);
		expect(bench.current.calls()).toEqual([]);
	});

	const { terraform } = kind;
	if (terraform) {
		test.each(['sync', 'upsert'] as const)(
			'%s moves in from a Terraform state: what it has is in step, what differs there is changed',
			async (operation) => {
				const { sandbox } = bench.current;
				const wanted = kind.wanted(sandbox, 2);
				itemsOf(await upsert(wanted));
				const states = wanted.map((desired) => terraform(desired, kind.kept(sandbox, desired)[0]));
				const more = { operation, inputFormat: 'terraform', matchOn: 'id', ...SKIP };
				const attributes = states.map((state) => state.attributes);
				const actions = itemsOf(await upsert(attributes, more)).map(({ json }) => json.action);
				expect(actions).toEqual(['unchanged', 'unchanged']);
				expect(changes()).toEqual([]);

				const changed = [{ ...attributes[0], ...states[0]!.readable }, attributes[1]!];
				const [first, second] = itemsOf(await upsert(changed, more)).map(({ json }) => json.action);
				expect([first, second]).toEqual([operation === 'sync' ? 'update' : 'updated', 'unchanged']);
				const [desired, other] = wanted as [Desired, Desired];
				expectKept(kind, sandbox, [{ ...desired, ...kind.readable(desired).change }, other]);

				const error = errorOf(await upsert([{ ...attributes[0], colour: 'blue' }], more));
				expect(error.message).toMatch(
					/^Desired State: 'colour' is no attribute of \w+_.*\[item 0\]/,
				);
				expect(bench.current.calls()).toEqual([]);
			},
		);
	}

	if (kind.several) {
		test('names the candidates where there are several, and changes none', async () => {
			const { sandbox } = bench.current;
			const wanted = kind.wanted(sandbox, 2);
			kind.seed(sandbox, [wanted[0]!, wanted[0]!]);
			const ids = kind.kept(sandbox, wanted[0]!).map(({ id }) => id);
			expect(ids).toHaveLength(2);
			const run = await upsert(wanted, {}, { onError: 'continueRegularOutput' });

			const { error } = run.items[0]!.json;
			expect(error).toContain(`there are 2, with the IDs ${ids.join(', ')} [item 0]`);
			expect(run.items[1]!.json.action).toBe('created');
			expect(sent(routes.update)).toBe(0);

			const one = itemsOf(await upsert([{ ...wanted[0], id: ids[1] }], { matchOn: 'id' }));
			expect(one[0]!.json).toMatchObject({ action: 'updated', id: ids[1] });
		});

		test('takes each of several of one key by its ID', async () => {
			const { sandbox } = bench.current;
			const [desired] = kind.wanted(sandbox, 1);
			kind.seed(sandbox, [desired!, desired!]);
			const ids = kind.kept(sandbox, desired!).map(({ id }) => id);
			const given = ids.map((id) => ({ ...desired, id }));
			const items = itemsOf(await upsert(given, { matchOn: 'id' }));
			expect(items.map(({ json }) => [json.action, json.id])).toEqual(
				ids.map((id) => ['updated', id]),
			);
		});
	}
});
