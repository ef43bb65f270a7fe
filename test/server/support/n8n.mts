import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { n8nCommand, type RunningN8n, startN8n as launch } from '../../../tools/lib/n8n.mts';
import { N8nApi, newPassword, type Owner } from '../../../tools/lib/n8nApi.mts';
import { type N8nSettings } from '../../../tools/lib/n8nEnvironment.mts';
import { packageName } from '../../../tools/lib/pack.mts';
import {
	type Execution,
	fromCommandOutput,
	fromRestApi,
	type StoredExecution,
} from './executions.mts';
import { findInUserFolder } from './search.mts';

/** The node's type as n8n knows it when the package is installed. */
export const genesysCloudNode = `${packageName}.genesysCloud`;

/** A credential as n8n's import takes it. */
export interface CredentialInput {
	/** Given to keep it; n8n makes one otherwise. */
	id?: string;
	name: string;
	type: string;
	data: Record<string, unknown>;
}

/** What n8n shows below a credential after testing it. */
export interface CredentialTest {
	status: 'OK' | 'Error';
	message: string;
}

interface PublicationStatus {
	status: 'in_progress' | 'not_published' | 'published' | 'partial' | 'failed';
	triggers: Array<{ nodeId: string; status: string; errorMessage: string | null }>;
}

/** A question of the editor's panel to a node: which method, for which parameter, with which values. */
export interface PanelQuestion {
	methodName: string;
	/** Path of the parameter in the panel, e.g. `parameters.clientId`. */
	path: string;
	parameters?: Record<string, unknown>;
	credential: { id: string; name: string; type: string };
	filter?: string;
	paginationToken?: string;
	nodeType?: string;
	version?: number;
}

/** A real n8n with the packed package, in a folder and on ports of its own, with its owner logged in. */
export class TestN8n {
	readonly api: N8nApi;
	readonly settings: N8nSettings;
	/** Who logs in. */
	readonly owner: Owner = { email: 'owner@example.com', password: newPassword() };
	private running: RunningN8n;

	constructor(settings: N8nSettings, running: RunningN8n) {
		this.settings = settings;
		this.running = running;
		this.api = new N8nApi(running.url);
	}

	get url(): string {
		return this.running.url;
	}

	/** n8n's user folder; `.n8n` is below it. */
	get userFolder(): string {
		return this.settings.userFolder;
	}

	/** The SQLite file. */
	get databaseFile(): string {
		return join(this.userFolder, '.n8n', 'database.sqlite');
	}

	/** Everything that n8n has printed so far. */
	get logs(): string {
		return this.running.log();
	}

	/** A call of n8n's REST API as the logged-in owner; `path` comes after /rest. */
	async rest<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
		return await this.api.rest<T>(method, path, body);
	}

	/** Runs one of n8n's commands on this n8n's data and returns all that it prints. */
	async command(...args: string[]): Promise<string> {
		return (await n8nCommand(this.settings, args)).output;
	}

	private async importJson(command: string, content: unknown): Promise<void> {
		const folder = mkdtempSync(join(tmpdir(), 'oauth-admin-import-'));
		try {
			const file = join(folder, 'content.json');
			writeFileSync(file, JSON.stringify(content), { mode: 0o600 });
			const output = await this.command(command, `--input=${file}`);
			// n8n's commands end with code 0 after a failure, too.
			if (!output.includes('Successfully imported')) throw new Error(`${command}: ${output}`);
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	}

	/** `n8n import:credentials`: keeps the IDs that are given. */
	async importCredentials(credentials: CredentialInput[]): Promise<void> {
		await this.importJson('import:credentials', credentials);
	}

	/** Creates a credential as the editor does; resolves to its ID. */
	async createCredential({ name, type, data }: CredentialInput): Promise<string> {
		return (await this.rest<{ id: string }>('POST', '/credentials', { name, type, data })).id;
	}

	/** Tests a stored credential as the editor does: with its data as it is shown there. */
	async testCredential(id: string): Promise<CredentialTest> {
		const credentials = await this.rest('GET', `/credentials/${id}?includeData=true`);
		return await this.rest<CredentialTest>('POST', '/credentials/test', { credentials });
	}

	/** Brings in a workflow file with `n8n import:workflow`; resolves to its ID. */
	async importWorkflow(workflow: { id: string } & Record<string, unknown>): Promise<string> {
		await this.importJson('import:workflow', workflow);
		return workflow.id;
	}

	/** Saves a new workflow as the editor does; resolves to its ID. */
	async createWorkflow(workflow: Record<string, unknown>): Promise<string> {
		const { id: _, ...content } = workflow;
		return (await this.rest<{ id: string }>('POST', '/workflows', content)).id;
	}

	/** Publishes the workflow's present version and waits until its triggers and webhooks are in place. */
	async publish(id: string, limit = 30_000): Promise<void> {
		const { versionId } = await this.rest<{ versionId: string }>('GET', `/workflows/${id}`);
		await this.rest('POST', `/workflows/${id}/activate`, { versionId });
		const end = Date.now() + limit;
		while (Date.now() < end) {
			const { status, triggers } = await this.rest<PublicationStatus>(
				'GET',
				`/workflows/${id}/publication-status`,
			);
			if (status === 'published') return;
			if (status !== 'in_progress' && status !== 'not_published') {
				throw new Error(`Publishing workflow ${id}: ${JSON.stringify(triggers)}`);
			}
			await wait(100);
		}
		throw new Error(`Workflow ${id} was not published within ${limit} ms.`);
	}

	/** Takes a workflow's triggers away; a run that is under way goes on. */
	async unpublish(id: string): Promise<void> {
		await this.rest('POST', `/workflows/${id}/deactivate`, {});
	}

	/** Runs a workflow with `n8n execute`, in a process of its own. */
	async execute(id: string): Promise<Execution> {
		return fromCommandOutput(await this.command('execute', `--id=${id}`, '--rawOutput'));
	}

	/** Runs a workflow as the editor's button does, from its trigger; resolves to the execution's ID. */
	async startManually(id: string, trigger: string): Promise<string> {
		const { executionId } = await this.rest<{ executionId: string }>(
			'POST',
			`/workflows/${id}/run`,
			{ triggerToStartFrom: { name: trigger } },
		);
		return executionId;
	}

	/** Runs a workflow as the editor's button does, and waits for the end. */
	async runManually(id: string, trigger: string, limit = 120_000): Promise<Execution> {
		return await this.finished(await this.startManually(id, trigger), limit);
	}

	/** Waits until an execution that is not to be kept has ended, so that nothing of it is there. */
	async forgotten(executionId: string, limit = 120_000): Promise<void> {
		const end = Date.now() + limit;
		while (Date.now() < end) {
			const answer = await this.api.fetch('GET', `/rest/executions/${executionId}`);
			const { data } = (await answer.json()) as { data?: unknown };
			if (!data) return;
			await wait(100);
		}
		throw new Error(`Execution ${executionId} was still there after ${limit} ms.`);
	}

	/** Waits until an execution has ended and reads it back. */
	async finished(executionId: string, limit = 120_000): Promise<Execution> {
		const end = Date.now() + limit;
		while (Date.now() < end) {
			const stored = await this.rest<StoredExecution>('GET', `/executions/${executionId}`);
			if (stored.stoppedAt) return fromRestApi(stored);
			await wait(100);
		}
		throw new Error(`Execution ${executionId} did not end within ${limit} ms.`);
	}

	/** The list of executions, newest first, as the editor shows it. */
	async executions(): Promise<Array<{ id: string; workflowId: string; status: string }>> {
		return (
			await this.rest<{ results: Array<{ id: string; workflowId: string; status: string }> }>(
				'GET',
				'/executions',
			)
		).results;
	}

	/** All node types that n8n offers in its editor. */
	async nodeTypes(): Promise<Array<Record<string, unknown> & { name: string }>> {
		return await (await this.api.fetch('GET', '/types/nodes.json')).json();
	}

	private panelRequest(question: PanelQuestion): Record<string, unknown> {
		const { credential } = question;
		return {
			path: question.path,
			methodName: question.methodName,
			nodeTypeAndVersion: {
				name: question.nodeType ?? genesysCloudNode,
				version: question.version ?? 1,
			},
			currentNodeParameters: question.parameters ?? {},
			credentials: { [credential.type]: { id: credential.id, name: credential.name } },
			...(question.filter !== undefined && { filter: question.filter }),
			...(question.paginationToken !== undefined && {
				paginationToken: question.paginationToken,
			}),
		};
	}

	/** The entries of a resource locator's list (`methods.listSearch`). */
	async listSearch(question: PanelQuestion): Promise<{
		results: Array<{ name: string; value: string; url?: string }>;
		paginationToken?: string;
	}> {
		return await this.rest(
			'POST',
			'/dynamic-node-parameters/resource-locator-results',
			this.panelRequest(question),
		);
	}

	/** The options of a list (`methods.loadOptions`). */
	async loadOptions(question: PanelQuestion): Promise<Array<{ name: string; value: string }>> {
		return await this.rest('POST', '/dynamic-node-parameters/options', this.panelRequest(question));
	}

	/** Where a text is stored in this n8n's data, in any usual encoding; see {@link findInUserFolder}. */
	findInDatabase(needle: string): string[] {
		return findInUserFolder(this.userFolder, needle);
	}

	/** Ends n8n and starts it anew on the same data; the owner stays logged in. */
	async restart(): Promise<void> {
		await this.running.stop();
		this.running = await launch(this.settings);
	}

	/** Ends n8n as a crash would, in the middle of what it does, and starts it anew on the same data. */
	async crash(): Promise<void> {
		await this.running.kill();
		this.running = await launch(this.settings);
	}

	/** Ends n8n and removes its folder. */
	async stop(): Promise<void> {
		await this.running.stop();
		rmSync(this.userFolder, { recursive: true, force: true });
	}
}
