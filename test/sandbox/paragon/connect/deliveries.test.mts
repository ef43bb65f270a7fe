import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from './support/connect.mts';
import { useTriggers } from './support/triggers.mts';

const world = useTriggers();

const JIRA = 'JIRA_TRIGGER';
const SUBSCRIPTIONS = '/trigger-subscriptions';

test('a receiver that fails gets the same event again, each time after a longer wait', async () => {
	await world.subscribe(`${JIRA}_ISSUE_UPDATED`);
	world.behave({ deliveryWaitMs: 20 });
	world.receiver.answers.push(500, 404, 302);
	world.happen('jira:issue_updated');
	const received = await world.receiver.took(4);
	await until(() => world.state.deliveries[0].state === 'delivered');
	expect(new Set(received.map(({ text }) => text)).size).toBe(1);
	const { attempts } = world.state.deliveries[0];
	expect(attempts.map(({ status }: { status: number }) => status)).toEqual([500, 404, 302, 200]);
	const at = attempts.map((each: { at: string }) => Date.parse(each.at));
	expect(at[2] - at[1]).toBeGreaterThan(at[1] - at[0]);
	expect(world.state.subscriptions[0].status).toBe('ACTIVE');
});

test('given up: ERRORED, and nothing comes any more', async () => {
	const { body } = await world.subscribe(`${JIRA}_ISSUE_UPDATED`);
	world.behave({ deliveryRetries: 1 });
	world.receiver.answers.push(500, 500);
	world.happen('jira:issue_updated');
	await until(() => world.state.subscriptions[0].status === 'ERRORED');
	expect(world.state.deliveries[0]).toMatchObject({ state: 'givenUp', attempts: [{}, {}] });
	const { body: list } = await world.as().actionkit('GET', `${SUBSCRIPTIONS}?status=ERRORED`);
	expect(list.triggers.jira).toMatchObject([
		{ id: body.id, error: expect.stringContaining('500') },
	]);
	world.happen('jira:issue_updated');
	await sleep(20);
	expect(world.receiver.received).toHaveLength(2);
	world.behave({ patchReactivates: true });
	await world.as().actionkit('PATCH', `${SUBSCRIPTIONS}/${body.id}`, {});
	world.happen('jira:issue_updated');
	await world.receiver.took(3);
});

test('several events have to fail, by the switch; one that arrives forgives', async () => {
	await world.subscribe(`${JIRA}_ISSUE_UPDATED`);
	world.behave({ deliveryRetries: 0, erroredAfter: 2 });
	for (const status of [500, 200, 500, 500]) {
		world.receiver.answers.push(status);
		world.happen('jira:issue_updated');
		const before = world.state.deliveries.length;
		await until(() => world.state.deliveries[before - 1].state !== 'pending');
	}
	expect(world.state.subscriptions[0]).toMatchObject({ status: 'ERRORED', failures: 2 });
});

test('a receiver that takes too long, or is not there, has failed', async () => {
	await world.subscribe(`${JIRA}_ISSUE_UPDATED`);
	await world.subscribe(`${JIRA}_ISSUE_UPDATED`, {
		webhookOverride: { url: 'http://127.0.0.1:1/' },
	});
	world.behave({ deliveryRetries: 0, deliveryTimeoutMs: 50 });
	world.receiver.answers.push(0);
	world.happen('jira:issue_updated');
	await until(() => world.state.subscriptions.every(({ status }: any) => status === 'ERRORED'));
	const errors = world.state.deliveries.map(({ attempts }: any) => attempts[0].error);
	expect(errors).toEqual([
		expect.stringMatching(/timeout/i),
		expect.stringMatching(/fetch failed/),
	]);
	expect(world.receiver.received).toHaveLength(1);
});

test('only this machine is ever called', async () => {
	world.behave({ deliveryRetries: 0 });
	await world.subscribe(`${JIRA}_ISSUE_UPDATED`, {
		webhookOverride: { url: 'https://example.com/x' },
	});
	world.happen('jira:issue_updated');
	await until(() => world.state.deliveries[0].state === 'givenUp');
	expect(world.state.deliveries[0].attempts[0].error).toContain('not on this machine');
});

test("without an override events go to the project's own URL", async () => {
	await world.subscribe(`${JIRA}_ISSUE_UPDATED`, { webhookOverride: undefined });
	world.sandbox.control.seed('paragon', { webhookUrl: world.receiver.url });
	world.happen('jira:issue_updated');
	const [{ body }] = await world.receiver.took(1);
	expect(body).not.toHaveProperty('triggerSubscriptionMetadata');
});

test.each(['hex', 'base64'] as const)('signed in %s, and indented', async (encoding) => {
	world.behave({ signatureEncoding: encoding, deliveryJson: 'indented' });
	await world.subscribe(`${JIRA}_ISSUE_UPDATED`);
	world.happen('jira:issue_updated');
	const [{ headers, text, body }] = await world.receiver.took(1);
	const { webhookSigningSecret } = world.sandbox.paragon.connect;
	const digest = createHmac('sha256', webhookSigningSecret).update(text).digest(encoding);
	expect(headers['x-paragon-signature']).toBe(`v1=${digest}`);
	expect(text).not.toBe(JSON.stringify(body));
});

test('control: replays, forgeries, errors and losses', async () => {
	const { control } = world.sandbox;
	const { body: subscription } = await world.subscribe(`${JIRA}_ISSUE_UPDATED`);
	world.happen('jira:issue_updated');
	const [first] = await world.receiver.took(1);
	control.seed('paragon', { redeliver: [first.body.eventId] });
	const [, again] = await world.receiver.took(2);
	expect([again!.text, again!.headers['x-paragon-signature']]).toEqual([
		first.text,
		first.headers['x-paragon-signature'],
	]);
	const of = { subscriptionId: subscription.id };
	control.seed('paragon', {
		forge: [
			{ ...of, signature: 'missing' },
			{ ...of, signature: 'garbage' },
			{ ...of, signature: 'otherSecret' },
			{ ...of, changes: { triggerSubscriptionMetadata: 'x', projectId: 'y' } },
			{ ...of, padding: 100_000 },
		],
	});
	const received = (await world.receiver.took(7)).slice(2);
	const { webhookSigningSecret } = world.sandbox.paragon.connect;
	const signed = received.map(
		({ headers, text }) =>
			headers['x-paragon-signature'] ===
			`v1=${createHmac('sha256', webhookSigningSecret).update(text).digest('hex')}`,
	);
	expect(signed.filter(Boolean)).toHaveLength(2);
	expect(Math.max(...received.map(({ text }) => text.length))).toBeGreaterThan(100_000);
	expect(world.state.deliveries.map(({ origin }: { origin: string }) => origin)).toEqual([
		'event',
		'redelivered',
		...Array<string>(5).fill('forged'),
	]);
	control.seed('paragon', { errored: [{ ...of, error: 'Broken' }] });
	const { body: list } = await world.as().actionkit('GET', SUBSCRIPTIONS);
	expect(list.triggers.jira).toMatchObject([{ status: 'ERRORED', error: 'Broken' }]);
	control.seed('paragon', { lost: [subscription.id] });
	expect((await world.as().actionkit('GET', SUBSCRIPTIONS)).body.triggers).toEqual({});
});
