import type { BareJob, BareMeasured } from './bareProcess.mts';
import { startBenchEngine } from './engine.mts';
import {
	bodyOf,
	CLIENTS,
	CONCURRENCY,
	createByHelper,
	createByHttpRequest,
	createByNode,
	lostAndDoubled,
	namesOf,
	newCaller,
	type Caller,
	type HttpRequestSetting,
} from './genesysCloud.mts';
import { held, seconds, type Part, type Result } from './result.mts';
import { startBenchSandbox, type BenchSandbox } from './sandboxControl.mts';
import { median, medianRatio, takeTurns } from './statistics.mts';
import { startWorker } from './worker.mts';

/** How much is done; less in a test. */
export interface CreatesSize {
	creates: number;
	/** Of these one by one, which takes much longer. */
	oneByOne: number;
	latencyMs: number;
	rounds: number;
}

const USUAL: CreatesSize = { creates: 1000, oneByOne: 200, latencyMs: 50, rounds: 5 };

/** So high a limit that nobody meets it; the vendor's headers tell it. */
const NO_LIMIT = { perMinute: 1_000_000, tokenPerMinute: 1_000_000 };

/** What one way of creating came to. */
interface Came {
	ms: number;
	lost: number;
	doubled: number;
}

const ONE_BY_ONE: HttpRequestSetting = { oneByOne: true, retryOnFail: true };
const ALL_AT_ONCE: HttpRequestSetting = {};

/** Creation where nothing but the server's latency stands in the way: the price of doing it well. */
export async function creates(size: CreatesSize = USUAL): Promise<Part> {
	const sandbox = await startBenchSandbox();
	const engine = await startBenchEngine();
	const bare = await startWorker<BareJob, BareMeasured>('bareProcess.mts');
	try {
		const http = async (caller: Caller, names: string[], setting: HttpRequestSetting) =>
			await engine.run(await createByHttpRequest(sandbox, caller, names, setting));
		const ways = waysOf(sandbox, size, {
			node: async (caller, names) => await engine.run(createByNode(sandbox, caller, names)),
			helper: async (caller, names) => await engine.run(createByHelper(sandbox, caller, names)),
			bare: async (caller, names) =>
				await bare.run({
					...{ loginUrl: sandbox.genesysCloud.loginUrl, concurrency: CONCURRENCY },
					...{ clientId: caller.clientId, clientSecret: caller.clientSecret },
					url: sandbox.genesysCloud.apiUrl + CLIENTS,
					bodies: names.map((name) => bodyOf(name, caller)),
				}),
			oneByOne: async (caller, names) => await http(caller, names, ONE_BY_ONE),
			allAtOnce: async (caller, names) => await http(caller, names, ALL_AT_ONCE),
		});

		// Compilers and caches are warm in an n8n that runs for weeks.
		for (const way of Object.values(ways)) await way(Math.ceil(size.creates / 5));
		const came = await takeTurns(
			{
				node: async () => await ways.node(size.creates),
				bare: async () => await ways.bare(size.creates),
				helper: async () => await ways.helper(size.creates),
				allAtOnce: async () => await ways.allAtOnce(size.creates),
				oneByOne: async () => await ways.oneByOne(size.oneByOne),
			},
			size.rounds,
		);
		return report(size, came);
	} finally {
		await Promise.all([engine.stop(), bare.stop(), sandbox.stop()]);
	}
}

type Way = (caller: Caller, names: string[]) => Promise<{ ms: number; error?: string }>;

/** Each way on a fresh sandbox, with a caller of its own, and what the vendor has afterwards. */
function waysOf<Name extends string>(
	sandbox: BenchSandbox,
	{ latencyMs }: CreatesSize,
	ways: Record<Name, Way>,
): Record<Name, (count: number) => Promise<Came>> {
	const measured = (name: string, way: Way) => async (count: number) => {
		await sandbox.reset();
		await sandbox.setLimits(NO_LIMIT);
		const caller = await newCaller(sandbox);
		const names = namesOf('Client', count);
		await sandbox.setLatency(latencyMs);
		const { ms, error } = await way(caller, names);
		if (error) throw new Error(`${name}: ${error}`);
		return { ms, ...(await lostAndDoubled(sandbox, names)) };
	};
	return Object.fromEntries(
		Object.entries<Way>(ways).map(([name, way]) => [name, measured(name, way)]),
	) as Record<Name, (count: number) => Promise<Came>>;
}

function report(
	{ creates: count, oneByOne, latencyMs, rounds }: CreatesSize,
	came: Record<'node' | 'helper' | 'bare' | 'oneByOne' | 'allAtOnce', Came[]>,
): Part {
	/** One by one, fewer are made; each takes as long as any other. */
	const share = (name: keyof typeof came) => (name === 'oneByOne' ? count / oneByOne : 1);
	const ms = (name: keyof typeof came) => came[name].map((one) => one.ms * share(name));
	const of = (name: keyof typeof came) => seconds(median(ms(name)));
	const sum = (name: keyof typeof came, what: 'lost' | 'doubled') =>
		came[name].reduce((total, one) => total + one[what], 0);
	const kept = (name: keyof typeof came) =>
		`lost ${sum(name, 'lost')}, doubled ${sum(name, 'doubled')}`;
	const wrong = sum('node', 'lost') + sum('node', 'doubled') > 0;
	const n = count.toLocaleString('en');
	const information = (
		what: string,
		name: keyof typeof came,
		against: keyof typeof came,
	): Result => ({
		what,
		figure: medianRatio(ms(name), ms(against)).toFixed(2),
		details: `${of(name)} ÷ ${of(against)}; ${kept(name)}`,
	});
	return {
		title: `${n} creates at ${latencyMs} ms latency`,
		how: [
			`OAuth clients of Genesys Cloud, no limit in the way; login included. Medians of ${rounds} rounds, all ways taking turns. ` +
				`The bare loop is Node's own HTTP client in a process of its own: connections kept open, ${CONCURRENCY} requests under way, as many as the node allows itself; no checks, no retries, no items.`,
			`n8n's HTTP Request node has no way to say "so many at once, and retry this one item". One by one in Loop Over Items with Retry On Fail is the setting in which a refused item is retried and no other with it; without the loop, Retry On Fail sends every item of the node again, those that were created as well. It is given a token: its login costs it nothing. Only ${oneByOne} are made that way, and the time is taken ${count / oneByOne} times.`,
		],
		results: [
			held(
				'Node ÷ bare loop',
				medianRatio(ms('node'), ms('bare')),
				1.1,
				`${of('node')} ÷ ${of('bare')}; ${kept('node')}`,
				{ unless: wrong },
			),
			held(
				'Node ÷ HTTP Request, one by one with Retry On Fail',
				medianRatio(ms('node'), ms('oneByOne')),
				0.5,
				`${of('node')} ÷ ${of('oneByOne')}; HTTP Request ${kept('oneByOne')}`,
				{ unless: wrong },
			),
			information("n8n's request helper alone ÷ bare loop", 'helper', 'bare'),
			information("Node ÷ n8n's request helper alone", 'node', 'helper'),
			{
				what: 'Node ÷ HTTP Request, all at once (not safe: see the limit below)',
				figure: medianRatio(ms('node'), ms('allAtOnce')).toFixed(2),
				details: `${of('node')} ÷ ${of('allAtOnce')}; HTTP Request ${kept('allAtOnce')}`,
			},
		],
	};
}
