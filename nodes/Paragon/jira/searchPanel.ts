import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from '../../core/errors';
import { kindOf, text, wholeNumber } from '../../core/fields';
import type { View, Words } from '../../core/kind';
import type { Operation, Output } from '../../core/operation';
import { SIMPLIFY, viewOf } from '../../core/record';
import type { Lists } from '../../core/store';
import { jqlOf, listOf, OPERATORS, takesList } from './jql';
import type { Condition, Operator } from './jql';
import type { Issue, Search } from './store';

/** A query as a person writes it. Atlassian wants it bounded: with a restriction before any ORDER BY. */
export const JQL = text(
	{
		displayName: 'JQL',
		type: 'string',
		default: '',
		placeholder: 'e.g. project = OPS AND status != Done',
		description: 'A query in the language of Jira; it has to restrict the search',
	},
	{
		check: (jql) =>
			/^\s*(order\s+by\b|$)/i.test(jql)
				? 'restricts nothing; Jira searches only with a restriction, such as project = OPS'
				: undefined,
	},
);

const CHOICES: Array<{ name: string; value: Operator }> = [
	{ name: 'At Least', value: 'greaterOrEqual' },
	{ name: 'At Most', value: 'lessOrEqual' },
	{ name: 'Contains', value: 'contains' },
	{ name: 'Does Not Contain', value: 'notContains' },
	{ name: 'Does Not Equal', value: 'notEquals' },
	{ name: 'Equals', value: 'equals' },
	{ name: 'Greater Than', value: 'greater' },
	{ name: 'Is Empty', value: 'isEmpty' },
	{ name: 'Is Not Empty', value: 'isNotEmpty' },
	{ name: 'Is Not One Of', value: 'isNotOneOf' },
	{ name: 'Is One Of', value: 'isOneOf' },
	{ name: 'Less Than', value: 'less' },
];

const LIMIT = wholeNumber(
	{
		displayName: 'Limit',
		type: 'number',
		default: 50,
		description: 'Max number of results to return',
	},
	{ min: 1, max: 1_000_000, unit: 'results' },
);

/** Search: for each item, the issues that meet all its conditions. */
export function SEARCH(
	kind: Pick<Words, 'plural'> & View<Issue>,
	fields: readonly string[],
): Operation<Lists<Issue, Search>> {
	return {
		value: 'search',
		name: 'Search',
		action: `Search ${kind.plural}`,
		description: 'Find issues by their fields',
		properties: [
			{
				displayName: 'Conditions',
				name: 'conditions',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				placeholder: 'Add Condition',
				default: {},
				description: 'What the issues have to meet, all of it',
				options: [
					{
						displayName: 'Condition',
						name: 'condition',
						values: [
							{
								displayName: 'Field',
								name: 'field',
								type: 'string',
								default: '',
								placeholder: 'e.g. status',
								description: 'By its name in JQL; custom fields by name or as cf[10010]',
							},
							{
								displayName: 'Operator',
								name: 'operator',
								type: 'options',
								options: CHOICES,
								default: 'equals',
								description: 'How the field is compared with the value',
							},
							{
								displayName: 'Value',
								name: 'value',
								type: 'string',
								default: '',
								placeholder: 'e.g. In Progress',
								description:
									'Several are separated by commas, for Is One Of; dates are 2027-01-31 or -7d; functions such as currentUser() work',
							},
						],
					},
				],
			},
			{
				displayName: 'Return All',
				name: 'returnAll',
				type: 'boolean',
				default: false,
				description: 'Whether to return all results or only up to a given limit',
			},
			{
				...LIMIT.property,
				name: 'limit',
				typeOptions: { minValue: 1 },
				displayOptions: { show: { returnAll: [false] } },
			},
			SIMPLIFY,
		],
		read(parameters) {
			const conditions = readConditions(parameters.get('conditions'));
			const jql = jqlOf(conditions);
			const limit = parameters.flag('returnAll')
				? Infinity
				: (LIMIT.read(parameters.get('limit')) ?? 50);
			const view = viewOf(kind, parameters);
			return async (store) => {
				const outputs: Output[] = [];
				for await (const found of store.list({ jql, fields })) {
					outputs.push({ json: view(found) });
					if (outputs.length >= limit) break;
				}
				return outputs;
			};
		},
	};
}

function readConditions(raw: unknown): Condition[] {
	const rows = (raw as IDataObject | undefined)?.condition;
	if (!Array.isArray(rows) || rows.length === 0) {
		throw new InvalidInput('Conditions', 'there is none: Jira searches only with a restriction');
	}
	return rows.map((row: unknown, index): Condition => {
		const { field, operator = 'equals', value } = (row ?? {}) as IDataObject;
		if (typeof operator !== 'string' || !Object.hasOwn(OPERATORS, operator)) {
			throw new InvalidInput('Conditions', `entry ${index + 1} has no operator that Jira knows`);
		}
		return {
			field: plain(field, `the field of entry ${index + 1}`),
			operator: operator as Operator,
			value: valueOf(value, operator as Operator, `the value of entry ${index + 1}`),
		};
	});
}

/** What an expression gives may be a list already. */
function valueOf(value: unknown, operator: Operator, what: string): string {
	if (!Array.isArray(value)) return plain(value, what);
	if (takesList(operator)) return listOf(value.map((entry: unknown) => plain(entry, what)));
	throw new InvalidInput('Conditions', `${what} is a list, which only Is One Of takes`);
}

/** A value as text, an empty one for none. */
function plain(value: unknown, what: string): string {
	if (value === undefined || value === null) return '';
	if (['string', 'number', 'boolean'].includes(typeof value)) return String(value);
	throw new InvalidInput('Conditions', `${what} is ${kindOf(value)}`);
}
