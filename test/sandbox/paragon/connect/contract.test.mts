import { DEFAULT_BEHAVIOUR, turn } from '../behaviour.mts';
import { paragonContract } from '../contract.mts';
import type { ConnectOperation } from './call.mts';
import { proxyOperations } from './proxy.mts';
import { CONNECT_ANSWERS } from './schemas.mts';
import { sdkOperations } from './sdk.mts';
import { toolOperations } from './tools/index.mts';
import { triggerOperations } from './triggers/index.mts';

const id = 'c1dbaa21-bf20-4131-a1b9-5072a4c78f7e';
const date = '2024-03-06T13:18:11.762Z';
const error = { message: 'Integration not enabled for user.', code: '7300', status: 404, meta: {} };
const subscription = {
	...{ id, type: 'JIRA_TRIGGER_ISSUE_UPDATED', parameters: {}, status: 'ACTIVE' },
	...{ dateCreated: date, dateLastReceivedEvent: null, credentialId: id },
};
const credential = {
	...{ id, dateCreated: date, dateUpdated: date, dateDeleted: null, projectId: id },
	...{ integrationId: id, personaId: id, config: {}, configurations: [], status: 'VALID' },
	...{ isPreviewCredential: false, providerId: 'x', providerData: {}, dateRefreshed: date },
	...{ dateValidUntil: date, refreshFailureCount: 0 },
};
const definition = {
	...{ type: 'T', title: 'T', description: 'T', triggerModel: 'POLLING', parameters: [] },
};

function errorsOf(
	operation: string,
	status: number,
	body: unknown,
	changes: Record<string, unknown> = {},
): string[] {
	const contract = paragonContract(() => turn(DEFAULT_BEHAVIOUR, changes));
	const [method = '', path = ''] = operation.split(' ');
	contract.check({ method, path: `/projects/{projectId}${path}`, status, body });
	const { validated, violations } = contract.report();
	expect(validated).toBe(1);
	return violations.flatMap(({ errors }) => errors);
}

test('every operation is described', () => {
	const operations: ConnectOperation[] = [
		...sdkOperations,
		...toolOperations,
		...triggerOperations,
	];
	const paths = operations.map(
		({ method, path }) =>
			`${String(method)} ${path.replace('/projects/:projectId', '').replace(/:(\w+)/g, '{$1}')}`,
	);
	expect(paths.sort()).toEqual(Object.keys(CONNECT_ANSWERS).sort());
	for (const { path } of proxyOperations) expect(path).toContain('/sdk/proxy/');
});

const SUBSCRIPTIONS = '/trigger-subscriptions';

test.each<[string, string, number, unknown, Record<string, unknown>]>([
	['a subscription', `POST ${SUBSCRIPTIONS}`, 201, subscription, {}],
	['one by the switch', `POST ${SUBSCRIPTIONS}`, 200, subscription, { subscribedStatus: 200 }],
	['an error', 'GET /sdk/me', 404, error, {}],
	['a text error', 'GET /sdk/me', 404, undefined, {}],
	['what a provider says', 'POST /tools', 200, { anything: [1] }, {}],
	['what the proxy passes on', 'PUT /sdk/proxy/{type}/*', 204, undefined, {}],
	['an error of the proxy itself', 'PUT /sdk/proxy/{type}/*', 404, error, {}],
	['nobody', 'GET /sdk/me', 200, { authenticated: false }, {}],
	['an account', 'GET /sdk/credentials/{credentialId}', 200, credential, {}],
])('%s is as described', (_case, operation, status, body, changes) => {
	expect(errorsOf(operation, status, body, changes)).toEqual([]);
});

test.each<[string, string, number, unknown, RegExp]>([
	['another status', `POST ${SUBSCRIPTIONS}`, 200, subscription, /status 200 is not described/],
	[
		'a state that is none',
		`POST ${SUBSCRIPTIONS}`,
		201,
		{ ...subscription, status: 'ON' },
		/^\/status/,
	],
	[
		'what is internal',
		`POST ${SUBSCRIPTIONS}`,
		201,
		{ ...subscription, failures: 0 },
		/'failures'/,
	],
	[
		'scopes of an account',
		'GET /sdk/credentials',
		200,
		[{ ...credential, scopes: [] }],
		/'scopes'/,
	],
	['a list that is none', 'GET /sdk/integrations', 200, { items: [] }, /must be array/],
	[
		'a model that is none',
		'GET /triggers',
		200,
		{ triggers: { jira: [{ ...definition, triggerModel: 'X' }] } },
		/triggerModel/,
	],
	['the other name', 'GET /actions', 200, { tools: {} }, /'actions'|'tools'/],
	['an error of the proxy without code', 'GET /sdk/proxy/{type}', 404, { message: 'x' }, /code/],
	[
		'a body where there is none',
		'DELETE /sdk/integrations/{integrationId}',
		200,
		{},
		/a body where/,
	],
])('%s is noticed', (_case, operation, status, body, message) => {
	expect(errorsOf(operation, status, body).join('\n')).toMatch(message);
});
