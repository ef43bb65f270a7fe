import type { IDataObject } from 'n8n-workflow';

import type { Difference } from './difference';
import type { Secret } from './secret';

/** A credential as its vendor stores it, in the vendor's field names. */
export type Stored = IDataObject & { id: string };

/** What came of creating or renewing a credential. */
export interface Made<Kept extends Stored> {
	stored: Kept;
	/** Where the vendor shows one, and only now. */
	secret?: Secret;
	/** What was done, step by step. */
	steps: readonly string[];
	/** IDs of what else was made on the way, for the output. */
	related?: IDataObject;
}

/** How a wanted credential is recognised among the stored ones. */
export type Match<Kept extends Stored> = (stored: Kept) => boolean;

/**
 * What a vendor offers for one kind of credential. It knows the vendor's API and nothing of n8n's
 * panel or items; an operation asks for the methods that it needs and for no more.
 *
 * Errors of all methods: `Refused` (a missing credential is a Refused of status 404), `Unreachable`,
 * `UncertainOutcome`, `StepFailed` where a method takes several steps, `Cancelled`.
 */
export interface CredentialStore<
	Spec,
	Kept extends Stored,
	CreateOptions = object,
	UpdateOptions = object,
	RemoveOptions = object,
> {
	/** All of them, as they come: what is not asked for is not fetched. */
	list(): AsyncIterable<Kept>;
	get(id: string): Promise<Kept>;
	/** Never makes two of one, whatever happens on the way. */
	create(spec: Spec, options: CreateOptions): Promise<Made<Kept>>;
	/** Changes the given fields and no others, also where the vendor's own call replaces the whole. */
	update(id: string, change: Partial<Spec>, options: UpdateOptions): Promise<Kept>;
	/**
	 * Done when it is gone, or is sure to go; what the vendor wants done before is done here.
	 *
	 * @returns what is worth telling, such as when it will be gone
	 */
	remove(id: string, options: RemoveOptions): Promise<IDataObject>;
	/** The natural key: what makes a stored credential the one that a specification means. */
	match(spec: Spec): Match<Kept>;
	/** What differs, for the fields that are given; [] when in step. */
	differences(spec: Partial<Spec>, stored: Kept): Promise<Difference[]>;
}
