import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, tail } from '../lib/child.mts';
import { environment, node24, root } from '../lib/paths.mts';
import { type Outcome, failed } from './check.mts';

/** The totals that `jest --json` writes. */
interface JestTotals {
	numPassedTests: number;
	numFailedTests: number;
	numPendingTests: number;
	numTodoTests: number;
	numTotalTestSuites: number;
	/** Test files that could not be run at all. */
	numRuntimeErrorTestSuites: number;
}

/** Milliseconds after which a hanging test run is ended. */
const limit = 15 * 60_000;

/** Runs one of jest's projects and counts its tests; `folder` takes the results as JSON. */
export async function runJest(
	project: string,
	folder: string,
	env: NodeJS.ProcessEnv,
): Promise<Outcome> {
	const file = join(folder, `jest-${project}.json`);
	const { code, output } = await run(
		node24,
		[
			join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
			'--selectProjects',
			project,
			'--ci',
			'--json',
			`--outputFile=${file}`,
		],
		{ env: environment(env), timeout: limit },
	);
	if (!existsSync(file)) return failed(tail(output, 200), 'no result');
	const totals = JSON.parse(readFileSync(file, 'utf8')) as JestTotals;
	const failures = totals.numFailedTests + totals.numRuntimeErrorTestSuites;
	return {
		passed: totals.numPassedTests,
		// Jest also fails as a whole, e.g. when it finds no test.
		failed: failures === 0 && code !== 0 ? 1 : failures,
		skipped: totals.numPendingTests + totals.numTodoTests,
		note: `${totals.numPassedTests} of ${totals.numPassedTests + failures} tests in ${totals.numTotalTestSuites} files`,
		...(code !== 0 && { detail: tail(output, 400) }),
	};
}
