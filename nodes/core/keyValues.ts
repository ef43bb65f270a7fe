import type { IDataObject, INodePropertyCollection } from 'n8n-workflow';

import { InvalidInput } from './errors';
import { kindOf, refuseMask } from './fields';
import type { Field, FieldProperty } from './fields';
import { refuseSpecialName } from './jsonField';

export type Scalar = string | number | boolean;

const ROW = 'entry';

const VALUE_TYPES = [
	{ name: 'Boolean', value: 'boolean' },
	{ name: 'Number', value: 'number' },
	{ name: 'String', value: 'string' },
];

/**
 * Names with values: rows of the panel, or an object. Without any row nothing is given: n8n makes that
 * of an expression on the whole, too.
 *
 * @param typed whether a row says what its value is, for vendors that tell `true` from `"true"`
 */
export function keyValues(
	property: Omit<FieldProperty, 'type' | 'default' | 'options' | 'typeOptions'>,
	{ typed = false, check }: { typed?: boolean; check?: (name: string) => string | undefined } = {},
): Field<Record<string, Scalar>> {
	const label = property.displayName;
	return {
		property: {
			...property,
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			default: {},
			options: [rowPanel(typed)],
		},
		read(raw) {
			if (raw === undefined || raw === null || raw === '') return undefined;
			const values = new Map<string, Scalar>();
			const rows = rowsIn(label, raw);
			if (rows.length === 0) return undefined;
			for (const [rawName, value] of rows) {
				const name = typeof rawName === 'string' ? rawName.trim() : '';
				if (name === '') throw new InvalidInput(label, 'an entry has no name');
				refuseSpecialName(label, name);
				if (values.has(name)) throw new InvalidInput(label, `'${name}' is given twice`);
				const problem = check?.(name);
				if (problem) throw new InvalidInput(label, `'${name}' ${problem}`);
				if (!isScalar(value)) {
					const given = typeof value === 'number' ? String(value) : kindOf(value);
					throw new InvalidInput(
						label,
						`'${name}' is ${given}; allowed are texts, numbers, true and false`,
					);
				}
				if (typeof value === 'string') refuseMask(label, value);
				values.set(name, value);
			}
			return Object.fromEntries(values);
		},
	};
}

/** What JSON can hold: NaN and the infinities would become null on the wire. */
const isScalar = (value: unknown): value is Scalar =>
	typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);

function rowPanel(typed: boolean): INodePropertyCollection {
	return {
		displayName: 'Entry',
		name: ROW,
		values: [
			{ displayName: 'Name', name: 'name', type: 'string', default: '' },
			...(typed
				? [
						{
							displayName: 'Type',
							name: 'type',
							type: 'options' as const,
							options: VALUE_TYPES,
							default: 'string',
						},
					]
				: []),
			{ displayName: 'Value', name: 'value', type: 'string', default: '' },
		],
	};
}

function rowsIn(label: string, raw: unknown): Array<[unknown, unknown]> {
	if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
		throw new InvalidInput(label, `expected names with values, got ${kindOf(raw)}`);
	}
	const rows = (raw as IDataObject)[ROW];
	return Array.isArray(rows)
		? rows.map((row: unknown) => nameAndValue(label, row))
		: Object.entries(raw);
}

function nameAndValue(label: string, row: unknown): [unknown, unknown] {
	if (typeof row !== 'object' || row === null) {
		throw new InvalidInput(label, `expected entries, but one of them is ${kindOf(row)}`);
	}
	const { name, type, value } = row as IDataObject;
	// One without a name is refused for that.
	return [name, typeof name === 'string' ? valueOf(label, name.trim(), type, value) : value];
}

/** An expression may have made the value already what its type says. */
function valueOf(label: string, name: string, type: unknown, value: unknown): unknown {
	if (type === 'boolean' && typeof value === 'string') {
		const given = value.trim().toLowerCase();
		if (given === 'true') return true;
		if (given === 'false') return false;
		throw new InvalidInput(label, `'${name}' is neither true nor false`);
	}
	if (type === 'number' && typeof value === 'string') {
		const given = value.trim() === '' ? NaN : Number(value);
		if (Number.isFinite(given)) return given;
		throw new InvalidInput(label, `'${name}' is not a number`);
	}
	return value;
}
