import { useBench } from './support/bench.mts';
import { title } from './support/vendorCase.mts';
import { VENDORS } from './vendors/index.mts';

describe.each(VENDORS)('$name', (vendor) => {
	const bench = useBench(vendor);

	describe.each(vendor.operations.map((operation) => ({ operation, name: title(operation) })))(
		'$name',
		({ operation }) => {
			test.each([1, 3])('does its work for %i items with no request too many', async (count) => {
				const { verify, ...asked } = operation.prepare(bench.current.sandbox, count);
				verify(await bench.current.run(asked));

				expect(bench.current.calls()).toHaveLength(
					operation.calls * count + (operation.shared ?? 0),
				);
				expect(bench.current.logins()).toBe(vendor.login ? 1 : 0);
			});

			if (vendor.login) {
				test('begins exactly one new session when the tokens have expired', async () => {
					const { sandbox } = bench.current;
					const before = vendor.operations.find(({ byId }) => byId)!.prepare(sandbox, 1);
					const { parameters, items } = before;
					before.verify(await bench.current.run({ parameters, items }));
					sandbox.control.expireTokens(vendor.name);
					sandbox.control.clearJournal();

					const { verify, ...asked } = operation.prepare(sandbox, 5);
					verify(await bench.current.run(asked));
					expect(bench.current.logins()).toBe(1);
					expect(bench.current.calls().filter(({ status }) => status === 401)).toHaveLength(1);
				});
			}

			test('shows no secret, neither to a reader of the execution nor in the log', async () => {
				const { sandbox } = bench.current;
				const { verify, ...asked } = operation.prepare(sandbox, 2);
				const before = vendor.secrets(sandbox);
				const run = await bench.current.run(asked);

				verify(run);
				const secrets = new Set([...before, ...vendor.secrets(sandbox)]);
				expect(secrets.size).toBeGreaterThan(2);
				for (const secret of secrets) expect(run.contains(secret)).toBe(false);
			});
		},
	);
});
