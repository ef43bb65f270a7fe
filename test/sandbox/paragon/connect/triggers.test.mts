import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from './support/connect.mts';
import { useTriggers } from './support/triggers.mts';

const world = useTriggers();

const JIRA = 'JIRA_TRIGGER';
const SUBSCRIPTIONS = '/trigger-subscriptions';

test('the triggers, their models and parameters', async () => {
	const { body } = await world.as().actionkit('GET', '/triggers?integrations=jira');
	const told = body.triggers.jira.map((each: any) => [each.type, each.title, each.triggerModel]);
	expect(told).toEqual([
		['JIRA_TRIGGER_ISSUE_CREATED', 'New Issue', 'WEBHOOK'],
		['JIRA_TRIGGER_ISSUE_UPDATED', 'Issue Updated', 'WEBHOOK'],
		['JIRA_TRIGGER_COMMENT_CREATED', 'New Comment', 'WEBHOOK'],
		['JIRA_TRIGGER_PROJECT_CREATED', 'Project Created', 'POLLING'],
		['JIRA_TRIGGER_PROJECT_UPDATED', 'Project Updated', 'POLLING'],
	]);
	expect(body.triggers.jira[1].parameters).toMatchObject([
		{ id: 'jqlQuery', type: 'CODE', required: false },
	]);
	expect(body.triggers.jira[3].parameters).toEqual([]);
	const { body: all } = await world.as().actionkit('GET', '/triggers');
	expect(Object.keys(all.triggers)).toEqual(['jira', 'slack']);
	const { actionkit: none } = world.as('user-3');
	expect((await none('GET', '/triggers')).body.triggers).toEqual({});

	world.behave({ triggerNames: 'other', triggerModel: 'polling' });
	const { body: other } = await world.as().actionkit('GET', '/triggers?integrations=jira');
	expect(other.triggers.jira.map((each: any) => [each.type, each.triggerModel])).toEqual([
		['JIRA_TRIGGER_NEW_ISSUE', 'POLLING'],
		['JIRA_TRIGGER_ISSUE_UPDATED', 'POLLING'],
		['JIRA_TRIGGER_NEW_COMMENT', 'POLLING'],
		['JIRA_TRIGGER_PROJECT_CREATED', 'POLLING'],
		['JIRA_TRIGGER_UPDATED_PROJECT', 'POLLING'],
	]);
	expect((await world.subscribe(`${JIRA}_ISSUE_CREATED`)).status).toBe(404);
	expect((await world.subscribe(`${JIRA}_NEW_ISSUE`)).status).toBe(201);
});

test('a change in Jira is delivered, signed over its very bytes', async () => {
	const { projectId, webhookSigningSecret } = world.sandbox.paragon.connect;
	const metadata = { workflow: 'w', list: [1] };
	const headers = { 'x-own': 'yes' };
	const { body: subscription } = await world.subscribe(`${JIRA}_ISSUE_CREATED`, {
		webhookOverride: { url: world.receiver.url, headers, metadata },
	});
	await world.as().proxy('POST', '/sdk/proxy/jira/rest/api/3/issue', {
		fields: { summary: 'Öffnen', project: { key: 'ED' }, issuetype: { name: 'Task' } },
	});
	const [{ headers: sent, text, body }] = await world.receiver.took(1);
	const digest = createHmac('sha256', webhookSigningSecret).update(text).digest('hex');
	expect(sent).toMatchObject({
		'x-paragon-signature': `v1=${digest}`,
		'content-type': 'application/json',
		'x-own': 'yes',
	});
	expect(body).toEqual({
		eventId: expect.stringMatching(/^[\da-f-]{36}$/),
		userId: 'user-1',
		integration: 'jira',
		triggerType: 'JIRA_TRIGGER_ISSUE_CREATED',
		triggerSubscriptionId: subscription.id,
		credentialId: subscription.credentialId,
		projectId,
		dateReceived: expect.stringMatching(/Z$/),
		payload: expect.objectContaining({
			webhookEvent: 'jira:issue_created',
			issue: expect.objectContaining({ key: 'ED-3' }),
		}),
		triggerSubscriptionMetadata: metadata,
	});
	await until(() => world.state.deliveries[0].state === 'delivered');
	expect(world.state.deliveries).toMatchObject([{ origin: 'event', attempts: [{ status: 200 }] }]);
	const { body: list } = await world.as().actionkit('GET', SUBSCRIPTIONS);
	expect(list.triggers.jira[0].dateLastReceivedEvent).toBe(body.dateReceived);
});

test('all five triggers of Jira, and one of another integration', async () => {
	const { body } = await world.as().actionkit('GET', '/triggers');
	for (const { type } of body.triggers.jira) expect((await world.subscribe(type)).status).toBe(201);
	for (const event of ['jira:issue_created', 'jira:issue_updated', 'comment_created'])
		world.happen(event);
	for (const event of ['project_created', 'project_updated']) world.happen(event, 'ED');
	await world.subscribe('SLACK_TRIGGER_MESSAGE_POSTED', {
		integration: 'slack',
		parameters: { channel: 'C0000000001' },
	});
	for (const channel of ['general', 'incidents']) {
		await world.as().proxy('POST', '/sdk/proxy/slack/chat.postMessage', { channel, text: channel });
	}
	const received = await world.receiver.took(6);
	await sleep(20);
	const told = received.map(({ body: { triggerType, payload } }) => [
		triggerType,
		payload.webhookEvent ?? payload.key ?? payload.text,
	]);
	expect(told.sort()).toEqual([
		['JIRA_TRIGGER_COMMENT_CREATED', 'comment_created'],
		['JIRA_TRIGGER_ISSUE_CREATED', 'jira:issue_created'],
		['JIRA_TRIGGER_ISSUE_UPDATED', 'jira:issue_updated'],
		['JIRA_TRIGGER_PROJECT_CREATED', 'ED'],
		['JIRA_TRIGGER_PROJECT_UPDATED', 'ED'],
		['SLACK_TRIGGER_MESSAGE_POSTED', 'general'],
	]);
});

test('a filter leaves the issues that it finds', async () => {
	await world.subscribe(`${JIRA}_ISSUE_UPDATED`, {
		parameters: { jqlQuery: 'project = ED AND status = "In Progress"' },
	});
	world.happen('jira:issue_updated', 'ED-1');
	world.happen('jira:issue_updated', 'ED-2');
	const [{ body }] = await world.receiver.took(1);
	await sleep(20);
	expect([world.receiver.received.length, body.payload.issue.key]).toEqual([1, 'ED-2']);
	const wrong = await world.subscribe(`${JIRA}_ISSUE_UPDATED`, {
		parameters: { jqlQuery: 'x = 1' },
	});
	expect([wrong.status, wrong.body.message]).toEqual([
		400,
		expect.stringContaining("Field 'x' does not exist"),
	]);
});

test('a filter that is no longer valid: ERRORED, and Jira goes on', async () => {
	const parameters = { jqlQuery: 'project = MKT' };
	await world.subscribe(`${JIRA}_ISSUE_UPDATED`, { parameters });
	const { url, accessToken } = world.sandbox.jira;
	const call = async (method: string, path: string, body?: object) =>
		await fetch(`${url}/rest/api/3/${path}`, {
			method,
			headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
			body: body && JSON.stringify(body),
		});
	expect((await call('DELETE', 'project/MKT')).status).toBe(204);
	expect((await call('PUT', 'issue/ED-1', { fields: { summary: 'New' } })).status).toBe(204);
	expect(world.state.subscriptions).toMatchObject([{ status: 'ERRORED' }]);
});

test('payload: the webhook or the record, by the switch', async () => {
	await world.subscribe(`${JIRA}_ISSUE_UPDATED`);
	await world.subscribe(`${JIRA}_COMMENT_CREATED`);
	await world.subscribe(`${JIRA}_PROJECT_UPDATED`);
	world.behave({ triggerPayload: 'record' });
	world.happen('jira:issue_updated');
	world.happen('comment_created');
	await world.receiver.took(2);
	world.behave({ triggerPayload: 'webhook' });
	world.happen('project_updated', 'ED');
	const payloads = (await world.receiver.took(3)).map(({ body }) => body.payload);
	expect(payloads.find(({ key }) => key === 'ED-1')).toHaveProperty('fields.summary');
	expect(payloads.find(({ author }) => author)).toMatchObject({ issue: { key: 'ED-1' } });
	expect(payloads.find(({ project }) => project)).toMatchObject({
		webhookEvent: 'project_updated',
	});
});

test('events of projects need a scope that not every account has', async () => {
	const { actionkit: second } = world.as('user-2');
	for (const type of ['PROJECT_CREATED', 'PROJECT_UPDATED']) {
		const { status, body } = await world.subscribe(`${JIRA}_${type}`, {}, second);
		expect([status, body.message, body.meta]).toEqual([
			400,
			expect.stringContaining('manage:jira-configuration'),
			{ missingScopes: ['manage:jira-configuration'] },
		]);
	}
	world.behave({ scopeMissingStatus: 403 });
	expect((await world.subscribe(`${JIRA}_PROJECT_CREATED`, {}, second)).status).toBe(403);
	expect((await world.subscribe(`${JIRA}_ISSUE_CREATED`, {}, second)).status).toBe(201);
});

test.each<[string, Record<string, unknown>, number]>([
	['no integration', { integration: undefined }, 400],
	['no parameters', { parameters: undefined }, 400],
	['an override without URL', { webhookOverride: { metadata: {} } }, 400],
	['an override with a URL that is none', { webhookOverride: { url: 'x' } }, 400],
	['a filter that is no text', { parameters: { jqlQuery: 5 } }, 400],
	['an unknown trigger', { type: 'JIRA_TRIGGER_NOTHING' }, 404],
	['an unknown integration', { integration: 'nothing' }, 404],
	['no channel', { integration: 'slack', type: 'SLACK_TRIGGER_MESSAGE_POSTED' }, 400],
])('%s: refused', async (_case, changes, status) => {
	expect((await world.subscribe(`${JIRA}_ISSUE_UPDATED`, changes)).status).toBe(status);
	expect(world.state.subscriptions).toEqual([]);
});

test('subscriptions: listed, changed, ended; those of others are not there', async () => {
	world.behave({ subscribedStatus: 200 });
	const made = await world.subscribe(`${JIRA}_ISSUE_UPDATED`, {
		parameters: { jqlQuery: 'project = ED' },
	});
	expect(made).toMatchObject({
		status: 200,
		body: {
			status: 'ACTIVE',
			parameters: { jqlQuery: 'project = ED' },
			dateLastReceivedEvent: null,
			webhookOverride: { url: world.receiver.url },
		},
	});
	world.behave({ subscribedStatus: 201 });
	await world.subscribe(`${JIRA}_ISSUE_UPDATED`);
	await world.subscribe(`${JIRA}_ISSUE_CREATED`);
	const count = async (query: string, host = world.as().actionkit) => {
		const { body } = await host('GET', `${SUBSCRIPTIONS}${query}`);
		return (body.triggers.jira ?? []).length as number;
	};
	expect(await count('')).toBe(3);
	expect(await count('?integrations=slack')).toBe(0);
	expect(await count(`?type=${JIRA}_ISSUE_UPDATED&status=ACTIVE`)).toBe(2);
	expect(await count('?status=ERRORED')).toBe(0);
	const { actionkit: second } = world.as('user-2');
	expect(await count('', second)).toBe(0);

	const path = `${SUBSCRIPTIONS}/${made.body.id}`;
	const other = 'http://127.0.0.1:1/other';
	const moved = await world
		.as()
		.actionkit('PATCH', path, { webhookOverride: { url: other, metadata: 'm' } });
	expect(moved.body).toMatchObject({
		parameters: { jqlQuery: 'project = ED' },
		webhookOverride: { url: other, metadata: 'm' },
	});
	world.behave({ overrideShown: 'url' });
	const cleared = await world.as().actionkit('PATCH', path, { parameters: { jqlQuery: null } });
	expect(cleared.body).toMatchObject({ parameters: {}, webhookOverride: { url: other } });
	expect(cleared.body.webhookOverride).not.toHaveProperty('metadata');
	const without = await world.as().actionkit('PATCH', path, { webhookOverride: null });
	expect(without.body).not.toHaveProperty('webhookOverride');

	expect((await second('DELETE', path)).status).toBe(404);
	expect((await world.as().actionkit('DELETE', path)).status).toBe(200);
	expect((await world.as().actionkit('DELETE', path)).status).toBe(404);
	world.behave({ unsubscribedStatus: 204 });
	const [{ id }] = world.state.subscriptions;
	expect((await world.as().actionkit('DELETE', `${SUBSCRIPTIONS}/${id}`)).status).toBe(204);
	expect(await count('')).toBe(1);
});

test('examples of every trigger look like its events', async () => {
	const { body } = await world.as().actionkit('GET', '/triggers?integrations=jira');
	for (const { type } of body.triggers.jira) {
		const wanted = { integration: 'jira', type, parameters: {} };
		const { status, body: answer } = await world
			.as()
			.actionkit('POST', '/triggers/examples', wanted);
		expect([status, answer.examples.length]).toEqual([200, 1]);
		await world.subscribe(type);
	}
	world.behave({ examplesShape: 'array' });
	const wanted = { integration: 'jira', type: `${JIRA}_ISSUE_CREATED` };
	const { body: list } = await world.as().actionkit('POST', '/triggers/examples', wanted);
	world.happen('jira:issue_created', 'ED-2');
	const [{ body: event }] = await world.receiver.took(1);
	expect(Object.keys(list[0]).sort()).toEqual(Object.keys(event.payload).sort());
});

test('a disconnected account: its subscriptions go or turn ERRORED; reset ends all', async () => {
	world.behave({ subscriptionsOnDisconnect: 'errored' });
	await world.subscribe(`${JIRA}_ISSUE_UPDATED`);
	world.sandbox.control.seed('paragon', {
		disconnect: [{ userId: 'user-1', integration: 'jira' }],
	});
	expect(world.state.subscriptions).toMatchObject([{ status: 'ERRORED' }]);
	world.sandbox.control.reset();
	expect([world.state.subscriptions, world.state.deliveries]).toEqual([[], []]);
});
