import { Refused, StepFailed } from '../../../nodes/core/errors.ts';
import { MASK, reveal, Secret } from '../../../nodes/core/secret.ts';
import { removeOne, writeOne } from '../../../nodes/core/sync/jobs.ts';
import { readSecretOutput } from '../../../nodes/core/secretOutput.ts';
import { parametersOf } from '../support/parameters.mts';
import { KIND, shedOf } from '../support/tools.mts';
import type { Overrides, Tool } from '../support/tools.mts';

const SPEC = { name: 'saw', size: 3, secret: new Secret('hush hush') };
const SAW: Tool = { id: 2, name: 'saw', size: 2 };
const CHANGED = { field: 'size', kind: 'changed' } as const;
const UNKNOWN = { field: 'secret', kind: 'unknown' } as const;

async function wrote(
	stored: Tool | undefined,
	{
		secretOutput = 'hidden',
		ignored = [] as string[],
		whenUnknown = 'write',
		overrides = {} as Overrides,
	} = {},
) {
	const { store, calls } = shedOf(stored ? [stored] : [], overrides);
	const found = { id: 2, name: 'saw', own: false, differences: [CHANGED, UNKNOWN] };
	const state = () => ({ spec: SPEC, options: { oiled: true } });
	const entry = { item: 0, id: undefined, state };
	const hints: unknown[] = [];
	const result = await writeOne(
		store,
		{ item: 0, name: 'saw', entry, ...(stored && { found, stored }) } as never,
		KIND,
		{
			whenUnknown,
			ignored: new Set(ignored),
			secretOutput: readSecretOutput(parametersOf({ secretOutput })),
		} as never,
		{ hint: (hint: unknown) => void hints.push(hint) } as never,
	);
	return { result, calls, hints };
}

test('what is not there is created with all that is wanted, ignored or not', async () => {
	const { result, calls } = await wrote(undefined, { ignored: ['size'] });
	expect(result).toEqual({
		id: 1,
		json: {
			record: { id: 1, name: 'saw', size: 3 },
			steps: ['created saw'],
			secret: MASK,
		},
	});
	expect(calls).toEqual(['create saw {"oiled":true,"secretWanted":false}']);
});

test('its secret is handed on as is asked for', async () => {
	const { result, calls } = await wrote(undefined, { secretOutput: 'plain' });
	expect(result.json?.secret).toBe('fresh');
	expect(result.hasSecret).toBe(true);
	expect(calls).toEqual(['create saw {"oiled":true,"secretWanted":true}']);
});

test('what else was made is told, and what is left to do', async () => {
	const create = async () => ({
		stored: SAW,
		steps: ['sawed'],
		related: { handle: 7 },
		leftToDo: 'Sharpen it.',
	});
	const { result, hints } = await wrote(undefined, { overrides: { create } });
	expect(result.json).toMatchObject({ handle: 7, steps: ['sawed'] });
	expect(hints).toEqual([{ message: 'Sharpen it.', type: 'info' }]);
});

test.each([
	[{}, 'rewrite 2 name,size,secret'],
	[{ ignored: ['size'] }, 'rewrite 2 name,secret'],
	[{ whenUnknown: 'skip' }, 'rewrite 2 name,size,secret'],
])('what is there is changed, with %j: %s', async (settings, call) => {
	const { result, calls } = await wrote(SAW, settings);
	expect(calls).toEqual([call]);
	expect(Object.keys(result)).toEqual(['json']);
	expect(JSON.stringify(result)).not.toContain(reveal(SPEC.secret));
});

test('what no item means is deleted, and the vendor’s word on it is told', async () => {
	const { store, calls } = shedOf([SAW]);
	expect(await removeOne(store, '2')).toEqual({ json: { result: { id: 2 } } });
	expect(calls).toEqual(['remove 2']);
});

test('what somebody else has deleted is deleted; what is refused otherwise is not', async () => {
	const failing = (thrown: Error) =>
		shedOf([SAW], {
			remove: async () => {
				throw thrown;
			},
		}).store;
	const gone = new Refused({ status: 404, message: 'There is no tool 2' });
	const done = { json: { result: { alreadyGone: true } } };
	expect(await removeOne(failing(gone), '2')).toEqual(done);
	expect(await removeOne(failing(new StepFailed('Looking', [], gone)), '2')).toEqual(done);
	const inUse = new Refused({ status: 409, message: 'in use' });
	await expect(removeOne(failing(inUse), '2')).rejects.toBe(inUse);
});
