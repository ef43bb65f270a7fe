import { InvalidInput } from '../../core/errors';

/** One row of the panel: what an issue's field has to be. */
export interface Condition {
	field: string;
	operator: Operator;
	/** One value, or several separated by commas for the operators that take a list. */
	value?: string;
}

/** By the panel's word for it, how JQL writes it. A value may not begin with =: n8n would evaluate it. */
export const OPERATORS = {
	equals: '=',
	notEquals: '!=',
	contains: '~',
	notContains: '!~',
	greater: '>',
	greaterOrEqual: '>=',
	less: '<',
	lessOrEqual: '<=',
	isOneOf: 'IN',
	isNotOneOf: 'NOT IN',
	isEmpty: 'IS EMPTY',
	isNotEmpty: 'IS NOT EMPTY',
} as const;

export type Operator = keyof typeof OPERATORS;

const WITHOUT_VALUE: Operator[] = ['isEmpty', 'isNotEmpty'];
const WITH_LIST: Operator[] = ['isOneOf', 'isNotOneOf'];

/** A search for words takes no function: what looks like one is a text, such as main(). */
const WITH_TEXT: Operator[] = ['contains', 'notContains'];

/** Whether an operator compares with several values. */
export const takesList = (operator: Operator): boolean => WITH_LIST.includes(operator);

/** Several values as one text, as a person would write it in the panel. */
export const listOf = (values: readonly string[]): string =>
	values.map((value) => `"${value.replace(/[\\"]/g, '\\$&')}"`).join(', ');

/**
 * Atlassian: functions may stand in a value's place, such as currentUser() or startOfDay(-1). Their
 * arguments are put in quotes; those that might end early, such as with a quote in them, make none.
 */
const FUNCTION =
	/^([A-Za-z]+)\(((?:\s*"[^"\\]*"\s*|[^"'()\\,]*)(?:,(?:\s*"[^"\\]*"\s*|[^"'()\\,]*))*)\)$/;

/** A custom field by its number, the only name that goes without quotes. */
const BY_NUMBER = /^cf\[\d+\]$/;

/** One text in quotes. */
const QUOTED = /^"((?:[^"\\]|\\.)*)"$/s;

/**
 * A JQL query for issues that meet all conditions. Every value is escaped, so that nothing that comes
 * out of an item can change the query's meaning.
 *
 * @throws InvalidInput when a condition has no field or no value
 */
export function jqlOf(conditions: readonly Condition[]): string {
	const clauses = conditions.map(({ field, operator, value = '' }, index) => {
		const name = field.trim();
		if (name === '') throw new InvalidInput('Conditions', `entry ${index + 1} has no field`);
		const left = nameOf(name);
		const symbol = OPERATORS[operator];
		if (WITHOUT_VALUE.includes(operator)) return `${left} ${symbol}`;
		const isList = takesList(operator);
		const values = isList ? splitList(value) : [value.trim()].filter(Boolean);
		if (values.length === 0) {
			throw new InvalidInput('Conditions', `entry ${index + 1} (${name}) has no value`);
		}
		const right = values.map(WITH_TEXT.includes(operator) ? quoted : literal).join(', ');
		return `${left} ${symbol} ${isList ? `(${right})` : right}`;
	});
	return clauses.join(' AND ');
}

/**
 * A field's name. In quotes it may be a word that JQL has another use for, such as end; in those of
 * a query that it was copied from it is taken as it is meant.
 */
function nameOf(field: string): string {
	if (BY_NUMBER.test(field)) return field;
	const [, inside] = QUOTED.exec(field) ?? [];
	return quoted(inside === undefined ? field : unescaped(inside));
}

function literal(value: string): string {
	const [, name, list = ''] = FUNCTION.exec(value) ?? [];
	return name ? `${name}(${splitList(list).map(quoted).join(', ')})` : quoted(value);
}

/** Atlassian: in quotes, backslash and quote are escaped, and control characters have escapes. */
export function quoted(value: string): string {
	const escaped = value
		.replace(/[\\"]/g, '\\$&')
		.replace(/\n/g, '\\n')
		.replace(/\r/g, '\\r')
		.replace(/\t/g, '\\t');
	return `"${escaped}"`;
}

/** Values separated by commas; one in quotes may have commas of its own. */
function splitList(text: string): string[] {
	const entries = text.match(/\s*"(?:[^"\\]|\\.)*"\s*(?=,|$)|[^,]+/gs) ?? [];
	return entries
		.map((entry) => entry.trim())
		.map((entry) => (/^".*"$/s.test(entry) ? unescaped(entry.slice(1, -1)) : entry))
		.filter((entry) => entry !== '');
}

const unescaped = (text: string) => text.replace(/\\(.)/gs, '$1');
