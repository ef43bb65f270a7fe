import { placeOf, SECRET_MEMBER, secretFor } from '../../../../nodes/Paragon/connect/incoming.ts';
import { subscribing } from '../../../../nodes/Paragon/connect/subscribing.ts';

const URL = 'https://n8n.example/webhook/1';
const KEY = 'the signing key';
const NODE = { id: 'a1', name: 'Trigger', type: 'x', typeVersion: 1, parameters: {} };
const secretOf = (key: string) => secretFor(key, placeOf(NODE, URL));
const DEFINITIONS = {
	jira: [
		{ type: 'JIRA_X1', title: 'New Issue', parameters: [{ id: 'jqlQuery', title: 'JQL' }] },
		{ type: 'JIRA_TRIGGER_PROJECT_CREATED', title: 'Something' },
	],
	slack: [{ type: 'SLACK_X', title: 'New Message', parameters: [{ id: 'channel' }] }],
};
const OURS = {
	...{ id: 's1', type: 'JIRA_X1', parameters: {}, status: 'ACTIVE' },
	webhookOverride: { url: URL, metadata: { [SECRET_MEMBER]: secretOf(KEY) } },
};

interface Sent {
	method: string;
	url: string;
	body?: any;
}

/** Paragon with these subscriptions, and n8n around a trigger with these parameters. */
function bench(
	parameters: Record<string, unknown>,
	subscriptions: object[] = [],
	refuse?: (sent: Sent) => { status: number; body: unknown } | undefined,
) {
	const all: any[] = structuredClone(subscriptions);
	const kept: Record<string, unknown> = {};
	const sent: Sent[] = [];
	const answer = ({ method, url, body }: Sent): unknown => {
		if (url.endsWith('/triggers')) return { triggers: DEFINITIONS };
		if (method === 'GET') return { triggers: { jira: all } };
		if (method === 'POST') return all[all.push({ id: `new${all.length}`, ...body }) - 1];
		all.splice(
			all.findIndex(({ id }) => url.endsWith(`/${id}`)),
			1,
		);
		return { deleted: true };
	};
	const context: any = {
		getNodeWebhookUrl: () => URL,
		getCredentials: async () => ({
			...{ projectId: '6d7b1f4c-2f60-4f2b-8f6e-0c5f3d9a7f11', privateKey: KEY },
			deployment: 'cloud',
		}),
		getNode: () => NODE,
		getNodeParameter: (name: string, fallback?: unknown) => parameters[name] ?? fallback,
		getWorkflowStaticData: () => kept,
		helpers: {
			async httpRequestWithAuthentication(_type: string, options: Sent) {
				sent.push(options);
				const refused = refuse?.(options);
				if (refused) return { statusCode: refused.status, headers: {}, body: refused.body };
				return { statusCode: 200, headers: {}, body: answer(options) };
			},
		},
	};
	return {
		...{ all, kept, sent },
		exists: async () => await subscribing(context, async (one) => await one.exists()),
		create: async () => await subscribing(context, async (one) => await one.create()),
		remove: async () => await subscribing(context, async (one) => await one.delete()),
	};
}

test('what is subscribed to bears the address, the filter and a secret of its own', async () => {
	const { create, all, kept } = bench({ triggerOn: 'newIssue', jql: ' project = A ' });
	expect(await create()).toBe(true);
	expect(all).toEqual([
		{
			...{ id: 'new0', integration: 'jira', type: 'JIRA_X1' },
			parameters: { jqlQuery: 'project = A' },
			webhookOverride: { url: URL, metadata: { [SECRET_MEMBER]: secretOf(KEY) } },
		},
	]);
	expect(kept).toEqual({ subscriptionId: 'new0' });
});

test('one that is as it has to be is kept, and remembered', async () => {
	const { exists, all, kept } = bench({ triggerOn: 'newIssue' }, [OURS]);
	expect(await exists()).toBe(true);
	expect(all).toHaveLength(1);
	expect(kept).toEqual({ subscriptionId: 's1' });
});

test.each([
	['is given up', { status: 'ERRORED' }],
	['is for something else', { type: 'JIRA_X2' }],
	['has another filter', { parameters: { jqlQuery: 'a' } }],
	[
		'bears the secret of another signing key',
		{ webhookOverride: { url: URL, metadata: { [SECRET_MEMBER]: secretOf('old') } } },
	],
	['does not show what it bears', { webhookOverride: { url: URL } }],
])('one that %s is taken away', async (_title, changes) => {
	const { exists, all } = bench({ triggerOn: 'newIssue' }, [{ ...OURS, ...changes }]);
	expect(await exists()).toBe(false);
	expect(all).toEqual([]);
});

test('others are left alone, a second one of ours is not', async () => {
	const other = { ...OURS, id: 'o', webhookOverride: { url: `${URL}2` } };
	const parameters = { triggerOn: 'newIssue' };
	const { exists, remove, all } = bench(parameters, [other, OURS, { ...OURS, id: 's2' }]);
	expect(await exists()).toBe(true);
	expect(all.map(({ id }) => id)).toEqual(['o', 's1']);
	expect(await remove()).toBe(true);
	expect(all.map(({ id }) => id)).toEqual(['o']);
});

test.each([
	['from the list', { __rl: true, mode: 'list', value: 'slack SLACK_X' }],
	['by its type', { __rl: true, mode: 'id', value: 'SLACK_X' }],
	['by an expression', 'slack SLACK_X'],
])('any trigger may be picked %s; parameters left empty are not sent', async (_title, trigger) => {
	const value = { channel: 'C1', limit: null, text: '' };
	const parameters = { mappingMode: 'defineBelow', value };
	const { create, all } = bench({ triggerOn: 'other', trigger, parameters });
	await create();
	expect(all).toMatchObject([
		{ integration: 'slack', type: 'SLACK_X', parameters: { channel: 'C1' } },
	]);
	expect(Object.keys(all[0].parameters)).toEqual(['channel']);
});

test.each([
	[{ triggerOn: 'other', trigger: 'SLACK_Y' }, /'SLACK_Y' is not one that this user has/],
	[{ triggerOn: 'other', trigger: { __rl: true, mode: 'list', value: '' } }, /Trigger: is missing/],
	[{ triggerOn: 'newComment' }, /it has New Issue, Something, New Message/],
	[{ triggerOn: 'projectCreated', jql: 'a' }, /JQL Filter: this trigger of Paragon takes none/],
])('%j is refused', async (parameters, told) => {
	const { create, all } = bench(parameters);
	await expect(create()).rejects.toThrow(told);
	expect(all).toEqual([]);
});

test('what Paragon refuses for want of a scope is told with the scope', async () => {
	const refuse = ({ method }: Sent) =>
		method === 'POST' ? { status: 400, body: { message: 'No', meta: {} } } : undefined;
	const { create } = bench({ triggerOn: 'projectCreated' }, [], refuse);
	await expect(create()).rejects.toMatchObject({
		description: expect.stringContaining('manage:jira-configuration'),
	});
});

test('one that is gone already is taken away', async () => {
	const refuse = ({ method }: Sent) =>
		method === 'DELETE' ? { status: 404, body: { message: 'No', meta: {} } } : undefined;
	expect(await bench({ triggerOn: 'newIssue' }, [OURS], refuse).remove()).toBe(true);
});
