import { chaos, openPlace, type ChaosPlace, type ChaosResult } from './chaos/chaos.mts';
import { CHAOS_VENDORS } from './chaos/vendors/index.mts';
import { fastClock } from './support/clock.mts';

/** Items for each vendor and seed; `npm run chaos` takes 10,000. */
const OPERATIONS = 150;
const RATE = 0.1;
const FIXED = 42;
const ANOTHER = 1000 + Math.floor(Math.random() * 1_000_000);

const again = (vendor: string, seed: number) =>
	`npm run chaos -- --vendor ${vendor} --seed ${seed} --operations ${OPERATIONS}`;

let place: ChaosPlace;
const results = new Map<string, Promise<ChaosResult>>();
const keyOf = (vendor: string, seed: number) => `${vendor} ${seed}`;

beforeAll(async () => {
	place = await openPlace(fastClock(25));
	for (const vendor of CHAOS_VENDORS) {
		const play = async (seed: number) =>
			await chaos(place, { vendor, seed, operations: OPERATIONS, rate: RATE });
		const first = play(FIXED);
		const second = first.then(async () => await play(ANOTHER));
		results.set(keyOf(vendor.name, FIXED), first);
		results.set(keyOf(vendor.name, ANOTHER), second);
		// Awaited by its own test, which may come long after it has failed.
		second.catch(() => undefined);
	}
}, 60_000);

afterAll(async () => await place.stop());

test.each(
	CHAOS_VENDORS.flatMap(({ name }) => [FIXED, ANOTHER].map((seed) => [name, seed] as const)),
)(
	'%s: nothing is lost or doubled, and every report is true, seed %i',
	async (name, seed) => {
		const { lost, duplicated, findings, outcomes, counts } = (await results.get(
			keyOf(name, seed),
		))!;
		const seen = { again: again(name, seed), lost, duplicated, findings: findings.slice(0, 3) };
		expect(seen).toEqual({ ...seen, lost: [], duplicated: [], findings: [] });

		const done = [...outcomes.values()].reduce((sum, { count }) => sum + count, 0);
		expect(done).toBeGreaterThanOrEqual(OPERATIONS);
		const faults = Object.values(counts.faults).reduce((sum, count) => sum + count, 0);
		expect(faults / counts.requests).toBeGreaterThan(RATE / 3);
	},
	120_000,
);
