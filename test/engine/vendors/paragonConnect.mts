import type { Sandbox } from '../../sandbox/index.mts';
import type { Credentials, OperationCase, Prepared, VendorCase } from '../support/vendorCase.mts';

const NAME = 'paragon';
const PROJECT = '/projects/:projectId';
const JIRA = `${PROJECT}/sdk/proxy/jira/rest/api/3`;

/** The call that makes issues. */
export const CREATE = { method: 'POST', path: `${JIRA}/issue` } as const;

/** The call that changes an issue's fields. */
export const EDIT = { method: 'PUT', path: `${JIRA}/issue/:id` } as const;

/** The call that moves an issue to another status. */
export const MOVE = { method: 'POST', path: `${JIRA}/issue/:id/transitions` } as const;

/** The call that gives issues by JQL. */
export const SEARCH = { method: 'POST', path: `${JIRA}/search/jql` } as const;

/** The call that runs a tool. */
export const RUN = { method: 'POST', path: `${PROJECT}/tools` } as const;

/** Jira's whole truth. */
export const jiraOf = (sandbox: Sandbox): any => sandbox.control.state('jira');

/** Paragon's whole truth. */
export const stateOf = (sandbox: Sandbox): any => sandbox.control.state(NAME);

/** An issue as Jira keeps it, by key or ID. */
export const issueOf = (sandbox: Sandbox, keyOrId: string): any =>
	jiraOf(sandbox).issues.find(({ id, key }: any) => [id, key].includes(keyOrId));

/** The issues of a summary. */
export const issuesNamed = (sandbox: Sandbox, summary: string): any[] =>
	jiraOf(sandbox).issues.filter(({ values }: any) => values.summary === summary);

/** Issues that are added to Jira; answers their IDs and keys. */
export const seedIssues = (
	sandbox: Sandbox,
	issues: number | object[],
): Array<{ id: string; key: string }> => sandbox.control.seed('jira', { issues }).issues;

/** A locator's value that picks by ID, key or name. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** What a resource mapper holds. */
export const mapped = (value: object) => ({ mappingMode: 'defineBelow', value });

/** A node's credential for the project with connected users; its key stands in one line. */
export const credentialsFor = ({ paragon }: Sandbox, more: object = {}): Credentials => {
	const { apiUrl, proxyUrl, actionkitUrl, connect } = paragon;
	return {
		paragonConnectApi: {
			projectId: connect.projectId,
			privateKey: connect.signingKey.replace(/\n/g, '\\n'),
			userId: connect.users.connected,
			webhookSigningSecret: connect.webhookSigningSecret,
			...{ deployment: 'custom', apiUrl, proxyUrl, actionkitUrl, ...more },
		},
	};
};

/** Parameters that create a task in the project without required fields. */
export const createIssue = (more: object = {}) => ({
	...{ resource: 'issue', operation: 'create', project: byId('ED'), issueType: byId('Task') },
	...{ summary: '={{ $json.name }}', ...more },
});

/** How every user token of the node begins: its header. */
export const TOKEN_BEGINS = Buffer.from('{"alg":"RS256","typ":"JWT"}').toString('base64url');

const eachPaired = (count: number) => Array.from({ length: count }, (_, item) => ({ item }));

const unconnected: OperationCase['forbidden'] = (sandbox) => ({
	credentials: credentialsFor(sandbox, { userId: sandbox.paragon.connect.users.unconnected }),
	...{ status: 404, told: 'The user has not connected this integration' },
});

const repeats = { afterLostAnswer: 'repeats' } as const;

/** The operations on one issue that give one item for it. */
function issueCase(
	base: Omit<OperationCase, 'prepare' | 'byId' | 'forbidden' | 'afterLostAnswer'>,
	parameters: Record<string, unknown>,
	verifyOne: (sandbox: Sandbox, before: any, json: any) => void,
): OperationCase {
	return {
		...{ ...base, ...repeats, byId: true, forbidden: unconnected },
		prepare(sandbox, count) {
			const seeded = seedIssues(
				sandbox,
				Array.from({ length: count }, (_, index) => ({ values: { summary: `Issue ${index}` } })),
			);
			const before = seeded.map(({ id }) => structuredClone(issueOf(sandbox, id)));
			const { resource, operation } = base;
			return {
				items: before.map(({ id }) => ({ json: { id } })),
				parameters: { resource, operation, ...parameters },
				verify(run) {
					expect(run.error).toBeUndefined();
					expect(run.items.map(({ json }) => json.id)).toEqual(before.map(({ id }) => id));
					expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual(eachPaired(count));
					for (const [index, issue] of before.entries()) {
						verifyOne(sandbox, issue, run.items[index]!.json);
					}
				},
			};
		},
	};
}

/** A listing, for items that all ask for the same. */
function listCase(
	base: Omit<OperationCase, 'prepare' | 'byId' | 'afterLostAnswer'>,
	more: Record<string, unknown>,
	listed: (sandbox: Sandbox) => string[],
	before: (sandbox: Sandbox) => void = () => undefined,
): OperationCase {
	const { resource, operation } = base;
	return {
		...{ ...base, ...repeats, byId: false },
		prepare(sandbox, count): Prepared {
			before(sandbox);
			const all = listed(sandbox);
			return {
				items: Array.from({ length: count }, () => ({ json: {} })),
				parameters: { resource, operation, returnAll: true, ...more },
				verify(run) {
					expect(run.error).toBeUndefined();
					expect(all.length).toBeGreaterThan(1);
					for (const item of Array.from({ length: count }).keys()) {
						const own = run.items.filter(({ pairedItem }) => pairedItem?.item === item);
						expect(own.map(({ json }) => json.key ?? json.id).sort()).toEqual([...all].sort());
					}
					expect(run.items).toHaveLength(count * all.length);
				},
			};
		},
	};
}

const create: OperationCase = {
	...{ resource: 'issue', operation: 'create', afterLostAnswer: 'adopts', byId: false },
	...{ main: CREATE, calls: 1, shared: 2, forbidden: unconnected },
	prepare(sandbox, count) {
		const wanted = Array.from({ length: count }, (_, index) => `made for test ${index}`);
		return {
			items: wanted.map((name) => ({ json: { name } })),
			parameters: createIssue({ additionalFields: { labels: ['made'] } }),
			verify(run) {
				expect(run.error).toBeUndefined();
				expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual(eachPaired(count));
				for (const [index, name] of wanted.entries()) {
					const [made, ...others] = issuesNamed(sandbox, name);
					expect(others).toEqual([]);
					expect(made.values).toMatchObject({ issuetype: '10002', labels: ['made'] });
					expect(run.items[index]!.json).toMatchObject({ id: made.id, key: made.key });
				}
			},
		};
	},
};

const runTool: OperationCase = {
	...{ resource: 'tool', operation: 'run', afterLostAnswer: 'gives up', byId: false },
	...{ main: RUN, calls: 1, shared: 1 },
	prepare(sandbox, count) {
		const issues = seedIssues(sandbox, count);
		return {
			items: issues.map(({ key }) => ({ json: { key } })),
			parameters: {
				...{ resource: 'tool', operation: 'run', tool: byId('JIRA_GET_ISSUE_BY_KEY') },
				parameters: mapped({ issueKey: '={{ $json.key }}' }),
			},
			verify(run) {
				expect(run.error).toBeUndefined();
				expect(run.items.map(({ json }) => json.key)).toEqual(issues.map(({ key }) => key));
				expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual(eachPaired(count));
			},
		};
	},
};

/** Users of the project who have connected Slack. */
function seedUsers(sandbox: Sandbox, count: number): string[] {
	const users = Array.from({ length: count }, (_, index) => `leaving-${index}`);
	sandbox.control.seed(NAME, {
		connect: users.map((userId) => ({ userId, integration: 'slack' })),
	});
	return users;
}

const accountsOf = (sandbox: Sandbox, user: string): any[] => {
	const { connectUsers, connectCredentials } = stateOf(sandbox);
	const [{ id }] = connectUsers.filter(({ userId }: any) => userId === user);
	return connectCredentials.filter(({ personaId }: any) => personaId === id);
};

const getUser: OperationCase = {
	...{ ...repeats, resource: 'connectedUser', operation: 'get', byId: false, calls: 1 },
	main: { method: 'GET', path: `${PROJECT}/sdk/me` },
	prepare(sandbox, count) {
		const users = seedUsers(sandbox, count);
		return {
			items: users.map((user) => ({ json: { user } })),
			parameters: { resource: 'connectedUser', operation: 'get', userId: '={{ $json.user }}' },
			verify(run) {
				expect(run.error).toBeUndefined();
				expect(run.items.map(({ json }) => json.userId)).toEqual(users);
				expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual(eachPaired(count));
				for (const { json } of run.items) expect(json.integrations.slack.enabled).toBe(true);
			},
		};
	},
};

const disconnectUser: OperationCase = {
	...{ ...repeats, resource: 'connectedUser', operation: 'disconnect', byId: false, calls: 2 },
	main: { method: 'DELETE', path: `${PROJECT}/sdk/integrations/:id` },
	prepare(sandbox, count) {
		const users = seedUsers(sandbox, count);
		return {
			items: users.map((user) => ({ json: { user } })),
			parameters: {
				...{ resource: 'connectedUser', operation: 'disconnect', integration: 'slack' },
				userId: '={{ $json.user }}',
			},
			verify(run) {
				expect(run.error).toBeUndefined();
				expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual(eachPaired(count));
				for (const { json } of run.items) {
					expect(json).toMatchObject({ disconnected: true, integration: 'slack' });
				}
				for (const user of users) expect(accountsOf(sandbox, user)).toEqual([]);
			},
		};
	},
};

const keys = (sandbox: Sandbox): string[] => jiraOf(sandbox).issues.map(({ key }: any) => key);

/** Paragon's APIs for connected users; every request carries a token of its own. */
export const paragonConnect: VendorCase = {
	name: NAME,
	node: 'paragonConnect',
	wrongSecret: { field: 'privateKey', told: 'Signing Key: is not a private key in PEM' },
	refusals: {
		reasons: {
			400: 'The app refused the values',
			404: 'The app has nothing with this ID',
			409: 'HTTP 409',
		},
	},
	missingId: '987654321',
	manyItems: 500,
	credentials: (sandbox) => credentialsFor(sandbox),
	secrets(sandbox) {
		const { signingKey, webhookSigningSecret } = sandbox.paragon.connect;
		const lines = signingKey.split('\n').filter((line) => /^[\w+/=]+$/.test(line));
		return [webhookSigningSecret, ...lines, TOKEN_BEGINS];
	},
	operations: [
		create,
		issueCase(
			{
				...{ resource: 'issue', operation: 'get', calls: 1 },
				main: { method: 'GET', path: `${JIRA}/issue/:id` },
			},
			{ issueKey: '={{ $json.id }}' },
			(_sandbox, { key, values }, json) =>
				expect(json).toMatchObject({ key, summary: values.summary, status: 'To Do' }),
		),
		listCase(
			{
				...{ resource: 'issue', operation: 'getAll', calls: 1 },
				...{ main: SEARCH, forbidden: unconnected },
			},
			{ filters: { jql: 'project = ED' } },
			keys,
		),
		listCase(
			{
				...{ resource: 'issue', operation: 'search', calls: 1 },
				...{ main: SEARCH, forbidden: unconnected },
			},
			{ conditions: { condition: [{ field: 'project', operator: 'equals', value: 'ED' }] } },
			keys,
		),
		issueCase(
			{ resource: 'issue', operation: 'update', calls: 3, main: EDIT },
			{ issueKey: '={{ $json.id }}', updateFields: { summary: 'Changed' } },
			(sandbox, before, json) => {
				expect(json.summary).toBe('Changed');
				const { values, key } = issueOf(sandbox, before.id);
				expect({ values, key }).toEqual({
					key: before.key,
					values: { ...before.values, summary: 'Changed' },
				});
			},
		),
		listCase(
			{
				...{ resource: 'jiraProject', operation: 'getAll', calls: 0, shared: 1 },
				...{ main: { method: 'GET', path: `${JIRA}/project/search` }, forbidden: unconnected },
			},
			{},
			(sandbox) => jiraOf(sandbox).projects.map(({ key }: any) => key),
		),
		issueCase(
			{
				...{ resource: 'apiRequest', operation: 'send', calls: 1 },
				main: { method: 'GET', path: `${JIRA}/issue/:id` },
			},
			{
				...{ integration: 'jira', method: 'GET' },
				path: '={{ "/rest/api/3/issue/" + $json.id + "?fields=summary" }}',
			},
			(_sandbox, { values }, json) => expect(json.fields.summary).toBe(values.summary),
		),
		disconnectUser,
		getUser,
		listCase(
			{
				...{ resource: 'tool', operation: 'getAll', calls: 0, shared: 1 },
				main: { method: 'GET', path: `${PROJECT}/tools` },
			},
			{ filters: { integration: 'slack' } },
			() => ['SLACK_LIST_CHANNELS', 'SLACK_SEND_MESSAGE'],
		),
		runTool,
	],
};
