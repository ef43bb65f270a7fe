import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { refusalOf } from './support/jiraJs.mts';
import { doc, useJira } from './support/use.mts';

const site = useJira();
let server: Server;
let url: string;
let received: Array<{ headers: Record<string, unknown>; body: any }>;

beforeEach(async () => {
	received = [];
	server = createServer((request, response) => {
		let text = '';
		request.on('data', (chunk) => (text += String(chunk)));
		request.on('end', () => {
			received.push({ headers: request.headers, body: JSON.parse(text) });
			response.end();
		});
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
afterEach(async () => {
	server.closeAllConnections();
	await new Promise((done) => server.close(done));
});

async function until(condition: () => boolean): Promise<void> {
	const end = Date.now() + 4000;
	while (!condition() && Date.now() < end) await sleep(5);
	expect(condition()).toBe(true);
}

const register = async (...webhooks: object[]) =>
	await site.app.webhooks.registerDynamicWebhooks({ url, webhooks } as never);

test('registered, called, refreshed, deleted', async () => {
	const { webhookRegistrationResult } = await register(
		{ events: ['jira:issue_created', 'jira:issue_updated'], jqlFilter: 'project = ED' },
		{ events: ['comment_created'], jqlFilter: 'project = OPS' },
		{ events: ['jira:issue_created'], jqlFilter: 'watchCount = 1' },
		{ events: ['project_created'], jqlFilter: 'project = ED' },
	);
	expect(webhookRegistrationResult).toEqual([
		{ createdWebhookId: 10000 },
		{ createdWebhookId: 10001 },
		{ errors: ['The clause watchCount is unsupported'] },
		{ errors: ['The event project_created is unsupported'] },
	]);
	const page = await site.app.webhooks.getDynamicWebhooksForApp();
	expect(page).toMatchObject({ total: 2, isLast: true });
	expect(page.values[0]).toMatchObject({ id: 10000, url, jqlFilter: 'project = ED' });
	expect(page.values[0]!.expirationDate! - Date.now()).toBeGreaterThan(29.9 * 86_400_000);

	await site.jira.issues.editIssue({ issueIdOrKey: 'ED-1', fields: { summary: 'New' } } as never);
	await site.jira.issueComments.addComment({ issueIdOrKey: 'ED-1', body: doc('x') } as never);
	await until(() => received.length === 1);
	const [{ headers, body }] = received as [(typeof received)[number]];
	expect(headers.authorization).toMatch(/^Bearer [\w-]+\.[\w-]+\.[\w-]+$/);
	expect(headers['x-atlassian-webhook-identifier']).toEqual(expect.any(String));
	expect(body).toMatchObject({
		webhookEvent: 'jira:issue_updated',
		issue_event_type_name: 'issue_updated',
		user: { accountId: site.sandbox.jira.accountId },
		issue: { key: 'ED-1', fields: { summary: 'New' } },
		changelog: {
			items: [
				{
					field: 'summary',
					fromString: 'Main order flow broken',
					toString: 'New',
				},
			],
		},
		matchedWebhookIds: [10000],
	});
	const refreshed = await site.app.webhooks.refreshWebhooks({ webhookIds: [10000] } as never);
	expect(refreshed.expirationDate).toBeGreaterThan(page.values[0]!.expirationDate! - 1);
	await site.app.webhooks.deleteWebhookById({ webhookIds: [10000, 999] } as never);
	expect((await site.app.webhooks.getDynamicWebhooksForApp()).values).toHaveLength(1);
});

test('an expired webhook is not called; fields filter updates', async () => {
	site.sandbox.control.setBehaviour('jira', { webhookDays: 0 });
	await register({ events: ['jira:issue_updated'], jqlFilter: 'project = ED' });
	site.sandbox.control.setBehaviour('jira', { webhookDays: 30 });
	await register({
		events: ['jira:issue_updated'],
		jqlFilter: 'project = ED',
		fieldIdsFilter: ['summary'],
	});
	const edit = async (fields: object) =>
		await site.jira.issues.editIssue({ issueIdOrKey: 'ED-1', fields } as never);
	await edit({ duedate: '2030-01-01' });
	await edit({ summary: 'Other' });
	await until(() => received.length === 1);
	await sleep(30);
	expect(received.map(({ body }) => body.matchedWebhookIds)).toEqual([[10001]]);
});

test('people register none; five for an app; one URL', async () => {
	const person = site.jira.webhooks.registerDynamicWebhooks({
		url,
		webhooks: [{ events: ['comment_created'], jqlFilter: 'project = ED' }],
	} as never);
	expect((await refusalOf(person)).status).toBe(403);
	const hook = { events: ['comment_created'], jqlFilter: 'project = ED' };
	const { webhookRegistrationResult = [] } = await register(...Array<object>(6).fill(hook));
	expect(webhookRegistrationResult.filter(({ errors }) => errors)).toHaveLength(1);
	const elsewhere = site.app.webhooks.registerDynamicWebhooks({
		url: 'http://127.0.0.1:1/other',
		webhooks: [hook],
	} as never);
	expect((await refusalOf(elsewhere)).body.errorMessages[0]).toContain('single URL');
});

test('nothing outside of this machine is called', async () => {
	await site.app.webhooks.registerDynamicWebhooks({
		url: 'https://example.com/hook',
		webhooks: [{ events: ['jira:issue_created'], jqlFilter: 'project = ED' }],
	} as never);
	site.sandbox.control.seed('jira', { events: [{ event: 'jira:issue_created', of: 'ED-1' }] });
	expect(site.state.webhookCalls).toEqual([
		{
			url: 'https://example.com/hook',
			webhookEvent: 'jira:issue_created',
			matchedWebhookIds: [10000],
			error: expect.stringContaining('not on this machine'),
		},
	]);
});

test('what happens is told in order, with what it happened to', async () => {
	const { accountId } = site.sandbox.jira;
	const { key } = await site.jira.issues.createIssue({
		fields: { summary: 'x', project: { key: 'ED' }, issuetype: { name: 'Task' } },
	} as never);
	await site.jira.issues.doTransition({ issueIdOrKey: key, transition: { id: '21' } } as never);
	await site.jira.issues.assignIssue({ issueIdOrKey: key, accountId } as never);
	await site.jira.issues.assignIssue({ issueIdOrKey: key, accountId } as never);
	await site.jira.issueComments.addComment({ issueIdOrKey: key, body: doc('x') } as never);
	await site.jira.issues.deleteIssue({ issueIdOrKey: key });
	const project = { key: 'NEW', name: 'New', leadAccountId: accountId };
	await site.jira.projects.createProject(project as never);
	await site.jira.projects.updateProject({ projectIdOrKey: 'NEW', name: 'Newer' } as never);
	const told = site.state.events.map(({ webhookEvent, body }: any) => [
		webhookEvent,
		body.issue_event_type_name ?? body.project?.key ?? body.comment?.body,
	]);
	expect(told).toEqual([
		['jira:issue_created', 'issue_created'],
		['jira:issue_updated', 'issue_generic'],
		['jira:issue_updated', 'issue_assigned'],
		['comment_created', 'x'],
		['jira:issue_deleted', 'issue_deleted'],
		['project_created', 'NEW'],
		['project_updated', 'NEW'],
	]);
});
