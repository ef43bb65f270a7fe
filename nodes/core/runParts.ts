import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { asError } from './errors';
import type { ItemParameters, RunTools } from './operation';

/** One run of a node, as what carries it out needs it. */
export interface Run {
	readonly context: IExecuteFunctions;
	readonly inputs: readonly INodeExecutionData[];
	readonly keepGoing: boolean;
	/** The vendor as users call it. */
	readonly vendor: string;
	/** What is wrong with all items alike. */
	readonly problem: Error | undefined;
	readonly tools: RunTools;
	/** One item's parameters. */
	parametersOf(item: number): ItemParameters;
	/** Begins to talk to the vendor. */
	open(): Promise<Opened>;
}

/** What a run has of the vendor. */
export interface Opened {
	/** A store for each scope. */
	storeFor(scope: unknown): never;
	/** Tells apart what is worked on, at which vendor, and as whom. */
	readonly key: string;
	/** Aborted when the execution is cancelled. */
	readonly signal: AbortSignal | undefined;
}

/** For an error that comes before anything else does. */
export const NOTHING_SENT = 'No request was sent.';

/** What reading an item gave, or what kept it from being read. */
export function readOr<Result>(read: () => Result): Result | Error {
	try {
		return read();
	} catch (thrown) {
		return asError(thrown);
	}
}
