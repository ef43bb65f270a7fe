import { changesOf } from './planChanges';
import type { PlanReport, ReportedAction, Sums } from './planReport';
import {
	capitalized,
	isActing,
	KINDS,
	outcomesIn,
	planLine,
	runLine,
	sumsOf,
	toldAction,
	whichText,
} from './planReport';
import { numberText, valueText } from './planValue';
import { escaped, visible } from './visible';

/**
 * A plan in Markdown, for chat, mail and pull requests. All that comes from the vendor or the items
 * stands in one fenced block, where it means nothing: chats know no way to escape outside of it.
 */
export function planMarkdown(report: PlanReport): string {
	const { title, vendor, at, dryRun, stops, notes, actions } = report;
	const sums = sumsOf(report);
	const run = runLine(report, sums);
	const head = [
		`## ${literal(title)}`,
		'',
		`${literal(vendor)}, ${literal(at)}${dryRun ? ', dry run: nothing was changed' : ''}`,
		'',
		`**${planLine(sums)}**`,
		...(run === undefined ? [] : ['', `**${run}**`]),
		'',
		...sumsTable(sums, dryRun),
	];
	const lines = [
		...stops.map((stop) => `! stopped: ${inFence(visible(stop))}`),
		...notes.map((note) => `! ${inFence(visible(note))}`),
	];
	for (const action of actions) {
		if (action.action !== 'unchanged') pushAction(lines, action, report);
	}
	const block = lines.length > 0 ? ['', '```diff', ...lines, '```'] : [];
	return [...head, ...block, ''].join('\n');
}

function pushAction(lines: string[], action: ReportedAction, { dryRun }: PlanReport): void {
	const { sign, words, why } = toldAction(action, dryRun);
	const which = whichText(action);
	const line = [
		`${sign} ${words} ${valueText(action.name)}`,
		...(which === '' ? [] : [` (${visible(which)})`]),
		...(why === undefined ? [] : [`: ${visible(why)}`]),
	];
	lines.push(inFence(line.join('')));
	for (const { field, parts } of changesOf(action)) {
		lines.push(inFence(`    ${field}: ${parts.map(({ text }) => text).join('')}`));
	}
}

function sumsTable(sums: Sums, dryRun: boolean): string[] {
	const row = (cells: string[]) => `| ${cells.join(' | ')} |`;
	const outcomes = dryRun ? [] : outcomesIn(sums);
	return [
		row(['', ...KINDS.map(capitalized)]),
		row(['---', ...KINDS.map(() => '---:')]),
		row(['Planned', ...KINDS.map((kind) => numberText(sums.planned(kind)))]),
		...outcomes.map(({ status, label }) =>
			row([
				label,
				...KINDS.map((kind) => (isActing(kind) ? numberText(sums.went(status, kind)) : '')),
			]),
		),
	];
}

/** Three of them end the block, in chats also in the middle of a line; `<!` and the like call people. */
const inFence = (text: string) =>
	text.replace(/`{3,}|<(?=[!@#])/g, (found) => found.replace(/./g, escaped));

/** A text of which nothing is taken for Markdown. */
const literal = (text: string) => visible(text).replace(/[\\`*_[\]<>#|~&!]/g, '\\$&');
