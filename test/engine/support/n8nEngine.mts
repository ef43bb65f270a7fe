import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createCredentials } from './credentials.mts';
import type { TestTypes } from './protocol.mts';

/** Where n8n and the package are, and how n8n is to be set up. */
export interface N8nSetup {
	/** The package, built, in a folder from which it finds n8n's modules. */
	packageFolder: string;
	/** The package that n8n is installed for. */
	n8nFolder: string;
	/** Where n8n may write. */
	userFolder: string;
	logLevel: 'debug' | 'silent';
	/** URL of a module with further types: see `startEngine`. */
	testTypes?: string;
}

/** The node that every workflow begins with: it hands on the items of a run. */
export const START = 'start';

/** n8n's execution engine in this process, with the package loaded by n8n's own loader. */
export async function loadN8n(setup: N8nSetup) {
	const { packageFolder, n8nFolder, userFolder, logLevel, testTypes } = setup;
	Object.assign(process.env, {
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: 'a key for tests that protects nothing',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_LOG_LEVEL: logLevel,
		NODE_ENV: 'production',
	});
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
		const { nodes, credentials }: TestTypes = (await import(testTypes)).default(
			workflowModule,
			requireFromN8n,
		);
		for (const node of nodes) nodeTypes.set(node.description.name, node);
		for (const credential of credentials) credentialTypes.set(credential.name, credential);
	}

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

	return {
		core,
		workflowModule,
		nodeTypes,
		credentials,

		/** A workflow of these nodes and connections, as n8n's editor would have saved them. */
		workflow(nodes: object[], connections: object, settings: object = {}) {
			const data = { id: 'w', name: 'Test', nodes, connections, active: false, settings };
			const workflow = new workflowModule.Workflow({ ...data, nodeTypes: nodeTypeRegistry });
			return { data, workflow };
		},

		/** What n8n's server gives an execution of that workflow. */
		additionalData(data: object, mode: string) {
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
		},

		/**
		 * Begins an execution of a workflow at its node `Start`, with these items.
		 *
		 * @param begins called when a node is about to be executed, its input in place
		 */
		execute(
			{ data, workflow }: { data: object; workflow: any },
			items: object[],
			mode: string,
			begins?: (node: string) => void,
		): Promise<any> & { cancel(): void } {
			const runExecutionData = workflowModule.createRunExecutionData({
				executionData: {
					nodeExecutionStack: [
						{ node: workflow.getNode('Start'), data: { main: [items] }, source: null },
					],
				},
			});
			const additionalData = this.additionalData(data, mode);
			if (begins) additionalData.hooks.addHandler('nodeExecuteBefore', begins);
			const execution = new core.WorkflowExecute(additionalData, mode, runExecutionData);
			return execution.processRunExecutionData(workflow);
		},
	};
}

export type N8n = Awaited<ReturnType<typeof loadN8n>>;
