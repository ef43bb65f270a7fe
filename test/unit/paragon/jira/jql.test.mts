import fc from 'fast-check';
import { jqlOf, OPERATORS, quoted } from '../../../../nodes/Paragon/jira/jql.ts';
import type { Condition, Operator } from '../../../../nodes/Paragon/jira/jql.ts';
import { parseJql } from '../../../sandbox/jira/jql/parser.mts';
import type { Clause } from '../../../sandbox/jira/jql/parser.mts';
import { invalidInputOf } from '../../support/thrown.mts';

const one = (value: string, operator: Operator = 'equals') =>
	jqlOf([{ field: 'status', operator, value }]);

test.each<[operator: Operator, value: string, jql: string]>([
	['equals', 'In Progress', '"status" = "In Progress"'],
	['notEquals', ' Done ', '"status" != "Done"'],
	['contains', 'a*', '"status" ~ "a*"'],
	['contains', 'main()', '"status" ~ "main()"'],
	['notContains', 'now()', '"status" !~ "now()"'],
	['notContains', 'a', '"status" !~ "a"'],
	['greater', '-7d', '"status" > "-7d"'],
	['greaterOrEqual', '5', '"status" >= "5"'],
	['less', '5', '"status" < "5"'],
	['lessOrEqual', '5', '"status" <= "5"'],
	['isOneOf', 'a, b,,c', '"status" IN ("a", "b", "c")'],
	['isOneOf', 'a, "b, \\"c\\"" , d', '"status" IN ("a", "b, \\"c\\"", "d")'],
	['isNotOneOf', 'currentUser(), b', '"status" NOT IN (currentUser(), "b")'],
	['isEmpty', 'left over', '"status" IS EMPTY'],
	['isNotEmpty', '', '"status" IS NOT EMPTY'],
	['equals', 'currentUser()', '"status" = currentUser()'],
	['greater', 'startOfDay(-1)', '"status" > startOfDay("-1")'],
	['equals', 'membersOf("a b")', '"status" = membersOf("a b")'],
	['equals', 'f(a, "b, c")', '"status" = f("a", "b, c")'],
	['equals', "f(')", '"status" = "f(\')"'],
	['equals', 'f(a))', '"status" = "f(a))"'],
	['equals', 'currentUser() OR 1 = 1', '"status" = "currentUser() OR 1 = 1"'],
	['equals', 'EMPTY', '"status" = "EMPTY"'],
	['equals', 'a" OR b = "c', '"status" = "a\\" OR b = \\"c"'],
	['equals', 'a\\', '"status" = "a\\\\"'],
	['equals', 'a\nb\r\tc', '"status" = "a\\nb\\r\\tc"'],
])('%s of %j', (operator, value, jql) => expect(one(value, operator)).toBe(jql));

test.each([
	['summary', '"summary"'],
	['order', '"order"'],
	['"Story Points"', '"Story Points"'],
	['"a \\"b\\""', '"a \\"b\\""'],
	['"a" OR "b"', '"\\"a\\" OR \\"b\\""'],
	['cf[10010]', 'cf[10010]'],
	[' Story Points ', '"Story Points"'],
	['a" OR "b', '"a\\" OR \\"b"'],
	['a = b OR c', '"a = b OR c"'],
])('the field %j is written %s', (field, written) =>
	expect(jqlOf([{ field, operator: 'isEmpty' }])).toBe(`${written} IS EMPTY`),
);

test('conditions are all to be met', () => {
	const rows: Condition[] = [
		{ field: 'a', operator: 'equals', value: '1' },
		{ field: 'b', operator: 'isEmpty' },
	];
	expect(jqlOf(rows)).toBe('"a" = "1" AND "b" IS EMPTY');
});

test.each<[row: Condition, problem: RegExp]>([
	[{ field: ' ', operator: 'equals', value: 'a' }, /^entry 1 has no field$/],
	[{ field: 'a', operator: 'equals' }, /^entry 1 \(a\) has no value$/],
	[{ field: 'a', operator: 'equals', value: ' ' }, /no value/],
	[{ field: 'a', operator: 'isOneOf', value: ' , ' }, /no value/],
])('%j is refused', (row, problem) => {
	const { field, problem: told } = invalidInputOf(() => jqlOf([row]));
	expect(field).toBe('Conditions');
	expect(told).toMatch(problem);
});

const HOSTILE = fc
	.array(
		fc.oneof(
			fc.constantFrom('"', "'", '\\', '(', ')', ',', ' OR ', ' AND ', '=', 'f(', '\n', '\r', '\t'),
			fc.constantFrom('EMPTY', 'ORDER BY x', '[', ']', '\u2028', '\0', 'a', 'currentUser()', '-1'),
			fc.string({ maxLength: 3 }),
		),
		{ maxLength: 12 },
	)
	.map((parts) => parts.join(''));

const FIELD = fc.oneof(
	fc.constantFrom('summary', 'cf[10010]', 'status', 'order', 'and', 'NOT', 'empty', 'cf'),
	HOSTILE.filter((field) => field.trim() !== '').map((field) => `x ${field}`),
);

const ROW: fc.Arbitrary<Condition> = fc.record({
	field: FIELD,
	operator: fc.constantFrom(...(Object.keys(OPERATORS) as Operator[])),
	value: HOSTILE.map((value) => `${value}v`),
});

test('whatever the values, a query keeps its structure', () => {
	fc.assert(
		fc.property(fc.array(ROW, { minLength: 1, maxLength: 3 }), (rows) => {
			const { where, orderBy } = parseJql(jqlOf(rows));
			const clauses = where?.kind === 'and' ? where.parts : [where];
			expect(orderBy).toEqual([]);
			expect(clauses).toHaveLength(rows.length);
			for (const [index, { field, operator, value = '' }] of rows.entries()) {
				const clause = clauses[index] as Clause;
				expect(clause).toMatchObject({ kind: 'clause', field: field.trim() });
				expect(clause.operator).toBe(OPERATORS[operator].toLowerCase().replace(' empty', ''));
				const { operand } = clause;
				if (clause.operator.startsWith('is')) expect(operand).toEqual({ kind: 'empty' });
				else if (clause.operator.endsWith('in')) expect(operand.kind).toBe('list');
				else expect(operand).toEqual({ kind: 'value', text: value.trim() });
			}
		}),
		{ numRuns: 400 },
	);
});

test('a quoted text is read as it was', () => {
	fc.assert(
		fc.property(fc.oneof(fc.string({ unit: 'binary' }), HOSTILE), (text) => {
			expect(parseJql(`a = ${quoted(text)}`).where).toMatchObject({
				operand: { kind: 'value', text },
			});
		}),
	);
});

test('a function in two values cannot hide what is between them', () => {
	fc.assert(
		fc.property(HOSTILE, HOSTILE, (first, second) => {
			const rows: Condition[] = [`f(${first})`, `g(${second})`].map((value) => ({
				field: 'a',
				operator: 'equals',
				value,
			}));
			const { where } = parseJql(jqlOf(rows));
			expect(where).toMatchObject({ kind: 'and', parts: [{ field: 'a' }, { field: 'a' }] });
		}),
		{ numRuns: 400 },
	);
});

test.each(['f(', 'f(, ', '", ', '"a', ', ', 'f("a", '])(
	'%j, again and again, takes no long time',
	(part) => {
		const began = performance.now();
		for (const operator of ['equals', 'isOneOf'] as const) {
			one(`f(${part.repeat(10_000)}\\x`, operator);
			one(`${part.repeat(10_000)}x`, operator);
		}
		expect(performance.now() - began).toBeLessThan(2000);
	},
);
