import fc from 'fast-check';
import type { Lists } from '../../../../nodes/core/store.ts';
import { JQL, SEARCH } from '../../../../nodes/Paragon/jira/searchPanel.ts';
import type { Issue, Search } from '../../../../nodes/Paragon/jira/store.ts';
import { JUNK } from '../../support/junk.mts';
import { parametersOf } from '../../support/parameters.mts';
import { invalidInputOf, readOrRefused } from '../../support/thrown.mts';

const operation = SEARCH(
	{ plural: 'issues', simplify: ({ key }) => ({ key }), withoutSecrets: (stored) => stored },
	['summary'],
);

const conditions = (...condition: object[]) => ({ conditions: { condition } });
const read = (values: object) => operation.read(parametersOf(values));

/** A store of five issues that keeps what it was asked for. */
function fiveIssues() {
	const asked: Search[] = [];
	let given = 0;
	const store: Lists<Issue, Search> = {
		async *list(search) {
			asked.push(search);
			for (let id = 1; id <= 5; id++) {
				given++;
				yield { id: String(id), key: `A-${id}`, fields: { summary: 's' } };
			}
		},
	};
	return { store, asked, given: () => given };
}

test('the conditions become a query, and issues come up to the limit', async () => {
	const { store, asked, given } = fiveIssues();
	const run = read({
		...conditions({ field: 'status', value: 'a"b' }, { field: 'labels', operator: 'isEmpty' }),
		limit: 2,
		simplify: true,
	});
	const outputs = await run(store, {} as never);
	expect(asked).toEqual([{ jql: '"status" = "a\\"b" AND "labels" IS EMPTY', fields: ['summary'] }]);
	expect(outputs).toEqual([{ json: { key: 'A-1' } }, { json: { key: 'A-2' } }]);
	expect(given()).toBe(2);
});

test('all of them come on request, whole without Simplify', async () => {
	const { store } = fiveIssues();
	const run = read({ ...conditions({ field: 'a', value: 0 }), returnAll: true, limit: 2 });
	const outputs = await run(store, {} as never);
	expect(outputs).toHaveLength(5);
});

test.each([
	[{}],
	[{ conditions: {} }],
	[conditions()],
	[{ conditions: 'x' }],
	[conditions({ field: 'a', operator: '=', value: 'b' })],
	[conditions({ field: 'a', operator: 'constructor', value: 'b' })],
	[conditions({ field: 'a', operator: 7, value: 'b' })],
	[conditions({ field: 'a', value: ['b'] })],
	[conditions({ field: 'a', value: { b: 1 } })],
	[conditions({ field: '', value: 'b' })],
	[conditions({ field: 'a' })],
])('%j is refused', (values) => {
	expect(invalidInputOf(() => read(values)).field).toBe('Conditions');
});

test.each([0, -1, 1.5, 'x'])('the limit %j is refused', (limit) => {
	const values = { ...conditions({ field: 'a', value: 'b' }), limit };
	expect(invalidInputOf(() => read(values)).field).toBe('Limit');
});

test('junk does not break it', () => {
	const row = fc.record({ field: JUNK, operator: JUNK, value: JUNK }, { requiredKeys: [] });
	const values = fc.oneof(
		JUNK,
		fc.array(row).map((condition) => ({ condition })),
	);
	fc.assert(
		fc.property(values, (given) => {
			readOrRefused(() => read({ conditions: given }));
		}),
	);
});

test.each(['', ' ', 'order by created', ' ORDER  BY created'])('%j restricts nothing', (jql) => {
	if (jql.trim() === '') expect(JQL.read(jql)).toBeUndefined();
	else expect(invalidInputOf(() => JQL.read(jql)).problem).toMatch(/restricts nothing/);
});

test.each(['project = OPS', 'orderly = 1', 'a IS EMPTY ORDER BY b'])('%s is a query', (jql) =>
	expect(JQL.read(jql)).toBe(jql),
);
