import type { Sandbox } from '../../sandbox/index.mts';
import type { EngineRun } from './engine.mts';

/** Credential data by credential type, as a run of the engine takes it. */
export type Credentials = Record<string, Record<string, unknown>>;

/** A request as the sandbox's faults and journal name it; `:id` stands for one path segment. */
export interface Route {
	method: string;
	path: string;
}

/** An operation made ready to be run: what is seeded, given and expected. */
export interface Prepared {
	parameters: Record<string, unknown>;
	/** One item for each thing to be done; parameters refer to them by expressions. */
	items: Array<{ json: Record<string, unknown> }>;
	/** Holds the output and the vendor's state to what a success looks like. */
	verify(run: EngineRun): void;
}

/** What an operation does when the answer to its main request is lost. */
export type AfterLostAnswer =
	/** Sends it again. */
	| 'repeats'
	/** Looks for what it may have made, and adopts it or makes it. */
	| 'adopts'
	/** Says that nobody knows. */
	| 'gives up';

/** Somebody who may not do what is asked, and how the vendor and the node say so. */
export interface Forbidden {
	credentials: Credentials;
	/** The vendor's status. */
	status: number;
	/** What the error has to name. */
	told: string;
}

/** Statuses of refusals that end a request at once. */
export const REFUSALS = [400, 404, 409] as const;

/** One operation of a vendor's node, as the tests that hold for all of them need to know it. */
export interface OperationCase {
	resource: string;
	operation: string;
	/** What it is about to do, for an operation that does one thing or another. */
	when?: string;
	/** Whether it works on all items together: an item's error then tells its item by pairing alone. */
	joint?: boolean;
	/** The request that does the work. */
	main: Route;
	/** Requests to the API for one item when all goes well. */
	calls: number;
	/** Main requests of a run with one item when all goes well; 1 by default. */
	mainCalls?: number;
	/** Requests to the API that all items of a run share; 0 by default. */
	shared?: number;
	afterLostAnswer: AfterLostAnswer;
	/** Somebody who may not do this; missing where everybody may whom the vendor knows. */
	forbidden?(sandbox: Sandbox): Forbidden;
	/** Whether it is about a thing that may be missing. */
	byId: boolean;
	prepare(sandbox: Sandbox, count: number): Prepared;
}

/** A vendor's node, as the tests that hold for all vendors need to know it. */
export interface VendorCase {
	/** The vendor's name in the sandbox. */
	name: string;
	node: string;
	/** Where sessions begin; missing for a vendor whose requests carry a key that stays the same. */
	login?: Route;
	/** The credential's secret by its name in the credential type, and what a wrong one is called. */
	wrongSecret: { field: string; told: string };
	/** What an error has to have of a refusal: the vendor's own reason, and what the help holds. */
	refusals: { reasons: Record<(typeof REFUSALS)[number], string>; help?: RegExp };
	/** An ID of the right form that nothing has. */
	missingId: string | number;
	credentials(sandbox: Sandbox): Credentials;
	/**
	 * Secrets that must not be seen anywhere: first that of n8n's own credential, then those of its
	 * sessions and of what the vendor keeps.
	 */
	secrets(sandbox: Sandbox): string[];
	operations: OperationCase[];
	/** Items of a long run; 1000 by default, fewer where the node keeps itself to a low rate. */
	manyItems?: number;
}

/** An operation's name in a test's title. */
export const title = ({ resource, operation, when }: OperationCase): string =>
	[resource, operation, when].filter(Boolean).join(' ');
