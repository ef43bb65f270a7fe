import { startSandbox, type Sandbox } from '../sandbox/index.mts';
import { giveBadSpecs, giveGoodSpecs, type SpecPlace } from './badSpecs/badSpecs.mts';
import { SPEC_VENDORS } from './badSpecs/vendors/index.mts';
import { NO_LIMIT } from './support/bench.mts';
import { startEngine } from './support/engine.mts';

/** For each vendor; `npm run chaos` gives 10,000. */
const COUNT = 1000;
const SEED = Number(process.env.SEED ?? 1 + Math.floor(Math.random() * 1_000_000));

const TIMEOUT_MS = 120_000;

let place: SpecPlace;
let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
	sandbox.control.setLimits(NO_LIMIT);
	const { control, close: _close, ...told } = sandbox;
	place = {
		...{ engine: await startEngine(), told },
		journal: async (vendor) => control.journal({ vendor }),
	};
}, 60_000);

beforeEach(() => sandbox.control.clearJournal());

afterAll(async () => {
	await place.engine.stop();
	await sandbox.close();
});

const VENDORS = SPEC_VENDORS.map((vendor) => [vendor.name, vendor] as const);

test.each(VENDORS)(
	'%s: what the tables call good is taken',
	async (_name, vendor) => expect(await giveGoodSpecs(place, vendor)).toEqual([]),
	TIMEOUT_MS,
);

test.each(VENDORS)(
	`%s: ${COUNT} bad specifications are refused by field and item, and no request leaves`,
	async (_name, vendor) => {
		const { given, passed, calls } = await giveBadSpecs(place, vendor, {
			seed: SEED,
			count: COUNT,
		});
		const seen = { again: `SEED=${SEED}`, passed: passed.slice(0, 5), calls: calls.slice(0, 5) };
		expect(seen).toEqual({ ...seen, passed: [], calls: [] });
		expect(given).toBeGreaterThanOrEqual(COUNT);
	},
	TIMEOUT_MS,
);
