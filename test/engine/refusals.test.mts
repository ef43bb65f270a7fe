import { errorOf, useBench } from './support/bench.mts';
import { REFUSALS, title } from './support/vendorCase.mts';
import { VENDORS } from './vendors/index.mts';

describe.each(VENDORS)('$name', (vendor) => {
	const bench = useBench(vendor);

	describe.each(vendor.operations.map((operation) => ({ operation, name: title(operation) })))(
		'$name',
		({ operation }) => {
			const { main } = operation;

			test.each(REFUSALS)('hands on a refusal with %i', async (status) => {
				const { sandbox } = bench.current;
				const { verify: _, ...asked } = operation.prepare(sandbox, 1);
				sandbox.control.addFault({ ...main, kind: 'status', status });
				const error = errorOf(await bench.current.run(asked));

				expect(error).toMatchObject({ name: 'NodeApiError', httpCode: String(status) });
				expect(error.message).toContain('[item 0]');
				expect(error.message).toContain(vendor.refusals.reasons[status]);
				expect(error.description ?? '').toMatch(vendor.refusals.help ?? /^/);
				expect(bench.current.calls(main.method, main.path)).toHaveLength(1);
			});

			if (operation.forbidden) {
				test('tells somebody who may not do it what is missing', async () => {
					const { sandbox } = bench.current;
					const { verify: _, ...asked } = operation.prepare(sandbox, 1);
					const { credentials, status, told } = operation.forbidden!(sandbox);
					const error = errorOf(await bench.current.run({ ...asked, credentials }));

					expect(error.httpCode).toBe(String(status));
					expect(error.message).toContain(told);
				});
			}

			test('does not follow a redirect', async () => {
				const { sandbox } = bench.current;
				const { verify: _, ...asked } = operation.prepare(sandbox, 1);
				sandbox.control.addFault({ ...main, kind: 'redirect' });
				const error = errorOf(await bench.current.run(asked));

				expect(error.message).toMatch(/redirect/);
				expect(bench.current.calls().filter(({ path }) => path.endsWith('/moved'))).toEqual([]);
			});

			test('masks a secret that the vendor quotes', async () => {
				const { sandbox } = bench.current;
				const { verify: _, ...asked } = operation.prepare(sandbox, 1);
				const own = vendor.secrets(sandbox)[0]!;
				const body = { message: `no good: ${own}`, code: 'bad.request', status: 400 };
				sandbox.control.addFault({ ...main, kind: 'status', status: 400, body });
				const run = await bench.current.run(asked);

				expect(errorOf(run).message).toContain('no good: ••••');
				for (const secret of vendor.secrets(sandbox)) expect(run.contains(secret)).toBe(false);
			});

			test('gives the error to its item, and goes on with the others', async () => {
				const { sandbox } = bench.current;
				const { verify: _, ...asked } = operation.prepare(sandbox, 3);
				sandbox.control.addFault({ ...main, kind: 'status', status: 409 });
				const run = await bench.current.run({ ...asked, onError: 'continueErrorOutput' });

				const [good = [], bad = []] = run.output;
				const failed = bad.map(({ pairedItem }) => pairedItem?.item);
				const expected = (operation.shared ?? 0) > 0 && operation.calls === 0 ? 3 : 1;
				expect(failed).toHaveLength(expected);
				expect(bad[0]?.json.error).toContain(vendor.refusals.reasons[409]);
				if (!operation.joint) expect(bad[0]?.json.error).toContain(`[item ${failed[0]}]`);
				expect(new Set(good.map(({ pairedItem }) => pairedItem?.item)).size).toBe(3 - expected);
			});
		},
	);

	test.each(
		vendor.operations.filter(({ byId }) => byId).map((each) => ({ each, name: title(each) })),
	)('$name says that there is nothing with this ID', async ({ each }) => {
		const { verify: _, ...asked } = each.prepare(bench.current.sandbox, 1);
		const items = [{ json: { id: vendor.missingId } }];
		const error = errorOf(await bench.current.run({ ...asked, items }));

		expect(error.httpCode).toBe('404');
		expect(error.message).toContain('nothing with this ID');
	});
});
