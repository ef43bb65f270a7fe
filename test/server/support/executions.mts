import { createRequire } from 'node:module';
import { join } from 'node:path';
import { n8nFolder } from '../../../tools/lib/paths.mts';

/** An item as it leaves a node. */
export interface Item {
	json: Record<string, unknown>;
	error?: { message: string; description?: string };
	pairedItem?: unknown;
}

interface NodeRun {
	data?: { main?: Array<Item[] | null> };
	error?: { message: string; description?: string; httpCode?: string };
}

interface ResultData {
	error?: { message: string; description?: string; httpCode?: string };
	runData: Record<string, NodeRun[]>;
	lastNodeExecuted?: string;
}

/** A finished run of a workflow. */
export class Execution {
	/** n8n's own word for how it ended, e.g. success, error, canceled. */
	readonly status: string;
	/** Everything that n8n has kept or printed of this run, as text: to look for what must not be in it. */
	readonly text: string;
	private readonly result: ResultData;

	constructor(status: string, result: ResultData, text: string) {
		this.status = status;
		this.result = result;
		this.text = text;
	}

	/** The error that stopped the run, if one did. */
	get error(): ResultData['error'] {
		return this.result.error;
	}

	/** The items of a node's output in its last run; empty when the node did not run. */
	items(node: string, output = 0): Item[] {
		return this.result.runData[node]?.at(-1)?.data?.main?.[output] ?? [];
	}

	/** The `json` of a node's items; see {@link items}. */
	json(node: string, output = 0): Array<Record<string, unknown>> {
		return this.items(node, output).map((item) => item.json);
	}
}

/** What `n8n execute --rawOutput` prints; log lines stand around the JSON, which begins a line. */
export function fromCommandOutput(output: string): Execution {
	const lines = output.split('\n');
	const first = lines.indexOf('{');
	const last = lines.indexOf('}', first);
	if (first < 0 || last < 0)
		throw new Error(`n8n execute printed no result:\n${output.slice(-4000)}`);
	const run = JSON.parse(lines.slice(first, last + 1).join('\n')) as {
		status: string;
		data: { resultData: ResultData };
	};
	return new Execution(run.status, run.data.resultData, output);
}

/** What the REST API answers about an execution; its data is one text in the form of `flatted`. */
export interface StoredExecution {
	id: string;
	status: string;
	finished: boolean;
	stoppedAt?: string;
	data: string;
}

export function fromRestApi(stored: StoredExecution): Execution {
	const flatted = createRequire(join(n8nFolder, 'package.json'))('flatted') as typeof JSON;
	const { resultData } = flatted.parse(stored.data) as { resultData: ResultData };
	return new Execution(stored.status, resultData, JSON.stringify(stored));
}
