import fc from 'fast-check';
import type { JournalEntry, Sandbox } from '../../sandbox/index.mts';
import type { Engine } from '../support/engine.mts';
import { numbered, specRunOf, type BadSpec } from './specs.mts';
import type { Base, SpecVendor } from './vendor.mts';

/** Where it takes place. */
export interface SpecPlace {
	engine: Engine;
	told: Omit<Sandbox, 'control' | 'close'>;
	/** The calls to a vendor so far. */
	journal(vendor: string): Promise<readonly JournalEntry[]>;
}

/** A bad specification that was not refused as it should be. */
export interface Passed {
	operation: string;
	item: unknown;
	/** What its error had to name: one of these. */
	labels: string[];
	error: string;
}

const titleOf = ({ resource, operation }: Base) => `${resource} ${operation}`;

/**
 * Gives a node so many bad specifications, evenly over its operations.
 *
 * @returns those that were not refused with an error that names field and item, and the calls that
 * were made for them
 */
export async function giveBadSpecs(
	{ engine, told, journal }: SpecPlace,
	vendor: SpecVendor,
	{ seed, count }: { seed: number; count: number },
): Promise<{ given: number; passed: Passed[]; calls: readonly JournalEntry[] }> {
	const passed: Passed[] = [];
	let given = 0;
	for (const [index, base] of vendor.bases.entries()) {
		const share = Math.floor((count + index) / vendor.bases.length);
		const { bad, parameters, atOnce } = specRunOf(vendor, base);
		const specs = fc.sample(bad, { numRuns: share, seed: seed + index });
		for (let from = 0; from < specs.length; from += atOnce) {
			const some = specs.slice(from, from + atOnce);
			const run = await engine.run({
				...{ node: vendor.node, parameters, credentials: vendor.credentials(told) },
				items: some.map(({ json }, item) => ({ json: numbered(json, from + item) })),
				onError: 'continueRegularOutput',
				brief: true,
			});
			given += some.length;
			for (const [item, spec] of some.entries()) {
				const reports = run.items.filter(({ pairedItem }) => pairedItem?.item === item);
				const error = run.nodeError ?? reports[0]?.error;
				if (!isRefusal(error, spec, item)) {
					const told = error ? `${error.name}: ${error.message}` : 'none';
					passed.push({
						...{ operation: titleOf(base), item: spec.json, labels: spec.labels, error: told },
					});
				}
			}
		}
	}
	return { given, passed, calls: await journal(vendor.name) };
}

function isRefusal(
	error: { name: string; message: string } | undefined,
	{ labels }: BadSpec,
	item: number,
): boolean {
	return (
		error?.name === 'NodeOperationError' &&
		error.message.endsWith(`[item ${item}]`) &&
		labels.some((label) => error.message.startsWith(label))
	);
}

/** Gives each operation what its bases call good: what of it is refused before a request is told. */
export async function giveGoodSpecs(
	{ engine, told }: SpecPlace,
	vendor: SpecVendor,
): Promise<string[]> {
	const refused: string[] = [];
	for (const [index, base] of vendor.bases.entries()) {
		const { parameters, good } = specRunOf(vendor, base);
		const run = await engine.run({
			...{ node: vendor.node, parameters, credentials: vendor.credentials(told) },
			...{ items: [{ json: numbered(good, index) }], onError: 'continueRegularOutput' },
			brief: true,
		});
		const error = run.nodeError ?? run.items[0]?.error;
		if (error && error.name !== 'NodeApiError' && !/\b[1-5]\d\d\b/.test(error.httpCode ?? '')) {
			refused.push(`${titleOf(base)}: ${error.name}: ${error.message}`);
		}
	}
	return refused;
}
