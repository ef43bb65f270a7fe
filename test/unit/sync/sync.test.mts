import fc from 'fast-check';
import { JointFailure } from '../../../nodes/core/errors.ts';
import type { JointOperation, JointOutput } from '../../../nodes/core/operation.ts';
import { sync } from '../../../nodes/core/operations/sync.ts';
import type { Scope } from '../../../nodes/core/sync/scope.ts';
import { parametersOf } from '../support/parameters.mts';
import { KEYED, KIND, SCOPE, shedOf } from '../support/tools.mts';
import type { Tool, ToolSpec } from '../support/tools.mts';

type Shed = ReturnType<typeof shedOf>;
type Item = ToolSpec & { id?: number };

const SYNC = sync(KIND, KEYED, SCOPE) as JointOperation<unknown>;

/** A sync of these items, each in the shed that it names, or all in one. */
async function synced(
	sheds: Shed | Shed[],
	items: readonly Item[],
	settings: object = {},
	{ keepGoing = false, operation = SYNC } = {},
): Promise<JointOutput[]> {
	const values = { inputFormat: 'item', matchOn: 'key', ...settings };
	const parametersOfItem = (index: number) => {
		const given = { ...parametersOf(values), index, json: items[index] as never };
		return operation.adapt?.(given) ?? given;
	};
	const joint = operation.begin(parametersOf(values), parametersOfItem);
	for (const index of items.keys()) joint.read(parametersOfItem(index));
	const storeOf = (item: number) =>
		Array.isArray(sheds) ? sheds[item % sheds.length]?.store : sheds.store;
	const tools = { keepGoing, unread: [], vendor: 'Acme', hint: () => undefined };
	return await joint.run(storeOf, tools as never);
}

const told = (outputs: JointOutput[]) =>
	outputs.map(({ json }) => `${String(json.action)} ${String(json.name)} ${String(json.status)}`);

const HAMMER = { id: 1, name: 'hammer', size: 1 };
const SAW = { id: 2, name: 'saw', size: 2 };
const AXE = { id: 3, name: 'axe', size: 3 };

test('what is there is made as it is wanted, deletions last', async () => {
	const shed = shedOf([HAMMER, SAW, AXE]);
	const items = [{ name: 'drill', size: 4 }, { name: 'saw', size: 5 }, { name: 'axe' }];
	const outputs = await synced(shed, items, { deleteUnlisted: true });
	expect(told(outputs)).toEqual([
		'create drill done',
		'update saw done',
		'unchanged axe done',
		'delete hammer done',
	]);
	expect(outputs.map(({ item }) => item)).toEqual([0, 1, 2, undefined]);
	expect(shed.calls[0]).toBe('list');
	expect(shed.calls.at(-1)).toBe('remove 1');
	expect(shed.calls).toHaveLength(4);
	expect([...shed.there.values()].map(({ name, size }) => [name, size])).toEqual([
		['saw', 5],
		['axe', 3],
		['drill', 4],
	]);
	expect(outputs[0]?.json).toMatchObject({ id: 4, record: { id: 4, name: 'drill', size: 4 } });
});

test('without being told to, it deletes nothing', async () => {
	const shed = shedOf([HAMMER, SAW]);
	expect(told(await synced(shed, [{ name: 'saw' }]))).toEqual(['unchanged saw done']);
	expect(shed.calls).toEqual(['list']);
});

test('a plan that is only looked at changes nothing', async () => {
	const shed = shedOf([HAMMER, SAW]);
	const outputs = await synced(shed, [{ name: 'saw', size: 9 }, { name: 'new' }], {
		dryRun: true,
		deleteUnlisted: true,
		options: { planReport: [] },
	});
	expect(told(outputs)).toEqual([
		'update saw planned',
		'create new planned',
		'delete hammer planned',
	]);
	expect(shed.calls).toEqual(['list']);
});

test('only what is within the scope is deleted', async () => {
	const shed = shedOf([HAMMER, SAW, AXE, { id: 4, name: 'hatchet', size: 1 }]);
	const settings = { deleteUnlisted: true, scope: { namePrefix: 'ha', size: 1 } };
	expect(told(await synced(shed, [{ name: 'hammer', size: 1 }], settings))).toEqual([
		'unchanged hammer done',
		'delete hatchet done',
	]);
	await expect(synced(shed, [{ name: 'saw', size: 1 }], settings)).rejects.toThrow(
		"Scope: 'saw' is outside of it",
	);
	await expect(synced(shed, [{ name: 'ham', size: 2 }], settings)).rejects.toThrow('outside of it');
});

test('what is protected is neither changed nor deleted, by name or ID', async () => {
	const shed = shedOf([HAMMER, SAW, AXE]);
	const outputs = await synced(shed, [{ name: 'saw', size: 9 }], {
		deleteUnlisted: true,
		options: { protect: ['saw', '3'] },
	});
	expect(told(outputs)).toEqual([
		'protected saw skipped',
		'delete hammer done',
		'protected axe skipped',
	]);
	expect(shed.calls).toEqual(['list', 'remove 1']);
});

test.each([['x-3'], ['X-3']])('the ID %s protects, the spelling of a name counts', async (id) => {
	const shed = shedOf([{ ...HAMMER, id: 'X-3' as never }, SAW]);
	const options = { protect: [id, 'SAW'] };
	const outputs = await synced(shed, [{ name: 'axe' }], { deleteUnlisted: true, options });
	expect(told(outputs)).toEqual(['create axe done', 'protected hammer skipped', 'delete saw done']);
});

test.each<[object, string]>([
	[{ maximumDeletions: 1 }, 'Maximum Deletions: 2 would be deleted'],
	[{ maximumPercent: 60 }, 'Stop When More Than % Would Change: 2 of 3'],
])('%j stops it before anything is done', async (options, message) => {
	const shed = shedOf([HAMMER, SAW, AXE]);
	const items = [{ name: 'saw' }, { name: 'new' }];
	const settings = { deleteUnlisted: true, options };
	await expect(synced(shed, items, settings)).rejects.toThrow(message);
	expect(shed.calls).toEqual(['list']);
	const outputs = await synced(shed, items, settings, { keepGoing: true });
	expect(told(outputs)).toEqual([
		'unchanged saw done',
		'create new skipped',
		'delete hammer skipped',
		'delete axe skipped',
	]);
	expect(shed.calls).toEqual(['list', 'list']);
});

test('no item at all deletes nothing, and says so', async () => {
	const shed = shedOf([HAMMER]);
	await expect(synced(shed, [], { deleteUnlisted: true })).rejects.toThrow(JointFailure);
	expect(await synced(shed, [])).toEqual([]);
	expect(shed.calls).toEqual([]);
});

test('two items that mean the same are refused before anything is asked', async () => {
	const shed = shedOf([HAMMER]);
	await expect(synced(shed, [{ name: 'a' }, { name: 'b' }, { name: 'a' }])).rejects.toThrow(
		"Name: the items 0, 2 all mean the name 'a'",
	);
	expect(shed.calls).toEqual([]);
});

test('fields to be ignored are neither compared nor written, but for a new one', async () => {
	const shed = shedOf([HAMMER, SAW]);
	const items = [
		{ name: 'hammer', size: 9 },
		{ name: 'saw', size: 9, tags: ['t'] },
		{ name: 'new', size: 9 },
	];
	const outputs = await synced(shed, items, { options: { ignoreFields: ['size'] } });
	expect(told(outputs)).toEqual(['unchanged hammer done', 'update saw done', 'create new done']);
	expect(shed.calls).toContain('rewrite 2 name,tags');
	expect(shed.there.get(2)?.size).toBe(2);
	expect(shed.there.get(3)?.size).toBe(9);
});

test('each scope is listed once, and its surplus is deleted there', async () => {
	const sheds = [shedOf([HAMMER, SAW]), shedOf([{ ...AXE, id: 10 }])];
	const items = [{ name: 'hammer' }, { name: 'hammer' }, { name: 'drill' }];
	const outputs = await synced(sheds, items, { deleteUnlisted: true });
	expect(told(outputs)).toEqual([
		'unchanged hammer done',
		'create hammer done',
		'create drill done',
		'delete saw done',
		'delete axe done',
	]);
	expect(sheds.map(({ calls }) => calls.filter((call) => call !== 'list'))).toEqual([
		['create drill {"secretWanted":false}', 'remove 2'],
		['create hammer {"secretWanted":false}', 'remove 10'],
	]);
});

test('the limits are for all scopes together', async () => {
	const sheds = [shedOf([HAMMER]), shedOf([SAW])];
	const settings = { deleteUnlisted: true, options: { maximumDeletions: 1 } };
	await expect(synced(sheds, [{ name: 'a' }, { name: 'b' }], settings)).rejects.toThrow(
		'2 would be deleted',
	);
	const percent = { deleteUnlisted: true, options: { maximumPercent: 50 } };
	const items = [{ name: 'hammer' }, { name: 'axe' }];
	expect(told(await synced(sheds, items, percent))).toEqual([
		'unchanged hammer done',
		'create axe done',
		'delete saw done',
	]);
});

const NARROWED: Scope<typeof SCOPE.fields, ToolSpec, Tool, { box: 1 } | undefined> = {
	...SCOPE,
	query: ({ size }, _wanted, all) => (size !== undefined || !all ? { box: 1 } : undefined),
};

test.each<[Item[], object, string]>([
	[[{ name: 'a' }], {}, 'list {"box":1}'],
	[[{ name: 'a' }], { deleteUnlisted: true }, 'list'],
	[[{ name: 'a', size: 1 }], { deleteUnlisted: true, scope: { size: 1 } }, 'list {"box":1}'],
	[[{ name: 'a' }, { id: 1, name: 'b' }], { matchOn: 'key' }, 'list {"box":1}'],
	[[{ name: 'a' }, { id: 1, name: 'b' }], { matchOn: 'id' }, 'list'],
	[[{ id: 1, name: 'b', size: 1 }], { matchOn: 'id', scope: { size: 1 } }, 'list'],
])('%j with %j asks for %s: one named by its ID may be anywhere', async (items, settings, list) => {
	const shed = shedOf([]);
	const operation = sync(KIND, KEYED, NARROWED) as JointOperation<unknown>;
	await synced(
		shed,
		items,
		{ dryRun: true, options: { planReport: [] }, ...settings },
		{ operation },
	);
	expect(shed.calls).toEqual([list]);
});

const NAMES = ['a', 'b', 'c', 'd', 'e'];
const NAME = fc.constantFrom(...NAMES);
const SIZE = fc.nat(2);
const ITEMS = fc.uniqueArray(fc.record({ name: NAME, size: SIZE }), {
	selector: ({ name }) => name,
});
const TOOLS = fc
	.uniqueArray(fc.record({ name: NAME, size: SIZE }), { selector: ({ name }) => name })
	.map((tools) => tools.map((tool, index): Tool => ({ ...tool, id: index + 1 })));

test('whatever is there, it becomes what is wanted, and a second run only lists', async () => {
	await fc.assert(
		fc.asyncProperty(TOOLS, ITEMS, fc.boolean(), async (tools, items, deleteUnlisted) => {
			if (items.length === 0) return;
			const shed = shedOf(tools);
			await synced(shed, items, { deleteUnlisted });
			const wanted = new Map(items.map(({ name, size }) => [name, size]));
			const others = deleteUnlisted ? [] : tools.filter(({ name }) => !wanted.has(name));
			const expected = [...others, ...items].map(({ name, size }) => `${name} ${size}`);
			const there = [...shed.there.values()].map(({ name, size }) => `${name} ${size}`);
			expect(there.sort()).toEqual(expected.sort());
			shed.calls.length = 0;
			const again = await synced(shed, items, { deleteUnlisted });
			expect(again.every(({ json }) => json.action === 'unchanged')).toBe(true);
			expect(shed.calls).toEqual(['list']);
		}),
		{ numRuns: 300 },
	);
});

test('whatever fails in the middle, running it again does what is left, and doubles nothing', async () => {
	await fc.assert(
		fc.asyncProperty(
			TOOLS,
			ITEMS,
			fc.nat(6),
			fc.boolean(),
			fc.boolean(),
			async (tools, items, failing, keepGoing, after) => {
				if (items.length === 0) return;
				const shed = shedOf(tools);
				const { create, rewrite, remove } = shed.store;
				let count = 0;
				let failed = false;
				const faulty =
					<Arguments extends unknown[], Result>(method: (...given: Arguments) => Promise<Result>) =>
					async (...given: Arguments): Promise<Result> => {
						const fails = count++ === failing;
						failed ||= fails;
						if (fails && !after) throw new Error('fault');
						const result = await method.apply(shed.store, given);
						// Done, but nobody has been told.
						if (fails) throw new Error('fault');
						return result;
					};
				Object.assign(shed.store, {
					create: faulty(create),
					rewrite: faulty(rewrite),
					remove: faulty(remove),
				});
				const run = synced(shed, items, { deleteUnlisted: true }, { keepGoing });
				const outputs = await run.catch((thrown: unknown) => {
					expect(thrown).toBeInstanceOf(JointFailure);
					expect((thrown as JointFailure).note).toMatch(/Running it again does what is left\.$/);
					return undefined;
				});
				expect(outputs === undefined).toBe(failed && !keepGoing);
				const statuses = outputs?.map(({ json }) => json.status) ?? [];
				expect(statuses.includes('failed')).toBe(failed && keepGoing);
				await synced(shed, items, { deleteUnlisted: true });
				const there = [...shed.there.values()].map(({ name, size }) => `${name} ${size}`);
				expect(there.sort()).toEqual(items.map(({ name, size }) => `${name} ${size}`).sort());
			},
		),
		{ numRuns: 500 },
	);
});

test('what an expression gives is asked for once; what the item says is read again', async () => {
	const shed = shedOf([]);
	let asked = 0;
	const drawing = {
		...parametersOf({ inputFormat: 'fields', matchOn: 'key' }),
		get: (name: string) =>
			({ inputFormat: 'fields', matchOn: 'key', name: `lot ${name === 'name' ? ++asked : 0}` })[
				name
			],
	};
	const joint = SYNC.begin(drawing, () => {
		throw new Error('read again');
	});
	joint.read(drawing);
	const tools = { keepGoing: false, unread: [], vendor: 'Acme', hint: () => undefined };
	expect(told(await joint.run(() => shed.store, tools as never))).toEqual(['create lot 1 done']);
	expect(asked).toBe(1);
});

test('two items of one name in two sheds are two, in one shed they are refused', async () => {
	const items = [{ name: 'saw' }, { name: 'saw' }];
	const sheds = [shedOf([SAW]), shedOf([])];
	expect(told(await synced(sheds, items))).toEqual(['unchanged saw done', 'create saw done']);
	const shed = shedOf([SAW]);
	await expect(synced(shed, items)).rejects.toThrow('the items 0–1 all mean');
	expect(shed.calls).toEqual([]);
});

test('what one item alone asks for when it is created is in the plan', async () => {
	const terraform = { inputFormat: 'terraform', dryRun: true, options: { planReport: [] } };
	const given = [{ name: 'saw', engraving: 'mine' } as unknown as Item];
	const [output] = await synced(shedOf([]), given, terraform);
	expect(output?.json.changes).toContainEqual({ field: 'engraved', kind: 'changed', to: 'mine' });
	const [again] = await synced(shedOf([SAW]), given, terraform);
	expect(again?.json).toMatchObject({ action: 'unchanged', changes: [] });
});

test('what only the vendor can place is held against the scope then, and asked for in no other case', async () => {
	const asked: unknown[] = [];
	const placed = async (spec: ToolSpec) => {
		asked.push(spec.name);
		return { ...spec, size: spec.name === 'saw' ? 2 : spec.size };
	};
	const shed = shedOf([], { placed });
	const items = [
		{ name: 'saw', size: 1 },
		{ name: 'axe', size: 1 },
	];
	expect(told(await synced(shed, items, { scope: { size: 1 } }, { keepGoing: true }))).toEqual([
		'refused saw failed',
		'create axe done',
	]);
	expect(asked).toEqual(['saw', 'axe']);
	expect(told(await synced(shed, items))).toEqual(['create saw done', 'unchanged axe done']);
	expect(asked).toHaveLength(2);
});

test('the other ID of one protects it, in upper or lower case', async () => {
	const operation = sync(KIND, { ...KEYED, alsoId: ({ id }) => `Box ${id}` }, SCOPE);
	const options = { protect: ['BOX 1'] };
	const outputs = await synced(
		shedOf([HAMMER, SAW]),
		[{ name: 'axe' }],
		{
			...{ deleteUnlisted: true, options },
		},
		{ operation: operation as never },
	);
	expect(told(outputs)).toEqual(['create axe done', 'protected hammer skipped', 'delete saw done']);
});
