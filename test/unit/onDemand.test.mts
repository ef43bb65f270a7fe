import { onDemand } from '../../nodes/core/onDemand.ts';

async function search(this: unknown, filter?: string): Promise<unknown> {
	return { context: this, filter };
}

test('the module is loaded when the method is called, and not before', async () => {
	const load = jest.fn(async () => search);
	const method = onDemand(load);
	expect(load).not.toHaveBeenCalled();
	await method('x');
	expect(load).toHaveBeenCalledTimes(1);
});

test('the method is called in its context, with what was given', async () => {
	const context = { name: 'context' };
	const method = onDemand(async () => search);
	expect(await method.call(context, 'x')).toEqual({ context, filter: 'x' });
});

test('its errors come through', async () => {
	const method = onDemand(async () => async () => {
		throw new Error('Not asked for');
	});
	await expect(method()).rejects.toThrow('Not asked for');
});
