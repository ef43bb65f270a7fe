import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { connectToLoopbackOnly } from './loopbackOnly.mts';
import { loadN8n, START } from './n8nEngine.mts';
import { bePatientWithPatterns } from './patientPatterns.mts';
import { keepPrinted } from './printed.mts';
import type {
	EngineAnswer,
	EngineMessage,
	LookupRequest,
	RunError,
	RunRequest,
	RunResult,
} from './protocol.mts';

/**
 * n8n's execution engine in a process of its own, away from the test runner's module registry: the
 * package is loaded by n8n's own loader, and there is one n8n-workflow, as in a real n8n.
 */

const [packageFolder = '', n8nFolder = '', testTypes = ''] = process.argv.slice(2);
const userFolder = mkdtempSync(join(tmpdir(), 'engine-'));
process.on('exit', () => {
	for (const folder of [userFolder, packageFolder]) {
		rmSync(folder, { recursive: true, force: true });
	}
});
process.on('disconnect', () => process.exit());
const log = keepPrinted();
const strangers = connectToLoopbackOnly();
bePatientWithPatterns();

const n8n = await loadN8n({
	...{ packageFolder, n8nFolder, userFolder, testTypes },
	// Debug messages, too: tests look for secrets in them.
	logLevel: 'debug',
});
const { core, workflowModule, nodeTypes, credentials } = n8n;

type Asked = Pick<
	RunRequest,
	'node' | 'parameters' | 'typeVersion' | 'nodeSettings' | 'settings' | 'onError'
>;

function workflowOf(asked: Asked, references: object) {
	const nodes = [
		{ id: '1', name: 'Start', type: START, typeVersion: 1, position: [0, 0], parameters: {} },
		{
			id: '2',
			name: 'Node',
			type: asked.node,
			typeVersion: asked.typeVersion ?? 1,
			position: [200, 0],
			parameters: asked.parameters,
			credentials: references,
			onError: asked.onError ?? 'stopWorkflow',
			...asked.nodeSettings,
		},
	];
	const connections = { Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } };
	return n8n.workflow(nodes, connections, asked.settings);
}

function seen(error: any): RunError | undefined {
	if (!error) return undefined;
	const { name, message, description, httpCode, context } = error;
	return {
		name,
		message,
		description,
		httpCode,
		itemIndex: context?.itemIndex,
		context: plain(context),
	};
}

/** Of a value, what can be stored: as n8n itself writes it. */
function plain(value: unknown): any {
	if (value === undefined) return undefined;
	return JSON.parse(workflowModule.jsonStringify(value, { replaceCircularRefs: true }));
}

function everythingOf(finished: unknown, logged: string): string {
	return [
		inspect(finished, { depth: 30, maxStringLength: null, maxArrayLength: null }),
		workflowModule.jsonStringify(finished, { replaceCircularRefs: true }),
		logged,
	].join('\n');
}

async function run(request: RunRequest, cancelled: AbortSignal): Promise<RunResult> {
	const mark = log.mark();
	const references = await credentials.store(
		request.credentials ?? {},
		request.credentialId ?? 'usual',
	);
	const execution = n8n.execute(
		workflowOf(request, references),
		request.items ?? [{ json: {} }],
		request.mode ?? 'manual',
	);
	const cancel = () => execution.cancel();
	if (cancelled.aborted) cancel();
	cancelled.addEventListener('abort', cancel);
	const timer =
		request.cancelAfterMs === undefined ? undefined : setTimeout(cancel, request.cancelAfterMs);
	const finished = await execution.finally(() => clearTimeout(timer));
	const ran = finished.data.resultData.runData.Node?.[0];
	return {
		output: (ran?.data?.main ?? []).map((items: any[] | null) =>
			(items ?? []).map((item) => ({ ...item, error: seen(item.error) })),
		),
		error: seen(finished.data.resultData.error),
		nodeError: seen(ran?.error),
		hints: ran?.hints ?? [],
		status: finished.status,
		everything: request.brief ? '' : everythingOf(finished, log.since(mark)),
	};
}

async function lookup(request: LookupRequest): Promise<unknown> {
	const references = await credentials.store(
		request.credentials ?? {},
		request.credentialId ?? 'usual',
	);
	const { node, parameters = {} } = request;
	const { data, workflow } = workflowOf({ node, parameters }, references);
	const context = new core.LoadOptionsContext(
		workflow,
		workflow.getNode('Node'),
		{ ...n8n.additionalData(data, 'internal'), currentNodeParameters: parameters },
		'',
	);
	const method = nodeTypes.get(request.node).methods[request.kind][request.method];
	return await method.call(context, request.filter, request.paginationToken);
}

const running = new Map<number, AbortController>();

async function answerTo(message: Exclude<EngineMessage, { ask: 'cancel' }>) {
	if (message.ask === 'lookup') return await lookup(message.request);
	const cancelling = new AbortController();
	running.set(message.id, cancelling);
	return await run(message.request, cancelling.signal).finally(() => running.delete(message.id));
}

/** A test whose node went astray fails, whatever the node made of it. */
function assertStayedHere() {
	if (strangers.length === 0) return;
	throw new Error(`A test tried to connect to ${strangers.splice(0).join(', ')}`);
}

/** Answers; an answer that comes after the tests have ended is nobody's. */
function tell(answer: EngineAnswer) {
	process.send?.(answer, undefined, undefined, () => undefined);
}

process.on('message', (message: EngineMessage) => {
	if (message.ask === 'cancel') return running.get(message.id)?.abort();
	void answerTo(message)
		.finally(assertStayedHere)
		.then(
			(result) => tell({ id: message.id, result }),
			(error: any) => tell({ id: message.id, failed: seen(error)!, stack: error.stack }),
		);
});
tell({ ready: true, userFolder });
await once(process, 'disconnect');
