import { NO_LIMIT, type Bench } from './support/bench.mts';
import { startEngine } from './support/engine.mts';
import { asItems, expectKept, type KeyedCase } from './support/keyedCase.mts';
import { sideBySide, type Scene } from './support/sideBySide.mts';
import { KINDS } from './vendors/index.mts';

const MANY = 30;
const SURPLUS = 40;

/** When the process is ended: what it has done by then. */
const MOMENTS = [
	{ when: 'creating', reached: (done: string[]) => done.length >= 7 },
	{
		when: 'deleting',
		reached: (done: string[]) => done.filter((method) => method === 'DELETE').length >= 3,
	},
];

async function until(what: () => boolean): Promise<void> {
	for (let waited = 0; !what(); waited += 5) {
		if (waited > 60_000) throw new Error('What was waited for did not come');
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

/** Syncs with an engine that is killed half way, then again with another one. */
async function converges(
	bench: Bench,
	kind: KeyedCase,
	reached: (done: string[]) => boolean,
): Promise<void> {
	const { sandbox } = bench;
	const all = kind.wanted(sandbox, MANY + SURPLUS);
	const surplus = all.slice(MANY);
	const wanted = all.slice(0, MANY);
	const before = structuredClone(kind.all(sandbox));
	kind.seed(sandbox, [...surplus, ...wanted.slice(0, 2)]);
	sandbox.control.setLimits(NO_LIMIT);
	sandbox.control.setLatency({ min: 20, max: 60 });
	const request = {
		parameters: asItems(kind, sandbox, 'sync', {
			...{ scope: kind.scope, deleteUnlisted: true },
			options: { whenUnknown: 'skip', maximumDeletions: SURPLUS },
		}),
		items: wanted.map((json) => ({ json })),
	};
	const changes = () =>
		bench.calls().flatMap(({ method, status }) => (method !== 'GET' && status ? [method] : []));

	const doomed = await startEngine();
	const { node } = bench.vendor;
	const running = doomed.run({ ...request, node, credentials: bench.credentials });
	running.catch(() => undefined);
	await until(() => reached(changes()));
	await doomed.kill();
	await expect(running).rejects.toThrow('The engine ended');
	// What was on its way still arrives.
	await new Promise((resolve) => setTimeout(resolve, 300));
	const done = changes().length;
	expect(done).toBeGreaterThan(0);

	sandbox.control.setLatency({ min: 0, max: 0 });
	const second = await bench.run(request);
	expect(second.error).toBeUndefined();
	expect(second.items.some(({ json }) => json.action !== 'unchanged')).toBe(true);
	for (const desired of wanted) expect(kind.kept(sandbox, desired)).toHaveLength(1);
	for (const desired of surplus) expect(kind.kept(sandbox, desired)).toEqual([]);
	expectKept(kind, sandbox, wanted.slice(2));
	for (const untouched of before) expect(kind.all(sandbox)).toContainEqual(untouched);
	expect(kind.all(sandbox)).toHaveLength(before.length + MANY);

	sandbox.control.clearJournal();
	const third = await bench.run(request);
	expect(third.items.map(({ json }) => json.action)).toEqual(wanted.map(() => 'unchanged'));
	expect(changes()).toEqual([]);
}

sideBySide(
	KINDS.flatMap(({ vendor, kind }): Scene[] =>
		MOMENTS.map(({ when, reached }) => ({
			vendor,
			name: `${kind.resource}: ended while ${when}, a sync converges when it is run again`,
			play: async (bench) => await converges(bench, kind, reached),
		})),
	),
	2,
);
