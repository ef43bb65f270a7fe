import type { FaultSpec } from '../sandbox/index.mts';
import type { Bench } from './support/bench.mts';
import { sideBySide, type Scene } from './support/sideBySide.mts';
import { title, type OperationCase } from './support/vendorCase.mts';
import { VENDORS } from './vendors/index.mts';

interface Loss {
	fault: Pick<FaultSpec, 'kind' | 'status'>;
	/** Whether the vendor has made the thing although it gave no usable answer. */
	made: boolean;
}

/** Those with which nothing comes cost the 30 s that the node waits for an answer. */
const LOSSES: readonly Loss[] = [
	{ fault: { kind: 'cutAfter' }, made: true },
	{ fault: { kind: 'truncated' }, made: true },
	{ fault: { kind: 'timeoutAfter' }, made: true },
	{ fault: { kind: 'cutBefore' }, made: false },
	{ fault: { kind: 'timeout' }, made: false },
	{ fault: { kind: 'status', status: 502 }, made: false },
	{ fault: { kind: 'html', status: 200 }, made: false },
];

/** What takes long of the losses that faults.test.mts plays as well. */
const LOSSES_OF: Record<OperationCase['afterLostAnswer'], readonly Loss[]> = {
	adopts: LOSSES,
	'gives up': LOSSES.filter(({ fault }) => fault.kind.startsWith('timeout')),
	repeats: LOSSES.filter(({ fault }) => fault.kind === 'timeout'),
};

async function loses(bench: Bench, operation: OperationCase, { fault, made }: Loss) {
	const { main, mainCalls = 1, afterLostAnswer } = operation;
	const { verify, ...asked } = operation.prepare(bench.sandbox, 1);
	bench.sandbox.control.addFault({ ...main, ...fault });
	const run = await bench.run(asked);

	const sent = bench.calls(main.method, main.path).length;
	if (afterLostAnswer === 'gives up') {
		expect(run.error?.message).toMatch(/may (exist|have been carried out)/);
		expect(sent).toBe(1);
		return;
	}
	verify(run);
	expect(sent).toBe(made ? mainCalls : mainCalls + 1);
	if (afterLostAnswer === 'repeats') return;
	const steps = run.items[0]!.json.steps.join('\n');
	if (made) expect(steps).toContain('the answer was lost, so it was looked up');
	else expect(steps).not.toContain('lost');
}

async function givesUp(bench: Bench, { main, prepare }: OperationCase) {
	const { verify: _, ...asked } = prepare(bench.sandbox, 1);
	bench.sandbox.control.addFault({ ...main, kind: 'status', status: 503, times: 'always' });
	const { error } = await bench.run(asked);

	const seen = bench.calls(main.method, main.path).length;
	const tries = Number(/tried (\d+) times/.exec(error?.message ?? '')?.[1]);
	expect(seen).toBeGreaterThan(1);
	// After the longer waits a server may just have closed the connection: that try it has not seen.
	expect([seen, seen + 1]).toContain(tries);
	expect(error?.httpCode).toBe('503');
	const asks = main.method === 'GET' || main.method === 'POST';
	expect(/may have been carried out/.test(error!.message)).toBe(!asks);
}

const scenes = VENDORS.flatMap((vendor) =>
	vendor.operations.flatMap((operation): Scene[] => {
		const what = title(operation);
		const lost = LOSSES_OF[operation.afterLostAnswer].map((loss) => ({
			name: [what, 'after', loss.fault.kind, loss.fault.status].filter(Boolean).join(' '),
			play: async (bench: Bench) => await loses(bench, operation, loss),
		}));
		const away = {
			name: `${what} gives up on a vendor that stays away, and says how often it has tried`,
			play: async (bench: Bench) => await givesUp(bench, operation),
		};
		return [...lost, ...(operation.afterLostAnswer === 'repeats' ? [away] : [])].map((scene) => ({
			vendor,
			...scene,
		}));
	}),
);

sideBySide(scenes, scenes.length);
