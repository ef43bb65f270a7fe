import type { FaultSpec } from './faults.mts';
import type { JournalEntry } from './journal.mts';

/** What the sandbox knows of a request while it is being answered. */
export interface Exchange {
	entry: JournalEntry;
	startedAt: number;
	fault?: FaultSpec;
	/** Body of the answer before it became text. */
	answer?: unknown;
	/** The injected fault has taken the answer's place. */
	replaced: boolean;
}

declare module 'fastify' {
	interface FastifyRequest {
		exchange: Exchange;
	}
	interface FastifyContextConfig {
		/** Members of this route's bodies that the journal masks beside those named like secrets. */
		secretMembers?: readonly string[];
	}
}
