import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from '../../core/errors';
import { kindOf } from '../../core/fields';
import { parsed } from '../../core/jsonField';
import { adfOfMarkdown } from './markdown';

/** A field of the screen that issues are created with, as Jira describes it. */
export interface FieldMeta {
	fieldId: string;
	name: string;
	required?: boolean;
	hasDefaultValue?: boolean;
	/** What can be done with it, such as set and add. */
	operations?: string[];
	schema?: { type?: string; items?: string; custom?: string; system?: string };
	allowedValues?: AllowedValue[];
}

/** One of the values that a field may have. */
export interface AllowedValue extends IDataObject {
	id?: string;
	value?: string;
	name?: string;
	/** What can be chosen under it. */
	children?: AllowedValue[];
}

/** Between an option and one under it. */
export const UNDER = ' > ';

/** Atlassian's custom field types whose values are documents in the Atlassian Document Format. */
const DOCUMENTS = /:textarea$/;

/** Jira's boards describe sprints as a list, and take one by its number. */
const SPRINT = /:gh-sprint$/;

export const isDocument = ({ schema, fieldId }: FieldMeta): boolean =>
	DOCUMENTS.test(schema?.custom ?? '') || ['description', 'environment'].includes(fieldId);

/**
 * A value of the panel in the form that Jira wants for a field: documents for long texts, objects with
 * an ID for options, users and versions.
 *
 * @throws InvalidInput naming the field
 */
export function toJira(meta: FieldMeta, value: unknown): unknown {
	if (value === null || value === '') return null;
	if (isDocument(meta)) return typeof value === 'string' ? adfOfMarkdown(value) : value;
	if (SPRINT.test(meta.schema?.custom ?? '')) {
		return ofType(meta, 'number', Array.isArray(value) ? value[0] : value);
	}
	return ofType(meta, meta.schema?.type ?? 'any', value);
}

function ofType(meta: FieldMeta, type: string, value: unknown): unknown {
	switch (type) {
		case 'number': {
			const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
			if (typeof number === 'number' && Number.isFinite(number)) return number;
			throw new InvalidInput(meta.name, `${shown(value)} is not a number`);
		}
		case 'array': {
			return listIn(value)
				.filter((entry: unknown) => entry !== '')
				.map((entry: unknown) => ofType(meta, meta.schema?.items ?? 'any', entry));
		}
		case 'user':
			return typeof value === 'object' ? value : { accountId: String(value) };
		case 'group':
			return typeof value === 'object' ? value : { name: String(value) };
		case 'option-with-child':
			return typeof value === 'object' ? value : optionWithChild(meta, String(value));
		case 'option':
		case 'priority':
		case 'project':
		case 'resolution':
		case 'version':
		case 'component':
		case 'issuetype':
		case 'securitylevel':
			return typeof value === 'object' ? value : allowed(meta, String(value));
		case 'string':
			return typeof value === 'object' ? value : String(value);
		case 'date':
			// n8n gives a moment for a date, too.
			return momentOf(value).replace(/^(\d{4}-\d\d-\d\d)T.*$/, '$1');
		case 'datetime':
			// Atlassian: the zone without a colon.
			return momentOf(value)
				.replace(/Z$/, '+0000')
				.replace(/(T.*[+-]\d\d):(\d\d)$/, '$1$2');
		default:
			return value;
	}
}

/** A list, JSON of one, as n8n makes of a list in a text, or texts separated by commas. */
function listIn(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	if (typeof value !== 'string') return [value];
	const list = value.trim().startsWith('[') ? parsed(value) : undefined;
	return Array.isArray(list) ? list : value.trim().split(/\s*,\s*/);
}

/** An option, and one under it if it is named. */
function optionWithChild(meta: FieldMeta, given: string): IDataObject {
	const [first = '', second] = given.split(UNDER).map((part) => part.trim());
	const option = allowed(meta, first);
	if (second === undefined) return option;
	const { children = [] } = meta.allowedValues?.find(({ id }) => id === option.id) ?? {};
	return { ...option, child: allowed({ ...meta, allowedValues: children }, second) };
}

/** A date or moment as text; n8n's own objects for them say it in ISO 8601. */
const momentOf = (value: unknown) =>
	String(
		typeof value === 'object' && value !== null && 'toJSON' in value
			? (value as Date).toJSON()
			: value,
	);

/** One of the values that a field may have, by its ID or by what people call it. */
function allowed({ name, allowedValues = [] }: FieldMeta, given: string): IDataObject {
	if (allowedValues.length === 0) return { id: given };
	const found = allowedValues.find((one) => [one.id, one.value, one.name].includes(given));
	if (found) return { id: found.id };
	const choices = allowedValues.map((one) => one.value ?? one.name ?? one.id).join(', ');
	throw new InvalidInput(name, `'${given}' is not one of ${choices}`);
}

const shown = (value: unknown) => (typeof value === 'string' ? `'${value}'` : kindOf(value));
