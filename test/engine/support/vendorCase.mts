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

/** One operation of a vendor's node, as the tests that hold for all of them need to know it. */
export interface OperationCase {
	resource: string;
	operation: string;
	/** The request that does the work. */
	main: Route;
	/** Requests to the API for one item when all goes well. */
	calls: number;
	/** Main requests of a run with one item when all goes well; 1 by default. */
	mainCalls?: number;
	/** Requests to the API that all items of a run share; 0 by default. */
	shared?: number;
	afterLostAnswer: AfterLostAnswer;
	/** The permission it needs, by the vendor's name. */
	permission: string;
	/** Whether it is about a thing that may be missing. */
	byId: boolean;
	prepare(sandbox: Sandbox, count: number): Prepared;
}

/** A vendor's node, as the tests that hold for all vendors need to know it. */
export interface VendorCase {
	/** The vendor's name in the sandbox. */
	name: string;
	node: string;
	/** Where sessions begin, on the sandbox's server `login`. */
	login: Route;
	/** An ID of the right form that nothing has. */
	missingId: string;
	credentials(sandbox: Sandbox): Credentials;
	/** Credentials that may do all but what this permission is for. */
	credentialsWithout(sandbox: Sandbox, permission: string): Credentials;
	/** Secrets of n8n's own credential and of its sessions, which must not be seen anywhere. */
	secrets(sandbox: Sandbox): string[];
	operations: OperationCase[];
}

/** An operation's name in a test's title. */
export const title = ({ resource, operation }: OperationCase): string => `${resource} ${operation}`;
