import type { IDataObject } from 'n8n-workflow';

import type { Difference } from './difference';
import type { Secret } from './secret';

/** A record's ID: a text or a whole number, as the vendor has it. */
export type Id = string | number;

/** A credential as its vendor stores it, in the vendor's field names. */
export type Stored = IDataObject & { id: Id };

/** What came of creating or renewing a credential. */
export interface Made<Kept extends Stored> {
	stored: Kept;
	/** Where the vendor shows one, and only now. */
	secret?: Secret;
	/** What was done, step by step. */
	steps: readonly string[];
	/** IDs of what else was made on the way, for the output. */
	related?: IDataObject;
	/** What is left for a person to do, such as a consent to be given in a browser. */
	leftToDo?: string;
}

/**
 * What a vendor offers for one kind of credential, method by method. A store implements as many of
 * these as its vendor's API can carry; it knows that API and nothing of n8n's panel or items. An
 * operation asks for the methods that it needs and for no more.
 *
 * `Ref` is how one credential is named: by its ID, or in another way that the vendor has.
 *
 * Errors of all methods: `Refused` (a missing credential is a Refused of status 404), `Unreachable`,
 * `UncertainOutcome`, `StepFailed` where a method takes several steps, `Cancelled`; `InvalidInput`
 * where what was asked for does not go with what is stored.
 */
export interface CredentialStore<Spec, Kept extends Stored, Ref = Id>
	extends Lists<Kept, never>,
		Gets<Kept, Ref>,
		Creates<Spec, Kept, never>,
		Updates<Spec, Kept, never, Ref>,
		Removes<never, Ref>,
		Compares<Spec, Kept, never>,
		Rewrites<Spec, Kept, never> {}

/** All there are, as they come: what is not asked for is not fetched. */
export interface Listing<Kept, Query> {
	/** @param query what the vendor itself narrows the list by */
	(query: Query): AsyncIterable<Kept>;
	/** The same for a single reader: nothing of what has been read is kept. */
	once?(query: Query): AsyncIterable<Kept>;
}

export interface Lists<Kept, Query = undefined> {
	list: Listing<Kept, Query>;
}

export interface Gets<Kept, Ref = Id> {
	get(ref: Ref): Promise<Kept>;
}

export interface Creates<Spec, Kept extends Stored, Options = object> {
	/** Never makes two of one, whatever happens on the way. */
	create(spec: Spec, options: Options): Promise<Made<Kept>>;
}

export interface Updates<Spec, Kept, Options = object, Ref = Id> {
	/** Changes the given fields and no others, also where the vendor's own call replaces the whole. */
	update(ref: Ref, change: Partial<Spec>, options: Options): Promise<Kept>;
}

export interface Removes<Options = object, Ref = Id> {
	/**
	 * Done when it is gone, or is sure to go; what the vendor wants done before is done here.
	 *
	 * @returns its ID, and what else is worth telling, such as when it will be gone
	 */
	remove(ref: Ref, options: Options): Promise<IDataObject>;
}

export interface Compares<Spec, Kept extends Stored, Options = object> {
	/**
	 * The natural key of what is wanted, as text: what makes a stored credential the one that is meant.
	 * The vendor may have to be asked for it.
	 */
	keyOf(spec: Spec): Promise<string>;
	/**
	 * The natural key of a stored one; undefined for one that is on its way out. Of names without the
	 * blanks at their ends, which a wanted one never has: they differ, but both mean the same.
	 */
	storedKey(stored: Kept): string | undefined;
	/**
	 * What is wanted, with that in place of an ID in it which only the vendor can tell and which a scope
	 * goes by; without this, there is no such thing.
	 */
	placed?(spec: Spec): Promise<Spec>;
	/**
	 * What differs, for the fields that are given; [] when in step.
	 *
	 * @param stored as it was listed, or read
	 */
	differences(spec: Spec, stored: Kept, options: Options): Promise<Difference[]>;
	/** The whole of one that was listed; without this, a list gives the whole. */
	whole?(listed: Kept): Promise<Kept>;
	/** Whether a list that may give parts gave the whole of this one; without this, it never does. */
	isWhole?(listed: Kept): boolean;
	/** Whether it is the very one that n8n itself authenticates with; without this, none is. */
	isOwn?(stored: Kept): boolean;
}

export interface Rewrites<Spec, Kept, Options = object> {
	/**
	 * Changes the given fields, and no others, of one that was read just now: what can be known of it
	 * is not read again.
	 */
	rewrite(stored: Kept, change: Spec, options: Options): Promise<Kept>;
}
