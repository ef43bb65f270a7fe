import type { IDataObject } from 'n8n-workflow';

import type { FieldMap, ValuesOf } from './fields';
import type { Locator } from './locator';
import type { Stored } from './store';

/**
 * What operations must know of a kind of credential to offer it in the panel: its words, its fields
 * and how one is picked.
 */
export interface Kind<Fields extends FieldMap, Kept extends Stored> {
	/** In a sentence: "OAuth client". */
	readonly singular: string;
	readonly plural: string;
	readonly article: 'a' | 'an';
	readonly locator: Locator;
	readonly fields: Fields;
	/** The fields that stand at the top level when one is created, in this order. */
	readonly main: ReadonlyArray<MainField<Fields>>;
	/** The fields that can be added when one is created. */
	readonly additional: ReadonlyArray<keyof Fields & string>;
	/**
	 * Rules that hold between fields of a complete specification.
	 *
	 * @throws InvalidInput
	 */
	check(spec: ValuesOf<Fields>): void;
	/** The ten fields or fewer that people use. */
	simplify(stored: Kept): IDataObject;
	/** What has to be taken out of a record before it may be shown, simplified or not. */
	withoutSecrets(stored: Kept): IDataObject;
}

/** A field at the top level of the panel. */
export interface MainField<Fields extends FieldMap> {
	readonly field: keyof Fields & string;
	readonly required?: boolean;
	/** Shown only when another top-level field has one of these values. */
	readonly when?: Record<string, string[]>;
}
