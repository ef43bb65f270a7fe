import { setTimeout as wait } from 'node:timers/promises';
import { startBenchEngine, type BenchEngine } from './engine.mts';
import {
	createByHttpRequest,
	createByNode,
	lostAndDoubled,
	namesOf,
	newCaller,
	type Caller,
	type HttpRequestSetting,
} from './genesysCloud.mts';
import type { Job, Measured } from './protocol.mts';
import { held, seconds, type Part, type Result } from './result.mts';
import { startBenchSandbox } from './sandboxControl.mts';
import { median } from './statistics.mts';

/** How much is done; less in a test. */
export interface LimitSize {
	creates: number;
	perMinute: number;
	/** How long the vendor's minute takes. */
	minuteMs: number;
	latencyMs: number;
	rounds: number;
}

const USUAL: LimitSize = {
	...{ creates: 1000, perMinute: 300, minuteMs: 60_000, latencyMs: 50, rounds: 5 },
};

/** What one run came to. */
interface Came extends Measured {
	lost: number;
	doubled: number;
	/** Answers with status 429. */
	refusals: number;
}

type Maker = (caller: Caller, names: string[]) => Promise<Job>;

/** Every run: how often, how much of what. */
interface Lane {
	name: 'node' | 'wholeMinutes' | 'paced' | 'allAtOnce' | 'allAgain' | 'oneByOne';
	creates: number;
	make: Maker;
	/** What runs in one engine can hold each other up. */
	engine: BenchEngine;
}

/**
 * Creation at the vendor's limit. The runs are side by side, each with a client at the vendor and thus a
 * limit of its own, and begin one after the other, so that their bursts do not meet: they mostly wait, so
 * that a minute can be a minute, and what the vendor tells in whole seconds is as coarse as it is.
 */
export async function limit(size: LimitSize = USUAL): Promise<Part> {
	const { creates, perMinute, minuteMs, latencyMs, rounds } = size;
	const sandbox = await startBenchSandbox();
	const engines = await Promise.all([0, 1, 2].map(async () => await startBenchEngine()));
	try {
		const [nodes, others, unsafe] = engines as [BenchEngine, BenchEngine, BenchEngine];
		await sandbox.setLimits({ perMinute, windowMs: minuteMs, tokenPerMinute: 1_000_000 });
		const http =
			(setting: HttpRequestSetting): Maker =>
			async (caller, names) =>
				await createByHttpRequest(sandbox, caller, names, setting);
		const node: Maker = async (caller, names) => createByNode(sandbox, caller, names);
		const often: Lane[] = [
			{ name: 'node', creates, make: node, engine: nodes },
			{ name: 'wholeMinutes', creates: wholeMinutes(size) * perMinute, make: node, engine: nodes },
			{ name: 'paced', creates, make: http(pacedBy(size)), engine: others },
		];
		const once: Lane[] = [
			{ name: 'allAtOnce', creates, make: http({}), engine: unsafe },
			{ name: 'allAgain', creates, make: http({ retryOnFail: true }), engine: unsafe },
			{
				name: 'oneByOne',
				creates,
				make: http({ retryOnFail: true, oneByOne: true }),
				engine: unsafe,
			},
		];
		const lanes = [...once, ...Array.from({ length: rounds }, () => often).flat()].map(
			(lane, index) => ({ ...lane, names: namesOf(`${lane.name} ${index}`, lane.creates) }),
		);
		const callers: Caller[] = [];
		for (const { name } of lanes) callers.push(await newCaller(sandbox, name));
		await sandbox.setLatency(latencyMs);

		const apart = minuteMs / lanes.length;
		const measured = await Promise.all(
			lanes.map(async ({ make, names, engine }, index) => {
				await wait(index * apart);
				return await engine.run(await make(callers[index]!, names));
			}),
		);
		const came: Record<string, Came[]> = {};
		for (const [index, { name, names }] of lanes.entries()) {
			const { clientId } = callers[index]!;
			const refusals = (await sandbox.journal({ clientId, status: '429' })).length;
			const kept = await lostAndDoubled(sandbox, names);
			(came[name] ??= []).push({ ...measured[index]!, ...kept, refusals });
		}
		return report(size, came as Record<Lane['name'], Came[]>);
	} finally {
		await Promise.all([...engines, sandbox].map(async (process) => await process.stop()));
	}
}

/** As many whole minutes as the creates reach into. */
const wholeMinutes = ({ creates, perMinute }: LimitSize) => Math.ceil(creates / perMinute);

/** Ten items at a time, at the documented rate. */
const pacedBy = ({ perMinute, minuteMs }: LimitSize): HttpRequestSetting => ({
	batch: { batchSize: 10, batchInterval: (10 * minuteMs) / perMinute },
});

function report(size: LimitSize, came: Record<Lane['name'], Came[]>): Part {
	const { creates, perMinute, minuteMs, rounds } = size;
	const ms = (name: Lane['name']) => median(came[name].map((one) => one.ms));
	const most = (name: Lane['name'], what: 'lost' | 'doubled' | 'refusals') =>
		Math.max(...came[name].map((one) => one[what]));
	const wrong = (name: Lane['name']) => most(name, 'lost') + most(name, 'doubled') > 0;
	const kept = (name: Lane['name']) =>
		`lost ${most(name, 'lost')}, doubled ${most(name, 'doubled')}, refused with 429 ${most(name, 'refusals')}`;
	const whole = wholeMinutes(size) * perMinute;
	const bucketMs = (count: number) => (Math.max(0, count - perMinute) * minuteMs) / perMinute;
	const windowsMs = (wholeMinutes(size) - 1) * minuteMs;
	const n = (count: number) => count.toLocaleString('en');
	const unsafe = (what: string, name: Lane['name']): Result => {
		const [one] = came[name];
		const end = one?.error ? `ended with an error after` : 'took';
		return {
			what,
			details: `${kept(name)}; ${end} ${seconds(one?.ms ?? 0)}, output ${one?.items} made, ${one?.failed} failed`,
		};
	};
	return {
		title: `${n(creates)} creates at a limit of ${perMinute} a minute`,
		how: [
			`OAuth clients of Genesys Cloud, whose limit is counted in whole minutes for each token and told in headers, in whole seconds. ${minuteMs === 60_000 ? 'A minute is a minute here.' : ''} Medians of ${rounds} runs side by side, each with a limit of its own.`,
			`The ideal is computed. A token bucket of ${perMinute} that fills evenly lets ${n(whole)} pass in ${seconds(bucketMs(whole))}, and so do the vendor's minutes: these are as good for both. For ${n(creates)}, the even bucket would be done after ${seconds(bucketMs(creates))}, but the vendor refuses everything beyond ${n(whole - perMinute)} until ${seconds(windowsMs)} have passed.`,
		],
		results: [
			held(
				`Node, ${n(whole)} creates ÷ ideal token bucket`,
				ms('wholeMinutes') / bucketMs(whole),
				1.05,
				`${seconds(ms('wholeMinutes'))} ÷ ${seconds(bucketMs(whole))}; ${kept('wholeMinutes')}`,
				{ unless: wrong('wholeMinutes') },
			),
			held(
				`Node, ${n(creates)} creates ÷ the vendor's minutes`,
				ms('node') / windowsMs,
				1.05,
				`${seconds(ms('node'))} ÷ ${seconds(windowsMs)}; ${kept('node')}`,
				{ unless: wrong('node') },
			),
			{
				what: 'HTTP Request, ten items at a time at the documented rate: the setting that loses nothing',
				figure: (ms('paced') / windowsMs).toFixed(2),
				details: `${seconds(ms('paced'))} ÷ ${seconds(windowsMs)}; ${kept('paced')}`,
			},
			unsafe('HTTP Request, all at once', 'allAtOnce'),
			unsafe('HTTP Request, all at once with Retry On Fail (5 tries, 5 s apart)', 'allAgain'),
			unsafe('HTTP Request, one by one with Retry On Fail (5 tries, 5 s apart)', 'oneByOne'),
		],
	};
}
