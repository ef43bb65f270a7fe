import { changesOf } from './planChanges';
import type { ToldChange } from './planChanges';
import { PLAN_STYLE } from './planStyle';
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
import { numberText } from './planValue';
import { visible } from './visible';

/**
 * A plan as an HTML page of its own: it loads nothing and runs nothing. Its tables can be read in
 * mail programs that know no style. Also well-formed XML.
 */
export function planHtml(report: PlanReport): string {
	const { title, vendor, at, dryRun, stops, notes, actions } = report;
	const sums = sumsOf(report);
	const run = runLine(report, sums);
	const page = [
		'<!DOCTYPE html>',
		'<html lang="en">',
		'<head>',
		'<meta charset="utf-8"/>',
		'<meta name="viewport" content="width=device-width, initial-scale=1"/>',
		'<meta name="color-scheme" content="light dark"/>',
		`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>`,
		`<title>${html(title)} – ${html(vendor)}</title>`,
		`<style>${PLAN_STYLE}</style>`,
		'</head>',
		'<body>',
		`<h1>${html(title)}</h1>`,
		`<p class="about">${html(vendor)} · ${html(at)}${dryRun ? ' · dry run: nothing was changed' : ''}</p>`,
		`<p class="line"><b>${planLine(sums)}</b></p>`,
		...(run === undefined ? [] : [`<p class="line"><b>${run}</b></p>`]),
		...stopList(stops),
		...notes.map((note) => `<p class="line">! ${html(note)}</p>`),
		...(run === undefined ? [] : outcomeTable(sums)),
	];
	const rows = actions.filter(({ action }) => action !== 'unchanged');
	if (rows.length > 0) {
		page.push(
			'<table class="actions" width="100%" cellpadding="8" cellspacing="0">',
			'<thead><tr><th scope="col" align="left">Action</th><th scope="col" align="left">Name</th><th scope="col" align="left">Changes</th></tr></thead>',
			'<tbody>',
		);
		for (const action of rows) page.push(rowOf(action, report));
		page.push('</tbody>', '</table>');
	}
	page.push('</body>', '</html>', '');
	return page.join('\n');
}

function rowOf(action: ReportedAction, { dryRun }: PlanReport): string {
	const { sign, words, why } = toldAction(action, dryRun);
	const tone = sign === '!' ? 'refused' : action.action;
	const which = whichText(action);
	return [
		`<tr class="${tone}" valign="top">`,
		`<td class="what"><b>${sign}</b> ${words}</td>`,
		`<td class="who"><bdi>${html(action.name)}</bdi>${which === '' ? '' : `<br/><small>${html(which)}</small>`}</td>`,
		`<td>${why === undefined ? '' : `<div class="why">${html(why)}</div>`}`,
		...changesOf(action).map(changeHtml),
		'</td></tr>',
	].join('');
}

function changeHtml({ field, parts }: ToldChange): string {
	const told = parts.map(({ text, mark }) => {
		if (mark === undefined) return html(text);
		const tag = mark === 'old' ? 'del' : 'ins';
		return `<${tag}><bdi>${html(text)}</bdi></${tag}>`;
	});
	return `<div><span class="field">${html(field)}:</span> ${told.join('')}</div>`;
}

function stopList(stops: readonly string[]): string[] {
	if (stops.length === 0) return [];
	const entries = stops.map((stop) => `<li>${html(stop)}</li>`);
	return [
		'<div class="stops"><b>! Stopped: this plan must not be carried out.</b>',
		`<ul>${entries.join('')}</ul></div>`,
	];
}

/** How it went, by action. */
function outcomeTable(sums: Sums): string[] {
	const outcomes = outcomesIn(sums);
	const head = ['Planned', ...outcomes.map(({ label }) => label)];
	return [
		'<table class="sums" cellpadding="6" cellspacing="0">',
		`<thead><tr><td></td>${head.map((label) => `<th scope="col" align="right">${label}</th>`).join('')}</tr></thead>`,
		'<tbody>',
		...KINDS.filter(isActing).map((kind) => {
			const numbers = [
				sums.planned(kind),
				...outcomes.map(({ status }) => sums.went(status, kind)),
			];
			const cells = numbers.map((number) => `<td align="right">${numberText(number)}</td>`);
			return `<tr><th scope="row" align="left">${capitalized(kind)}</th>${cells.join('')}</tr>`;
		}),
		'</tbody>',
		'</table>',
	];
}

const ENTITIES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** A text that is nothing but text in HTML, and on which nothing is invisible. */
const html = (text: string) =>
	visible(text).replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
