import { errorOf, useBench } from './support/bench.mts';
import { title } from './support/vendorCase.mts';
import { VENDORS } from './vendors/index.mts';

describe.each(VENDORS)('$name', (vendor) => {
	const bench = useBench(vendor);
	const operation = vendor.operations.find(({ byId }) => byId)!;

	const { manyItems = 1000 } = vendor;

	test(`${manyItems} items keep their order with a vendor of uneven speed, and failures their place`, async () => {
		const { sandbox } = bench.current;
		const { verify: _, items, parameters } = operation.prepare(sandbox, manyItems);
		const broken = new Set([0, 7, manyItems / 2, manyItems - 1]);
		const given = items.map((item, index) =>
			broken.has(index) ? { json: { id: vendor.missingId } } : item,
		);
		sandbox.control.setLatency({ min: 1, max: 20 });
		const run = await bench.current.run({
			...{ parameters, items: given, onError: 'continueRegularOutput' },
		});

		expect(run.items.map(({ pairedItem }) => pairedItem?.item)).toEqual(given.map((_, i) => i));
		for (const [index, { json }] of run.items.entries()) {
			if (broken.has(index)) expect(json.error).toContain(`[item ${index}]`);
			else expect(json.id).toBe(given[index]!.json.id);
		}
	}, 60_000);

	const joint = vendor.operations.filter(({ when }) => when);
	// Of a vendor whose rate is low, as many as need no waiting.
	const count = manyItems < 1000 ? 50 : 200;
	for (const each of joint) {
		test(`${title(each)}: ${count} items keep their order with a vendor of uneven speed`, async () => {
			const { sandbox } = bench.current;
			const { verify, ...asked } = each.prepare(sandbox, count);
			sandbox.control.setLatency({ min: 1, max: 20 });
			verify(await bench.current.run(asked));
			const { method, path } = each.main;
			expect(bench.current.calls(method, path)).toHaveLength(count);
		}, 60_000);
	}

	test('a run that stops says which items were completed', async () => {
		const { sandbox } = bench.current;
		const { verify: _, items, parameters } = operation.prepare(sandbox, 3);
		items[2] = { json: { id: vendor.missingId } };
		sandbox.control.addFault({ ...operation.main, kind: 'slow', skip: 2, delayMs: 500 });
		const error = errorOf(await bench.current.run({ parameters, items }));

		expect(error.message).toContain('[item 2]');
		expect(error.description).toContain('2 of 3 items were completed');
		expect(error.description).toContain('0–1');
	});
});
