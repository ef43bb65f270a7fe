import fc from 'fast-check';
import { Cancelled } from '../../../nodes/core/errors.ts';
import type { Entry } from '../../../nodes/core/sync/entries.ts';
import { Secret } from '../../../nodes/core/secret.ts';
import { gather } from '../../../nodes/core/sync/gather.ts';
import { KEYED, shedOf } from '../support/tools.mts';
import type { Overrides, Tool, ToolSpec } from '../support/tools.mts';

const entry = (item: number, spec: ToolSpec, id?: string): Entry<ToolSpec> => ({
	item,
	id,
	state: () => ({ spec, options: { of: item } }),
});
const HAMMER = { id: 1, name: 'hammer', size: 1 };
const SAW = { id: 2, name: 'saw', size: 2 };

const gathered = async (
	tools: Tool[],
	entries: Array<Entry<ToolSpec>>,
	overrides: Overrides = {},
	bounds: { ignored?: string[]; keep?: string; keyed?: object } = {},
) => {
	const { store, calls } = shedOf(tools, overrides);
	const result = await gather(store, entries, { ...KEYED, ...bounds.keyed } as never, {
		ignored: new Set(bounds.ignored),
		query: { box: 1 },
		matters: (differences) => differences.length > 0,
		isSurplus: ({ name }) => name !== bounds.keep,
	});
	return { ...result, calls };
};
const problemsOf = ({ wanted }: Awaited<ReturnType<typeof gathered>>) =>
	wanted.map(({ problem }) => problem?.message);

test('one list, and what is wanted held against it', async () => {
	const { wanted, unlisted, existing, calls } = await gathered(
		[HAMMER, SAW, { id: 3, name: 'axe' }],
		[entry(0, { name: 'saw', size: 3 }), entry(1, { name: 'drill' }), entry(2, { name: 'axe' })],
	);
	expect(calls).toEqual(['list {"box":1}']);
	expect(wanted).toMatchObject([
		{
			item: 0,
			name: 'saw',
			found: {
				id: 2,
				name: 'saw',
				own: false,
				differences: [{ field: 'size', kind: 'changed', from: 2, to: 3 }],
			},
			stored: SAW,
		},
		{ item: 1, name: 'drill', given: [{ field: 'name', kind: 'changed', to: 'drill' }] },
		{ item: 2, name: 'axe', found: { differences: [] } },
	]);
	expect(wanted[1]).not.toHaveProperty('found');
	expect(unlisted).toEqual([{ id: 1, name: 'hammer', own: false }]);
	expect(existing).toBe(3);
});

test('of what is in step, and of what is surplus, the record is not kept', async () => {
	const { wanted, unlisted } = await gathered([HAMMER, SAW], [entry(0, { name: 'saw' })]);
	expect(wanted[0]).not.toHaveProperty('stored');
	expect(Object.keys(unlisted[0] ?? {})).toEqual(['id', 'name', 'own']);
});

test('by its ID first, by its key where there is none of that ID', async () => {
	const { wanted, unlisted } = await gathered(
		[HAMMER, SAW],
		[entry(0, { name: 'axe' }, '1'), entry(1, { name: 'saw' }, '77')],
	);
	expect(wanted.map(({ found }) => [found?.id, found?.name])).toEqual([
		[1, 'hammer'],
		[2, 'saw'],
	]);
	expect(unlisted).toEqual([]);
});

test.each([
	['abc-1', 'ABC-1'],
	['ABC-1', 'abc-1'],
])('an ID counts in upper and in lower case: %s as %s', async (stored, given) => {
	const there = { ...HAMMER, id: stored as never };
	const { wanted, unlisted } = await gathered([there], [entry(0, { name: 'axe' }, given)]);
	expect([wanted[0]?.found?.id, unlisted]).toEqual([stored, []]);
});

test('a key that one item wants by an ID and another by itself is refused: there would be two of it', async () => {
	const entries = [entry(0, { name: 'axe' }, '1'), entry(1, { name: 'axe' })];
	const problem = "Name: the items 0–1 all mean the name 'axe'";
	for (const there of [[HAMMER], [HAMMER, { id: 3, name: 'axe' }]]) {
		expect(problemsOf(await gathered(there, entries))).toEqual([problem, problem]);
	}
	const both = [entry(0, { name: 'axe' }, '1'), entry(1, { name: 'axe' }, '2')];
	expect(problemsOf(await gathered([HAMMER, SAW], both))).toEqual([undefined, undefined]);
});

test('two may change names', async () => {
	const result = await gathered(
		[HAMMER, SAW],
		[entry(0, { name: 'saw' }, '1'), entry(1, { name: 'hammer' }, '2')],
	);
	expect(result.wanted.map(({ found }) => found?.id)).toEqual([1, 2]);
	expect(problemsOf(result)).toEqual([undefined, undefined]);
});

test('what one item means by its ID another may not mean by its key', async () => {
	const result = await gathered(
		[HAMMER],
		[entry(0, { name: 'axe' }, '1'), entry(1, { name: 'hammer' }), entry(2, { name: 'saw' })],
	);
	const problem = 'Name: the items 0–1 all mean the one with the ID 1';
	expect(problemsOf(result)).toEqual([problem, problem, undefined]);
});

test('two items of one key are refused, even where only the vendor can tell', async () => {
	const keyOf = async ({ name }: ToolSpec) => String(name).toLowerCase();
	const storedKey = ({ name }: Tool) => name;
	const result = await gathered(
		[HAMMER],
		[entry(4, { name: 'Hammer' }), entry(6, { name: 'hammer' }), entry(7, { name: 'axe' })],
		{ keyOf, storedKey },
	);
	expect(problemsOf(result)).toEqual([
		"Name: the items 4, 6 all mean the name 'Hammer'",
		"Name: the items 4, 6 all mean the name 'hammer'",
		undefined,
	]);
	expect(result.unlisted).toEqual([]);
});

test('several of one key: which is meant cannot be told, and none is surplus', async () => {
	const result = await gathered(
		[HAMMER, SAW, { id: 3, name: 'saw' }],
		[entry(0, { name: 'saw' }), entry(1, { name: 'hammer' })],
	);
	expect(problemsOf(result)[0]).toBe(
		"Name: the name 'saw' is not the only one: there are 2, with the IDs 2, 3",
	);
	expect(result.wanted[0]).not.toHaveProperty('found');
	expect([result.unlisted, result.existing]).toEqual([[], 3]);
});

test('one of several may be meant by its ID, although another item cannot tell which it means', async () => {
	const result = await gathered(
		[SAW, { id: 3, name: 'saw' }],
		[entry(0, { name: 'axe' }, '2'), entry(1, { name: 'saw' })],
	);
	expect(problemsOf(result)).toEqual([
		undefined,
		"Name: the name 'saw' is not the only one: there are 2, with the IDs 2, 3",
	]);
});

test('an ID tells which of several is meant', async () => {
	const result = await gathered(
		[SAW, { id: 3, name: 'saw' }],
		[entry(0, { name: 'saw', size: 3 }, '3')],
	);
	expect(result.wanted[0]?.found?.id).toBe(3);
});

test('what is on its way out is not there', async () => {
	const result = await gathered(
		[
			{ ...HAMMER, gone: true },
			{ ...SAW, gone: true },
		],
		[entry(0, { name: 'hammer' }, '1')],
	);
	expect(result).toMatchObject({
		wanted: [{ given: expect.anything() }],
		unlisted: [],
		existing: 0,
	});
});

test('only what is within the bounds is surplus, and counts', async () => {
	const { unlisted, existing } = await gathered([HAMMER, SAW], [], {}, { keep: 'saw' });
	expect(unlisted.map(({ name }) => name)).toEqual(['hammer']);
	expect(existing).toBe(1);
});

test("what n8n authenticates with is told, among what is wanted and what isn't", async () => {
	const isOwn = ({ id }: Tool) => id === 1 || id === 3;
	const tools = [HAMMER, SAW, { id: 3, name: 'axe' }];
	const { wanted, unlisted } = await gathered(tools, [entry(0, { name: 'hammer' })], { isOwn });
	expect(wanted[0]?.found?.own).toBe(true);
	expect(unlisted.map(({ own }) => own)).toEqual([false, true]);
});

test('what a list gives is made whole for those that are wanted, and for no others', async () => {
	const asked: number[] = [];
	const whole = async (listed: Tool) => {
		asked.push(listed.id);
		return { ...listed, size: 9 };
	};
	const { wanted } = await gathered([HAMMER, SAW], [entry(0, { name: 'saw', size: 2 })], { whole });
	expect(asked).toEqual([2]);
	expect(wanted[0]).toMatchObject({
		found: { differences: [{ field: 'size', from: 9, to: 2 }] },
		stored: { size: 9 },
	});
});

test('fields to be ignored are not compared, but a new one is given them', async () => {
	const specs = [entry(0, { name: 'saw', size: 9 }), entry(1, { name: 'axe', size: 9 })];
	const { wanted } = await gathered([SAW], specs, {}, { ignored: ['size'] });
	expect(wanted[0]?.found?.differences).toEqual([]);
	expect(wanted[1]?.given?.map(({ field }) => field)).toEqual(['name', 'size']);
});

test('options of an item are for its own comparison', async () => {
	const seen: unknown[] = [];
	const differences = async (spec: ToolSpec, stored: Tool, options: unknown) => {
		seen.push([spec.name, stored.id, options]);
		return [];
	};
	await gathered([HAMMER, SAW], [entry(5, { name: 'saw' }), entry(8, { name: 'hammer' })], {
		differences,
	});
	expect(seen).toHaveLength(2);
	expect(seen).toContainEqual(['saw', 2, { of: 5 }]);
	expect(seen).toContainEqual(['hammer', 1, { of: 8 }]);
});

test('what a new one is given may be told otherwise than it was', async () => {
	const keyed = { given: ({ name }: ToolSpec) => ({ name, size: 50 }) };
	const { wanted } = await gathered([], [entry(0, { name: 'axe' })], {}, { keyed });
	expect(wanted[0]?.given).toContainEqual({ field: 'size', kind: 'changed', to: 50 });
});

test.each(['keyOf', 'whole', 'differences'] as const)(
	'a failure of %s is that of its item; a cancelled run ends',
	async (method) => {
		const failing = (thrown: Error) => ({
			[method]: async ({ name }: { name: string }) => {
				if (name === 'saw') throw thrown;
				return method === 'keyOf' ? name : method === 'whole' ? HAMMER : [];
			},
			...(method === 'differences' && {
				differences: async ({ name }: ToolSpec) => {
					if (name === 'saw') throw thrown;
					return [];
				},
			}),
		});
		const entries = [entry(0, { name: 'saw' }), entry(1, { name: 'hammer' })];
		const result = await gathered([HAMMER, SAW], entries, failing(new Error('oh no')));
		expect(problemsOf(result)).toEqual(['oh no', undefined]);
		expect(result.wanted[1]?.found?.id).toBe(1);
		await expect(gathered([HAMMER, SAW], entries, failing(new Cancelled()))).rejects.toThrow(
			Cancelled,
		);
	},
);

test('half a list is none', async () => {
	const list = async function* () {
		yield HAMMER;
		throw new Error('half way');
	};
	await expect(gathered([], [entry(0, { name: 'axe' })], { list })).rejects.toThrow('half way');
});

const NAME = fc.constantFrom('a', 'b', 'c', 'd');

test('every stored one is meant by one item at most, or is surplus, or is left alone', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.tuple(NAME, fc.boolean()), { maxLength: 6 }),
			// Two items of one ID are refused before.
			fc.uniqueArray(fc.tuple(NAME, fc.option(fc.nat(7), { nil: undefined })), {
				maxLength: 6,
				selector: ([, id]) => id ?? {},
			}),
			async (there, some) => {
				const tools = there.map(([name, gone], index): Tool => ({ id: index + 1, name, gone }));
				const entries = some.map(([name, id], item) => entry(item, { name }, id?.toString()));
				const { wanted, unlisted } = await gathered(tools, entries);
				expect(wanted.map(({ item }) => item)).toEqual(entries.map(({ item }) => item));
				const meant = wanted.flatMap(({ found }) => (found ? [found.id] : []));
				expect(new Set(meant).size).toBe(meant.length);
				const alive = tools.filter(({ gone }) => !gone);
				for (const { id } of unlisted) {
					expect(meant).not.toContain(id);
					const { name } = alive.find((tool) => tool.id === id) as Tool;
					// What is named by an ID that there is is not meant by its name.
					const named = (of: number | undefined) => alive.some((tool) => tool.id === of);
					expect(some.some(([wanted, of]) => of === id || (wanted === name && !named(of)))).toBe(
						false,
					);
				}
				for (const { item, found, problem } of wanted) {
					const [name, id] = some[item] as [string, number | undefined];
					const sameName = alive.filter((tool) => tool.name === name);
					if (problem) continue;
					// A new one is made where there is none of this ID and none of this name.
					expect(found === undefined).toBe(
						!alive.some((tool) => tool.id === id) && sameName.length === 0,
					);
				}
			},
		),
		{ numRuns: 1000 },
	);
});

test('a list that can be read by one alone is, and of what is in step nothing is kept', async () => {
	const { store } = shedOf([]);
	const all = async function* () {
		yield* [HAMMER, SAW];
	};
	const shared = jest.fn(all);
	const list = Object.assign(shared, { once: all });
	const result = await gather(
		{ ...store, list, keyOf: store.keyOf, storedKey: store.storedKey, whole: undefined } as never,
		[entry(0, { name: 'saw', size: 2 }), entry(1, { name: 'hammer', size: 99 })],
		KEYED as never,
		{
			...{ ignored: new Set<string>(), query: undefined, isSurplus: () => false },
			matters: (differences) => differences.length > 0,
		},
	);
	expect(shared).not.toHaveBeenCalled();
	const [inStep, drifted] = result.wanted;
	expect(inStep).toMatchObject({ item: 0, name: 'saw', found: { id: 2, stored: undefined } });
	expect(inStep).not.toHaveProperty('entry');
	expect(drifted).toMatchObject({ stored: { name: 'hammer' }, entry: { item: 1 } });
});

test('what the list gave whole is compared at once, what it gave in part when all is listed', async () => {
	const events: string[] = [];
	const { store } = shedOf([HAMMER, SAW]);
	const told = {
		...store,
		isWhole: ({ name }: Tool) => name === 'hammer',
		whole: async (listed: Tool) => {
			events.push(`whole ${listed.name}`);
			return listed;
		},
		differences: async (_spec: ToolSpec, { name }: Tool) => {
			events.push(`compared ${name}`);
			return [];
		},
		async *list() {
			yield* [SAW, HAMMER];
			events.push('listed');
		},
	};
	const entries = [entry(0, { name: 'saw' }), entry(1, { name: 'hammer' })];
	await gather(told as never, entries, KEYED as never, {
		...{ ignored: new Set<string>(), query: undefined, isSurplus: () => false },
		matters: (differences) => differences.length > 0,
	});
	expect(events).toEqual(['compared hammer', 'listed', 'whole saw', 'compared saw']);
});

test('of what cannot be told of one in step no value is kept, and the same is kept once', async () => {
	const secret = (item: number, name: string) =>
		entry(item, { name, secret: new Secret('hush hush') });
	const differences = async () => [
		{ field: 'secret', kind: 'unknown' as const, to: new Secret('hush hush') },
	];
	const { store } = shedOf([HAMMER, SAW], { differences });
	const { wanted } = await gather(
		store as never,
		[secret(0, 'saw'), secret(1, 'hammer')],
		KEYED as never,
		{
			...{ ignored: new Set<string>(), query: undefined, isSurplus: () => false },
			matters: () => false,
		},
	);
	const [saw, hammer] = wanted.map(({ found }) => found?.differences);
	expect(saw).toEqual([{ field: 'secret', kind: 'unknown' }]);
	expect(hammer).toBe(saw);
});
