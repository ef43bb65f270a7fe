import { onDemand } from '../../nodes/core/onDemand.ts';

const lookups = {
	async search(this: unknown, filter?: string): Promise<unknown> {
		return { context: this, filter };
	},
	async other(): Promise<unknown> {
		throw new Error('Not asked for');
	},
};

test('the module is loaded when a method is called, and not before', async () => {
	const load = jest.fn(async () => lookups);
	const { search } = onDemand(load, ['search']);
	expect(load).not.toHaveBeenCalled();
	await search('x');
	expect(load).toHaveBeenCalledTimes(1);
});

test('a method is called in its context, with what was given', async () => {
	const context = { name: 'context' };
	const methods = onDemand(async () => lookups, ['search']);
	expect(await methods.search.call(context, 'x')).toEqual({ context, filter: 'x' });
});

test('there are the methods that were named, and their errors come through', async () => {
	const methods = onDemand(async () => lookups, ['other']);
	expect(Object.keys(methods)).toEqual(['other']);
	await expect(methods.other()).rejects.toThrow('Not asked for');
});
