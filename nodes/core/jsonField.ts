import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from './errors';
import { kindOf } from './fields';
import type { Field, FieldProperty } from './fields';

/** An object as JSON, or as an expression gives it. */
export function jsonObject(property: Omit<FieldProperty, 'type'>): Field<IDataObject> {
	const { displayName } = property;
	return {
		property: { ...property, type: 'json' },
		read(raw) {
			if (raw === undefined || raw === null || raw === '') return undefined;
			return objectIn(displayName, raw);
		},
	};
}

/**
 * The object that a JSON parameter holds.
 *
 * @param label the parameter as the panel names it
 * @throws InvalidInput; what was given is not quoted, since it may hold secrets
 */
export function objectIn(label: string, raw: unknown): IDataObject {
	const value = typeof raw === 'string' ? parsed(raw) : raw;
	if (value === undefined) throw new InvalidInput(label, 'is not valid JSON');
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw new InvalidInput(label, `expected a JSON object, got ${kindOf(value)}`);
	}
	return value as IDataObject;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
