import fc from 'fast-check';
import { InvalidInput } from '../../nodes/core/errors.ts';
import { planFor } from '../../nodes/core/plan.ts';
import type { Existing, Rules, Wanted } from '../../nodes/core/plan.ts';

const CHANGED = { field: 'size', kind: 'changed', from: 1, to: 2 } as const;
const UNKNOWN = { field: 'secret', kind: 'unknown' } as const;
const RULES: Rules = {
	whenUnknown: 'write',
	isProtected: (name, id) => name === 'keep' || id === 99,
	maximumDeletions: 10,
	maximumPercent: undefined,
};

const found = (name: string, rest: object = {}) => ({
	found: { id: 1, name, own: false, differences: [CHANGED], ...rest },
});
const planned = (wanted: Wanted[], unlisted: Existing[] = [], existing = 100, rules = {}) =>
	planFor(wanted, unlisted, existing, { ...RULES, ...rules });

test.each<[string, object, string, object?]>([
	['nothing is found', {}, 'create'],
	['something differs', found('a'), 'update'],
	['nothing differs', found('a', { differences: [] }), 'unchanged'],
	['it cannot be told which is meant', { problem: new Error('two'), ...found('a') }, 'refused'],
	['it is protected by its name', found('keep'), 'protected'],
	['it is protected by its ID', found('a', { id: 99 }), 'protected'],
	['it is protected by its other ID', found('a', { alsoId: 99 }), 'protected'],
	['what is protected is in step', found('keep', { differences: [] }), 'unchanged'],
	['it is what n8n authenticates with', found('a', { own: true }), 'refused'],
	['its own is protected as well', found('keep', { own: true }), 'protected'],
	['its own is in step', found('a', { own: true, differences: [] }), 'unchanged'],
	['only what is unknown may differ', found('a', { differences: [UNKNOWN] }), 'update'],
	[
		'what is unknown is not to be written',
		found('a', { differences: [UNKNOWN] }),
		'unchanged',
		{ whenUnknown: 'skip' },
	],
	[
		'something differs beside what is unknown',
		found('a', { differences: [UNKNOWN, CHANGED] }),
		'update',
		{ whenUnknown: 'skip' },
	],
])('when %s', (_when, rest, action, rules = {}) => {
	const { actions, stops } = planned([{ item: 3, name: 'a', ...rest }], [], 100, rules);
	expect(actions).toMatchObject([{ action, item: 3 }]);
	expect(stops).toEqual([]);
});

test('a name that is to become a protected one protects, too', () => {
	expect(planned([{ item: 0, name: 'keep', ...found('a') }]).actions[0]?.action).toBe('protected');
});

test('an action tells of the one that is there by its own name, with all that differs', () => {
	const differences = [CHANGED, UNKNOWN];
	const { actions } = planned([{ item: 0, name: 'new', ...found('old', { differences }) }]);
	expect(actions).toEqual([
		{ action: 'update', item: 0, id: 1, name: 'old', changes: differences },
	]);
});

test('what a new one is given is what changes; of what is refused nothing does', () => {
	const given = [{ field: 'name', kind: 'changed' as const, to: 'a' }];
	const problem = new Error('which?');
	expect(
		planned([
			{ item: 0, name: 'a', given },
			{ item: 1, name: 'b', given, problem },
		]).actions,
	).toEqual([
		{ action: 'create', item: 0, name: 'a', changes: given },
		{ action: 'refused', item: 1, name: 'b', changes: [], problem },
	]);
});

test('its own is refused with the reason, and the way there is', () => {
	const [action] = planned([{ item: 0, name: 'a', ...found('a', { own: true }) }]).actions;
	expect(action?.problem).toBeInstanceOf(InvalidInput);
	expect(action?.problem).toMatchObject({
		message: "Desired State: 'a' (1) is not changed: it is what n8n itself authenticates with",
		help: expect.stringContaining('Update'),
	});
});

test.each<[string, Existing, object]>([
	['any other', { id: 1, name: 'a', own: false }, { action: 'delete' }],
	[
		'a protected name',
		{ id: 1, name: 'keep', own: false },
		{ action: 'protected', reason: 'it is one of those in Protect' },
	],
	[
		'a protected ID',
		{ id: 99, name: 'a', own: false },
		{ action: 'protected', reason: 'it is one of those in Protect' },
	],
	[
		'a protected ID of what it belongs to',
		{ id: 1, name: 'a', own: false, alsoId: 99 },
		{ action: 'protected', reason: 'it is one of those in Protect' },
	],
	[
		"n8n's own",
		{ id: 1, name: 'a', own: true },
		{ action: 'protected', reason: 'it is what n8n itself authenticates with' },
	],
])('unlisted, %s', (_what, unlisted, expected) => {
	const { id, name } = unlisted;
	expect(planned([], [unlisted]).actions).toEqual([{ id, name, changes: [], ...expected }]);
});

const manyUnlisted = (count: number, own = false): Existing[] =>
	Array.from({ length: count }, (_, id) => ({ id: id + 1000, name: `n${id}`, own }));

test.each([
	[10, 10, 0],
	[11, 10, 1],
	[0, 0, 0],
	[1, 0, 1],
])('%d deletions where %d may be', (count, maximumDeletions, stops) => {
	const plan = planned([], manyUnlisted(count), 10_000, { maximumDeletions });
	expect(plan.stops.map(({ field }) => field)).toEqual(Array(stops).fill('Maximum Deletions'));
	if (stops > 0) {
		expect(plan.stops[0]?.problem).toBe(
			`${count} would be deleted, but no more than ${maximumDeletions} may be`,
		);
	}
});

test.each([
	[1, 1, 10, 20, false],
	[1, 2, 10, 20, true],
	[2, 0, 10, 20, false],
	[3, 0, 10, 20, true],
	[0, 0, 0, 0, false],
	[1, 0, 1, 99, true],
	[1, 0, 1, 100, false],
	[1, 0, 3, 33, true],
	[1, 0, 3, 34, false],
])(
	'%d updated and %d deleted of %d where %d %% may be',
	(updates, deletions, existing, maximumPercent, isStopped) => {
		const wanted = Array.from({ length: updates }, (_, item) => ({
			item,
			name: `u${item}`,
			...found(`u${item}`),
		}));
		const created = [{ item: 50, name: 'new' }];
		const rules = { maximumPercent };
		const { stops } = planned([...wanted, ...created], manyUnlisted(deletions), existing, rules);
		expect(stops.map(({ message }) => message)).toEqual(
			isStopped
				? [
						`Stop When More Than % Would Change: ${updates + deletions} of ${existing} would be changed or deleted, which is more than ${maximumPercent} %`,
					]
				: [],
		);
	},
);

test('both limits are told of, and what is spared counts against neither', () => {
	const rules = { maximumDeletions: 1, maximumPercent: 1 };
	expect(planned([], manyUnlisted(2), 10, rules).stops.map(({ field }) => field)).toEqual([
		'Maximum Deletions',
		'Stop When More Than % Would Change',
	]);
	const spared = [{ item: 0, name: 'keep', ...found('keep') }];
	expect(planned(spared, manyUnlisted(20, true), 10, rules).stops).toEqual([]);
});

const NAME = fc.constantFrom('a', 'b', 'c', 'keep');
const DIFFERENCES = fc.subarray([CHANGED, UNKNOWN]);
const WANTED = fc.record({
	name: NAME,
	candidate: fc.option(
		fc.record({
			id: fc.integer({ min: 97, max: 101 }),
			name: NAME,
			own: fc.boolean(),
			differences: DIFFERENCES,
		}),
		{ nil: undefined },
	),
	problem: fc.option(fc.constant(new Error('which?')), { nil: undefined, freq: 4 }),
});
const UNLISTED = fc.record({
	id: fc.integer({ min: 97, max: 101 }),
	name: NAME,
	own: fc.boolean(),
});

test('whatever is there and wanted, a plan keeps to its rules', () => {
	fc.assert(
		fc.property(
			fc.array(WANTED, { maxLength: 12 }),
			fc.array(UNLISTED, { maxLength: 12 }),
			fc.nat(30),
			fc.constantFrom('skip' as const, 'write' as const),
			fc.nat(5),
			fc.option(fc.nat(100), { nil: undefined }),
			(some, unlisted, existing, whenUnknown, maximumDeletions, maximumPercent) => {
				const wanted = some.map(
					({ name, candidate, problem }, item): Wanted => ({
						item,
						name,
						...(candidate && { found: candidate }),
						...(problem && { problem }),
					}),
				);
				const rules = { ...RULES, whenUnknown, maximumDeletions, maximumPercent };
				const { actions, stops } = planFor(wanted, unlisted, existing, rules);

				expect(actions.map(({ item }) => item)).toEqual([
					...wanted.map(({ item }) => item),
					...unlisted.map(() => undefined),
				]);
				for (const [index, { action, name, id, changes }] of actions.entries()) {
					const own = wanted[index]?.found?.own ?? unlisted[index - wanted.length]?.own ?? false;
					const kept = name === 'keep' || wanted[index]?.name === 'keep' || id === 99;
					if (action === 'update' || action === 'delete')
						expect([own, kept]).toEqual([false, false]);
					if (action === 'delete') expect(index).toBeGreaterThanOrEqual(wanted.length);
					if (action === 'create')
						expect([id, wanted[index]?.found]).toEqual([undefined, undefined]);
					if (action !== 'update') continue;
					const counts = whenUnknown === 'write' ? ['changed', 'unknown'] : ['changed'];
					expect(changes.some(({ kind }) => counts.includes(kind))).toBe(true);
				}
				const count = (kind: string) => actions.filter(({ action }) => action === kind).length;
				const share = ((count('update') + count('delete')) / existing) * 100;
				const tooMany = maximumPercent !== undefined && share > maximumPercent + 1e-9;
				expect(stops).toHaveLength(Number(count('delete') > maximumDeletions) + Number(tooMany));
			},
		),
		{ numRuns: 2000 },
	);
});
