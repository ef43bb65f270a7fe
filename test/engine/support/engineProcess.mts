import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { createCredentials } from './credentials.mts';
import type { EngineMessage, LookupRequest, RunError, RunRequest, RunResult } from './protocol.mts';

/**
 * n8n's execution engine in a process of its own, away from the test runner's module registry: the
 * package is loaded by n8n's own loader, and there is one n8n-workflow, as in a real n8n.
 */

const userFolder = mkdtempSync(join(tmpdir(), 'engine-'));
process.on('exit', () => rmSync(userFolder, { recursive: true, force: true }));
process.on('disconnect', () => process.exit());
Object.assign(process.env, {
	N8N_USER_FOLDER: userFolder,
	N8N_ENCRYPTION_KEY: 'a key for tests that protects nothing',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_LOG_LEVEL: 'debug',
	NODE_ENV: 'production',
});

/** Everything n8n logs, down to its debug messages, so that a test can look for secrets in it. */
let printed = '';
for (const stream of [process.stdout, process.stderr]) {
	stream.write = (chunk: string | Uint8Array) => {
		printed += String(chunk);
		return true;
	};
}

// A test that tried to leave this machine would be a fault: let it fail loudly.
const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function guarded(this: net.Socket, ...args: any[]) {
	const options = Array.isArray(args[0]) ? args[0][0] : args[0];
	const host = typeof options === 'object' ? (options.host ?? options.path) : '127.0.0.1';
	const here = host === undefined || /^(localhost|127\.|::1|\/)/.test(String(host));
	if (!here && !String(host).endsWith('.invalid')) {
		throw new Error(`A test tried to connect to ${host}`);
	}
	return connect.apply(this, args as never);
} as typeof connect;

const [packageFolder = '', n8nFolder = ''] = process.argv.slice(2);
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

function workflowOf(
	node: string,
	parameters: Record<string, unknown>,
	references: object,
	onError: string,
) {
	const nodes = [
		{ id: '1', name: 'Start', type: START, typeVersion: 1, position: [0, 0], parameters: {} },
		{
			id: '2',
			name: 'Node',
			type: node,
			typeVersion: 1,
			position: [200, 0],
			parameters,
			credentials: references,
			onError,
		},
	];
	const connections = { Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } };
	const data = { id: 'w', name: 'Test', nodes, connections, active: false, settings: {} };
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
	return { name, message, description, httpCode, itemIndex: context?.itemIndex };
}

async function run(request: RunRequest): Promise<RunResult> {
	printed = '';
	const mode = request.mode ?? 'manual';
	const references = await credentials.store(
		request.credentials ?? {},
		request.credentialId ?? 'usual',
	);
	const { data, workflow } = workflowOf(
		request.node,
		request.parameters,
		references,
		request.onError ?? 'stopWorkflow',
	);
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
	const timer =
		request.cancelAfterMs === undefined
			? undefined
			: setTimeout(() => execution.cancel(), request.cancelAfterMs);
	const finished = await execution.finally(() => clearTimeout(timer));
	const ran = finished.data.resultData.runData.Node?.[0];
	return {
		output: (ran?.data?.main ?? []).map((items: any[] | null) =>
			(items ?? []).map((item) => ({ ...item, error: seen(item.error) })),
		),
		error: seen(finished.data.resultData.error),
		hints: ran?.hints ?? [],
		status: finished.status,
		everything: [
			inspect(finished, { depth: 30, maxStringLength: null, maxArrayLength: null }),
			workflowModule.jsonStringify(finished, { replaceCircularRefs: true }),
			printed,
		].join('\n'),
	};
}

async function lookup(request: LookupRequest): Promise<unknown> {
	const references = await credentials.store(
		request.credentials ?? {},
		request.credentialId ?? 'usual',
	);
	const { data, workflow } = workflowOf(
		request.node,
		request.parameters ?? {},
		references,
		'stopWorkflow',
	);
	const context = new core.LoadOptionsContext(
		workflow,
		workflow.getNode('Node'),
		additionalDataOf(data, 'internal'),
		'',
	);
	const method = nodeTypes.get(request.node).methods[request.kind][request.method];
	return await method.call(context, request.filter, request.paginationToken);
}

process.on('message', (message: EngineMessage) => {
	const work = message.ask === 'run' ? run(message.request) : lookup(message.request);
	void work.then(
		(result) => process.send?.({ id: message.id, result }),
		(error: unknown) => process.send?.({ id: message.id, failed: seen(error) }),
	);
});
process.send?.({ ready: true });
await once(process, 'disconnect');
