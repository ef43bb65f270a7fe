import { Cancelled, InvalidInput, JointFailure } from '../../nodes/core/errors.ts';
import type { ItemParameters, JointOperation, JointTools } from '../../nodes/core/operation.ts';
import { runJoint } from '../../nodes/core/runJoint.ts';
import type { Run } from '../../nodes/core/runParts.ts';
import { parametersOf } from './support/parameters.mts';

type Item = Record<string, unknown>;

/** A run of these items, whose expressions give these values for parameters of the node. */
function runOf(
	items: Item[],
	{
		keepGoing = false,
		parameters = {} as object,
		signal = undefined as AbortSignal | undefined,
	} = {},
) {
	const opened = jest.fn(async () => ({
		storeFor: (scope: unknown) => `store of ${String(scope)}` as never,
		key: 'key',
		signal,
	}));
	const node = { name: 'Node', parameters };
	const run = {
		context: { getNode: () => node },
		inputs: items.map((json) => ({ json })),
		keepGoing,
		vendor: 'Acme',
		tools: {},
		parametersOf: (item: number) => ({
			...parametersOf(items[item] ?? {}),
			index: item,
			json: items[item] ?? {},
		}),
		open: opened,
	} as unknown as Run;
	return { run, opened };
}

/** An operation that refuses items that are bad, and tells what it was given. */
function operationOf(
	work: (
		tools: JointTools,
		storeOf: (item: number) => never,
	) => Promise<unknown[]> = async () => [],
) {
	const read: unknown[] = [];
	const begun: ItemParameters[] = [];
	const operation = {
		properties: [{ displayName: 'Dry Run', name: 'dryRun' }],
		begin(settings: ItemParameters) {
			begun.push(settings);
			settings.flag('dryRun');
			return {
				read(item: ItemParameters) {
					if (item.get('bad')) throw new InvalidInput('Name', `of ${item.index} is bad`);
					read.push(item.index);
				},
				run: async (storeOf: (item: number) => never, tools: JointTools) =>
					await work(tools, storeOf),
			};
		},
	} as unknown as JointOperation<never>;
	return { operation, read, begun };
}
const SCOPE = { properties: [], read: (item: ItemParameters) => item.get('scope') };

test('all items are read before anything is asked, and worked on together', async () => {
	const { run } = runOf([{ scope: 'x' }, { scope: 'y' }]);
	const seen: unknown[] = [];
	const { operation, read } = operationOf(async ({ vendor, unread, keepGoing }, storeOf) => {
		seen.push(vendor, unread, keepGoing, storeOf(0), storeOf(1));
		return [{ json: { a: 1 }, item: 1 }, { json: { b: 2 } }];
	});
	expect(await runJoint(run, SCOPE, operation)).toEqual([
		{ json: { a: 1 }, pairedItem: { item: 1 } },
		{ json: { b: 2 } },
	]);
	expect(read).toEqual([0, 1]);
	expect(seen).toEqual(['Acme', [], false, 'store of x', 'store of y']);
});

test('an item is read as the operation has it, its scope as well', async () => {
	const { run } = runOf([{ scope: 'panel' }]);
	const seen: unknown[] = [];
	const { operation } = operationOf(async (_tools, storeOf) => {
		seen.push(storeOf(0));
		return [];
	});
	const adapt = (given: ItemParameters) => ({ ...given, get: () => undefined });
	await runJoint(run, SCOPE, { ...operation, adapt } as never);
	expect(seen).toEqual(['store of undefined']);
});

test('an item that cannot be read ends it, before the vendor is asked', async () => {
	const { run, opened } = runOf([{}, { bad: true }]);
	await expect(runJoint(run, undefined, operationOf().operation)).rejects.toMatchObject({
		message: 'Name: of 1 is bad [item 1]',
		description: 'No request was sent.',
	});
	expect(opened).not.toHaveBeenCalled();
});

test('going on, it is told first, and the others know of it', async () => {
	const { run } = runOf([{}, { bad: true }, {}, { bad: true }], { keepGoing: true });
	const { operation, read } = operationOf(async ({ unread }) => [{ json: { unread } }]);
	const outputs = await runJoint(run, undefined, operation);
	expect(outputs.map(({ json, pairedItem }) => [json, pairedItem])).toEqual([
		[{ error: 'Name: of 1 is bad [item 1]' }, { item: 1 }],
		[{ error: 'Name: of 3 is bad [item 3]' }, { item: 3 }],
		[{ unread: [1, 3] }, undefined],
	]);
	expect(outputs.map(({ error }) => error !== undefined)).toEqual([true, true, false]);
	expect(read).toEqual([0, 2]);
});

test('what went wrong with one thing goes with its item', async () => {
	const { run } = runOf([{}]);
	const { operation } = operationOf(async () => [{ json: {}, item: 0, thrown: new Error('no') }]);
	const [output] = await runJoint(run, undefined, operation);
	// n8n would leave nothing of an item with an error but its message.
	expect(output).toEqual({ json: {}, pairedItem: { item: 0 } });
	Object.assign(run.context.getNode(), { onError: 'continueErrorOutput' });
	const [sorted] = await runJoint(run, undefined, operation);
	expect(sorted?.error?.message).toBe('no [item 0]');
	expect(sorted).not.toHaveProperty('thrown');
});

test('what ends it says what had been done, and of which item it is', async () => {
	const { run } = runOf([{}]);
	const failing = (thrown: Error) =>
		runJoint(run, undefined, operationOf(async () => Promise.reject(thrown)).operation);
	await expect(failing(new JointFailure(new Error('no'), 3, 'Much.'))).rejects.toMatchObject({
		message: 'no [item 3]',
		description: 'Much.',
	});
	await expect(failing(new Error('no'))).rejects.toMatchObject({ message: 'no' });
});

test('what is said once has to be the same for all items', async () => {
	const parameters = { dryRun: '={{ $json.dryRun }}' };
	const { run, opened } = runOf([{ dryRun: true }, { dryRun: true }, { dryRun: false }], {
		parameters,
		keepGoing: true,
	});
	await expect(runJoint(run, undefined, operationOf().operation)).rejects.toMatchObject({
		message:
			'Dry Run: has to be the same for all items, but item 2 has another than item 0 [item 0]',
	});
	expect(opened).not.toHaveBeenCalled();
	const same = runOf([{ dryRun: true }, { dryRun: true }], { parameters });
	await expect(runJoint(same.run, undefined, operationOf().operation)).resolves.toEqual([]);
});

test('an expression inside of a collection is looked at as well', async () => {
	const { operation, begun } = operationOf();
	const items = [{ options: { protect: ['a'] } }, { options: { protect: ['b'] } }];
	const { run } = runOf(items, { parameters: { options: { protect: ['={{ $json.x }}'] } } });
	await runJoint(run, undefined, operation);
	expect(() => begun[0]?.collection('options')).toThrow(InvalidInput);
});

test('two runs of one key are one after the other', async () => {
	const order: string[] = [];
	const working = (name: string) =>
		operationOf(async () => {
			order.push(`${name} begins`);
			await new Promise((resolve) => setTimeout(resolve, 5));
			order.push(`${name} ends`);
			return [];
		}).operation;
	await Promise.all(['a', 'b'].map((name) => runJoint(runOf([{}]).run, undefined, working(name))));
	expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
});

test('one that was cancelled while it waited does nothing', async () => {
	const work = jest.fn(async () => []);
	const { run } = runOf([{}], { signal: AbortSignal.abort() });
	await expect(runJoint(run, undefined, operationOf(work).operation)).rejects.toThrow(
		new Cancelled().message,
	);
	expect(work).not.toHaveBeenCalled();
});

test('where the run goes on, what ends it is told for every item, instead of handing the items on', async () => {
	const { run } = runOf([{ secret: 'x' }, {}], { keepGoing: true });
	const failing = operationOf(async () =>
		Promise.reject(new JointFailure(new Error('no'), undefined, 'Nothing was changed.')),
	).operation;
	const json = { error: 'no', help: 'Nothing was changed.' };
	expect(await runJoint(run, undefined, failing)).toEqual([
		{ json, pairedItem: { item: 0 } },
		{ json, pairedItem: { item: 1 } },
	]);
});

test('one that is cancelled in the middle ends with what it had done by then', async () => {
	const cancel = new AbortController();
	const { run } = runOf([{}], { keepGoing: true, signal: cancel.signal });
	const working = operationOf(async () => {
		cancel.abort();
		await new Promise((resolve) => setTimeout(resolve, 5));
		throw new JointFailure(new Cancelled(), undefined, 'Done before: much.');
	}).operation;
	await expect(runJoint(run, undefined, working)).rejects.toMatchObject({
		message: new Cancelled().message,
		description: 'Done before: much.',
	});
});

test('in a collection it is told which entry items have different values of', async () => {
	const parameters = { options: { keep: true, limit: '={{ $json.limit }}' } };
	const items = [1, 2].map((limit) => ({ options: { keep: true, limit } }));
	const { run } = runOf(items, { parameters });
	const { operation } = operationOf();
	const entries = [
		{ displayName: 'Keep', name: 'keep' },
		{ displayName: 'Limit', name: 'limit' },
	];
	const told = {
		...operation,
		properties: [{ displayName: 'Options', name: 'options', options: entries }],
		begin: (settings: ItemParameters) => settings.collection('options') as never,
	};
	await expect(runJoint(run, undefined, told as never)).rejects.toThrow(
		'Limit: has to be the same for all items, but item 1 has another than item 0',
	);
});
