import type { Part, Result } from './result.mts';

const HEADINGS = ['Measured', 'Figure', 'Goal', '', 'Medians'];

const cells = ({ what, figure = '', goal = '', met, details }: Result): string[] => [
	what,
	figure,
	goal,
	met === undefined ? '' : met ? 'met' : 'missed',
	details,
];

/** A part as a table for a terminal. */
export function table({ title, results }: Part): string {
	const rows = [HEADINGS, ...results.map(cells)];
	const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
	const lines = rows.map((row) =>
		row
			.map((cell, column) => cell.padEnd(widths[column]!))
			.join('  ')
			.trimEnd(),
	);
	return `${title}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

/** All parts as the page of the documentation. */
export function markdown(parts: readonly Part[], about: readonly string[]): string {
	const row = (content: readonly string[]) => `| ${content.join(' | ')} |`;
	const sections = parts.map(({ title, how, results }) =>
		[
			`## ${title}`,
			...how,
			[row(HEADINGS), row(HEADINGS.map(() => '---')), ...results.map(cells).map(row)].join('\n'),
		].join('\n\n'),
	);
	return `${[
		'# Benchmarks',
		'Written by `npm run bench`, which takes about 15 minutes; `npm run bench -- creates` runs one part. ' +
			'Every figure is a ratio against a baseline in the same run, so that it means the same on any machine; the medians beside it are of this one. ' +
			"The vendors' stand-ins run in a process of their own, n8n's engine in another.",
		about.map((line) => `- ${line}`).join('\n'),
		...sections,
	].join('\n\n')}\n`;
}
