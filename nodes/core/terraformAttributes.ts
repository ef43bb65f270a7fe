import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from './errors';
import { kindOf } from './fields';
import { refuseSpecialName } from './jsonField';

/**
 * What one attribute of a Terraform resource says, by parameter names.
 *
 * @param name as it is written, with what it is inside of: "oauth.scopes"
 * @throws InvalidInput; what was given is not quoted, since it may be secret
 */
export type AttributeReader = (value: unknown, name: string) => IDataObject;

/** Attributes by name; null for one that a desired state cannot say, since it is made by others. */
export type Attributes = Readonly<Record<string, AttributeReader | null>>;

const LABEL = 'Desired State';

/** The refusal of an attribute. */
export const refused = (name: string, problem: string, help?: string) =>
	new InvalidInput(LABEL, `'${name}' ${problem}`, help);

/**
 * What some attributes say, by parameter names. One that is null is one that was not set, as in
 * Terraform itself.
 *
 * @param of what they are attributes of
 * @throws InvalidInput
 */
export function readAttributes(
	attributes: Attributes,
	given: IDataObject,
	of: string,
	prefix = '',
): IDataObject {
	const record: IDataObject = {};
	for (const [name, value] of Object.entries(given)) {
		refuseSpecialName(LABEL, name);
		const read = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
		if (read === undefined) {
			throw refused(
				`${prefix}${name}`,
				`is no attribute of ${of}`,
				`Remove it before this node. The attributes are: ${Object.keys(attributes).join(', ')}.`,
			);
		}
		if (value === null || value === undefined || read === null) continue;
		for (const [parameter, said] of Object.entries(read(value, `${prefix}${name}`))) {
			if (Object.hasOwn(record, parameter)) {
				throw refused(
					`${prefix}${name}`,
					'says what another attribute says',
					'Give one of the two.',
				);
			}
			record[parameter] = said;
		}
	}
	return record;
}

/** A text is this parameter; a number counts as one, as in Terraform. */
export const asText =
	(parameter: string): AttributeReader =>
	(value, name) => ({ [parameter]: textIn(value, name) });

/** A whole number is this parameter; one in a text counts, as in Terraform. */
export const asWholeNumber =
	(parameter: string): AttributeReader =>
	(value, name) => {
		const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
		if (Number.isSafeInteger(number)) return { [parameter]: number as number };
		throw refused(name, 'is not a whole number');
	};

/** A list of texts is this parameter. */
export const asTexts =
	(parameter: string): AttributeReader =>
	(value, name) => {
		if (!Array.isArray(value)) throw refused(name, `expected a list, got ${kindOf(value)}`);
		return { [parameter]: value.map((entry, index) => textIn(entry, `${name}[${index}]`)) };
	};

/** An object has attributes of its own. */
export const asObject =
	(attributes: Attributes): AttributeReader =>
	(value, name) =>
		readAttributes(attributes, objectIn(value, name), name, `${name}.`);

/**
 * Some blocks are this parameter, a list of objects. None says nothing: it is how a state tells that
 * there are none to be told.
 */
export const asBlocks = (parameter: string, attributes: Attributes): AttributeReader => {
	const read = asObject(attributes);
	return (value, name) => {
		// A single block stands for itself in Terraform's JSON syntax.
		const blocks: unknown[] = Array.isArray(value) ? value : [value];
		if (blocks.length === 0) return {};
		return { [parameter]: blocks.map((block, index) => read(block, `${name}[${index}]`)) };
	};
};

/** The text that an attribute holds. */
export function textIn(value: unknown, name: string): string {
	if (typeof value === 'string') return value;
	if (Number.isFinite(value)) return String(value);
	throw refused(name, `expected text, got ${kindOf(value)}`);
}

/** What an attribute that is true or false holds. */
export function flagIn(value: unknown, name: string): boolean {
	if (value === true || value === 'true') return true;
	if (value === false || value === 'false') return false;
	throw refused(name, `expected true or false, got ${kindOf(value)}`);
}

/** The object that an attribute holds. */
export function objectIn(value: unknown, name: string): IDataObject {
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
		return value as IDataObject;
	}
	throw refused(name, `expected an object, got ${kindOf(value)}`);
}
