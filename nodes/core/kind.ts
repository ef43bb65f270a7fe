import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { FieldMap, ValuesOf } from './fields';
import type { ItemParameters } from './operation';
import type { Secret } from './secret';
import type { Id, Stored } from './store';

/** The words for a kind of thing. */
export interface Words {
	/** In a sentence: "OAuth client". */
	readonly singular: string;
	readonly plural: string;
	readonly article: 'a' | 'an';
}

/** How a record is shown. */
export interface View<Kept> {
	/** The ten fields or fewer that people use. */
	simplify(stored: Kept): IDataObject;
	/** What has to be taken out of a record before it may be shown, simplified or not. */
	withoutSecrets(stored: Kept): IDataObject;
}

/** How one stored thing is picked in the panel. */
export interface Picker<Ref = Id> {
	readonly properties: INodeProperties[];
	/** @throws InvalidInput when none was picked, or what was picked cannot be one */
	read(parameters: ItemParameters): Ref;
}

/** What operations must know of a kind of thing to show one that is picked. */
export interface Pickable<Kept extends Stored, Ref = Id> extends Words, View<Kept> {
	readonly picker: Picker<Ref>;
	/** The secret of a stored one, where the vendor gives it back. */
	secretOf?(stored: Kept): Secret | undefined;
}

/**
 * What operations must know of a kind of credential to offer it in the panel: its words, its fields
 * and how one is picked.
 */
export interface Kind<Fields extends FieldMap, Kept extends Stored, Ref = Id>
	extends Pickable<Kept, Ref> {
	readonly fields: Fields;
	/** The fields that stand at the top level when one is created, in this order. */
	readonly main: ReadonlyArray<MainField<Fields>>;
	/** The fields that can be added when one is created. */
	readonly additional: ReadonlyArray<keyof Fields & string>;
	/** When a field is shown at all: for some values of other fields that stand at the top level. */
	readonly shownFor?: { readonly [Name in keyof Fields & string]?: ShownFor };
	/**
	 * Rules that hold between fields of a complete specification.
	 *
	 * @throws InvalidInput
	 */
	check(spec: ValuesOf<Fields>): void;
	/**
	 * Rules that hold between the fields of a change, whatever is stored.
	 *
	 * @throws InvalidInput
	 */
	checkChange?(change: ValuesOf<Fields>): void;
}

/** Values of other fields that a field is shown for. */
export type ShownFor = Readonly<Record<string, readonly string[]>>;

/** A field at the top level of the panel. */
export interface MainField<Fields extends FieldMap> {
	readonly field: keyof Fields & string;
	readonly required?: boolean;
	/** What is to be read above it; each stands by itself. */
	readonly notices?: readonly string[];
	/** When it is displayed, where it is the store's to say whether it counts. */
	readonly displayedFor?: ShownFor;
}
