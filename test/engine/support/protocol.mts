/** What a test asks of the engine: one run of one node. All of it is plain data. */
export interface RunRequest {
	/** The node's name within the package, such as `genesysCloud`. */
	node: string;
	/** Its parameters, as a workflow's JSON holds them; expressions allowed. */
	parameters: Record<string, unknown>;
	/** The input items; one empty item by default. */
	items?: Array<{ json: Record<string, unknown> }>;
	/** Credential data by credential type. The same `credentialId` shares one stored credential. */
	credentials?: Record<string, Record<string, unknown>>;
	credentialId?: string;
	onError?: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	mode?: 'manual' | 'trigger';
	/** The node's version; 1 by default. */
	typeVersion?: number;
	/** More of the node's settings, by n8n's names: `retryOnFail`, `maxTries`, `alwaysOutputData`… */
	nodeSettings?: Record<string, unknown>;
	/** The workflow's settings, such as `timezone`. */
	settings?: Record<string, unknown>;
	/** Leaves `everything` empty, which costs much time for many items. */
	brief?: boolean;
	/** Ends the execution this long after its start, in milliseconds. */
	cancelAfterMs?: number;
}

/** An output item, as the engine keeps it. */
export interface RunItem {
	json: Record<string, any>;
	pairedItem?: { item: number };
	binary?: Record<string, { data: string; mimeType: string; fileName?: string }>;
	error?: RunError;
}

/** An error, as far as a user gets to see it. */
export interface RunError {
	name: string;
	message: string;
	description?: string | null;
	httpCode?: string | null;
	itemIndex?: number;
	/** What n8n keeps with the error: the vendor's body among it. */
	context?: Record<string, unknown>;
}

/** What came of a run. */
export interface RunResult {
	/** Items by output. */
	output: RunItem[][];
	error?: RunError;
	/** The node's own error, also where the workflow goes on all the same. */
	nodeError?: RunError;
	hints: Array<{ message: string; type?: string }>;
	status: string;
	/** Everything that n8n would store of the execution, and all that was logged on the way. */
	everything: string;
}

/** A request to one of a node's lookups, as the editor makes it. */
export interface LookupRequest {
	node: string;
	kind: 'listSearch' | 'loadOptions' | 'resourceMapping';
	method: string;
	filter?: string;
	paginationToken?: string;
	parameters?: Record<string, unknown>;
	credentials?: Record<string, Record<string, unknown>>;
	credentialId?: string;
}

/** Types for tests, beside those of the package. */
export interface TestTypes {
	nodes: Array<{ description: { name: string } }>;
	credentials: Array<{ name: string }>;
}

export type EngineMessage =
	| { id: number; ask: 'run'; request: RunRequest }
	| { id: number; ask: 'lookup'; request: LookupRequest }
	/** Ends the run of that id as n8n's server does when its user stops it. */
	| { id: number; ask: 'cancel' };

export type EngineAnswer =
	| { id: number; result: unknown }
	| { id: number; failed: RunError; stack?: string }
	/** With the folder that the process removes when it ends by itself. */
	| { ready: true; userFolder: string };
