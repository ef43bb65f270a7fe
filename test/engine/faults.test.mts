import type { FaultSpec } from '../sandbox/index.mts';
import { errorOf, type Bench } from './support/bench.mts';
import { sideBySide, type Scene } from './support/sideBySide.mts';
import { title, type OperationCase, type VendorCase } from './support/vendorCase.mts';
import { VENDORS } from './vendors/index.mts';

type Fault = Pick<FaultSpec, 'kind' | 'status' | 'headers' | 'times'>;

/** Faults that end a request without a usable answer, at once. */
const FAULTS: readonly Fault[] = [
	{ kind: 'status', status: 408 },
	...[500, 502, 503, 504].map((status) => ({ kind: 'status' as const, status })),
	{ kind: 'cutBefore' },
	{ kind: 'cutAfter' },
	{ kind: 'html', status: 200 },
	{ kind: 'html', status: 502 },
];

/** Half of an answer needs an answer with a body. */
const TRUNCATED = { kind: 'truncated' } as const;

const named = (fault: Fault) => [fault.kind, fault.status].filter(Boolean).join(' ');

/** Runs an operation whose main request meets a fault. */
async function runInto(bench: Bench, operation: OperationCase, fault: Fault, more: object = {}) {
	const { verify, ...asked } = operation.prepare(bench.sandbox, 1);
	bench.sandbox.control.addFault({ ...operation.main, ...fault });
	const run = await bench.run({ ...asked, ...more });
	return { run, verify, sent: bench.calls(operation.main.method, operation.main.path) };
}

async function isSentAgain(bench: Bench, operation: OperationCase, fault: Fault) {
	const { run, verify, sent } = await runInto(bench, operation, fault);
	verify(run);
	expect(sent).toHaveLength((operation.mainCalls ?? 1) + 1);
}

async function isSentOnce(bench: Bench, operation: OperationCase, fault: Fault) {
	const { run, sent } = await runInto(bench, operation, fault);
	expect(errorOf(run).message).toMatch(/may (exist|have been carried out)/);
	expect(sent).toHaveLength(1);
}

async function waits(bench: Bench, { main, prepare }: OperationCase) {
	const { verify, ...asked } = prepare(bench.sandbox, 2);
	bench.sandbox.control.addFault({
		...{ ...main, kind: 'status', status: 429, headers: { 'retry-after': '1' } },
	});
	verify(await bench.run(asked));

	const calls = bench.calls(main.method, main.path);
	const refused = calls.find(({ status }) => status === 429);
	const late = calls.map(({ at }) => Date.parse(at) - Date.parse(refused!.at));
	expect(late.filter((ms) => ms > 500 && ms < 980)).toEqual([]);
	expect(Math.max(...late)).toBeGreaterThanOrEqual(1000);
}

async function endsWhenCancelled(bench: Bench, operation: OperationCase, fault: Fault) {
	const begin = Date.now();
	const { run } = await runInto(bench, operation, fault, { cancelAfterMs: 400 });
	expect(Date.now() - begin).toBeLessThan(2400);
	expect(run.status).toBe('canceled');
	// What was sent before may be on its way still.
	await new Promise((resolve) => setTimeout(resolve, 300));
	const { length } = bench.calls();
	await new Promise((resolve) => setTimeout(resolve, 300));
	expect(bench.calls()).toHaveLength(length);
}

async function endsWhileLoginHangs(bench: Bench, { prepare }: OperationCase) {
	const { verify: _, ...asked } = prepare(bench.sandbox, 3);
	bench.sandbox.control.addFault({ ...bench.vendor.login, kind: 'timeout' });
	const begin = Date.now();
	const run = await bench.run({ ...asked, cancelAfterMs: 400 });
	expect(Date.now() - begin).toBeLessThan(2400);
	expect(run.status).toBe('canceled');
}

/** n8n remembers for a while that a secret was refused, so each test has a wrong one of its own. */
let wrongSecrets = 0;

async function triesWrongSecretOnce(
	bench: Bench,
	{ prepare }: OperationCase,
	onError: 'stopWorkflow' | 'continueRegularOutput',
) {
	const { field, told } = bench.vendor.wrongSecret;
	const { verify: _, ...asked } = prepare(bench.sandbox, 50);
	const credentials = structuredClone(bench.credentials);
	for (const data of Object.values(credentials)) {
		data[field] = `not the secret ${++wrongSecrets}`;
	}
	const run = await bench.run({ ...asked, credentials, onError });

	const messages = run.error ? [run.error.message] : run.items.map(({ json }) => json.error);
	expect(messages).toHaveLength(onError === 'stopWorkflow' ? 1 : 50);
	for (const message of messages) expect(message).toContain(told);
	expect(bench.logins()).toBe(bench.vendor.login ? 1 : 0);
	expect(bench.calls().length).toBeLessThanOrEqual(1);
}

/** A web page with a good status, as something on the way may answer. */
const PAGE = { kind: 'html', status: 200 } as const;

async function logsInAgain(bench: Bench, operation: OperationCase) {
	const { verify, ...asked } = operation.prepare(bench.sandbox, 1);
	bench.sandbox.control.addFault({ ...bench.vendor.login, ...PAGE });
	verify(await bench.run(asked));
	expect(bench.logins()).toBe(2);
}

/** A page that stays is told for all: none of the others waits for it anew. */
async function givesUpLogin(bench: Bench, { prepare }: OperationCase) {
	const { verify: _, ...asked } = prepare(bench.sandbox, 50);
	bench.sandbox.control.addFault({ ...bench.vendor.login, ...PAGE, times: 'always' });
	const run = await bench.run({ ...asked, onError: 'continueRegularOutput' });
	expect(run.items).toHaveLength(50);
	for (const { json } of run.items) {
		expect(json.error).toMatch(/^There is no .* \(HTTP 200\)\. Check .* \[item \d+\]$/);
	}
	expect(bench.logins()).toBe(6);
	expect(bench.calls().map(({ status }) => status)).not.toContain(200);
}

function scenesOf(vendor: VendorCase, operation: OperationCase): Scene[] {
	const what = title(operation);
	const scene = (name: string, play: Scene['play']) => ({ vendor, name: `${what} ${name}`, play });
	const faults = operation.main.method === 'DELETE' ? FAULTS : [...FAULTS, TRUNCATED];
	const again = faults.map((fault) =>
		scene(`sends its request again after ${named(fault)}`, async (bench) =>
			isSentAgain(bench, operation, fault),
		),
	);
	const once = faults.map((fault) =>
		scene(
			`is sent once, and says what may have happened, after ${named(fault)}`,
			async (bench) => await isSentOnce(bench, operation, fault),
		),
	);
	return [
		...{ repeats: again, 'gives up': once, adopts: [] }[operation.afterLostAnswer],
		scene('waits as long as Retry-After says, and loses nothing', async (bench) =>
			waits(bench, operation),
		),
		scene('ends within 2 s when it is cancelled in mid-request', async (bench) =>
			endsWhenCancelled(bench, operation, { kind: 'timeout', times: 'always' }),
		),
		scene('ends within 2 s when it is cancelled while it waits for Retry-After', async (bench) =>
			endsWhenCancelled(bench, operation, {
				...{ kind: 'status', status: 429, headers: { 'retry-after': '60' }, times: 'always' },
			}),
		),
	];
}

function sessionScenesOf(vendor: VendorCase): Scene[] {
	const operation = vendor.operations.find(({ byId }) => byId)!;
	const hangs = {
		name: 'a run ends within 2 s when it is cancelled while the login hangs',
		play: async (bench: Bench) => await endsWhileLoginHangs(bench, operation),
	};
	const wrong = (['stopWorkflow', 'continueRegularOutput'] as const).map((onError) => ({
		name: `a wrong secret is tried once, however many items there are, with ${onError}`,
		play: async (bench: Bench) => await triesWrongSecretOnce(bench, operation, onError),
	}));
	const page = {
		name: 'a login that is answered with a web page is tried again',
		play: async (bench: Bench) => await logsInAgain(bench, operation),
	};
	const pages = {
		name: 'a login that is answered with a web page time and again is given up, for all items',
		play: async (bench: Bench) => await givesUpLogin(bench, operation),
	};
	return [...(vendor.login ? [hangs, page, pages] : []), ...wrong].map((scene) => ({
		vendor,
		...scene,
	}));
}

sideBySide(
	VENDORS.flatMap((vendor) => [
		...vendor.operations.flatMap((operation) => scenesOf(vendor, operation)),
		...sessionScenesOf(vendor),
	]),
	12,
);
