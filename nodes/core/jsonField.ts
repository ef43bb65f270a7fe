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
	refuseSpecialNames(label, value);
	return value as IDataObject;
}

/** Names that mean something to JavaScript itself: on the way to the vendor they would be lost. */
const SPECIAL = ['__proto__', 'constructor', 'prototype'];

/** @throws InvalidInput when a member cannot have this name */
export function refuseSpecialName(label: string, name: string): void {
	if (SPECIAL.includes(name)) {
		throw new InvalidInput(label, `'${name}' cannot be used as a name`);
	}
}

function refuseSpecialNames(label: string, value: unknown): void {
	if (typeof value !== 'object' || value === null) return;
	for (const [name, inner] of Object.entries(value)) {
		if (!Array.isArray(value)) refuseSpecialName(label, name);
		refuseSpecialNames(label, inner);
	}
}

/** What a text of JSON says; undefined when it is none. */
export function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
