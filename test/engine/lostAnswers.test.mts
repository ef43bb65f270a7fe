import { startSandbox, type FaultSpec } from '../sandbox/index.mts';
import { Bench } from './support/bench.mts';
import { startEngine, type Engine, type EngineRun } from './support/engine.mts';
import { title, type OperationCase, type Prepared } from './support/vendorCase.mts';
import { VENDORS } from './vendors/index.mts';

interface Scenario {
	fault: Pick<FaultSpec, 'kind' | 'status'>;
	/** Whether the vendor has made the thing although it gave no usable answer. */
	made: boolean;
}

/** The node waits 30 s for an answer, so these are worked on side by side. */
const SCENARIOS: readonly Scenario[] = [
	{ fault: { kind: 'cutAfter' }, made: true },
	{ fault: { kind: 'truncated' }, made: true },
	{ fault: { kind: 'timeoutAfter' }, made: true },
	{ fault: { kind: 'cutBefore' }, made: false },
	{ fault: { kind: 'timeout' }, made: false },
	{ fault: { kind: 'status', status: 502 }, made: false },
	{ fault: { kind: 'html', status: 200 }, made: false },
];

interface Outcome {
	run: EngineRun;
	bench: Bench;
	prepared: Prepared;
}

describe.each(VENDORS)('$name', (vendor) => {
	const cases = vendor.operations.flatMap((operation) =>
		operation.afterLostAnswer === 'adopts'
			? SCENARIOS.map((scenario) => ({ operation, ...scenario }))
			: operation.afterLostAnswer === 'gives up'
				? SCENARIOS.filter(({ fault }) => fault.kind.startsWith('timeout')).map((scenario) => ({
						operation,
						...scenario,
					}))
				: [{ operation, fault: { kind: 'timeout' as const }, made: false }],
	);
	const key = (operation: OperationCase, fault: Scenario['fault']) =>
		`${title(operation)} after ${fault.kind}${fault.status ? ` ${fault.status}` : ''}`;
	const persistent = vendor.operations.filter(
		({ afterLostAnswer }) => afterLostAnswer === 'repeats',
	);
	const outcomes = new Map<string, Outcome>();
	let engine: Engine;

	async function play(name: string, operation: OperationCase, fault: Partial<FaultSpec>) {
		const bench = new Bench(vendor, await startSandbox(), engine);
		const prepared = operation.prepare(bench.sandbox, 1);
		bench.sandbox.control.addFault({
			...{ ...operation.main, server: 'api' },
			...(fault as FaultSpec),
		});
		const { verify: _, ...asked } = prepared;
		outcomes.set(name, { run: await bench.run(asked), bench, prepared });
	}

	beforeAll(async () => {
		engine = await startEngine();
		await Promise.all([
			...cases.map(async ({ operation, fault }) => play(key(operation, fault), operation, fault)),
			...persistent.map(async (operation) =>
				play(`${title(operation)} always`, operation, {
					...{ kind: 'status', status: 503, times: 'always' },
				}),
			),
		]);
	}, 120_000);

	afterAll(async () => {
		await engine.stop();
		for (const { bench } of outcomes.values()) {
			expect(bench.sandbox.control.contract().violations).toEqual([]);
			await bench.sandbox.close();
		}
	});

	test.each(cases.map((each) => ({ ...each, name: key(each.operation, each.fault) })))(
		'$name',
		({ name, operation, made }) => {
			const { run, bench, prepared } = outcomes.get(name)!;
			const { main, mainCalls = 1, afterLostAnswer } = operation;
			const sent = bench.calls(main.method, main.path).length;
			if (afterLostAnswer === 'gives up') {
				expect(run.error?.message).toMatch(/may exist/);
				expect(sent).toBe(1);
				return;
			}
			prepared.verify(run);
			expect(sent).toBe(made ? mainCalls : mainCalls + 1);
			if (afterLostAnswer === 'repeats') return;
			const steps = run.items[0]!.json.steps.join('\n');
			if (made) expect(steps).toContain('the answer was lost, so it was looked up');
			else expect(steps).not.toContain('lost');
		},
	);

	test.each(persistent.map((operation) => ({ operation, name: title(operation) })))(
		'$name gives up on a vendor that stays away, and says how often it has tried',
		({ operation, name }) => {
			const { run, bench } = outcomes.get(`${name} always`)!;
			const { main } = operation;
			const tries = bench.calls(main.method, main.path).length;
			expect(tries).toBeGreaterThan(1);
			expect(run.error?.message).toContain(`tried ${tries} times`);
			expect(run.error?.httpCode).toBe('503');
		},
	);
});
