import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, stripVTControlCharacters } from 'node:util';
import { installN8n } from '../lib/install.mts';
import { say, since } from '../lib/progress.mts';
import { Shutdown } from '../lib/shutdown.mts';
import { type Check, failed, type Outcome, passed } from './check.mts';
import { allChecks } from './checks.mts';

interface Finished {
	check: Check;
	outcome: Outcome;
	took: string;
}

const from = Date.now();
const finished: Finished[] = [];

/** Why a check cannot be run: something that it needs has failed. */
function obstacle(check: Check): string | undefined {
	const broken = finished.find(
		(done) => check.needs?.includes(done.check.name) && done.outcome.failed > 0,
	);
	return broken && `not run, because this failed: ${broken.check.title}`;
}

async function runCheck(check: Check): Promise<void> {
	const start = Date.now();
	say(`▸ ${check.title} …`);
	const alive = setInterval(() => {
		if (!check.tells) say(`  still at it: ${check.title} (${since(start)})`);
	}, 30_000);
	const blocked = obstacle(check);
	const outcome = blocked
		? failed('', blocked)
		: await check.run().catch((error: Error) => failed(error.message));
	clearInterval(alive);
	const took = since(start);
	finished.push({ check, outcome, took });
	if (outcome.detail) process.stdout.write(`\n${readable(outcome.detail)}\n\n`);
	say(line({ check, outcome, took }));
}

/** Some tools colour what they print even when nobody asks them to. */
function readable(text: string): string {
	return process.stdout.isTTY ? text : stripVTControlCharacters(text);
}

function line({ check, outcome, took }: Finished): string {
	const mark = outcome.failed > 0 ? '✘' : outcome.passed > 0 ? '✔' : '–';
	return `${mark} ${check.title} (${took})${outcome.note ? `: ${outcome.note}` : ''}`;
}

/** The checks named by `--only`, or all of them. */
function chosen(checks: Check[], only: string[] | undefined): Check[] {
	return only ? checks.filter((check) => only.includes(check.name)) : checks;
}

async function main(only: string[] | undefined): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'oauth-admin-test-'));
	shutdown.add(async () => rmSync(folder, { recursive: true, force: true }));
	const all = allChecks(folder);
	const known = [...all.onText, ...all.tests].map((check) => check.name);
	const unknown = only?.filter((name) => !known.includes(name)) ?? [];
	if (unknown.length > 0) {
		throw new Error(`--only knows ${known.join(', ')}; not ${unknown.join(', ')}.`);
	}
	const onText = chosen(all.onText, only);
	const tests = chosen(all.tests, only);
	const usesN8n = tests.some((check) => check.needs?.includes('n8n'));

	// Installing n8n is mostly waiting, so the checks on the text run beside it; the tests do not, as
	// they measure time.
	const installing = usesN8n
		? runCheck({
				name: 'n8n',
				title: 'n8n is installed',
				tells: true,
				run: async () => {
					await installN8n();
					return passed();
				},
			})
		: Promise.resolve();
	for (const check of onText) await runCheck(check);
	await installing;
	for (const check of tests) await runCheck(check);
}

function report(): number {
	const sum = (key: 'passed' | 'failed' | 'skipped') =>
		finished.reduce((total, { outcome }) => total + outcome[key], 0);
	process.stdout.write('\n');
	for (const done of finished) say(line(done));
	say(`All in all ${since(from)}.`);
	process.stdout.write(
		`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped\n`,
	);
	return sum('failed') > 0 ? 1 : 0;
}

const shutdown = new Shutdown(() => say('Interrupted.'));
try {
	const { values } = parseArgs({
		options: { only: { type: 'string' }, pictures: { type: 'boolean' } },
	});
	// The tests in the editor then take the README's pictures anew.
	if (values.pictures) process.env.UPDATE_PICTURES = '1';
	await main(values.only?.split(','));
	await shutdown.close();
	process.exitCode = report();
} catch (error) {
	if (!shutdown.isClosing) process.stderr.write(`\n  ✘ ${(error as Error).message}\n`);
	await shutdown.close();
	process.exitCode = 1;
}
