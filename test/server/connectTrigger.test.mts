import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from '../../tools/lib/paths.mts';
import { packageName } from '../../tools/lib/pack.mts';
import { readyMadeCredentials } from '../../tools/start/credentials.mts';
import { type Sandbox, startSandbox } from '../sandbox/index.mts';
import { useN8n } from './support/start.mts';

jest.setTimeout(180_000);

const example = JSON.parse(
	readFileSync(join(root, 'examples/jira-issue-asks-for-an-oauth-client.json'), 'utf8'),
);
const connection = {
	paragonConnectApi: { id: 'ParagonConnect01', name: 'Paragon Connect sandbox' },
};

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({});
});
afterAll(async () => {
	await sandbox.close();
});

/** Waits until something can be seen. */
async function until<Seen>(
	look: () => Promise<Seen | undefined> | Seen | undefined,
): Promise<Seen> {
	for (const end = Date.now() + 30_000; Date.now() < end; await wait(100)) {
		const seen = await look();
		if (seen !== undefined) return seen;
	}
	throw new Error('What was waited for did not come within 30 s.');
}

const subscriptions = (): any[] => sandbox.control.state('paragon').subscriptions;
const deliveries = (): any[] => sandbox.control.state('paragon').deliveries;
const issues = (): any[] => sandbox.control.state('jira').issues;

describe('the trigger of Paragon Connect', () => {
	const server = useN8n();

	beforeAll(async () => {
		await server().importCredentials(readyMadeCredentials(sandbox));
	});
	beforeEach(() => {
		sandbox.control.reset();
		sandbox.control.setBehaviour('paragon', { pollMs: 20, deliveryWaitMs: 20 });
	});

	/** A workflow that begins with the trigger and keeps what it emits. */
	const workflow = (triggerOn: string, more: object = {}) => ({
		name: `On ${triggerOn}`,
		settings: {},
		nodes: [
			{
				id: 'd0f4a2aa-0001-4000-8000-000000000001',
				name: 'Trigger',
				type: `${packageName}.paragonConnectTrigger`,
				typeVersion: 1,
				position: [0, 0],
				webhookId: crypto.randomUUID(),
				credentials: connection,
				parameters: { triggerOn, ...more },
			},
		],
		connections: {},
	});
	const runsOf = async (id: string) =>
		(await server().executions()).filter(({ workflowId }) => workflowId === id);
	/** Takes a workflow out of service, and waits until nothing of it is left at Paragon. */
	const unpublish = async (id: string) => {
		await server().rest('POST', `/workflows/${id}/deactivate`);
		await until(() => (subscriptions().length === 0 ? true : undefined));
	};

	test('the example: an issue opens, a client is made, and the issue is answered', async () => {
		const id = await server().createWorkflow(example);
		await server().publish(id);
		expect(subscriptions()).toEqual([
			expect.objectContaining({
				type: 'JIRA_TRIGGER_ISSUE_CREATED',
				parameters: { jqlQuery: 'labels = "oauth-client"' },
			}),
		]);
		const opener = {
			name: 'Open an issue',
			settings: {},
			connections: { Start: { main: [[{ node: 'Open', type: 'main', index: 0 }]] } },
			nodes: [
				{
					id: 'd0f4a2aa-0001-4000-8000-000000000002',
					name: 'Start',
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
				{
					id: 'd0f4a2aa-0001-4000-8000-000000000003',
					name: 'Open',
					type: `${packageName}.paragonConnect`,
					typeVersion: 1,
					position: [200, 0],
					credentials: connection,
					parameters: {
						resource: 'issue',
						operation: 'create',
						project: { __rl: true, mode: 'id', value: 'ED' },
						issueType: { __rl: true, mode: 'id', value: 'Task' },
						summary: 'Nightly export',
						additionalFields: { labels: ['oauth-client'] },
					},
				},
			],
		};
		const opened = await server().runManually(await server().createWorkflow(opener), 'Start');
		expect(opened.error).toBeUndefined();
		const [{ key }] = opened.json('Open') as [{ key: string }];

		const { id: issueId } = issues().find((issue: any) => issue.key === key);
		const comment = await until(() =>
			sandbox.control.state('jira').comments.find((each: any) => each.issueId === issueId),
		);
		const [client] = sandbox.control
			.state('genesysCloud')
			.clients.filter(({ name }: any) => name === `${key}: Nightly export`);
		expect(JSON.stringify(comment.body)).toContain(client.id);
		await unpublish(id);
	});

	test.each([
		['newIssue', 'jira:issue_created', 'ED-1'],
		['issueUpdated', 'jira:issue_updated', 'ED-1'],
		['newComment', 'comment_created', 'ED-1'],
		['projectCreated', 'project_created', 'ED'],
		['projectUpdated', 'project_updated', 'ED'],
	])('%s starts a workflow', async (triggerOn, event, of) => {
		const id = await server().createWorkflow(workflow(triggerOn));
		await server().publish(id);
		expect(subscriptions()).toHaveLength(1);
		sandbox.control.seed('jira', { events: [{ event, of }] });
		const [run] = await until(async () => {
			const runs = await runsOf(id);
			return runs.length > 0 ? runs : undefined;
		});
		const { items } = { items: (await server().finished(run!.id)).json('Trigger') };
		expect(items).toHaveLength(1);
		expect(items[0]).toMatchObject({ integration: 'jira', payload: expect.anything() });
		expect(JSON.stringify(items)).not.toContain('n8nSecret');
		await unpublish(id);
	});

	test('forged, replayed and oversized calls emit nothing', async () => {
		const id = await server().createWorkflow(workflow('newIssue'));
		await server().publish(id);
		const [{ id: subscriptionId }] = subscriptions();
		sandbox.control.seed('jira', { events: [{ event: 'jira:issue_created', of: 'ED-1' }] });
		const first = await until(() => deliveries().find(({ attempts }) => attempts.length > 0));
		await until(async () => ((await runsOf(id)).length === 1 ? true : undefined));

		const forged = [
			{ signature: 'missing' },
			{ signature: 'garbage' },
			{ signature: 'otherSecret' },
			{ changes: { triggerSubscriptionMetadata: { n8nSecret: 'guessed' } } },
			{ changes: { projectId: crypto.randomUUID() } },
			{ changes: { triggerSubscriptionId: crypto.randomUUID() } },
			{ padding: 2 * 1024 * 1024 },
		];
		for (const forge of forged) {
			const before = deliveries().length;
			sandbox.control.seed('paragon', { forge: [{ subscriptionId, ...forge }] });
			const sent = await until(() =>
				deliveries()
					.slice(before)
					.find(({ attempts }) => attempts.length > 0),
			);
			expect([forge, sent.attempts[0].status]).toEqual([forge, 401]);
		}
		sandbox.control.seed('paragon', { redeliver: [first.eventId] });
		await wait(500);
		expect(await runsOf(id)).toHaveLength(1);
		await unpublish(id);
	});

	test('a test in the editor takes one event, beside the published workflow', async () => {
		const id = await server().createWorkflow(workflow('newIssue'));
		await server().publish(id);
		const started = await server().rest('POST', `/workflows/${id}/run`, {
			triggerToStartFrom: { name: 'Trigger' },
		});
		expect(started).toEqual({ waitingForWebhook: true });
		const urls = subscriptions().map(({ webhookOverride }) => webhookOverride.url);
		expect(urls).toEqual([
			expect.stringContaining('/webhook/'),
			expect.stringContaining('/webhook-test/'),
		]);
		const happen = () =>
			sandbox.control.seed('jira', { events: [{ event: 'jira:issue_created', of: 'ED-1' }] });
		const modes = async () => {
			const runs = await server().rest<{ results: Array<{ workflowId: string; mode: string }> }>(
				'GET',
				'/executions',
			);
			const own = runs.results.filter(({ workflowId }) => workflowId === id);
			return own.map(({ mode }) => mode).sort();
		};
		happen();
		await until(async () => ((await modes()).join() === 'manual,webhook' ? true : undefined));
		// Nothing of the test stays, and the published workflow goes on.
		await until(() => (subscriptions().length === 1 ? true : undefined));
		happen();
		await until(async () =>
			(await modes()).join() === 'manual,webhook,webhook' ? true : undefined,
		);
		await unpublish(id);
	});

	test('a test in the editor that is stopped leaves nothing at Paragon', async () => {
		const id = await server().createWorkflow(workflow('newIssue'));
		await server().rest('POST', `/workflows/${id}/run`, {
			triggerToStartFrom: { name: 'Trigger' },
		});
		expect(subscriptions()).toHaveLength(1);
		await server().rest('DELETE', `/test-webhook/${id}`);
		await until(() => (subscriptions().length === 0 ? true : undefined));
	});

	test('a subscription that Paragon has given up is made anew', async () => {
		const id = await server().createWorkflow(workflow('newIssue'));
		await server().publish(id);
		const [{ id: first }] = subscriptions();
		sandbox.control.seed('paragon', { errored: [{ subscriptionId: first }] });
		await server().rest('POST', `/workflows/${id}/deactivate`);
		await server().publish(id);
		const [{ id: second }] = await until(() =>
			subscriptions().every(({ status }) => status === 'ACTIVE') && subscriptions().length === 1
				? subscriptions()
				: undefined,
		);
		expect(second).not.toBe(first);
		await unpublish(id);
	});

	test('without manage:jira-configuration, project events say what is missing', async () => {
		const userId = sandbox.paragon.connect.users.second;
		const id = await server().createWorkflow(workflow('projectCreated', { userId }));
		await expect(server().publish(id)).rejects.toThrow(/manage:jira-configuration/);
	});
});
