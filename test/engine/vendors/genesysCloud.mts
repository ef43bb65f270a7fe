import type { Sandbox } from '../../sandbox/index.mts';
import type { Credentials, OperationCase, VendorCase } from '../support/vendorCase.mts';

const CLIENTS = '/api/v2/oauth/clients';
const CREDENTIALS = '/api/v2/integrations/credentials';
const NAME = 'genesysCloud';

/** The sandbox's whole truth about the organization. */
export const stateOf = (sandbox: Sandbox): any => sandbox.control.state(NAME);

/** An OAuth client as the vendor keeps it; undefined when it is deleted or never was. */
export const clientOf = (sandbox: Sandbox, id: string): any =>
	stateOf(sandbox).clients.find((client: any) => client.id === id && !client.goneFrom);

/** The OAuth clients of a name. */
export const clientsNamed = (sandbox: Sandbox, name: string): any[] =>
	stateOf(sandbox).clients.filter((client: any) => client.name === name && !client.goneFrom);

/** An integration credential as the vendor keeps it. */
export const credentialOf = (sandbox: Sandbox, id: string): any =>
	stateOf(sandbox).credentials.find((credential: any) => credential.id === id);

/** The integration credentials of a name. */
export const credentialsNamed = (sandbox: Sandbox, name: string): any[] =>
	stateOf(sandbox).credentials.filter((credential: any) => credential.name === name);

/** A locator's value that picks by ID. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** The panel's rows for a role in the home division, which need no further request. */
export function roleRows(sandbox: Sandbox, role = 'employee') {
	const { roles, divisions } = stateOf(sandbox);
	const roleId = roles.find(({ name }: any) => name === role).id;
	const divisionId = divisions.find(({ name }: any) => name === 'Home').id;
	return { role: [{ roleId: byId(roleId), divisionId: byId(divisionId) }] };
}

/** Parameters that create a client with the grant type Client Credentials. */
export const createClient = (sandbox: Sandbox, name = '={{ $json.name }}') => ({
	resource: 'oauthClient',
	operation: 'create',
	name,
	authorizedGrantType: 'CLIENT-CREDENTIALS',
	roles: roleRows(sandbox),
});

/** Parameters that create an integration credential. */
export const createCredential = (name = '={{ $json.name }}') => ({
	resource: 'integrationCredential',
	operation: 'create',
	name,
	credentialType: 'pureCloudOAuthClient',
	credentialFields: {
		field: [
			{ name: 'clientId', value: 'someone' },
			{ name: 'clientSecret', value: 'a secret to keep' },
		],
	},
});

const credentialsOf = ({ genesysCloud: { apiUrl, loginUrl } }: Sandbox, client: object) => ({
	genesysCloudOAuth2Api: { region: 'custom', apiUrl, loginUrl, ...client },
});

/** Credentials that may do all but what this permission is for. */
export function credentialsWithout(sandbox: Sandbox, permission: string): Credentials {
	const admin = stateOf(sandbox).roles.find(({ name }: any) => name === 'admin');
	const permissions = admin.permissions.filter((held: string) => held !== permission);
	const role = `all but ${permission}`;
	sandbox.control.seed(NAME, { roles: [{ name: role, permissions }] });
	const [made] = sandbox.control.seed(NAME, {
		clients: [{ name: role, roles: [role, 'employee'] }],
	}).clients;
	return credentialsOf(sandbox, { clientId: made.id, clientSecret: made.secret });
}

/** What an operation needs, by the vendor's name. */
const needs = (permission: string): Pick<OperationCase, 'forbidden'> => ({
	forbidden: (sandbox) => ({
		...{ credentials: credentialsWithout(sandbox, permission), status: 403, told: permission },
	}),
});

/** Whether the token endpoint takes a client's secret. */
export async function secretWorks(sandbox: Sandbox, id: string, secret: string): Promise<boolean> {
	const answer = await fetch(`${sandbox.genesysCloud.loginUrl}/oauth/token`, {
		method: 'POST',
		headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
		body: new URLSearchParams({ grant_type: 'client_credentials' }),
	});
	return answer.ok;
}

const names = (count: number, kind: string) =>
	Array.from({ length: count }, (_, index) => `${kind} for test ${index}`);

const seeded = (sandbox: Sandbox, kind: 'clients' | 'credentials', count: number) =>
	sandbox.control.seed(NAME, {
		[kind]: names(count, kind).map((name) => ({ name })),
	})[kind] as Array<{ id: string; name: string; secret?: string }>;

const itemsFor = (things: ReadonlyArray<{ id: string }>) =>
	things.map(({ id }) => ({ json: { id } }));

const ids = (run: { items: Array<{ json: Record<string, any> }> }) =>
	run.items.map(({ json }) => json.id);

const eachPaired = (count: number) => Array.from({ length: count }, (_, item) => ({ item }));

/** The operations that take one thing by its ID and give one item for it. */
function byIdCase(
	base: Omit<OperationCase, 'prepare' | 'byId'>,
	kind: 'clients' | 'credentials',
	parameters: Record<string, unknown>,
	verifyOne: (sandbox: Sandbox, id: string, json: any, before: any) => void,
): OperationCase {
	const locator = kind === 'clients' ? 'clientId' : 'integrationCredentialId';
	return {
		...base,
		byId: true,
		prepare(sandbox, count) {
			const things = seeded(sandbox, kind, count);
			const { resource, operation } = base;
			return {
				items: itemsFor(things),
				parameters: { resource, operation, [locator]: byId('={{ $json.id }}'), ...parameters },
				verify(run) {
					expect(run.error).toBeUndefined();
					expect(ids(run)).toEqual(things.map(({ id }) => id));
					expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual(eachPaired(count));
					for (const [index, thing] of things.entries()) {
						verifyOne(sandbox, thing.id, run.items[index]!.json, thing);
					}
				},
			};
		},
	};
}

const createCase = (
	base: Omit<OperationCase, 'prepare' | 'byId' | 'operation' | 'afterLostAnswer' | 'calls'>,
	parametersOf: (sandbox: Sandbox) => Record<string, unknown>,
	found: (sandbox: Sandbox, name: string) => any[],
): OperationCase => ({
	...base,
	operation: 'create',
	afterLostAnswer: 'adopts',
	calls: 1,
	byId: false,
	prepare(sandbox, count) {
		const wanted = names(count, 'made');
		return {
			items: wanted.map((name) => ({ json: { name } })),
			parameters: parametersOf(sandbox),
			verify(run) {
				expect(run.error).toBeUndefined();
				expect(run.items.map(({ json }) => json.name)).toEqual(wanted);
				expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual(eachPaired(count));
				for (const [index, name] of wanted.entries()) {
					expect(found(sandbox, name).map(({ id }) => id)).toEqual([run.items[index]!.json.id]);
				}
			},
		};
	},
});

function getManyCase(
	base: Omit<OperationCase, 'prepare' | 'byId' | 'operation' | 'afterLostAnswer' | 'calls'>,
	kind: 'clients' | 'credentials',
): OperationCase {
	return {
		...base,
		operation: 'getAll',
		afterLostAnswer: 'repeats',
		calls: 0,
		byId: false,
		prepare(sandbox, count) {
			const all = stateOf(sandbox)[kind].map(({ id }: any) => id);
			return {
				items: Array.from({ length: count }, () => ({ json: {} })),
				parameters: { resource: base.resource, operation: 'getAll', returnAll: true },
				verify(run) {
					expect(run.error).toBeUndefined();
					expect(ids(run)).toEqual(Array.from({ length: count }, () => all).flat());
					expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual(
						Array.from({ length: count }, (_, item) => all.map(() => ({ item }))).flat(),
					);
				},
			};
		},
	};
}

const client = { resource: 'oauthClient' };
const credential = { resource: 'integrationCredential' };
const repeats = { afterLostAnswer: 'repeats' } as const;

/** Genesys Cloud, whose permissions are those of its API description (x-inin-requires-permissions). */
export const genesysCloud: VendorCase = {
	name: NAME,
	node: NAME,
	login: { method: 'POST', path: '/oauth/token' },
	wrongSecret: { field: 'clientSecret', told: 'The Client Secret is wrong' },
	refusals: {
		reasons: { 400: '(bad.request)', 404: '(not.found)', 409: '(request.conflict)' },
		help: /Correlation ID/,
	},
	missingId: '6d7b1f4c-2f60-4f2b-8f6e-0c5f3d9a7f11',
	credentials: (sandbox) => credentialsOf(sandbox, sandbox.genesysCloud.admin),
	secrets: (sandbox) => [
		sandbox.genesysCloud.admin.clientSecret,
		...stateOf(sandbox).tokens.map(({ value }: any) => value),
		...stateOf(sandbox).clients.flatMap(({ secret }: any) => secret ?? []),
	],
	operations: [
		createCase(
			{ ...client, main: { method: 'POST', path: CLIENTS }, ...needs('oauth:client:add') },
			(sandbox) => createClient(sandbox),
			clientsNamed,
		),
		byIdCase(
			{
				...{ ...client, ...repeats, operation: 'get', calls: 1, ...needs('oauth:client:view') },
				main: { method: 'GET', path: `${CLIENTS}/:id` },
			},
			'clients',
			{},
			(_sandbox, _id, json, { name }) => expect(json).toMatchObject({ name, state: 'active' }),
		),
		getManyCase(
			{
				...{ ...client, shared: 1, ...needs('oauth:client:view') },
				main: { method: 'GET', path: CLIENTS },
			},
			'clients',
		),
		byIdCase(
			{
				...{
					...client,
					...repeats,
					operation: 'update',
					calls: 2,
					...needs('oauth:client:edit'),
				},
				main: { method: 'PUT', path: `${CLIENTS}/:id` },
			},
			'clients',
			{ updateFields: { description: 'changed' } },
			(sandbox, id, json, { name }) => {
				expect(json).toMatchObject({ name, description: 'changed' });
				expect(clientOf(sandbox, id)).toMatchObject({ name, description: 'changed' });
			},
		),
		byIdCase(
			{
				...{ ...client, operation: 'regenerateSecret', calls: 1, ...needs('oauth:client:edit') },
				afterLostAnswer: 'gives up',
				main: { method: 'POST', path: `${CLIENTS}/:id/secret` },
			},
			'clients',
			{},
			(sandbox, id, json, { secret }) => {
				expect(json.secret).toMatch(/^•+$/);
				expect(clientOf(sandbox, id).secret).not.toBe(secret);
			},
		),
		byIdCase(
			{
				...{ ...client, ...repeats, operation: 'delete', calls: 4 },
				...needs('oauth:client:delete'),
				main: { method: 'DELETE', path: `${CLIENTS}/:id` },
			},
			'clients',
			{},
			(sandbox, id, json) => {
				expect(json).toMatchObject({ deleted: true, id });
				expect(clientOf(sandbox, id)).toBeUndefined();
			},
		),
		createCase(
			{
				...{ ...credential, ...needs('integrations:integration:add') },
				main: { method: 'POST', path: CREDENTIALS },
			},
			() => createCredential(),
			credentialsNamed,
		),
		byIdCase(
			{
				...{ ...credential, ...repeats, operation: 'get', calls: 1 },
				...needs('integrations:integration:view'),
				main: { method: 'GET', path: `${CREDENTIALS}/:id` },
			},
			'credentials',
			{},
			(_sandbox, _id, json, { name }) => expect(json).toMatchObject({ name }),
		),
		getManyCase(
			{
				...{ ...credential, shared: 2, mainCalls: 2, ...needs('integrations:integration:view') },
				main: { method: 'GET', path: `${CREDENTIALS}/listing` },
			},
			'credentials',
		),
		byIdCase(
			{
				...{ ...credential, ...repeats, operation: 'update', calls: 2, shared: 1 },
				...needs('integrations:integration:edit'),
				main: { method: 'PUT', path: `${CREDENTIALS}/:id` },
			},
			'credentials',
			{
				updateFields: {
					name: 'renamed',
					credentialFields: { field: [{ name: 'clientSecret', value: 'another secret' }] },
				},
			},
			(sandbox, id, json) => {
				expect(json).toMatchObject({ name: 'renamed' });
				const { name, credentialFields } = credentialOf(sandbox, id);
				expect(name).toBe('renamed');
				expect(credentialFields.clientSecret).toBe('another secret');
				expect(credentialFields.clientId).toMatch(/^[0-9a-f-]{36}$/);
			},
		),
		byIdCase(
			{
				...{ ...credential, ...repeats, operation: 'delete', calls: 1 },
				...needs('integrations:integration:delete'),
				main: { method: 'DELETE', path: `${CREDENTIALS}/:id` },
			},
			'credentials',
			{},
			(sandbox, id, json) => {
				expect(json).toEqual({ deleted: true, id });
				expect(credentialOf(sandbox, id)).toBeUndefined();
			},
		),
	],
};
