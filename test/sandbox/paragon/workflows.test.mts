import { setTimeout as sleep } from 'node:timers/promises';
import { useSandbox } from '../support/sandbox.mts';
import { complaints, recordOf, zeusAs, zeusOf, type Zeus } from './support/zeus.mts';

const sandbox = useSandbox();
let zeus: Zeus;
let project: string;

beforeEach(async () => {
	zeus = await zeusOf(sandbox.current);
	project = `/projects/${sandbox.current.paragon.projectId}`;
});

const behave = (changes: Record<string, unknown>) =>
	sandbox.current.control.setBehaviour('paragon', changes);

/** Polls a deployment until it no longer changes. */
async function settled(id: string): Promise<{ statuses: string[]; isActive: boolean }> {
	const statuses: string[] = [];
	for (;;) {
		const { body } = await zeus('GET', `${project}/deployments/${id}`);
		statuses.push(body.status as string);
		if (!body.status.endsWith('ING')) return { statuses, isActive: body.isActive as boolean };
		await sleep(20);
	}
}

test('a workflow is deployed and undeployed, each in its time', async () => {
	behave({ deploymentMs: 300 });
	const { body: list } = await zeus('GET', `${project}/workflows?includeDeleted=false`);
	expect(list.items).toEqual([
		{
			id: expect.any(String),
			dateCreated: expect.any(String),
			dateUpdated: expect.any(String),
			description: 'Sync issues',
			projectId: sandbox.current.paragon.projectId,
			teamId: expect.any(String),
			integrationId: sandbox.current.paragon.integrations.jira,
			workflowVersion: 1,
			tags: [],
			isOnboardingWorkflow: false,
		},
	]);
	const [{ id: workflowId }] = list.items;
	const path = `${project}/workflows/${workflowId}/deployments`;
	expect((await zeus('GET', `${project}/workflows/migrations/latest`)).body).toEqual([]);
	expect((await zeus('DELETE', path)).status).toBe(404);

	const started = await zeus('POST', path);
	expect(started).toMatchObject({ status: 201 });
	expect(started.body).toEqual({ id: expect.any(String), status: 'DEPLOYING' });
	const { statuses, isActive } = await settled(started.body.id);
	expect([statuses[0], statuses.at(-1), isActive]).toEqual(['DEPLOYING', 'DEPLOYED', true]);

	behave({ deploymentMs: 0 });
	const { body: again } = await zeus('POST', path);
	expect(again.status).toBe('DEPLOYED');
	expect((await settled(started.body.id)).isActive).toBe(false);
	const latest = await zeus('GET', `${project}/workflows/migrations/latest`);
	const deployment = { id: again.id, status: 'DEPLOYED', isActive: true };
	expect(latest.body).toEqual([{ id: expect.any(String), workflowId, deployment }]);

	behave({ deploymentMs: 60_000 });
	expect((await zeus('DELETE', path)).status).toBe(200);
	const undeploying = async () =>
		(await zeus('GET', `${project}/workflows/migrations/latest`)).body[0].deployment;
	expect(await undeploying()).toMatchObject({ status: 'UNDEPLOYING', isActive: false });
	behave({ deploymentMs: 0 });
	expect(await undeploying()).toMatchObject({ status: 'UNDEPLOYED', isActive: false });
	expect((await zeus('DELETE', path)).status).toBe(404);
	expect((await zeus('GET', `${project}/deployments/${workflowId}`)).status).toBe(404);
	expect((await zeus('POST', `${project}/workflows/none/deployments`)).status).toBe(404);
});

test('what keeps a workflow from being deployed is named', async () => {
	const { integrations } = sandbox.current.paragon;
	const { workflows } = sandbox.current.control.seed('paragon', {
		workflows: [{ integrationId: integrations.slack, usesConnectedUser: true }],
	});
	const path = `${project}/workflows/${workflows[0].id}/deployments`;
	const { status, body } = await zeus('POST', path);
	expect(status).toBe(400);
	expect(body.meta.errors).toEqual([
		{ error: 'Integration is not active.' },
		{ error: expect.stringMatching(/CONNECT_CREDENTIAL_FIELD.*no ConnectCredential was supplied/) },
	]);
	await zeus('PATCH', `${project}/integrations/${integrations.slack}`, { isActive: true });
	expect((await zeus('POST', path)).body.meta.errors).toHaveLength(1);
	recordOf(sandbox.current, 'integrations', 'id', integrations.slack).connectedUserCount = 1;
	expect((await zeus('POST', path)).status).toBe(201);
});

const webhook = (projectId: string) => ({
	projectId,
	type: 'webhook',
	configuration: {
		url: 'https://hooks.example.com/failures',
		events: ['workflow_failure'],
		body: {
			dataType: 'ANY',
			type: 'TOKENIZED',
			parts: [{ type: 'OBJECT_VALUE', path: ['event', 'workflow', 'name'], name: 'event' }],
		},
		headers: [{ key: 'Authorization', value: 'hush-header' }],
	},
});

test('an event destination: made, read, replaced, deleted', async () => {
	const { projectId } = sandbox.current.paragon;
	const path = `${project}/event-destinations`;
	const made = await zeus('POST', path, webhook(projectId));
	expect(made.status).toBe(201);
	expect(made.body).toEqual({
		...webhook(projectId),
		id: expect.any(String),
		state: expect.any(String),
		dateDeleted: null,
		dateCreated: expect.any(String),
		dateUpdated: expect.any(String),
	});
	const one = `${path}/${made.body.id}`;
	expect((await zeus('GET', one)).body).toEqual(made.body);
	const email = {
		projectId,
		type: 'email',
		configuration: {
			emailTo: 'ops@example.com',
			events: ['workflow_failure'],
			// What the Terraform provider sends for want of a template.
			body: { dataType: '', type: '', parts: null },
		},
	};
	const replaced = await zeus('PUT', one, email);
	expect(replaced).toMatchObject({ status: 200, body: { id: made.body.id, ...email } });
	expect((await zeus('GET', one)).body.configuration).toEqual(email.configuration);
	expect((await zeus('DELETE', one)).status).toBe(200);
	expect((await zeus('GET', one)).status).toBe(404);
	expect((await zeus('DELETE', one)).status).toBe(404);
	expect((await zeus('GET', path)).status).toBe(404);
	behave({ createdDestinationStatus: 200 });
	expect((await zeus('POST', path, email)).status).toBe(200);
	expect(JSON.stringify(sandbox.current.control.journal())).not.toContain('hush-header');
});

test.each<[string, (body: ReturnType<typeof webhook>) => object, string]>([
	['no event', (body) => ({ ...body.configuration, events: [] }), 'events should not be empty'],
	[
		'an unknown event',
		(body) => ({ ...body.configuration, events: ['earthquake'] }),
		'each value in events must be one of the following values: workflow_failure, credential_failure',
	],
	['no address', ({ configuration: { url: _, ...rest } }) => rest, 'url should not be empty'],
	[
		'an e-mail address that is none',
		(body) => ({ ...body.configuration, emailTo: 'ops' }),
		'emailTo must be an email',
	],
])('an event destination with %s is refused', async (_case, configure, complaint) => {
	const body = webhook(sandbox.current.paragon.projectId);
	const answer = await zeus('POST', `${project}/event-destinations`, {
		...body,
		configuration: configure(body),
	});
	expect(answer.status).toBe(400);
	expect(complaints(answer.body)).toEqual([complaint]);
});

test('a Member sees no event destinations', async () => {
	const member = await zeusAs(sandbox.current, 'MEMBER');
	const { projectId } = sandbox.current.paragon;
	const made = await zeus('POST', `${project}/event-destinations`, webhook(projectId));
	const one = `${project}/event-destinations/${made.body.id}`;
	expect((await member('GET', one)).status).toBe(403);
	expect((await member('DELETE', one)).status).toBe(403);
});
