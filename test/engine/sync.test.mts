import { errorOf, itemsOf, useBench, type Asked } from './support/bench.mts';
import {
	asItems,
	expectKept,
	secretOf,
	withoutSecrets,
	type Desired,
} from './support/keyedCase.mts';
import { KINDS } from './vendors/index.mts';

const SKIP = { whenUnknown: 'skip' };

describe.each(KINDS)('$name', ({ vendor, kind }) => {
	const bench = useBench(vendor);
	const { calls, routes } = kind;

	/** Syncs desired states within the scope of these tests, and forgets the calls before. */
	async function sync(
		wanted: readonly Desired[],
		{ options = {}, ...more }: { options?: object; [name: string]: unknown } = {},
		request: Partial<Asked> = {},
		cancel?: AbortSignal,
	) {
		const { sandbox } = bench.current;
		sandbox.control.clearJournal();
		return await bench.current.run(
			{
				parameters: asItems(kind, sandbox, 'sync', {
					...{ scope: kind.scope, options: { ...SKIP, ...options }, ...more },
				}),
				items: wanted.map((json) => ({ json: { ...json } })),
				...request,
			},
			cancel,
		);
	}

	/** The calls that change something. */
	const changes = () => bench.current.calls().filter(({ method }) => method !== 'GET');

	const sent = (route: { method: string; path: string }) =>
		bench.current.calls(route.method, route.path).length;

	/** All that the vendor keeps, to be compared with later. */
	const everything = () => structuredClone(kind.all(bench.current.sandbox));

	const actionsOf = (run: { items: Array<{ json: any }> }) =>
		run.items.map(({ json }) => [json.action, json.status]);

	/** What is there of three desired states: the first drifted, the second in step, and a surplus. */
	async function drifted() {
		const { sandbox } = bench.current;
		const [first, second, surplus, fresh] = kind.wanted(sandbox, 4) as [Desired, ...Desired[]];
		itemsOf(await sync([first, second!, surplus!]));
		const { change, field } = kind.readable(first);
		const [{ id }] = kind.kept(sandbox, first);
		const [{ id: surplusId }] = kind.kept(sandbox, surplus!);
		const wanted = [{ ...first, ...change, id }, second!, fresh!];
		const now = [{ ...first, ...change }, second!, fresh!];
		return { first, wanted, now, surplus: surplus!, surplusId, id, field };
	}

	const plan = [
		['update', 'done'],
		['unchanged', 'done'],
		['create', 'done'],
		['delete', 'done'],
	];

	test('creates, updates, leaves and deletes in one plan, deletions last, and is in step then', async () => {
		const { sandbox } = bench.current;
		const before = everything();
		const { wanted, now, surplus, surplusId, first, field } = await drifted();
		const run = await sync(wanted, { matchOn: 'id', deleteUnlisted: true });
		const items = itemsOf(run);

		expect(actionsOf(run)).toEqual(plan);
		expect(items.map(({ pairedItem }) => pairedItem?.item)).toEqual([0, 1, 2, undefined]);
		const [update] = items[0]!.json.changes.filter((one: any) => one.kind === 'changed');
		expect(update).toEqual({ field, kind: 'changed', from: first[field], to: now[0]![field] });
		expect(items[3]!.json).toMatchObject({
			id: surplusId,
			name: kind.nameOf(surplus),
			changes: [],
		});
		expectKept(kind, sandbox, now);
		expect(kind.kept(sandbox, surplus)).toEqual([]);
		for (const untouched of before) expect(kind.all(sandbox)).toContainEqual(untouched);
		expect(kind.all(sandbox)).toHaveLength(before.length + 3);
		const deeds = changes().map(({ method }) => method);
		expect(deeds.at(-1)).toBe('DELETE');
		expect(deeds.filter((method) => method === 'DELETE')).toHaveLength(1);
		expect(sent(routes.list)).toBe(calls.list + calls.creating);

		const again = await sync(now, { deleteUnlisted: true });
		expect(actionsOf(again)).toEqual(now.map(() => ['unchanged', 'done']));
		expect(changes()).toEqual([]);
		expect(bench.current.calls()).toHaveLength(calls.list + calls.placing + 3 * calls.look);
	});

	test('a dry run changes nothing, says what a run would do, and brings both reports', async () => {
		const { wanted } = await drifted();
		const before = everything();
		const run = await sync(wanted, { matchOn: 'id', deleteUnlisted: true, dryRun: true });
		const [first, ...others] = itemsOf(run);

		expect(actionsOf(run)).toEqual(
			plan.map(([action]) => [action, action === 'unchanged' ? 'done' : 'planned']),
		);
		expect(changes()).toEqual([]);
		expect(everything()).toEqual(before);
		expect(first!.binary).toMatchObject({
			planHtml: { mimeType: 'text/html', fileName: 'plan.html' },
			planMarkdown: { mimeType: 'text/markdown', fileName: 'plan.md' },
		});
		for (const { binary } of others) expect(binary).toBeUndefined();
		const none = itemsOf(
			await sync(wanted, { matchOn: 'id', dryRun: true, options: { planReport: [] } }),
		);
		expect(none[0]!.binary).toBeUndefined();
	});

	test('shows no secret, in the items, the reports or the log', async () => {
		const { sandbox } = bench.current;
		const wanted = kind.wanted(sandbox, 2);
		kind.seed(sandbox, wanted.slice(0, 1));
		const before = vendor.secrets(sandbox);
		const more = { inputFormat: 'fields', ...kind.asFields };
		for (const dryRun of [true, false]) {
			const run = await sync(
				wanted.map((desired) => withoutSecrets(kind, desired)),
				{ ...more, dryRun, options: { planReport: ['html', 'markdown'], whenUnknown: 'write' } },
			);
			const files = itemsOf(run).flatMap(({ binary = {} }) =>
				Object.values(binary).map(({ data }) => Buffer.from(data, 'base64').toString()),
			);
			expect(files).toHaveLength(2);
			const secrets = [...before, ...vendor.secrets(sandbox), secretOf(0), secretOf(1)];
			for (const secret of secrets) {
				expect(run.contains(secret)).toBe(false);
				for (const file of files) expect(file).not.toContain(secret);
			}
		}
		expectKept(kind, sandbox, wanted);
	});

	test('puts right what was changed by hand', async () => {
		const { sandbox } = bench.current;
		const wanted = kind.wanted(sandbox, 3);
		itemsOf(await sync(wanted));
		kind.drift?.(kind.kept(sandbox, wanted[0]!)[0]);
		const [{ id }] = kind.kept(sandbox, wanted[2]!);
		const locator = { [kind.locator]: { __rl: true, mode: 'id', value: String(id) } };
		const { resource } = kind;
		itemsOf(
			await bench.current.run({
				parameters: { resource, operation: 'delete', ...kind.place(sandbox), ...locator },
			}),
		);
		expect(kind.kept(sandbox, wanted[2]!)).toEqual([]);
		const run = await sync(wanted);

		itemsOf(run);
		expect(actionsOf(run)).toEqual([
			[kind.drift ? 'update' : 'unchanged', 'done'],
			...[
				['unchanged', 'done'],
				['create', 'done'],
			],
		]);
		expectKept(kind, sandbox, wanted);
	});

	test('stops before any change at too many deletions, and at too great a share', async () => {
		const { sandbox } = bench.current;
		const wanted = kind.wanted(sandbox, 5);
		itemsOf(await sync(wanted));
		const before = everything();
		const some = [wanted[0]!, ...kind.wanted(sandbox, 6).slice(5)];
		const stops = [
			[{ maximumDeletions: 3 }, /^Maximum Deletions: 4 would be deleted/],
			[
				{ maximumPercent: 79 },
				/^Stop When More Than % Would Change: 4 of 5 would be changed or deleted/,
			],
		] as const;
		for (const [options, told] of stops) {
			const error = errorOf(await sync(some, { deleteUnlisted: true, options }));
			expect(error.message).toMatch(told);
			expect(error.description).toContain('Nothing was changed.');
			expect(changes()).toEqual([]);
			const going = { onError: 'continueRegularOutput' } as const;
			const run = await sync(some, { deleteUnlisted: true, options }, going);
			expect(actionsOf(run)[1]).toEqual(['create', 'skipped']);
			expect(changes()).toEqual([]);
			const dry = await sync(some, { deleteUnlisted: true, dryRun: true, options });
			itemsOf(dry);
			expect(dry.hints.map(({ message }) => message).join()).toMatch(
				new RegExp(told.source.slice(1)),
			);
		}
		expect(everything()).toEqual(before);
		const options = { maximumDeletions: 4, maximumPercent: 80 };
		itemsOf(await sync(some, { deleteUnlisted: true, options }));
		expectKept(kind, sandbox, some);
		expect(kind.kept(sandbox, wanted[1]!)).toEqual([]);
	});

	test('never touches what is in Protect, by name or ID', async () => {
		const { sandbox } = bench.current;
		const { wanted, id, surplus, surplusId, first } = await drifted();
		const names = [kind.nameOf(first), kind.nameOf(surplus)];
		for (const protect of [[String(id), String(surplusId)], names]) {
			const run = await sync(wanted.slice(0, 2), {
				...{ matchOn: 'id', deleteUnlisted: true, options: { protect } },
			});
			itemsOf(run);
			expect(actionsOf(run)).toEqual([
				...[
					['protected', 'skipped'],
					['unchanged', 'done'],
					['protected', 'skipped'],
				],
			]);
			expect(changes()).toEqual([]);
		}
		expectKept(kind, sandbox, [first, surplus]);
	});

	test('neither compares nor changes what is in Ignore Fields, but gives it to a new one', async () => {
		const { sandbox } = bench.current;
		const { wanted, first, field, now } = await drifted();
		const ignoreFields = [field, ...kind.secretFields];
		const run = await sync(wanted, {
			matchOn: 'id',
			options: { ignoreFields, whenUnknown: 'write' },
		});
		itemsOf(run);
		expect(actionsOf(run)).toEqual([
			['unchanged', 'done'],
			['unchanged', 'done'],
			['create', 'done'],
		]);
		expectKept(kind, sandbox, [first, now[2]!]);
	});

	test('deletes nothing without being told to, and nothing at all for an input of nothing', async () => {
		const { sandbox } = bench.current;
		const wanted = kind.wanted(sandbox, 3);
		itemsOf(await sync(wanted));
		const run = await sync(wanted.slice(0, 1));
		expect(actionsOf(run)).toEqual([['unchanged', 'done']]);
		await sync([], { deleteUnlisted: true });
		expect(changes()).toEqual([]);
		expectKept(kind, sandbox, wanted);
	});

	test('refuses two items that mean the same, before any request', async () => {
		const wanted = kind.wanted(bench.current.sandbox, 2);
		const error = errorOf(await sync([...wanted, wanted[0]!], { deleteUnlisted: true }));
		expect(error.message).toMatch(/the items 0, 2 all mean .*\[item 0\]/);
		expect(error.description).toContain('No request was sent.');
		expect([...bench.current.calls(), ...Array(bench.current.logins())]).toEqual([]);
	});

	test('with bad items it does the others and deletes nothing, where it is told to go on', async () => {
		const { sandbox } = bench.current;
		const { wanted, now, surplus } = await drifted();
		const bad = { ...wanted[1], colour: 'blue' };
		const given = [wanted[0]!, bad, wanted[2]!];
		const more = { matchOn: 'id', deleteUnlisted: true };
		const error = errorOf(await sync(given, more));
		expect(error.message).toContain('[item 1]');
		expect(error.description).toContain('No request was sent.');

		const run = await sync(given, more, { onError: 'continueRegularOutput' });
		expect(run.items[0]!.json.error).toContain("'colour'");
		expect(run.items[0]!.pairedItem?.item).toBe(1);
		const withheld = run.items.filter(({ json }) => json.action === 'delete');
		expect(withheld.length).toBeGreaterThan(0);
		for (const { json } of withheld) {
			expect(json).toMatchObject({ status: 'skipped', reason: expect.stringContaining('items 1') });
		}
		expect(sent(routes.remove)).toBe(0);
		expectKept(kind, sandbox, [now[0]!, now[1]!, now[2]!, surplus]);
	});

	test('with a failing action it does the others and deletes nothing, where it is told to go on', async () => {
		const { sandbox } = bench.current;
		const { wanted, surplus } = await drifted();
		sandbox.control.addFault({ ...routes.create, kind: 'status', status: 409 });
		const more = { matchOn: 'id', deleteUnlisted: true };
		const run = await sync(wanted, more, { onError: 'continueRegularOutput' });

		const seen = actionsOf(run);
		expect(seen.filter(([, status]) => status === 'failed')).toHaveLength(1);
		expect(seen.at(-1)).toEqual(['delete', 'skipped']);
		expect(run.items.find(({ json }) => json.status === 'failed')?.json.error).toContain(
			vendor.refusals.reasons[409],
		);
		expectKept(kind, sandbox, [surplus]);
		itemsOf(await sync(wanted, more));
		expect(kind.kept(sandbox, surplus)).toEqual([]);
	});

	test('without being told to go on, the error says exactly what was done', async () => {
		const { sandbox } = bench.current;
		const wanted = kind.wanted(sandbox, 40);
		sandbox.control.addFault({ ...routes.create, kind: 'status', status: 409, skip: 3 });
		sandbox.control.setLatency({ min: 1, max: 30 });
		const error = errorOf(await sync(wanted));

		expect(error.message).toContain(vendor.refusals.reasons[409]);
		const told = /Done before: created (\d+) \(items ([^)]*)\): (.*)\./.exec(error.description!)!;
		const made = wanted.filter((desired) => kind.kept(sandbox, desired).length === 1);
		const ids = made.map((desired) => kind.kept(sandbox, desired)[0].id);
		expect(Number(told[1])).toBe(made.length);
		expect([...told[3]!.matchAll(/\(([^)]+)\)/g)].map(([, id]) => id).sort()).toEqual(
			ids.map(String).sort(),
		);
		const left = Number(/Not begun: (\d+)\./.exec(error.description!)?.[1] ?? 0);
		expect(left + made.length).toBe(39);

		sandbox.control.setLatency({ min: 0, max: 0 });
		const run = await sync(wanted);
		itemsOf(run);
		expect(actionsOf(run).filter(([action]) => action === 'create')).toHaveLength(40 - made.length);
		expectKept(kind, sandbox, wanted);
	});

	test('cancelled in the middle, it converges when it is run again', async () => {
		const { sandbox } = bench.current;
		const wanted = kind.wanted(sandbox, 60);
		sandbox.control.setLatency({ min: 150, max: 200 });
		const stop = new AbortController();
		const watch = setInterval(() => {
			if (sent(routes.create) > 5) stop.abort();
		}, 20);
		const run = await sync(wanted, {}, {}, stop.signal).finally(() => clearInterval(watch));
		expect(run.status).toBe('canceled');
		sandbox.control.setLatency({ min: 0, max: 0 });
		const made = wanted.filter((desired) => kind.kept(sandbox, desired).length > 0).length;
		expect(made).toBeLessThan(60);
		expect(errorOf(run).message).toContain('canceled');
		const { description } = errorOf(run);
		expect(description).toMatch(/^(Done before: created \d+|Nothing had been changed before\.)/);
		expect(description).toContain('Running it again does what is left.');
		// What the error does not tell as done or cut off has not been begun.
		const [told = ''] = /Done before: .*/.exec(description!) ?? [];
		const [cutOff = ''] = /Cut off in the middle.*/.exec(description!) ?? [];
		for (const desired of wanted) {
			const [kept] = kind.kept(sandbox, desired);
			if (kept && !told.includes(String(kept.id))) expect(cutOff).toContain(kind.nameOf(desired));
		}

		itemsOf(await sync(wanted));
		expectKept(kind, sandbox, wanted);
		const again = await sync(wanted);
		expect(actionsOf(again)).toEqual(wanted.map(() => ['unchanged', 'done']));
	});

	test('refuses a protection of nothing, before any request', async () => {
		const wanted = kind.wanted(bench.current.sandbox, 2);
		for (const protect of [[''], ['some', '={{ $json.nothing ?? "" }}'], '={{ $json.nothing }}']) {
			const error = errorOf(await sync(wanted, { deleteUnlisted: true, options: { protect } }));
			expect(error.message).toContain('Protect: has an empty entry, which would protect nothing');
			expect(bench.current.calls()).toEqual([]);
		}
	});

	test('refuses a limit of the scope that says nothing, before any request', async () => {
		const wanted = kind.wanted(bench.current.sandbox, 2);
		for (const namePrefix of ['', ' ', '={{ $json.nothing }}']) {
			const scope = { ...kind.scope, namePrefix };
			const error = errorOf(await sync(wanted, { deleteUnlisted: true, scope }));
			expect(error.message).toContain('Scope: Name Prefix is empty, so it would limit nothing');
			expect(error.description).toContain('No request was sent.');
			expect(bench.current.calls()).toEqual([]);
		}
	});

	test('loses and doubles nothing when answers are lost and requests are too many', async () => {
		const { sandbox } = bench.current;
		const { wanted, now, surplus } = await drifted();
		for (const route of [routes.create, routes.update, routes.remove, routes.list]) {
			sandbox.control.addFault({ ...route, kind: 'cutAfter' });
			sandbox.control.addFault({
				...{ ...route, kind: 'status', status: 429, headers: { 'retry-after': '1' } },
			});
		}
		const run = await sync(wanted, { matchOn: 'id', deleteUnlisted: true });
		itemsOf(run);
		expect(actionsOf(run)).toEqual(plan);
		expectKept(kind, sandbox, now);
		expect(kind.kept(sandbox, surplus)).toEqual([]);
		sandbox.control.clearFaults();
		itemsOf(await sync(now, { deleteUnlisted: true }));
		expect(changes()).toEqual([]);
	});
});
