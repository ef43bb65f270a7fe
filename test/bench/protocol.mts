import type { HeapFigures } from './heap.mts';

/** A workflow to be run once in n8n's engine and measured. It begins with a node of its own, `Start`. */
export interface Job {
	/** The nodes after `Start`, which leads to the first of them. */
	nodes: JobNode[];
	/** Further connections by source node, as n8n writes them. */
	connections?: object;
	/** Credential data by credential type. */
	credentials: Record<string, Record<string, unknown>>;
	/** Tells apart stored credentials of the same data: each begins a session of its own. */
	credentialId: string;
	items: Array<{ json: Record<string, unknown> }>;
	/** The node whose output counts. */
	outputOf: string;
	/** Watches the heap, for which the engine has to have been started; the duration means little then. */
	watchHeap?: boolean;
}

export interface JobNode {
	name: string;
	/** The node's name within its package. */
	type: string;
	typeVersion?: number;
	parameters: Record<string, unknown>;
	/** Further settings of the node, by n8n's names: `retryOnFail`, `onError`… */
	settings?: Record<string, unknown>;
}

/** What came of a job. */
export interface Measured {
	/** From the start of the execution to its end, in milliseconds. */
	ms: number;
	/** Processor time of the engine's process meanwhile, in milliseconds. */
	cpuMs: number;
	/** Output items without an error. */
	items: number;
	/** Output items with one. */
	failed: number;
	/** How many output items have which `action`, where they have one. */
	actions: Record<string, number>;
	/** Why the execution failed, where it did. */
	error?: string;
	heap?: HeapFigures;
}
