import fc from 'fast-check';
import type { Difference } from '../../nodes/core/difference.ts';
import { planHtml } from '../../nodes/core/planHtml.ts';
import { planMarkdown } from '../../nodes/core/planMarkdown.ts';
import type { PlanReport, ReportedAction } from '../../nodes/core/planReport.ts';
import { Secret } from '../../nodes/core/secret.ts';
import { visible } from '../../nodes/core/visible.ts';
import { elements, pageOf, textIn } from './support/page.mts';

/** What ends a block, a tag, a cell, a line or a direction. */
const NASTY = fc.constantFrom(
	...['`', '```', '~~~', '<', '>', '</td>', '<!--', ']]>', '&lt;', '&', '"', "'", '|', '\\', '*'],
	...['\n', '\r', '\u2028', '\0', '\u202e', '\u2066', '\u200b', '\ufeff', '\ud800', '\udc00'],
	...['\ufffe', '\ufff9', '\xad', '\xa0', '\u3164', '\u2800', '\u{e0041}', '\x7f', '\x85'],
	...['-', '+', ' ', 'a', '😀', 'é'],
);

const TEXT = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: NASTY, maxLength: 30 }));

/** No text that is given otherwise has this in it. */
const MARK = 'K33p-1t-h1dden';
const SECRET = TEXT.map((text) => new Secret(`${MARK}${text}${MARK}`));

const { value: VALUE } = fc.letrec<{ value: unknown }>((tie) => ({
	value: fc.oneof(
		{ maxDepth: 3 },
		TEXT,
		SECRET,
		fc.constantFrom(undefined, null, true, 0, -1.5),
		fc.array(tie('value'), { maxLength: 4 }),
		fc.dictionary(TEXT, tie('value'), { maxKeys: 4 }),
	),
}));

const CHANGE: fc.Arbitrary<Difference> = fc.record(
	{
		field: TEXT,
		kind: fc.constantFrom<Difference['kind']>('changed', 'unknown'),
		from: VALUE,
		to: VALUE,
	},
	{ requiredKeys: ['field', 'kind'] },
);

const ACTION: fc.Arbitrary<ReportedAction> = fc.record(
	{
		action: fc.constantFrom<ReportedAction['action']>(
			...(['create', 'update', 'delete', 'unchanged', 'protected', 'refused'] as const),
		),
		status: fc.constantFrom<ReportedAction['status']>('planned', 'done', 'failed', 'skipped'),
		item: fc.nat(),
		id: fc.oneof(TEXT, fc.nat()),
		name: TEXT,
		changes: fc.array(CHANGE, { maxLength: 4 }),
		error: TEXT,
		reason: TEXT,
		problem: TEXT.map((text) => new Error(text)),
	},
	{ requiredKeys: ['action', 'status', 'name', 'changes'] },
);

const REPORT: fc.Arbitrary<PlanReport> = fc.record({
	title: TEXT,
	vendor: TEXT,
	dryRun: fc.boolean(),
	at: fc.constant('2026-11-21T02:00:00.000Z'),
	actions: fc.array(ACTION, { maxLength: 8 }),
	stops: fc.array(TEXT, { maxLength: 2 }),
	notes: fc.array(TEXT, { maxLength: 2 }),
});

/**
 * Control characters, marks of direction, what has no width or no ink, and halves of characters: the
 * first and the last of each range.
 */
const UNSEEN = [
	...[0, 0x1f, 0x7f, 0xa0, 0xad, 0xad, 0x34f, 0x34f, 0x61c, 0x61c, 0x115f, 0x1160, 0x180e, 0x180e],
	...[0x2000, 0x200f, 0x2028, 0x202f, 0x205f, 0x206f, 0x2800, 0x2800, 0x3000, 0x3000],
	...[0x3164, 0x3164, 0xd800, 0xdfff, 0xfeff, 0xfeff, 0xffa0, 0xffa0, 0xfff9, 0xfffb],
	...[0xfffe, 0xffff, 0xe0000, 0xe007f],
];

const isUnseen = (character: string) => {
	const point = character.codePointAt(0) ?? 0;
	return UNSEEN.some(
		(first, at) => at % 2 === 0 && point >= first && point <= (UNSEEN[at + 1] ?? 0),
	);
};

const reported = ({ actions }: PlanReport) =>
	actions.filter(({ action }) => action !== 'unchanged');

const ELEMENTS = new Set(
	'html head meta title style body h1 p b div ul li table thead tbody tr th td bdi br small span del ins __text__'.split(
		' ',
	),
);

const namesIn = (node: ReturnType<typeof pageOf>): string[] => [
	node['#name'],
	...(node.$$ ?? []).flatMap(namesIn),
];

test('HTML stays well-formed, whatever is in the plan, with a row for each action', () => {
	fc.assert(
		fc.property(REPORT, (report) => {
			const page = pageOf(planHtml(report));
			expect(namesIn(page).filter((name) => !ELEMENTS.has(name))).toEqual([]);
			const who = elements(page, 'td').filter(({ $ }) => $?.class === 'who');
			expect(who.map(({ $$: [name] = [] }) => name && textIn(name))).toEqual(
				reported(report).map(({ name }) => visible(name)),
			);
			expect(elements(page, 'li').map(textIn)).toEqual(report.stops.map(visible));
		}),
	);
});

test('Markdown has one block that nothing ends early, with a line for each action', () => {
	fc.assert(
		fc.property(REPORT, (report) => {
			const text = planMarkdown(report);
			const told = reported(report);
			const first = report.stops.length + report.notes.length;
			const count = told.length + first;
			expect(text.split('```')).toHaveLength(count > 0 ? 3 : 1);
			if (count === 0) return;
			const lines = (text.split('```diff\n')[1] ?? '').split('\n').slice(0, -2);
			const heads = lines.filter((line) => !line.startsWith('    '));
			expect(heads).toHaveLength(count);
			for (const [index, { name }] of told.entries()) {
				const quoted = /^[+~!·-] [a-z ]+ ("(?:[^"\\]|\\.)*")/.exec(heads[first + index] ?? '');
				const isCut = name.length > 160;
				if (!isCut) expect(JSON.parse(quoted?.[1] ?? '')).toBe(name);
			}
		}),
	);
});

test('nothing is invisible, and no secret is there', () => {
	fc.assert(
		fc.property(REPORT, (report) => {
			for (const text of [planMarkdown(report), planHtml(report)]) {
				expect(text).not.toContain(MARK);
				expect([...text.replaceAll('\n', '')].filter(isUnseen)).toEqual([]);
			}
		}),
	);
});
