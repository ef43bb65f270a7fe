import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { createCredentials } from './credentials.mts';
import { connectToLoopbackOnly } from './loopbackOnly.mts';
import { bePatientWithPatterns } from './patientPatterns.mts';
import { keepPrinted } from './printed.mts';
import type {
	EngineAnswer,
	EngineMessage,
	LookupRequest,
	RunError,
	RunRequest,
	RunResult,
	TestTypes,
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
Object.assign(process.env, {
	N8N_USER_FOLDER: userFolder,
	N8N_ENCRYPTION_KEY: 'a key for tests that protects nothing',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_LOG_LEVEL: 'debug',
	NODE_ENV: 'production',
});

const log = keepPrinted();
const strangers = connectToLoopbackOnly();
bePatientWithPatterns();

const requireFromN8n = createRequire(join(n8nFolder, 'package.json'));
requireFromN8n('reflect-metadata');
const workflowModule = requireFromN8n('n8n-workflow');
const core = requireFromN8n('n8n-core');

// n8n's server hands the engine its key out of the database; here the instance's own key serves.
const { Container } = requireFromN8n('@n8n/di');
const cipher = Container.get(core.Cipher);
const key = {
	id: 'instance',
	format: 'no-prefix',
	algorithm: 'aes-256-cbc',
	value: cipher.encryptDEKWithInstanceKey(Container.get(core.InstanceSettings).encryptionKey),
};
Container.get(core.EncryptionKeyProxy).setProvider({
	getActiveKey: async () => key,
	getKeyById: async () => null,
	getLegacyKey: async () => key,
});

const loader = new core.PackageDirectoryLoader(packageFolder);
await loader.loadAll();
const nodeTypes = new Map<string, any>(
	Object.entries<any>(loader.nodeTypes).map(([name, { type }]) => [name, type]),
);
const credentialTypes = new Map<string, any>(
	Object.entries<any>(loader.credentialTypes).map(([name, { type }]) => [name, type]),
);

// n8n has this type in a package of its own; credential types extend it.
const { OAuth2Api } = requireFromN8n('n8n-nodes-base/dist/credentials/OAuth2Api.credentials.js');
credentialTypes.set('oAuth2Api', new OAuth2Api());

if (testTypes) {
	const { nodes, credentials }: TestTypes = (await import(testTypes)).default(workflowModule);
	for (const node of nodes) nodeTypes.set(node.description.name, node);
	for (const credential of credentials) credentialTypes.set(credential.name, credential);
}

const START = 'start';
nodeTypes.set(START, {
	description: {
		name: START,
		displayName: 'Start',
		version: 1,
		group: ['trigger'],
		defaults: {},
		inputs: [],
		outputs: ['main'],
		properties: [],
	},
	async execute(this: any) {
		return [this.getInputData()];
	},
});

const nodeTypeRegistry = {
	getByName: (name: string) => nodeTypes.get(name),
	getByNameAndVersion: (name: string, version?: number) =>
		workflowModule.NodeHelpers.getVersionedNodeType(nodeTypes.get(name), version),
	getKnownTypes: () => ({}),
};
const credentials = createCredentials(requireFromN8n, credentialTypes);

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
	const settings = asked.settings ?? {};
	const data = { id: 'w', name: 'Test', nodes, connections, active: false, settings };
	return { data, workflow: new workflowModule.Workflow({ ...data, nodeTypes: nodeTypeRegistry }) };
}

function additionalDataOf(data: object, mode: string) {
	return {
		credentialsHelper: credentials.helper,
		hooks: new core.ExecutionLifecycleHooks(mode, '1', data),
		executionId: '1',
		currentNodeExecutionIndex: 0,
		setExecutionStatus: () => undefined,
		sendDataToUI: () => undefined,
		variables: {},
		instanceBaseUrl: 'http://127.0.0.1/',
		restApiUrl: 'http://127.0.0.1/rest',
		webhookBaseUrl: 'http://127.0.0.1/webhook',
		webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
		webhookTestBaseUrl: 'http://127.0.0.1/webhook-test',
		formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
	};
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
	const mode = request.mode ?? 'manual';
	const references = await credentials.store(
		request.credentials ?? {},
		request.credentialId ?? 'usual',
	);
	const { data, workflow } = workflowOf(request, references);
	const runExecutionData = workflowModule.createRunExecutionData({
		executionData: {
			nodeExecutionStack: [
				{
					node: workflow.getNode('Start'),
					data: { main: [request.items ?? [{ json: {} }]] },
					source: null,
				},
			],
		},
	});
	const additionalData = additionalDataOf(data, mode);
	const execution = new core.WorkflowExecute(
		additionalData,
		mode,
		runExecutionData,
	).processRunExecutionData(workflow);
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
		{ ...additionalDataOf(data, 'internal'), currentNodeParameters: parameters },
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
