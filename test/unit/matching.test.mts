import { findStored } from '../../nodes/core/matching.ts';
import { Refused } from '../../nodes/core/errors.ts';
import { shedOf } from './support/tools.mts';
import type { Overrides, Tool } from './support/tools.mts';

const HAMMER = { id: 1, name: 'hammer' };
const SAW = { id: 2, name: 'saw' };

const sought = (name: string, ref?: string, query?: { box: 1 }) => ({
	spec: { name },
	ref,
	query,
	keyField: 'Name',
	words: `the name '${name}'`,
});
const shed = (tools: Tool[], overrides?: Overrides) => {
	const { store, calls } = shedOf(tools, overrides);
	return {
		store,
		calls,
		find: async (name: string, ref?: string) => await findStored(store, sought(name, ref)),
	};
};

test('by its key, in one list', async () => {
	const { find, calls } = shed([HAMMER, SAW]);
	expect(await find('saw')).toBe(SAW);
	expect(await find('hammer')).toBe(HAMMER);
	expect(await find('axe')).toBeUndefined();
	expect(calls).toEqual(['list']);
});

test('at once, too, it is listed once; for another query and another store again', async () => {
	const { store, calls, find } = shed([HAMMER, SAW]);
	await Promise.all([find('saw'), find('hammer')]);
	await findStored(store, sought('axe', undefined, { box: 1 }));
	expect(calls).toEqual(['list', 'list {"box":1}']);
	const other = shed([]);
	expect(await other.find('saw')).toBeUndefined();
	expect(other.calls).toEqual(['list']);
});

test('by its ID, without a list, whatever it is called', async () => {
	const { find, calls } = shed([HAMMER, SAW]);
	expect(await find('saw', '1')).toBe(HAMMER);
	expect(calls).toEqual(['get 1']);
});

test('by its key where there is none of the ID, or it is on its way out', async () => {
	const tools = [{ id: 1, name: 'hammer', gone: true }, SAW];
	const { find, calls } = shed(tools);
	expect(await find('saw', '7')).toBe(SAW);
	expect(await find('hammer', '1')).toBeUndefined();
	expect(calls).toEqual(['get 7', 'list', 'get 1']);
	expect(await shed(tools).find('saw', '1')).toBe(SAW);
});

test('what another item of the run was found to mean is meant by no other', async () => {
	const { find } = shed([HAMMER, SAW]);
	expect(await find('saw', '7')).toBe(SAW);
	expect(await find('axe', '8')).toBeUndefined();
	const again = 'is what another item means, too';
	await expect(find('saw')).rejects.toThrow(`the name 'saw' ${again}`);
	await expect(find('nail', '2')).rejects.toThrow(`the one with the ID 2 ${again}`);
	await expect(find('axe', '9')).rejects.toThrow(`the name 'axe' ${again}`);
});

test('another refusal is not taken for there being none', async () => {
	const get = async () => {
		throw new Refused({ status: 403, message: 'no' });
	};
	const { find, calls } = shed([HAMMER], { get });
	await expect(find('hammer', '1')).rejects.toThrow('no');
	expect(calls).toEqual([]);
});

test('several are none, and all are named', async () => {
	const { find } = shed([HAMMER, SAW, { id: 3, name: 'hammer' }]);
	await expect(find('hammer')).rejects.toMatchObject({
		field: 'Name',
		problem: "the name 'hammer' is not the only one: there are 2, with the IDs 1, 3",
		help: expect.stringContaining('Match on the ID'),
	});
	expect(await find('hammer', '3')).toEqual({ id: 3, name: 'hammer' });
});

test('one that is on its way out is not one of several', async () => {
	const { find } = shed([
		{ ...HAMMER, gone: true },
		{ id: 3, name: 'hammer' },
	]);
	expect(await find('hammer')).toEqual({ id: 3, name: 'hammer' });
});

test('what a list gives of it is made whole', async () => {
	const whole = async (listed: Tool) => ({ ...listed, size: 5 });
	const { find } = shed([HAMMER, SAW], { whole });
	expect(await find('saw')).toEqual({ ...SAW, size: 5 });
	expect(await find('axe', '1')).toBe(HAMMER);
});

test('what one item wants by its key, another may not make of another one', async () => {
	const again = "the name 'axe' is what another item means, too";
	const { find } = shed([HAMMER, SAW]);
	expect(await find('axe')).toBeUndefined();
	await expect(find('axe', '1')).rejects.toThrow(again);
	const other = shed([HAMMER, SAW]);
	expect(await other.find('axe', '1')).toBe(HAMMER);
	await expect(other.find('axe')).rejects.toThrow(again);
	// Each of them is named.
	expect(await other.find('axe', '2')).toBe(SAW);
});

test('a list that fails is a failure for all that ask', async () => {
	const { find } = shed([], {
		// eslint-disable-next-line require-yield
		async *list() {
			throw new Error('half way');
		},
	});
	await expect(find('saw')).rejects.toThrow('half way');
	await expect(find('hammer')).rejects.toThrow('half way');
});
