import type { Clock } from '../support/clock.mts';
import { startEngine, type Engine } from '../support/engine.mts';
import type { FaultCounts } from './faultPlan.mts';
import { Lane, type Finding } from './lane.mts';
import { randomOf } from './random.mts';
import { startDistantSandbox, type DistantSandbox } from './sandbox.mts';
import type { ChaosVendor, Kept } from './vendor.mts';

export interface ChaosOptions {
	vendor: ChaosVendor;
	seed: number;
	/** Items in all. */
	operations: number;
	/** Share of requests that meet a fault. */
	rate: number;
	/** Told how many operations have been done. */
	progress?(done: number): void;
}

/** What came of it. */
export interface ChaosResult {
	/** Things that were reported as there and are not. */
	lost: string[];
	/** Things that were made and nobody had asked for, whether they are there still or not. */
	duplicated: string[];
	findings: Finding[];
	/** How many operations ended how, and of those that ended with an error the message of the first. */
	outcomes: Map<string, { count: number; example?: string }>;
	counts: FaultCounts;
	seconds: number;
}

/** So many requests a minute that the sandbox's rate is no subject. */
const NO_LIMIT = { perMinute: 1_000_000, tokenPerMinute: 1_000_000 };

/** Executions side by side. */
const LANES = 4;

/** Where it takes place: an engine and a sandbox, in processes of their own that have one clock. */
export interface ChaosPlace {
	engine: Engine;
	sandbox: DistantSandbox;
	stop(): Promise<void>;
}

export async function openPlace(clock: Clock): Promise<ChaosPlace> {
	const [sandbox, engine] = await Promise.all([startDistantSandbox(clock), startEngine({ clock })]);
	await sandbox.ask({ ask: 'limits', limits: NO_LIMIT });
	return {
		...{ engine, sandbox },
		async stop() {
			await Promise.all([engine.stop(), sandbox.stop()]);
		},
	};
}

/**
 * Lets a vendor's node work on many things, in several executions at once, while a share of its
 * requests goes wrong; then holds what was reported against what is there.
 */
export async function chaos(
	{ engine, sandbox }: ChaosPlace,
	options: ChaosOptions,
): Promise<ChaosResult> {
	const { vendor, seed, operations, rate } = options;
	const from = performance.now();
	const opened = await vendor.open(sandbox);
	await sandbox.ask({ ask: 'watch', vendor: vendor.name, collection: opened.collection });
	const outcomes: ChaosResult['outcomes'] = new Map();
	let done = 0;
	const count = (outcome: string, message: string | undefined) => {
		const { count: before, example = message } = outcomes.get(outcome) ?? { count: 0 };
		outcomes.set(outcome, { count: before + 1, example });
		options.progress?.(++done);
	};
	const share = (lane: number) => Math.floor((operations + lane) / LANES);
	const lanes = Array.from(
		{ length: LANES },
		(_, lane) =>
			new Lane(`${seed}${String.fromCharCode(97 + lane)}`, {
				...{ vendor, opened, engine, sandbox, seed, count, operations: share(lane) },
			}),
	);
	for (const lane of lanes) await lane.setUp();
	await sandbox.ask({
		...{ ask: 'plan', vendor: vendor.name, rate },
		seed: randomOf(seed, vendor.name).below(2 ** 31),
	});
	await Promise.all(lanes.map(async (lane) => await lane.play()));
	return {
		...compare(lanes, {
			kept: opened.kept(await sandbox.ask({ ask: 'state', vendor: vendor.name })),
			made: await sandbox.ask({ ask: 'made', vendor: vendor.name }),
		}),
		findings: lanes.flatMap(({ findings }) => findings),
		...{ outcomes, counts: await sandbox.ask({ ask: 'counts', vendor: vendor.name }) },
		seconds: (performance.now() - from) / 1000,
	};
}

/** All that is there, and all that was made, whatever became of it, against all that is known of. */
function compare(
	lanes: readonly Lane[],
	{ kept, made }: { kept: readonly Kept[]; made: ReadonlyArray<[Kept['id'], string]> },
): Pick<ChaosResult, 'lost' | 'duplicated'> {
	const slots = lanes.flatMap((lane) => lane.slots).filter(({ content }) => content);
	const there = new Set(kept.map(({ id }) => id));
	const known = new Set(slots.map(({ id }) => id));
	const everKnown = new Set(lanes.flatMap((lane) => [...lane.known]));
	const unasked = new Map([
		...made.filter(([id]) => !everKnown.has(id)),
		...kept.filter(({ id }) => !known.has(id)).map(({ id, key }) => [id, key] as const),
	]);
	return {
		lost: slots.filter(({ id }) => !there.has(id!)).map(({ key }) => key),
		duplicated: [...unasked].map(([id, name]) => `${name} (${id})`),
	};
}
