import type { JournalEntry } from '../sandbox/index.mts';
import { errorOf, itemsOf, type Bench } from './support/bench.mts';
import { sideBySide, type Scene } from './support/sideBySide.mts';
import { title, type OperationCase, type VendorCase } from './support/vendorCase.mts';
import { VENDORS } from './vendors/index.mts';

const CONCURRENCIES = [1, 3, 20];

/** The journal's beginnings are whole milliseconds, and its ends a little after the last byte. */
const CLOCK_MS = 5;

/** How many calls the vendor had before it at once, at most. */
function mostAtOnce(calls: readonly JournalEntry[]): number {
	const moments = calls.flatMap(({ at, durationMs = 0 }) => {
		const begin = Date.parse(at);
		return [
			{ moment: begin, change: 1 },
			{ moment: begin + durationMs - CLOCK_MS, change: -1 },
		];
	});
	moments.sort((a, b) => a.moment - b.moment);
	let underWay = 0;
	return Math.max(...moments.map(({ change }) => (underWay += change)));
}

async function keepsTo(bench: Bench, operation: OperationCase, concurrency: number) {
	const { verify, items, parameters } = operation.prepare(bench.sandbox, 4 * concurrency);
	bench.sandbox.control.setLatency(250);
	const options = { concurrency: '={{ $json.concurrency }}' };
	// The first item's counts, whatever the others say.
	const given = items.map(({ json }, index) => ({
		json: { ...json, concurrency: index === 0 ? concurrency : 50 },
	}));
	verify(await bench.run({ parameters: { ...parameters, options }, items: given }));
	expect(mostAtOnce(bench.calls())).toBe(concurrency);
}

async function refusesBefore(bench: Bench, { prepare }: OperationCase, value: unknown) {
	const { verify: _, items, parameters } = prepare(bench.sandbox, 3);
	const asked = { items, parameters: { ...parameters, options: { concurrency: value } } };
	const error = errorOf(await bench.run(asked));
	expect(error.message).toMatch(
		/^Concurrency: '.*' is not a whole number of requests from 1 to 50 \[item 0\]$/,
	);
	expect(error.description).toContain('No request was sent');

	const run = await bench.run({ ...asked, onError: 'continueRegularOutput' });
	expect(itemsOf(run).map(({ json }) => json.error)).toEqual(
		items.map((_item, index) => expect.stringContaining(`1 to 50 [item ${index}]`)),
	);
	expect(bench.calls()).toEqual([]);
	expect(bench.logins()).toBe(0);
}

async function tellsOfRefusals(bench: Bench, { main, prepare }: OperationCase) {
	const { verify, ...asked } = prepare(bench.sandbox, 3);
	bench.sandbox.control.addFault({
		...{ ...main, kind: 'status', status: 429, headers: { 'retry-after': '1' } },
	});
	const run = await bench.run(asked);
	verify(run);
	expect(run.hints).toEqual([
		{
			message: expect.stringMatching(
				/^[\w ]+ asked to wait once \(HTTP 429\), 1(\.\d)? s in all\./,
			),
			type: 'info',
		},
	]);
}

async function tellsOfFaults(bench: Bench, { main, prepare }: OperationCase) {
	const { verify, ...asked } = prepare(bench.sandbox, 1);
	bench.sandbox.control.addFault({ ...main, kind: 'status', status: 503 });
	bench.sandbox.control.addFault({ ...main, kind: 'cutBefore' });
	const run = await bench.run(asked);
	verify(run);
	expect(run.hints).toEqual([
		{
			message: '2 requests were sent again after faults (HTTP 503, connection lost).',
			type: 'info',
		},
	]);
}

async function tellsNothing(bench: Bench, { prepare }: OperationCase) {
	const { verify, ...asked } = prepare(bench.sandbox, 40);
	const run = await bench.run(asked);
	verify(run);
	expect(run.hints).toEqual([]);
}

async function waitsAsLongAsAsked(bench: Bench, { main, prepare }: OperationCase) {
	const { verify, ...asked } = prepare(bench.sandbox, 1);
	bench.sandbox.control.addFault({
		...{ ...main, kind: 'status', status: 503, headers: { 'retry-after': '2' } },
	});
	verify(await bench.run(asked));
	const [first, second] = bench.calls(main.method, main.path).map(({ at }) => Date.parse(at));
	expect(second! - first!).toBeGreaterThanOrEqual(1990);
}

async function losesNothing(bench: Bench, { prepare }: OperationCase) {
	bench.sandbox.control.setLimits({ perMinute: 30, windowMs: 2000 });
	const { verify, ...asked } = prepare(bench.sandbox, 70);
	verify(await bench.run(asked));
}

function scenesOf(vendor: VendorCase): Scene[] {
	const operation = vendor.operations.find(({ byId, main }) => byId && main.method === 'GET')!;
	const what = title(operation);
	const scene = (name: string, play: Scene['play']) => ({ vendor, name: `${what} ${name}`, play });
	return [
		...CONCURRENCIES.map((concurrency) =>
			scene(
				`has ${concurrency} requests under way with Concurrency ${concurrency}`,
				async (bench) => keepsTo(bench, operation, concurrency),
			),
		),
		...[0, 51, 2.5, 'many'].map((value) =>
			scene(`refuses Concurrency ${value} before anything is sent`, async (bench) =>
				refusesBefore(bench, operation, value),
			),
		),
		scene('tells how often the vendor asked to wait', async (bench) =>
			tellsOfRefusals(bench, operation),
		),
		scene('tells what was sent again', async (bench) => tellsOfFaults(bench, operation)),
		scene('tells nothing when nothing was waited for', async (bench) =>
			tellsNothing(bench, operation),
		),
		scene('waits after a 503 as long as Retry-After says', async (bench) =>
			waitsAsLongAsAsked(bench, operation),
		),
		scene('loses nothing at a vendor that allows little', async (bench) =>
			losesNothing(bench, operation),
		),
	];
}

sideBySide(VENDORS.flatMap(scenesOf), 4);
