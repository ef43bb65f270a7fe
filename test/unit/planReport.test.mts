import { InvalidInput } from '../../nodes/core/errors.ts';
import { planHtml } from '../../nodes/core/planHtml.ts';
import { planMarkdown } from '../../nodes/core/planMarkdown.ts';
import type { PlanReport, ReportedAction } from '../../nodes/core/planReport.ts';
import { Secret } from '../../nodes/core/secret.ts';
import { elements, pageOf, textIn } from './support/page.mts';

const base: PlanReport = {
	title: 'Sync of OAuth clients',
	vendor: 'Genesys Cloud',
	dryRun: true,
	at: '2026-11-21T02:00:00.000Z',
	actions: [],
	stops: [],
	notes: [],
};

const action = (given: Partial<ReportedAction>): ReportedAction => ({
	action: 'update',
	item: 0,
	id: 'u1',
	name: 'CRM',
	changes: [],
	status: 'planned',
	...given,
});

const changed = (field: string, from: unknown, to: unknown) => ({
	field,
	kind: 'changed' as const,
	...(from !== undefined && { from }),
	...(to !== undefined && { to }),
});

const ACTIONS: ReportedAction[] = [
	action({
		action: 'create',
		name: 'Nightly export',
		id: undefined,
		changes: [
			changed('scopes', undefined, ['users', 'routing']),
			changed('secret', undefined, new Secret('s3cret')),
			changed('shownWithoutValue', undefined, undefined),
		],
	}),
	action({
		item: 1,
		name: 'CRM "sync"',
		changes: [
			changed('description', 'old', 'new'),
			changed('scopes', ['users', 'routing'], ['routing', 'groups']),
			changed('roles', undefined, [{ roleId: 'r1', divisionId: '*' }]),
			changed('metadata', { owner: 'a', size: 1, gone: true }, { size: 1, owner: 'b' }),
			changed('clientSecret', undefined, undefined),
			{ field: 'value', kind: 'unknown' },
		],
	}),
	action({ action: 'unchanged', item: 2, id: 'u2', name: 'Same' }),
	action({
		action: 'protected',
		item: 3,
		id: 'u3',
		name: 'Prod',
		reason: 'it is one of those in Protect',
	}),
	action({
		action: 'refused',
		item: 4,
		id: undefined,
		name: 'Twin',
		problem: new InvalidInput('Name', 'there are 2 of this name'),
	}),
	action({ action: 'delete', item: undefined, id: 501, name: 'Old' }),
];

/** The same plan carried out, with everything that can happen on the way. */
const RUN: ReportedAction[] = [
	action({ action: 'create', status: 'done', name: 'Nightly export', id: 'new1' }),
	action({ item: 1, status: 'failed', error: 'Genesys Cloud said no:\nnot allowed' }),
	action({ item: 2, id: 'u9', name: 'Later' }),
	action({ action: 'unchanged', status: 'done', item: 3, id: 'u2', name: 'Same' }),
	action({
		action: 'delete',
		status: 'skipped',
		item: undefined,
		id: 501,
		name: 'Old',
		error: 'not all went well',
	}),
];

const fenced = (text: string) =>
	/```diff\n([^]*)```\n$/.exec(text)?.[1]?.trimEnd().split('\n') ?? [];

test('a plan in Markdown', () => {
	expect(planMarkdown({ ...base, actions: ACTIONS })).toBe(`## Sync of OAuth clients

Genesys Cloud, 2026-11-21T02:00:00.000Z, dry run: nothing was changed

**Plan: 1 to create, 1 to update, 1 to delete, 1 unchanged, 1 protected, 1 refused**

|  | Create | Update | Delete | Unchanged | Protected | Refused |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
| Planned | 1 | 1 | 1 | 1 | 1 | 1 |

\`\`\`diff
+ create "Nightly export" (item 0)
    scopes: ["users","routing"]
    secret: set
    shownWithoutValue: set
~ update "CRM \\"sync\\"" (ID u1, item 1)
    description: "old" → "new"
    scopes: added "groups"; removed "users"
    roles: added {"roleId":"r1","divisionId":"*"}
    metadata.owner: "a" → "b"
    metadata.gone: true → none
    clientSecret: changed
    value: unknown: never given back, will be written
· protected "Prod" (ID u3, item 3): it is one of those in Protect
! refused "Twin" (item 4): Name: there are 2 of this name
- delete "Old" (ID 501)
\`\`\`
`);
});

test('a run in Markdown', () => {
	expect(planMarkdown({ ...base, dryRun: false, actions: RUN })).toBe(`## Sync of OAuth clients

Genesys Cloud, 2026-11-21T02:00:00.000Z

**Plan: 1 to create, 2 to update, 1 to delete, 1 unchanged**

**Run: 1 done, 1 failed, 1 skipped, 1 not begun**

|  | Create | Update | Delete | Unchanged | Protected | Refused |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
| Planned | 1 | 2 | 1 | 1 | 0 | 0 |
| Done | 1 | 0 | 0 |  |  |  |
| Failed | 0 | 1 | 0 |  |  |  |
| Skipped | 0 | 0 | 1 |  |  |  |
| Not begun | 0 | 1 | 0 |  |  |  |

\`\`\`diff
+ created "Nightly export" (ID new1, item 0)
! update failed "CRM" (ID u1, item 1): Genesys Cloud said no:\\nnot allowed
~ update not begun "Later" (ID u9, item 2)
- delete skipped "Old" (ID 501): not all went well
\`\`\`
`);
});

test('a plan in which nothing differs has its sums alone', () => {
	const actions = Array.from({ length: 1234 }, () =>
		action({ action: 'unchanged', status: 'done' }),
	);
	const report = { ...base, dryRun: false, actions };
	expect(planMarkdown(report)).toContain('**Plan: nothing to do, 1,234 unchanged**');
	expect(planMarkdown(report)).not.toContain('```');
	const rows = elements(pageOf(planHtml(report)), 'tr').map(textIn);
	expect(rows).toEqual(['PlannedDoneFailedSkipped', 'Create0000', 'Update0000', 'Delete0000']);
});

test('what stops a plan stands before all else', () => {
	const report = { ...base, stops: ['Maximum Deletions: 12 would be deleted'], actions: ACTIONS };
	expect(fenced(planMarkdown(report))[0]).toBe('! stopped: Maximum Deletions: 12 would be deleted');
	expect(elements(pageOf(planHtml(report)), 'li').map(textIn)).toEqual(report.stops);
});

describe('the HTML', () => {
	const rows = (actions: ReportedAction[], dryRun = true) =>
		elements(pageOf(planHtml({ ...base, dryRun, actions })), 'tr')
			.filter(({ $ }) => $?.class)
			.map(({ $, $$ = [] }) => [$?.class, ...$$.map(cellText)]);
	/** Its lines. */
	const cellText = (cell: Parameters<typeof textIn>[0]) => {
		const lines = elements(cell, 'div');
		return lines.length > 0 ? lines.map(textIn) : textIn(cell);
	};

	test('says of a plan what the Markdown says', () => {
		expect(rows(ACTIONS)).toEqual([
			[
				'create',
				'+ create',
				'Nightly exportitem 0',
				['scopes: ["users","routing"]', 'secret: set', 'shownWithoutValue: set'],
			],
			[
				'update',
				'~ update',
				'CRM "sync"ID u1, item 1',
				[
					'description: "old" → "new"',
					'scopes: added "groups"; removed "users"',
					'roles: added {"roleId":"r1","divisionId":"*"}',
					'metadata.owner: "a" → "b"',
					'metadata.gone: true → none',
					'clientSecret: changed',
					'value: unknown: never given back, will be written',
				],
			],
			['protected', '· protected', 'ProdID u3, item 3', ['it is one of those in Protect']],
			['refused', '! refused', 'Twinitem 4', ['Name: there are 2 of this name']],
			['delete', '- delete', 'OldID 501', ''],
		]);
	});

	test('says how each action went', () => {
		expect(rows(RUN, false)).toEqual([
			['create', '+ created', 'Nightly exportID new1, item 0', ''],
			['refused', '! update failed', 'CRMID u1, item 1', ['Genesys Cloud said no:\\nnot allowed']],
			['update', '~ update not begun', 'LaterID u9, item 2', ''],
			['delete', '- delete skipped', 'OldID 501', ['not all went well']],
		]);
	});

	test('has a language, a title and sums, loads and runs nothing', () => {
		const text = planHtml({ ...base, dryRun: false, actions: RUN });
		const page = pageOf(text);
		expect(page.$).toEqual({ lang: 'en' });
		expect(elements(page, 'title').map(textIn)).toEqual(['Sync of OAuth clients – Genesys Cloud']);
		expect(elements(page, 'b').map(textIn).slice(0, 2)).toEqual([
			'Plan: 1 to create, 2 to update, 1 to delete, 1 unchanged',
			'Run: 1 done, 1 failed, 1 skipped, 1 not begun',
		]);
		const [sums] = elements(page, 'table');
		expect(elements(sums ?? page, 'tr').map((row) => (row.$$ ?? []).map(textIn).join(' '))).toEqual(
			[
				' Planned Done Failed Skipped Not begun',
				'Create 1 1 0 0 0',
				'Update 2 0 1 0 1',
				'Delete 1 0 0 1 0',
			],
		);
		for (const name of ['script', 'img', 'link', 'a', 'iframe']) {
			expect(elements(page, name)).toEqual([]);
		}
		expect(text).not.toMatch(/url\(|@import|https?:/);
	});
});

/** The changes of one action, as the Markdown has them. */
const changeLines = (given: Partial<ReportedAction>, report: Partial<PlanReport> = {}) =>
	fenced(planMarkdown({ ...base, ...report, actions: [action(given)] }))
		.slice(1)
		.map((line) => line.trim());

test('what nobody can tell is left alone only where nothing is written', () => {
	const changes = [{ field: 'value', kind: 'unknown' as const }];
	const left = ['value: unknown: never given back, left alone'];
	expect(changeLines({ changes, action: 'unchanged' })).toEqual([]);
	expect(changeLines({ changes, action: 'refused' })).toEqual(left);
	expect(changeLines({ changes, action: 'protected' })).toEqual(left);
});

test.each<[string, unknown, unknown, string]>([
	['the order of a list', ['a', 'b'], ['b', 'a'], '["a","b"] → ["b","a"]'],
	['an entry that is there twice', ['a'], ['a', 'a'], 'added "a"'],
	['members in another order', [{ a: 1, b: 2 }, 1], [{ b: 2, a: 1 }], 'removed 1'],
	['a list that was none', undefined, ['a'], 'added "a"'],
	['a list in place of a text', 'a', ['a'], '"a" → ["a"]'],
	['nothing in place of a text', 'a', null, '"a" → null'],
	['blanks', 'a', 'a ', '"a" → "a "'],
	['a secret', new Secret('one'), new Secret('two'), 'changed'],
	['a secret in place of a text', 'x', new Secret('two'), 'changed'],
	['a secret in a list', [new Secret('one')], [new Secret('two')], 'changed'],
	[
		'what is not seen',
		'a',
		'a\u202e\u200b\u00a0\u2028\0\x7f',
		'"a" → "a\\u202e\\u200b\\u00a0\\u2028\\u0000\\u007f"',
	],
	['half a character', 'a', '\ud800', '"a" → "\\ud800"'],
	['backticks', 'a`` b', '```\n```', '"a`` b" → "\\u0060\\u0060\\u0060\\n\\u0060\\u0060\\u0060"'],
	['a call to all', '', '<!channel> <3', '"" → "\\u003c!channel> <3"'],
])('%s', (_what, from, to, line) => {
	expect(changeLines({ changes: [changed('field', from, to)] })).toEqual([`field: ${line}`]);
});

test('a secret within an object is told by the name of its member', () => {
	const from = { open: 1, hidden: new Secret('s3cret1') };
	const to = { open: 2, hidden: new Secret('s3cret2') };
	expect(changeLines({ changes: [changed('f', from, to)] })).toEqual([
		'f.open: 1 → 2',
		'f.hidden: changed',
	]);
});

test('a member with an odd name is in quotes', () => {
	const changes = [changed('metadata', { 'a: b': 1 }, { 'a: b': 2 })];
	expect(changeLines({ changes })).toEqual(['metadata."a: b": 1 → 2']);
});

describe('long values are cut, and say so', () => {
	const line = (from: unknown, to: unknown) =>
		changeLines({ changes: [changed('f', from, to)] })[0];

	test('to where they differ', () => {
		const same = 'x'.repeat(2000);
		const context = 'x'.repeat(20);
		expect(line(`${same}1`, `${same}2${same}`)).toBe(
			`f: …"${context}1" (2,001 characters) → …"${context}2${'x'.repeat(139)}"… (4,001 characters)`,
		);
	});

	test('also where one is the beginning of the other', () => {
		const text = 'y'.repeat(200);
		expect(line(text, `${text}z`)).toBe(
			`f: …"${'y'.repeat(20)}" (200 characters) → …"${'y'.repeat(20)}z" (201 characters)`,
		);
	});

	test('not within a character', () => {
		expect(line('', `${'x'.repeat(159)}😀`)).toBe(`f: "" → "${'x'.repeat(159)}"… (161 characters)`);
	});

	test('objects and lists, too', () => {
		const names = Array.from({ length: 23 }, (_, index) => `s${index}`);
		expect(line([], names)).toMatch(/^f: added "s0", .*, "s19" and 3 more$/);
		expect(line(1, { long: 'x'.repeat(2000) })).toMatch(
			/^f: 1 → \{"long":"x{151}… \(2,011 characters\)$/,
		);
	});
});

test('what else has to be known of a plan is told, and why something planned would be held back', () => {
	const held = {
		action: 'delete',
		status: 'planned',
		id: 3,
		name: 'c',
		changes: [],
		reason: 'held',
	};
	const report = { ...base, notes: ['Not read: 4'], actions: [held as ReportedAction] };
	expect(planMarkdown(report)).toContain('! Not read: 4\n- delete "c" (ID 3): held');
	expect(textIn(pageOf(planHtml(report)))).toMatch(/! Not read: 4.*held/s);
});
