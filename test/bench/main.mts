import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installN8n } from '../../tools/lib/install.mts';
import { currentTarball } from '../../tools/lib/pack.mts';
import { root } from '../../tools/lib/paths.mts';
import { since, step } from '../../tools/lib/progress.mts';
import { creates } from './creates.mts';
import { limit } from './limit.mts';
import { load } from './load.mts';
import { machine } from './machine.mts';
import { markdown, table } from './report.mts';
import type { Part } from './result.mts';
import { sync } from './sync.mts';

/** `npm run bench`: all parts, or those that are named. */

const PARTS: Record<string, () => Promise<Part>> = { creates, limit, sync, load };

async function main(named: string[]): Promise<void> {
	const unknown = named.find((name) => !(name in PARTS));
	if (unknown !== undefined) {
		throw new RangeError(`No part '${unknown}'; there are: ${Object.keys(PARTS).join(', ')}`);
	}
	const from = Date.now();
	await installN8n();
	await step('Build and pack the package', currentTarball);
	const parts: Part[] = [];
	for (const [name, run] of Object.entries(PARTS)) {
		if (named.length > 0 && !named.includes(name)) continue;
		const part = await step(name, run);
		parts.push(part);
		process.stdout.write(`\n${table(part)}\n`);
	}
	const about = machine();
	process.stdout.write(`${about.join('\n')}\nTook ${since(from)}.\n`);
	// A part alone is for a look; the file holds all of them, measured on one day.
	if (named.length === 0) {
		writeFileSync(join(root, 'docs', 'benchmarks.md'), markdown(parts, about));
	}
}

main(process.argv.slice(2)).catch((error: Error) => {
	const cause = error.cause === undefined ? '' : `\nbecause of ${String(error.cause)}`;
	process.stderr.write(`${error.stack ?? error.message}${cause}\n`);
	process.exitCode = 1;
});
