import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InvalidInput } from './errors';
import { isMask, withoutUserInfo } from './secret';

/** A panel field: everything n8n wants to know of it, but for its name and when it is shown. */
export type FieldProperty = Omit<INodeProperties, 'name' | 'displayOptions'>;

/**
 * One thing that a person can say of a credential: how it looks in the panel and how what was
 * entered (or what an expression gave) becomes a value.
 */
export interface Field<Value> {
	readonly property: FieldProperty;
	/**
	 * The value, or undefined for nothing entered.
	 *
	 * @throws InvalidInput naming the field
	 */
	read(raw: unknown): Value | undefined;
}

/** Fields by their parameter names. */
export type FieldMap = Record<string, Field<unknown>>;

/** The values of some fields, each of them as far as it was given. */
export type ValuesOf<Fields extends FieldMap> = {
	[Name in keyof Fields]?: Fields[Name] extends Field<infer Value> ? Value : never;
};

/** The given values out of an object of raw ones. */
export function readFields<Fields extends FieldMap>(
	fields: Fields,
	raw: IDataObject,
): ValuesOf<Fields> {
	const values: Record<string, unknown> = {};
	// Nothing entered is nothing read; most of many fields are not.
	for (const name of Object.keys(fields)) {
		if (raw[name] === undefined) continue;
		const value = fields[name]?.read(raw[name]);
		if (value !== undefined) values[name] = value;
	}
	return values as ValuesOf<Fields>;
}

const absent = (raw: unknown) => raw === undefined || raw === null || raw === '';

/**
 * A line of text, trimmed.
 *
 * @param mayBeEmpty whether an empty one counts as given
 * @param check says what is wrong with a text, if anything
 */
export function text(
	property: FieldProperty,
	{
		mayBeEmpty = false,
		check,
	}: { mayBeEmpty?: boolean; check?: (value: string) => string | undefined } = {},
): Field<string> {
	return {
		property,
		read(raw) {
			if (raw === '' && mayBeEmpty) return '';
			if (absent(raw)) return undefined;
			if (typeof raw !== 'string' && typeof raw !== 'number') {
				throw new InvalidInput(property.displayName, `expected text, got ${kindOf(raw)}`);
			}
			const value = String(raw).trim();
			refuseMask(property.displayName, value);
			const problem = value === '' ? undefined : check?.(value);
			if (problem)
				throw new InvalidInput(property.displayName, `'${withoutUserInfo(value)}' ${problem}`);
			return value === '' && !mayBeEmpty ? undefined : value;
		},
	};
}

/** @throws InvalidInput when a text is the mask that stands for a secret */
export function refuseMask(label: string, value: string): void {
	if (!isMask(value)) return;
	throw new InvalidInput(
		label,
		'is a masked secret, not the secret itself',
		'Set Secret Output to Plain in the node that made it.',
	);
}

/** A whole number within bounds. */
export function wholeNumber(
	property: FieldProperty,
	{ min, max, unit }: { min: number; max: number; unit: string },
): Field<number> {
	return {
		property,
		read(raw) {
			if (absent(raw)) return undefined;
			const value = typeof raw === 'string' ? Number(raw) : raw;
			if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
				throw new InvalidInput(
					property.displayName,
					`${quoted(raw)} is not a whole number of ${unit} from ${min} to ${max}`,
				);
			}
			return value;
		},
	};
}

/** One of the options that the property lists. */
export function choice<Value extends string>(property: FieldProperty): Field<Value> {
	const allowed = (property.options ?? []).map((option) => ('value' in option ? option.value : ''));
	return {
		property,
		read(raw) {
			if (absent(raw)) return undefined;
			if (!allowed.includes(raw as string)) {
				throw new InvalidInput(
					property.displayName,
					`${quoted(raw)} is not one of ${allowed.join(', ')}`,
				);
			}
			return raw as Value;
		},
	};
}

/** Yes or no. */
export function flag(property: FieldProperty): Field<boolean> {
	return {
		property,
		read(raw) {
			if (absent(raw)) return undefined;
			if (raw === true || raw === 'true') return true;
			if (raw === false || raw === 'false') return false;
			throw new InvalidInput(property.displayName, `${quoted(raw)} is neither true nor false`);
		},
	};
}

/**
 * Several texts without duplicates: from a list in the panel, from an expression's array, or from
 * text with one to a line or separated by commas and blanks.
 *
 * @param separator what separates entries in a text, where they may hold commas and blanks themselves
 */
export function texts(
	property: FieldProperty,
	{
		check,
		separator = /[\s,]+/,
	}: { check?: (entry: string) => string | undefined; separator?: RegExp } = {},
): Field<string[]> {
	return {
		property,
		read(raw) {
			if (absent(raw)) return undefined;
			const entries = typeof raw === 'string' ? raw.split(separator) : raw;
			if (!Array.isArray(entries)) {
				throw new InvalidInput(property.displayName, `expected a list, got ${kindOf(raw)}`);
			}
			const values = entries.map((entry: unknown) => {
				if (typeof entry === 'string') return entry.trim();
				throw new InvalidInput(
					property.displayName,
					`expected a list of texts, but one of them is ${kindOf(entry)}`,
				);
			});
			const given = [...new Set(values)].filter((value) => value !== '');
			for (const value of given) {
				const problem = check?.(value);
				if (problem) {
					throw new InvalidInput(property.displayName, `'${withoutUserInfo(value)}' ${problem}`);
				}
			}
			return given;
		},
	};
}

/** Some of the options that the property lists. */
export function choices(property: FieldProperty): Field<string[]> {
	const allowed = (property.options ?? []).map((option) => ('value' in option ? option.value : ''));
	return texts(property, {
		check: (entry) => (allowed.includes(entry) ? undefined : `is not one of ${allowed.join(', ')}`),
	});
}

/** A plain value as it was entered; of anything else only what it is. */
export function quoted(value: unknown): string {
	return ['string', 'number', 'boolean'].includes(typeof value)
		? `'${withoutUserInfo(String(value))}'`
		: kindOf(value);
}

/** What a value is, in words for an error: its content may be secret. */
export function kindOf(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'a list';
	return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
