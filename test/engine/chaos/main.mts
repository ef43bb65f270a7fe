import { parseArgs } from 'node:util';
import { giveBadSpecs } from '../badSpecs/badSpecs.mts';
import { SPEC_VENDORS } from '../badSpecs/vendors/index.mts';
import { fastClock } from '../support/clock.mts';
import { chaos, openPlace, type ChaosResult } from './chaos.mts';
import { CHAOS_VENDORS } from './vendors/index.mts';

const USAGE = `Lets the nodes of all vendors work while a tenth of their requests goes wrong, and compares what
they report with what is there; then gives each node bad specifications, of which none may leave n8n.

  --seed <number>        repeats a run; another one each time without
  --operations <number>  and bad specifications, for each vendor; 10000 without
  --vendor <name>        ${CHAOS_VENDORS.map(({ name }) => name).join(', ')}; all without
  --rate <number>        share of the requests that meet a fault; 0.1 without
  --speed <number>       how many times faster time passes; 25 without
`;

function numberOf(name: string, text: string): number {
	const value = Number(text);
	if (!(value >= 0)) throw new RangeError(`--${name} takes a number of 0 or more, not '${text}'`);
	return value;
}

const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;

/** The figures of a vendor. */
function tableOf({ outcomes, counts, lost, duplicated, findings }: ChaosResult): string[] {
	const faults = Object.values(counts.faults).reduce((sum, each) => sum + each, 0);
	return [
		...[...outcomes]
			.sort(([one], [other]) => (one < other ? -1 : 1))
			.map(([outcome, { count, example }]) =>
				[`${String(count).padStart(7)}  ${outcome}`, example].filter(Boolean).join(', such as: '),
			),
		`${String(counts.requests).padStart(7)}  requests, ${percent(faults, counts.requests)} of them with a fault: ${Object.entries(
			counts.faults,
		)
			.map(([name, count]) => `${name} ${count}`)
			.join(', ')}`,
		`${String(lost.length).padStart(7)}  lost ${lost.join(', ')}`,
		`${String(duplicated.length).padStart(7)}  duplicated ${duplicated.join(', ')}`,
		`${String(findings.length).padStart(7)}  reported other than they are`,
	];
}

/** Gives a vendor's node bad specifications; answers how many were not refused as they should be. */
async function specsOf(name: string, seed: number, count: number): Promise<number> {
	const { engine, sandbox, stop } = await openPlace(fastClock(1));
	const journal = async (vendor: string) => await sandbox.ask({ ask: 'journal', vendor });
	const vendor = SPEC_VENDORS.find((each) => each.name === name)!;
	const place = { engine, told: sandbox.told, journal };
	const result = await giveBadSpecs(place, vendor, { seed, count }).finally(stop);
	const { given, passed, calls } = result;
	process.stdout.write(
		`${name}: ${given} bad specifications, seed ${seed}: ${passed.length} not refused by field and item, ${calls.length} requests\n`,
	);
	for (const one of passed.slice(0, 5)) process.stdout.write(`${JSON.stringify(one)}\n`);
	return passed.length + calls.length;
}

async function main(): Promise<number> {
	const { values } = parseArgs({
		options: {
			help: { type: 'boolean' },
			seed: { type: 'string', default: String(1 + Math.floor(Math.random() * 1_000_000)) },
			operations: { type: 'string', default: '10000' },
			vendor: { type: 'string' },
			rate: { type: 'string', default: '0.1' },
			speed: { type: 'string', default: '25' },
		},
	});
	if (values.help) {
		process.stdout.write(USAGE);
		return 0;
	}
	const [seed, operations, rate, speed] = (['seed', 'operations', 'rate', 'speed'] as const).map(
		(name) => numberOf(name, values[name]),
	) as [number, number, number, number];
	const vendors = CHAOS_VENDORS.filter(({ name }) => name === (values.vendor ?? name));
	if (vendors.length === 0) throw new RangeError(`--vendor does not know '${values.vendor}'`);
	let wrong = 0;
	for (const vendor of vendors) wrong += await specsOf(vendor.name, seed, operations);
	for (const vendor of vendors) {
		const again = `npm run chaos -- --seed ${seed} --operations ${operations} --vendor ${vendor.name}`;
		process.stdout.write(`${vendor.name}: ${operations} operations, seed ${seed}\n`);
		const progress = (done: number) => {
			if (done % 1000 === 0) process.stdout.write(`  ${done} done\n`);
		};
		const place = await openPlace(fastClock(speed));
		const result = await chaos(place, { vendor, seed, operations, rate, progress }).finally(
			async () => await place.stop(),
		);
		process.stdout.write(`${tableOf(result).join('\n')}\n`);
		process.stdout.write(`        ${result.seconds.toFixed(0)} s; again: ${again}\n`);
		for (const finding of result.findings.slice(0, 5)) {
			process.stdout.write(`${JSON.stringify(finding, undefined, 2)}\n`);
		}
		wrong += result.lost.length + result.duplicated.length + result.findings.length;
	}
	return wrong;
}

process.exitCode = (await main()) > 0 ? 1 : 0;
