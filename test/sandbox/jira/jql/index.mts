import { JiraError, refused } from '../errors.mts';
import type { Issue } from '../records.mts';
import type { State } from '../state.mts';
import { functionTime, timeOf } from './dates.mts';
import { jqlField, type JqlField } from './fields.mts';
import { parseJql, type Clause, type Condition, type Operand, type Operator } from './parser.mts';

export { parseJql } from './parser.mts';
export type { Clause, Condition } from './parser.mts';

/** What a query is judged with. */
export interface Setting {
	state: State;
	/** Who currentUser() is. */
	accountId: string;
}

type Test = (issue: Issue) => boolean;
type Key = string | number;

const EQUALITY: readonly Operator[] = ['=', '!=', 'in', 'not in', 'is', 'is not'];
const ORDER: readonly Operator[] = ['<', '<=', '>', '>='];
const OPERATORS: Readonly<Record<JqlField['type'], readonly Operator[]>> = {
	set: EQUALITY,
	text: ['~', '!~', 'is', 'is not'],
	date: [...EQUALITY, ...ORDER],
	number: [...EQUALITY, ...ORDER],
};

function fieldOf(name: string): JqlField {
	const field = jqlField(name);
	if (field) return field;
	throw refused(400, `Field '${name}' does not exist or you do not have permission to view it.`);
}

function textKeys(text: string, field: JqlField, name: string, { state }: Setting): Key[] {
	if (field.type === 'date') return [timeOf(text, name)];
	if (field.type === 'number') {
		const number = Number(text);
		if (text.trim() === '' || Number.isNaN(number)) {
			throw refused(400, `Value '${text}' is not a number for the field '${name}'.`);
		}
		return [number];
	}
	const keys = field.resolve!(text, state);
	if (keys.length > 0) return keys;
	throw refused(
		400,
		field.name === 'issueKey'
			? `An issue with key '${text}' does not exist for field '${name}'.`
			: `The value '${text}' does not exist for the field '${name}'.`,
	);
}

/** The keys that an operand stands for; undefined for EMPTY. */
function keysOf(
	operand: Operand,
	field: JqlField,
	name: string,
	setting: Setting,
): Key[] | undefined {
	switch (operand.kind) {
		case 'empty':
			return undefined;
		case 'value':
			return textKeys(operand.text, field, name, setting);
		case 'list':
			return operand.items.flatMap((item) => keysOf(item, field, name, setting) ?? []);
		case 'function': {
			if (operand.name.toLowerCase() === 'currentuser' && field.isUser) return [setting.accountId];
			const time = field.type === 'date' && functionTime(operand.name, operand.args);
			if (typeof time === 'number') return [time];
			throw refused(
				400,
				`Unable to find JQL function '${operand.name}(${operand.args.join(', ')})'.`,
			);
		}
	}
}

/** Words and phrases of a text search; all have to occur. */
function textTest(search: string): (texts: readonly Key[]) => boolean {
	const parts = [...search.matchAll(/"([^"]+)"|(\S+)/g)].map(([, phrase, word]) => {
		const source = (phrase ?? word ?? '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
		const pattern =
			phrase === undefined
				? source.replace(/\\\*/g, '[\\p{L}\\p{N}]*').replace(/\\\?/g, '[\\p{L}\\p{N}]')
				: source;
		return new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'iu');
	});
	return (texts) => {
		const whole = texts.join('\n');
		return parts.length > 0 && parts.every((part) => part.test(whole));
	};
}

function compared(operator: Operator, left: number, right: number): boolean {
	if (operator === '<') return left < right;
	if (operator === '<=') return left <= right;
	if (operator === '>') return left > right;
	return left >= right;
}

function clauseTest({ field: name, operator, operand }: Clause, setting: Setting): Test {
	const field = fieldOf(name);
	const { state } = setting;
	const ordered = field.rank && ORDER.includes(operator);
	if (!OPERATORS[field.type].includes(operator) && !ordered) {
		throw refused(400, `The operator '${operator}' is not supported by the '${name}' field.`);
	}
	const isNegative = ['!=', '!~', 'not in', 'is not'].includes(operator);
	if (operand.kind === 'empty') {
		if (!['is', 'is not', '=', '!='].includes(operator)) {
			throw refused(
				400,
				`The operator '${operator}' does not support searching for an empty value.`,
			);
		}
		return (issue) => (field.of(issue, state).length === 0) !== isNegative;
	}
	if (operator === 'is' || operator === 'is not') {
		throw refused(
			400,
			`The operator '${operator}' supports only EMPTY and NULL for the field '${name}'.`,
		);
	}
	if (field.type === 'text') {
		if (operand.kind !== 'value') throw refused(400, `The field '${name}' is searched with texts.`);
		const test = textTest(operand.text);
		return (issue) => {
			const texts = field.of(issue, state);
			return texts.length > 0 && test(texts) !== isNegative;
		};
	}
	const keys = keysOf(operand, field, name, setting) ?? [];
	if (ORDER.includes(operator)) {
		const rank = (key: Key): number => (field.rank ? field.rank(String(key), state) : Number(key));
		return (issue) =>
			field.of(issue, state).some((each) => compared(operator, rank(each), rank(keys[0]!)));
	}
	// What has nothing there is neither equal nor unequal to anything.
	return (issue) => {
		const own = field.of(issue, state);
		return own.length > 0 && own.some((each) => keys.includes(each)) !== isNegative;
	};
}

/**
 * A condition as a test of issues.
 * @throws JiraError 400 for fields, operators and values that don't exist
 */
export function testOf(condition: Condition, setting: Setting): Test {
	if (condition.kind === 'clause') return clauseTest(condition, setting);
	if (condition.kind === 'not') {
		const test = testOf(condition.part, setting);
		return (issue) => !test(issue);
	}
	const tests = condition.parts.map((part) => testOf(part, setting));
	return condition.kind === 'and'
		? (issue) => tests.every((test) => test(issue))
		: (issue) => tests.some((test) => test(issue));
}

/**
 * Whether an issue is one that a filter finds; undefined when the filter is no longer valid, such as
 * when the project that it names is gone.
 */
export function passes(jql: string, issue: Issue, setting: Setting): boolean | undefined {
	try {
		const { where } = parseJql(jql);
		return where === undefined || testOf(where, setting)(issue);
	} catch (error) {
		if (error instanceof JiraError) return undefined;
		throw error;
	}
}

/** Empty values come last, whichever the direction. */
function comparator(field: JqlField, descending: boolean, state: State) {
	const sortKey = (issue: Issue): Key | undefined => {
		if (field.sortText) return field.sortText(issue);
		const [first] = field.of(issue, state);
		return first !== undefined && field.rank ? field.rank(String(first), state) : first;
	};
	return (left: Issue, right: Issue): number => {
		const [a, b] = [sortKey(left), sortKey(right)];
		if (a === undefined || b === undefined)
			return Number(a === undefined) - Number(b === undefined);
		const order =
			typeof a === 'number' && typeof b === 'number'
				? a - b
				: String(a).localeCompare(String(b), 'en', { numeric: true });
		return descending ? -order : order;
	};
}

/** The clauses of a condition, in the order they were written. */
export function clausesOf(condition: Condition): Clause[] {
	if (condition.kind === 'clause') return [condition];
	return condition.kind === 'not' ? clausesOf(condition.part) : condition.parts.flatMap(clausesOf);
}

/**
 * The issues that a query finds, in its order; newest first unless it says otherwise.
 * @param mustBeBounded whether a query without a condition is refused
 * @throws JiraError 400
 */
export function search(jql: string, setting: Setting, mustBeBounded: boolean): Issue[] {
	const { where, orderBy } = parseJql(jql);
	if (!where && mustBeBounded) {
		throw refused(
			400,
			'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.',
		);
	}
	const { state } = setting;
	const test = where ? testOf(where, setting) : () => true;
	const comparators = orderBy.map(({ field, descending }) =>
		comparator(fieldOf(field), descending, state),
	);
	return [...state.issues.values()].filter(test).sort((left, right) => {
		for (const compare of comparators) {
			const order = compare(left, right);
			if (order !== 0) return order;
		}
		return Number(right.id) - Number(left.id);
	});
}
