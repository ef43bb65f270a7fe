import type { INodeProperties } from 'n8n-workflow';

import { InvalidInput } from './errors';
import { kindOf } from './fields';
import type { Field } from './fields';
import type { Picker } from './kind';

/** How one record is picked in the panel: from the vendor's list, or by its ID. */
export interface Locator {
	/** The parameter's name. */
	readonly name: string;
	readonly displayName: string;
	readonly description: string;
	/** The node's list search method. */
	readonly searchMethod: string;
	/** What an ID looks like. */
	readonly pattern: RegExp;
	/** What an ID looks like, in words: "a UUID such as …". */
	readonly patternInWords: string;
	readonly placeholder: string;
	/** Another way to name one, besides its ID; the pattern has to fit this, too. */
	readonly otherWay?: { mode: string; label: string; example: string; hint: string };
}

/** The panel property of a locator. */
export function locatorProperty(locator: Locator, required = true): INodeProperties {
	return {
		displayName: locator.displayName,
		name: locator.name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		...(required ? { required } : {}),
		description: locator.description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: locator.searchMethod, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: `e.g. ${locator.placeholder}`,
				validation: [
					{
						type: 'regex',
						properties: {
							regex: required ? locator.pattern.source : `${locator.pattern.source}|^$`,
							errorMessage: `Not ${locator.patternInWords}`,
						},
					},
				],
			},
			...(locator.otherWay
				? [
						{
							displayName: locator.otherWay.label,
							name: locator.otherWay.mode,
							type: 'string' as const,
							placeholder: `e.g. ${locator.otherWay.example}`,
							hint: locator.otherWay.hint,
						},
					]
				: []),
		],
	};
}

/**
 * The ID that a locator holds, or undefined when none was picked. Plain text counts, too: it is what
 * an expression on the whole parameter gives.
 *
 * @throws InvalidInput when it is not an ID
 */
export function readLocator(locator: Locator, raw: unknown): string | undefined {
	const value = isLocatorValue(raw) ? raw.value : raw;
	if (value === undefined || value === null || value === '') return undefined;
	if (typeof value !== 'string' && typeof value !== 'number') {
		throw new InvalidInput(locator.displayName, `expected an ID, got ${kindOf(value)}`);
	}
	const id = String(value).trim();
	if (!locator.pattern.test(id)) {
		throw new InvalidInput(
			locator.displayName,
			`'${id}' is not ${locator.patternInWords}`,
			waysOf(locator),
		);
	}
	return id;
}

const waysOf = ({ otherWay }: Locator) =>
	otherWay
		? `Pick it from the list, give its ID, or choose ${otherWay.label}.`
		: 'Pick it from the list, or give its ID.';

/** The ID that a locator holds. Errors: as `readLocator`, and when none was picked. */
export function readRequiredLocator(locator: Locator, raw: unknown): string {
	const id = readLocator(locator, raw);
	if (id === undefined) {
		throw new InvalidInput(locator.displayName, 'is missing', waysOf(locator));
	}
	return id;
}

/** One stored thing, picked with a locator. */
export function byLocator(locator: Locator): Picker<string> {
	return {
		properties: [locatorProperty(locator)],
		read: (parameters) => readRequiredLocator(locator, parameters.get(locator.name)),
	};
}

/** A field that holds another record's ID, picked with a locator. */
export function located<Value>(locator: Locator, valueOf: (id: string) => Value): Field<Value> {
	return {
		property: locatorProperty(locator, false),
		read(raw) {
			const id = readLocator(locator, raw);
			return id === undefined ? undefined : valueOf(id);
		},
	};
}

/** The way in which one was picked; undefined for plain text. */
export function modeOf(raw: unknown): string | undefined {
	return isLocatorValue(raw) && typeof raw.mode === 'string' ? raw.mode : undefined;
}

function isLocatorValue(raw: unknown): raw is { value: unknown; mode?: unknown } {
	return typeof raw === 'object' && raw !== null && 'value' in raw;
}
