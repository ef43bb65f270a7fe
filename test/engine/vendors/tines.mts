import type { Sandbox } from '../../sandbox/index.mts';
import type { Credentials, OperationCase, VendorCase } from '../support/vendorCase.mts';

const NAME = 'tines';
const CREDENTIALS = '/api/v1/user_credentials';

/** The sandbox's whole truth about the tenant. */
export const stateOf = (sandbox: Sandbox): any => sandbox.control.state(NAME);

/** A credential as the vendor keeps it, with what no answer shows in `settings`. */
export const credentialOf = (sandbox: Sandbox, id: number): any =>
	stateOf(sandbox).credentials.find((credential: any) => credential.id === id);

/** The credentials of a name. */
export const credentialsNamed = (sandbox: Sandbox, name: string): any[] =>
	stateOf(sandbox).credentials.filter((credential: any) => credential.name === name);

/** A credential that is added to the tenant; answers its ID and name. */
export const seedCredential = (sandbox: Sandbox, given: object): { id: number; name: string } =>
	sandbox.control.seed(NAME, { credentials: [given] }).credentials[0];

/** A locator's value that picks by ID. */
export const byId = (value: number | string) => ({ __rl: true, mode: 'id', value: String(value) });

/** The shapes in which the sandbox can give its errors. */
export const ERROR_STYLES = [
	...['mixed', 'objects', 'array', 'strings', 'string', 'fields', 'error', 'message', 'text'],
	'empty',
];

/** A node's credential for the tenant, with the owner's key by default. */
export const credentialsFor = ({ tines }: Sandbox, key = tines.owner): Credentials => ({
	tinesApi: { tenantUrl: tines.url, apiKey: key.apiKey },
});

/** Parameters that create an OAuth credential for a service. */
export const createOAuth = (more: object = {}) => ({
	...{ resource: 'credential', operation: 'create', mode: 'OAUTH' },
	...{ name: '={{ $json.name }}', team_id: byId(1), oauth_grant_type: 'client_credentials' },
	...{ oauth_token_url: 'https://idp.example.com/token', oauth_client_id: 'client-xyz' },
	...{ oauth_client_secret: 'a secret to keep', oauth_scope: ['read', 'write'] },
	...more,
});

const SECRETS =
	/^(oauth_client_secret|value|jwt_private_key|aws_secret_key|mtls_client_private_key|http_request_secret)$/;

/** All secrets in the settings of a credential. */
function secretsIn(settings: Record<string, unknown>): string[] {
	return Object.entries(settings).flatMap(([name, value]) => {
		if (name === 'credential_requests') return (value as object[]).flatMap(secretsIn as any);
		return SECRETS.test(name) && typeof value === 'string' ? [value] : [];
	}) as string[];
}

const ids = (run: { items: Array<{ json: Record<string, any> }> }) =>
	run.items.map(({ json }) => json.id);

const eachPaired = (count: number) => Array.from({ length: count }, (_, item) => ({ item }));

const mayNotChange: OperationCase['forbidden'] = (sandbox) => ({
	credentials: credentialsFor(sandbox, sandbox.tines.viewer),
	...{ status: 403, told: 'The API key may not do this' },
});

/** A team's key does not see what other teams have: to the vendor that is as if it were not there. */
const mayNotSee: OperationCase['forbidden'] = (sandbox) => ({
	credentials: credentialsFor(sandbox, sandbox.tines.editor),
	...{ status: 404, told: 'or the API key may not see it' },
});

const repeats = { afterLostAnswer: 'repeats', resource: 'credential' } as const;

/** The operations that take one credential by its ID and give one item for it. */
function byIdCase(
	base: Omit<OperationCase, 'prepare' | 'byId'>,
	parameters: Record<string, unknown>,
	verifyOne: (sandbox: Sandbox, before: any, json: any) => void,
): OperationCase {
	return {
		...base,
		byId: true,
		prepare(sandbox, count) {
			const seeded: Array<{ id: number }> = sandbox.control.seed(NAME, {
				credentials: { count, team_id: 1, value: 'a text to keep' },
			}).credentials;
			const things = seeded.map(({ id }) => structuredClone(credentialOf(sandbox, id)));
			const { resource, operation } = base;
			return {
				items: things.map(({ id }) => ({ json: { id } })),
				parameters: {
					...{ resource, operation, credentialId: byId('={{ $json.id }}') },
					...parameters,
				},
				verify(run) {
					expect(run.error).toBeUndefined();
					expect(ids(run)).toEqual(things.map(({ id }) => id));
					expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual(eachPaired(count));
					for (const [index, thing] of things.entries()) {
						verifyOne(sandbox, thing, run.items[index]!.json);
					}
				},
			};
		},
	};
}

function getManyCase(resource: string, listed: (sandbox: Sandbox) => any[]): OperationCase {
	const path = resource === 'credential' ? CREDENTIALS : `/api/v1/${resource}s`;
	return {
		...{ resource, operation: 'getAll', afterLostAnswer: 'repeats', calls: 0, shared: 1 },
		...{ main: { method: 'GET', path }, byId: false },
		prepare(sandbox, count) {
			const all = listed(sandbox).map(({ id }) => id);
			return {
				items: Array.from({ length: count }, () => ({ json: {} })),
				parameters: { resource, operation: 'getAll', returnAll: true },
				verify(run) {
					expect(run.error).toBeUndefined();
					expect(all.length).toBeGreaterThan(0);
					expect(ids(run)).toEqual(Array.from({ length: count }, () => all).flat());
					expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual(
						Array.from({ length: count }, (_, item) => all.map(() => ({ item }))).flat(),
					);
				},
			};
		},
	};
}

const create: OperationCase = {
	...{ resource: 'credential', operation: 'create', afterLostAnswer: 'adopts', calls: 1 },
	...{ main: { method: 'POST', path: CREDENTIALS }, byId: false, forbidden: mayNotChange },
	prepare(sandbox, count) {
		const wanted = Array.from({ length: count }, (_, index) => `made for test ${index}`);
		return {
			items: wanted.map((name) => ({ json: { name } })),
			parameters: createOAuth(),
			verify(run) {
				expect(run.error).toBeUndefined();
				expect(run.items.map(({ json }) => json.name)).toEqual(wanted);
				expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual(eachPaired(count));
				for (const [index, name] of wanted.entries()) {
					const [made, ...others] = credentialsNamed(sandbox, name);
					expect(others).toEqual([]);
					expect(run.items[index]!.json).toMatchObject({ id: made.id, mode: 'OAUTH' });
					expect(made.settings).toEqual({
						oauth_grant_type: 'client_credentials',
						oauth_token_url: 'https://idp.example.com/token',
						oauth_client_id: 'client-xyz',
						oauth_client_secret: 'a secret to keep',
						oauth_scope: 'read write',
					});
				}
			},
		};
	},
};

/** Tines, whose keys are static: there is no session that could end. */
export const tines: VendorCase = {
	name: NAME,
	node: NAME,
	wrongSecret: { field: 'apiKey', told: 'Tines did not accept the API key' },
	refusals: {
		reasons: { 400: 'Bad request', 404: 'Not found', 409: 'HTTP 409. Tines says: Error' },
	},
	missingId: 987_654_321,
	credentials: (sandbox) => credentialsFor(sandbox),
	secrets: (sandbox) => [
		sandbox.tines.owner.apiKey,
		...stateOf(sandbox).keys.map(({ value }: any) => value),
		...stateOf(sandbox).credentials.flatMap(({ settings }: any) => secretsIn(settings)),
	],
	operations: [
		create,
		byIdCase(
			{
				...{ ...repeats, operation: 'get', calls: 1, forbidden: mayNotSee },
				main: { method: 'GET', path: `${CREDENTIALS}/:id` },
			},
			{},
			(_sandbox, { name, slug }, json) =>
				expect(json).toMatchObject({ name, slug, mode: 'TEXT', team_id: 1 }),
		),
		getManyCase('credential', (sandbox) => stateOf(sandbox).credentials),
		byIdCase(
			{
				...{ ...repeats, operation: 'update', calls: 2, forbidden: mayNotChange },
				main: { method: 'PUT', path: `${CREDENTIALS}/:id` },
			},
			{ mode: 'TEXT', updateFields: { description: 'changed' } },
			(sandbox, before, json) => {
				expect(json).toMatchObject({ name: before.name, description: 'changed' });
				expect(credentialOf(sandbox, before.id)).toEqual({
					...before,
					...{ description: 'changed', updated_at: expect.any(String) },
				});
			},
		),
		byIdCase(
			{
				...{ ...repeats, operation: 'delete', calls: 2, forbidden: mayNotChange },
				main: { method: 'DELETE', path: `${CREDENTIALS}/:id` },
			},
			{},
			(sandbox, { id }, json) => {
				expect(json).toEqual({ deleted: true, id });
				expect(credentialOf(sandbox, id)).toBeUndefined();
			},
		),
		getManyCase('team', (sandbox) =>
			stateOf(sandbox).teams.filter(({ personal }: any) => !personal),
		),
		getManyCase('folder', (sandbox) => stateOf(sandbox).folders),
	],
};
