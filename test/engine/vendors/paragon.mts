import type { Sandbox } from '../../sandbox/index.mts';
import type { Forbidden, OperationCase, Prepared, VendorCase } from '../support/vendorCase.mts';

const NAME = 'paragon';
const PROJECT = '/projects/:projectId';
const CREDENTIALS = `${PROJECT}/credentials`;
const INTEGRATIONS = `${PROJECT}/integrations`;

/** The call that makes and changes integration credentials. */
export const PUT = { method: 'PUT', path: `${CREDENTIALS}/oauth` } as const;

/** The call that lists a project's integration credentials. */
export const LIST_CREDENTIALS = { method: 'GET', path: CREDENTIALS } as const;

/** The call that gives one integration credential, its secret included. */
export const DECRYPTED = { method: 'GET', path: `${CREDENTIALS}/:id/decrypted` } as const;

/** The call that lists a project's integrations. */
export const LIST_INTEGRATIONS = { method: 'GET', path: INTEGRATIONS } as const;

/** Where sessions begin. */
export const LOGIN = { method: 'POST', path: '/auth/login/email' } as const;

/** A user of its own for a test that makes n8n's login refused: n8n remembers for a while that it was. */
export const newUser = (sandbox: Sandbox): { email: string; password: string } =>
	sandbox.control.seed('paragon', { users: [{}] }).users[0];

/** The sandbox's whole truth. */
export const stateOf = (sandbox: Sandbox): any => sandbox.control.state(NAME);

/** An integration credential as the vendor keeps it; undefined when there is none. */
export const credentialOf = (sandbox: Sandbox, id: string): any =>
	stateOf(sandbox).credentials.find((credential: any) => credential.id === id);

/** The credential of an integration as the vendor keeps it. */
export const credentialFor = (sandbox: Sandbox, integrationId: string): any =>
	stateOf(sandbox).credentials.find((each: any) => each.integrationId === integrationId);

/** An integration as the vendor keeps it. */
export const integrationOf = (sandbox: Sandbox, id: string): any =>
	stateOf(sandbox).integrations.find((integration: any) => integration.id === id);

/** The integration of a type in the project whose IDs the sandbox tells. */
export const integrationOfType = (sandbox: Sandbox, type: string): any =>
	stateOf(sandbox).integrations.find(
		(each: any) => each.type === type && each.projectId === sandbox.paragon.projectId,
	);

/** A locator's value that picks by ID. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** A locator's value that picks an integration by its type. */
export const byType = (value: string) => ({ __rl: true, mode: 'type', value });

/** A locator's value that picks a credential by its integration. */
export const byIntegration = (value: string) => ({ __rl: true, mode: 'integration', value });

/** Parameters of an operation in the project whose IDs the sandbox tells. */
export const inProject = (
	{ paragon: { projectId } }: Sandbox,
	resource: string,
	operation: string,
	more: object = {},
) => ({ resource, operation, projectId: byId(projectId), ...more });

/** A client secret put together only when the node runs, so that its parameters do not hold it. */
export const SECRET = '={{ ["a-secret", "to-keep", $itemIndex].join("-") }}';

/** What SECRET becomes for an item. */
export const secretOf = (item = 0): string => `a-secret-to-keep-${item}`;

/** Parameters that create the credential of an integration of the catalog. */
export const createCredential = (sandbox: Sandbox, integration: object, more: object = {}) =>
	inProject(sandbox, 'integrationCredential', 'create', {
		...{ integration, clientId: '={{ "client-" + $itemIndex }}', clientSecret: SECRET },
		...{ scopes: ['read', 'write'], ...more },
	});

/** Integrations without a credential, in the project whose IDs the sandbox tells. */
export const seedIntegrations = (sandbox: Sandbox, count: number, more: object = {}): any[] =>
	sandbox.control.seed(NAME, {
		integrations: Array.from({ length: count }, () => ({
			...{ type: 'linear', projectId: sandbox.paragon.projectId, ...more },
		})),
	}).integrations;

/** Credentials, each of an integration of its own, in the project whose IDs the sandbox tells. */
export const seedCredentials = (sandbox: Sandbox, count: number, more: object = {}): any[] =>
	sandbox.control.seed(NAME, {
		credentials: seedIntegrations(sandbox, count).map(({ id }, index) => ({
			...{ integrationId: id, projectId: sandbox.paragon.projectId },
			values: {
				...{ clientId: `stored-${index}`, clientSecret: `stored-secret-${index}` },
				scopes: 'read write',
			},
			...more,
		})),
	}).credentials;

/** n8n's credential for a user of the dashboard. */
export const credentialsOf = ({ paragon: { url } }: Sandbox, user: object) => ({
	paragonApi: { baseUrl: url, ...user },
});

const asSupport = (sandbox: Sandbox): Forbidden => ({
	...{ credentials: credentialsOf(sandbox, sandbox.paragon.support), status: 403 },
	told: "The credential's user may not do this",
});

type Base = Omit<OperationCase, 'prepare' | 'byId' | 'afterLostAnswer'>;

const eachPaired = (count: number) => Array.from({ length: count }, (_, item) => ({ item }));

/** An operation that gives one item for each of the things that are seeded for it. */
function eachCase(
	base: Base & { byId: boolean },
	seed: (sandbox: Sandbox, count: number) => any[],
	parametersOf: (sandbox: Sandbox) => Prepared['parameters'],
	verifyOne: (sandbox: Sandbox, thing: any, json: any, item: number) => void,
): OperationCase {
	return {
		...{ ...base, afterLostAnswer: 'repeats' },
		prepare(sandbox, count) {
			const things = seed(sandbox, count);
			return {
				items: things.map(({ id }) => ({ json: { id } })),
				parameters: parametersOf(sandbox),
				verify(run) {
					expect(run.error).toBeUndefined();
					expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual(eachPaired(count));
					for (const [index, thing] of things.entries()) {
						verifyOne(sandbox, thing, run.items[index]!.json, index);
					}
				},
			};
		},
	};
}

/** Get Many: the whole list, once for each item. */
const getManyCase = (
	base: Omit<Base, 'operation' | 'calls'>,
	allOf: (sandbox: Sandbox) => any[],
	scope: (sandbox: Sandbox) => object = () => ({}),
): OperationCase => ({
	...{ ...base, operation: 'getAll', calls: 0, afterLostAnswer: 'repeats', byId: false },
	prepare(sandbox, count) {
		const all = allOf(sandbox).map(({ id }) => id);
		return {
			items: Array.from({ length: count }, () => ({ json: {} })),
			parameters: {
				...{ resource: base.resource, operation: 'getAll', returnAll: true },
				...scope(sandbox),
			},
			verify(run) {
				expect(run.error).toBeUndefined();
				expect(run.items.map(({ json }) => json.id)).toEqual(
					Array.from({ length: count }, () => all).flat(),
				);
				expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual(
					Array.from({ length: count }, (_, item) => all.map(() => ({ item }))).flat(),
				);
			},
		};
	},
});

const theProject = ({ paragon: { projectId } }: Sandbox) => ({ projectId: byId(projectId) });

const inTheProject = (kind: 'credentials' | 'integrations') => (sandbox: Sandbox) =>
	stateOf(sandbox)[kind].filter(({ projectId }: any) => projectId === sandbox.paragon.projectId);

const credential = { resource: 'integrationCredential' };
const integration = { resource: 'integration' };
const ITEM_ID = byId('={{ $json.id }}');

const credentialCase = (
	base: Omit<Base, 'resource'>,
	more: object,
	verifyOne: Parameters<typeof eachCase>[3],
) =>
	eachCase(
		{ ...credential, ...base, byId: true, forbidden: asSupport },
		seedCredentials,
		(sandbox) =>
			inProject(sandbox, credential.resource, base.operation, {
				...{ integrationCredentialId: ITEM_ID, ...more },
			}),
		verifyOne,
	);

const integrationCase = (
	base: Omit<Base, 'resource' | 'calls'>,
	wasActive: boolean,
	verifyOne: Parameters<typeof eachCase>[3],
) =>
	eachCase(
		{ ...integration, ...base, calls: 1, byId: true },
		(sandbox, count) => seedIntegrations(sandbox, count, { isActive: wasActive }),
		(sandbox) => inProject(sandbox, integration.resource, base.operation, { integration: ITEM_ID }),
		verifyOne,
	);

const activates = (active: boolean) =>
	integrationCase(
		{
			...{ operation: active ? 'enable' : 'disable', forbidden: asSupport },
			main: { method: 'PATCH', path: `${INTEGRATIONS}/:id` },
		},
		!active,
		(sandbox, { id }, json) => {
			expect(json).toMatchObject({ id, isActive: active });
			expect(integrationOf(sandbox, id).isActive).toBe(active);
		},
	);

/** Paragon, whose users have the roles Admin, Member and Support. */
export const paragon: VendorCase = {
	name: NAME,
	node: NAME,
	login: LOGIN,
	wrongSecret: { field: 'password', told: 'Paragon did not accept Email and Password' },
	refusals: { reasons: { 400: '(code 1000)', 404: '(code 4000)', 409: '(code 9002)' } },
	// The node begins with 600 requests a minute, since no limit is known.
	manyItems: 550,
	missingId: '6d7b1f4c-2f60-4f2b-8f6e-0c5f3d9a7f11',
	credentials: (sandbox) => credentialsOf(sandbox, sandbox.paragon.admin),
	secrets: (sandbox) => [
		sandbox.paragon.admin.password,
		...stateOf(sandbox).sessions.map(({ token }: any) => token),
		...stateOf(sandbox).credentials.flatMap(({ values }: any) => values.clientSecret ?? []),
	],
	operations: [
		credentialCase(
			{ operation: 'get', calls: 1, main: DECRYPTED },
			{},
			(_sandbox, { id, integrationId }, json, item) => {
				const oauth = { client_id: `stored-${item}`, scopes: ['read', 'write'] };
				expect(json).toMatchObject({ id, integration_id: integrationId, oauth });
				expect(json.secret).toMatch(/^•+$/);
			},
		),
		eachCase(
			{
				...{ ...credential, operation: 'create', main: PUT, calls: 2, shared: 1, byId: false },
				forbidden: asSupport,
			},
			seedIntegrations,
			(sandbox) => createCredential(sandbox, ITEM_ID),
			(sandbox, { id }, json, item) => {
				const made = credentialFor(sandbox, id);
				expect(json).toMatchObject({ id: made.id, integration_id: id });
				expect(made.values).toEqual({
					...{ clientId: `client-${item}`, clientSecret: secretOf(item), scopes: 'read write' },
				});
			},
		),
		getManyCase(
			{ ...credential, main: LIST_CREDENTIALS, shared: 1 },
			inTheProject('credentials'),
			theProject,
		),
		credentialCase(
			{ operation: 'update', calls: 2, main: PUT },
			{ updateFields: { clientSecret: SECRET } },
			(sandbox, { id }, json, item) => {
				expect(json.id).toBe(id);
				expect(credentialOf(sandbox, id).values).toMatchObject({
					...{ clientId: `stored-${item}`, clientSecret: secretOf(item), scopes: 'read write' },
				});
			},
		),
		credentialCase(
			{
				...{ operation: 'delete', calls: 1 },
				main: { method: 'DELETE', path: `${CREDENTIALS}/:id` },
			},
			{},
			(sandbox, { id }, json) => {
				expect(json).toEqual({ deleted: true, id });
				expect(credentialOf(sandbox, id)).toBeUndefined();
			},
		),
		integrationCase(
			{ operation: 'get', main: { method: 'GET', path: `${INTEGRATIONS}/:id` } },
			true,
			(_sandbox, { id }, json) => expect(json).toMatchObject({ id, type: 'linear' }),
		),
		getManyCase(
			{ ...integration, main: LIST_INTEGRATIONS, shared: 1 },
			inTheProject('integrations'),
			theProject,
		),
		activates(true),
		activates(false),
		getManyCase(
			{ resource: 'organization', main: { method: 'GET', path: '/organizations' }, shared: 1 },
			(sandbox) => stateOf(sandbox).organizations,
		),
		getManyCase(
			{ resource: 'team', main: { method: 'GET', path: '/teams' }, shared: 1 },
			(sandbox) => stateOf(sandbox).teams,
		),
		// One list of teams, and one of projects for each of the four.
		getManyCase(
			{
				...{ resource: 'project', shared: 5, mainCalls: 4 },
				main: { method: 'GET', path: '/projects' },
			},
			(sandbox) => stateOf(sandbox).projects.filter(({ isHidden }: any) => !isHidden),
		),
	],
};
