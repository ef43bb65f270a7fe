import { inspect } from 'node:util';
import fc from 'fast-check';
import { allAsDifferences, shownDifferences } from '../../nodes/core/difference.ts';
import type { Difference } from '../../nodes/core/difference.ts';
import { MASK, Secret } from '../../nodes/core/secret.ts';

const secret = new Secret('hidden value');
const changed = (rest: object): Difference => ({ field: 'f', kind: 'changed', ...rest });

test.each<[string, object, object]>([
	['values', { from: 1, to: [2] }, { from: 1, to: [2] }],
	['nothing from', { to: false }, { to: false }],
	['null', { from: null, to: '' }, { from: null, to: '' }],
	['a secret', { from: 'a', to: secret }, {}],
	['a secret that was', { from: secret, to: 'a' }, {}],
	[
		'secrets inside',
		{ from: { a: [secret] }, to: [{ b: secret, c: 1 }] },
		{ from: { a: [MASK] }, to: [{ b: MASK, c: 1 }] },
	],
	[
		'a password in a URL',
		{ from: 'https://a:b@c.example', to: [{ d: 'https://e:f@g.example/h', i: 'j@k' }] },
		{ from: `https://${MASK}@c.example`, to: [{ d: `https://${MASK}@g.example/h`, i: 'j@k' }] },
	],
])('%s', (_what, given, shown) => {
	expect(shownDifferences([changed(given)])).toStrictEqual([changed(shown)]);
	expect(shownDifferences([changed(given)], ['g', 'f'])).toStrictEqual([changed({})]);
	expect(shownDifferences([changed(given)], ['g'])).toStrictEqual([changed(shown)]);
});

test('what is unknown has no values', () => {
	const unknown: Difference = { field: 'f', kind: 'unknown' };
	expect(shownDifferences([unknown])).toStrictEqual([unknown]);
});

test('all that is given differs from nothing', () => {
	expect(allAsDifferences({ a: 1, b: undefined, c: null, d: '' })).toEqual([
		{ field: 'a', kind: 'changed', to: 1 },
		{ field: 'c', kind: 'changed', to: null },
		{ field: 'd', kind: 'changed', to: '' },
	]);
});

const NEEDLE = 'S3CRET-NEEDLE';
/** JSON with secrets anywhere in it. */
const { tree: TREE } = fc.letrec<{ tree: unknown }>((tie) => ({
	tree: fc.oneof(
		{ maxDepth: 4, depthSize: 'large' },
		fc.constant(null).map(() => new Secret(NEEDLE)),
		fc.oneof(fc.string({ maxLength: 4 }), fc.integer(), fc.boolean(), fc.constant(null)),
		fc.array(tie('tree'), { maxLength: 4 }),
		fc.dictionary(fc.string({ maxLength: 4 }), tie('tree'), { maxKeys: 4 }),
	),
}));

test('no secret is ever shown, wherever it is, and nothing holds one', () => {
	const holdsOne = (value: unknown): boolean =>
		value instanceof Secret ||
		(typeof value === 'object' && value !== null && Object.values(value).some(holdsOne));
	let held = 0;
	fc.assert(
		fc.property(TREE, TREE, (from, to) => {
			if (holdsOne(from) || holdsOne(to)) held++;
			for (const differences of [[changed({ from, to })], allAsDifferences({ from, to })]) {
				const shown = shownDifferences(differences);
				expect(holdsOne(shown)).toBe(false);
				expect(
					JSON.stringify(shown) + inspect(shown, { depth: 12, showHidden: true }),
				).not.toContain(NEEDLE);
			}
		}),
		{ numRuns: 1000 },
	);
	expect(held).toBeGreaterThan(100);
});
