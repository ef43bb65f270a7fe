import type fc from 'fast-check';
import type { Sandbox } from '../../sandbox/index.mts';
import type { Credentials } from '../support/vendorCase.mts';

/** Values by the keys of the panel's places. */
export type Values = Record<string, unknown>;

/** What makes a good specification bad: values in place of good ones, and what an error may name. */
export interface Flaw {
	values: fc.Arbitrary<Values>;
	labels: string[];
}

/** A good specification for an operation, and what can be wrong with it. */
export interface Base {
	resource: string;
	operation: string;
	/** Parameters that no expression can give, and what decides which others there are. */
	fixed?: Record<string, unknown>;
	/** What is given when all is well; `{n}` in a text becomes a number of its own for each item. */
	good: Values;
	/** Whether it is a sync's settings that are wrong, which are said once for all items: runs of one. */
	settings?: boolean;
	/** Keys that have to be given. */
	required: string[];
	/** What only the vendor's own rules forbid. */
	flaws?: Flaw[];
}

/** A vendor's node. */
export interface SpecVendor {
	name: string;
	node: string;
	/** The built node, and the class in it. */
	built: { file: string; name: string };
	credentials(told: Omit<Sandbox, 'control' | 'close'>): Credentials;
	/** Keys whose type in the panel says less or more than they take: bad values of their own, or none. */
	special: Record<string, fc.Arbitrary<unknown> | undefined>;
	bases: Base[];
}
