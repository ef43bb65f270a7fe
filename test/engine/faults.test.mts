import type { FaultSpec } from '../sandbox/index.mts';
import { errorOf, useBench } from './support/bench.mts';
import { title } from './support/vendorCase.mts';
import { VENDORS } from './vendors/index.mts';

/** Faults that end a request without a usable answer, at once. */
const FAULTS: ReadonlyArray<Pick<FaultSpec, 'kind' | 'status'>> = [
	{ kind: 'status', status: 408 },
	...[500, 502, 503, 504].map((status) => ({ kind: 'status' as const, status })),
	{ kind: 'cutBefore' },
	{ kind: 'cutAfter' },
	{ kind: 'html', status: 200 },
	{ kind: 'html', status: 502 },
];

/** Half of an answer needs an answer with a body. */
const TRUNCATED = { kind: 'truncated' } as const;

const named = (fault: Pick<FaultSpec, 'kind' | 'status'>) =>
	[fault.kind, fault.status].filter(Boolean).join(' ');

describe.each(VENDORS)('$name', (vendor) => {
	const bench = useBench(vendor);

	for (const operation of vendor.operations) {
		const { main, mainCalls = 1, afterLostAnswer } = operation;
		const bodiless = main.method === 'DELETE';
		const faults = bodiless ? FAULTS : [...FAULTS, TRUNCATED];

		if (afterLostAnswer === 'repeats') {
			test.each(faults.map((fault) => ({ fault, name: named(fault) })))(
				`${title(operation)} sends its request again after $name`,
				async ({ fault }) => {
					const { sandbox } = bench.current;
					const { verify, ...asked } = operation.prepare(sandbox, 1);
					sandbox.control.addFault({ ...main, server: 'api', ...fault });
					verify(await bench.current.run(asked));

					expect(bench.current.calls(main.method, main.path)).toHaveLength(mainCalls + 1);
				},
			);
		}

		if (afterLostAnswer === 'gives up') {
			test.each(faults.map((fault) => ({ fault, name: named(fault) })))(
				`${title(operation)} is sent once, and says what may have happened, after $name`,
				async ({ fault }) => {
					const { sandbox } = bench.current;
					const { verify: _, ...asked } = operation.prepare(sandbox, 1);
					sandbox.control.addFault({ ...main, server: 'api', ...fault });
					const error = errorOf(await bench.current.run(asked));

					expect(error.message).toMatch(/may exist/);
					expect(bench.current.calls(main.method, main.path)).toHaveLength(1);
				},
			);
		}

		test(`${title(operation)} waits as long as Retry-After says, and loses nothing`, async () => {
			const { sandbox } = bench.current;
			const { verify, ...asked } = operation.prepare(sandbox, 2);
			sandbox.control.addFault({
				...{ ...main, server: 'api', kind: 'status', status: 429 },
				headers: { 'retry-after': '1' },
			});
			verify(await bench.current.run(asked));

			const calls = bench.current.calls(main.method, main.path);
			const refused = calls.findIndex(({ status }) => status === 429);
			expect(refused).not.toBe(-1);
			const inTheWait = calls.filter(({ at }) => {
				const late = Date.parse(at) - Date.parse(calls[refused]!.at);
				return late > 150 && late < 980;
			});
			expect(inTheWait).toEqual([]);
			expect(Math.max(...calls.map(({ at }) => Date.parse(at)))).toBeGreaterThanOrEqual(
				Date.parse(calls[refused]!.at) + 1000,
			);
		});

		test.each([
			{ name: 'in mid-request', fault: { kind: 'timeout' as const } },
			{
				name: 'while it waits for Retry-After',
				fault: { kind: 'status' as const, status: 429, headers: { 'retry-after': '60' } },
			},
		])(`${title(operation)} ends within 2 s when it is cancelled $name`, async ({ fault }) => {
			const { sandbox } = bench.current;
			const { verify: _, ...asked } = operation.prepare(sandbox, 1);
			sandbox.control.addFault({ ...main, server: 'api', times: 'always', ...fault });
			const begin = Date.now();
			const run = await bench.current.run({ ...asked, cancelAfterMs: 400 });

			expect(Date.now() - begin).toBeLessThan(2400);
			expect(run.status).toBe('canceled');
			const { length } = bench.current.calls();
			await new Promise((resolve) => setTimeout(resolve, 300));
			expect(bench.current.calls()).toHaveLength(length);
		});
	}

	test('a run ends within 2 s when it is cancelled while the login hangs', async () => {
		const { sandbox } = bench.current;
		const operation = vendor.operations.find(({ byId }) => byId)!;
		const { verify: _, ...asked } = operation.prepare(sandbox, 3);
		sandbox.control.addFault({ ...vendor.login, server: 'login', kind: 'timeout' });
		const begin = Date.now();
		const run = await bench.current.run({ ...asked, cancelAfterMs: 400 });

		expect(Date.now() - begin).toBeLessThan(2400);
		expect(run.status).toBe('canceled');
	});

	test('a wrong secret is tried once, however many items there are', async () => {
		const { sandbox } = bench.current;
		const operation = vendor.operations.find(({ byId }) => byId)!;
		const { verify: _, ...asked } = operation.prepare(sandbox, 20);
		const credentials = structuredClone(bench.current.credentials);
		for (const data of Object.values(credentials)) data.clientSecret = 'not the secret';
		const error = errorOf(await bench.current.run({ ...asked, credentials }));

		expect(error.message).toContain('The Client Secret is wrong');
		expect(bench.current.logins()).toBe(1);
	});
});
