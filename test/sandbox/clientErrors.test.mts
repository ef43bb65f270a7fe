import type { Api } from './support/http.mts';
import { apiOf, apiWith } from './support/http.mts';
import { codeClient, employeeClient, idOf, useSandbox } from './support/sandbox.mts';
import { refusal, signIn } from './support/sdk.mts';

const sandbox = useSandbox();
const PATH = '/api/v2/oauth/clients';
let api: Api;

beforeEach(async () => {
	api = await apiOf(sandbox.current);
});

const grant = (role: string, divisionId = '*') => ({
	roleId: idOf(sandbox.current, 'roles', role),
	divisionId,
});

describe('creating a client', () => {
	const employee = () => employeeClient(sandbox.current);
	const { scope: _scope, ...scopeless } = codeClient();
	test.each<[string, () => object, string]>([
		['without a name', () => ({ authorizedGrantType: 'CODE' }), 'constraint.validation'],
		['without a grant type', () => ({ name: 'x' }), 'grant.type.required'],
		[
			'with an unknown grant type',
			() => ({ ...codeClient(), authorizedGrantType: 'X' }),
			'bad.grant.type',
		],
		['inactive from the start', () => ({ ...codeClient(), state: 'inactive' }), 'bad.client.state'],
		['with an unknown state', () => ({ ...codeClient(), state: 'asleep' }), 'invalid.value'],
		[
			'with an unknown scope',
			() => ({ ...codeClient(), scope: ['nothing'] }),
			'auth.invalid.scope',
		],
		['for codes without scope', () => scopeless, 'missing.client.scope'],
		[
			'for itself without roles',
			() => ({ ...employee(), roleDivisions: [] }),
			'missing.client.roles',
		],
		[
			'with an unknown role',
			() => ({ ...employee(), roleDivisions: [{ roleId: 'x', divisionId: '*' }] }),
			'bad.client.role',
		],
		[
			'with an unknown division',
			() => ({ ...employee(), roleDivisions: [grant('employee', 'x')] }),
			'bad.client.role',
		],
		[
			'with a role the caller lacks',
			() => ({ ...employee(), roleDivisions: [grant('Master Admin')] }),
			'bad.client.role',
		],
		[
			'with a division grant that is half',
			() => ({ ...employee(), roleDivisions: [{ roleId: 'x' }] }),
			'constraint.validation',
		],
		[
			'valid for 299 s',
			() => ({ ...employee(), accessTokenValiditySeconds: 299 }),
			'constraint.validation',
		],
		[
			'valid for 172801 s',
			() => ({ ...employee(), accessTokenValiditySeconds: 172_801 }),
			'constraint.validation',
		],
		[
			'valid for half a second',
			() => ({ ...employee(), accessTokenValiditySeconds: 300.5 }),
			'bad.request',
		],
		['with a number for a name', () => ({ ...codeClient(), name: 5 }), 'bad.request'],
		[
			'with a redirect URI that is none',
			() => ({ ...codeClient(), registeredRedirectUri: ['a b'] }),
			'constraint.validation',
		],
		['with a date that is none', () => ({ ...codeClient(), dateToDelete: 'soon' }), 'invalid.date'],
	])('%s', async (_case, body, code) => {
		const { clients } = sandbox.current.control.state('genesysCloud');
		const answer = await api('POST', PATH, body());
		expect(answer).toMatchObject({ status: 400, body: { code, status: 400 } });
		expect(sandbox.current.control.state('genesysCloud').clients).toHaveLength(clients.length);
	});

	test('is accepted at both ends of the validity, and for 450 days when it is for SCIM', async () => {
		for (const accessTokenValiditySeconds of [300, 172_800]) {
			const answer = await api('POST', PATH, { ...employee(), accessTokenValiditySeconds });
			expect(answer).toMatchObject({ status: 200, body: { accessTokenValiditySeconds } });
		}
		const scim = { ...employee(), roleDivisions: [grant('SCIM Integration')] };
		const days450 = { ...scim, accessTokenValiditySeconds: 38_880_000 };
		expect((await api('POST', PATH, days450)).status).toBe(200);
		const more = { ...scim, accessTokenValiditySeconds: 38_880_001 };
		expect((await api('POST', PATH, more)).status).toBe(400);
	});
});

describe('changing a client', () => {
	const MISSING = '00000000-0000-4000-8000-000000000000';

	test.each<[string, () => object, string]>([
		['without a grant type', () => ({ name: 'x' }), 'grant.type.required'],
		['to an unknown grant type', () => ({ name: 'x', authorizedGrantType: 'X' }), 'bad.grant.type'],
		['without scope', () => ({ name: 'x', authorizedGrantType: 'CODE' }), 'missing.client.scope'],
		[
			'without roles',
			() => ({ name: 'x', authorizedGrantType: 'CLIENT-CREDENTIALS' }),
			'missing.client.roles',
		],
		['to an unknown scope', () => ({ ...codeClient(), scope: ['nothing'] }), 'invalid.value'],
		[
			'to an unknown role',
			() => ({
				...employeeClient(sandbox.current),
				roleDivisions: [{ roleId: 'x', divisionId: '*' }],
			}),
			'bad.client.role',
		],
	])('%s', async (_case, body, code) => {
		const id = idOf(sandbox.current, 'clients', 'Customer Portal');
		expect(await api('PUT', `${PATH}/${id}`, body())).toMatchObject({
			status: 400,
			body: { code },
		});
	});

	test('a disabled client stays as it is', async () => {
		const [{ id }] = sandbox.current.control.seed('genesysCloud', {
			clients: [{ state: 'disabled' }],
		}).clients;
		expect(await api('PUT', `${PATH}/${id}`, codeClient())).toMatchObject({
			status: 400,
			body: { code: 'bad.client.state', message: 'Client is disabled.' },
		});
	});

	test('nobody changes or renews a client with roles of which they lack one', async () => {
		const [{ id }] = sandbox.current.control.seed('genesysCloud', {
			clients: [{ roles: ['employee', 'Master Admin'] }],
		}).clients;
		const answers = [
			await api('PUT', `${PATH}/${id}`, employeeClient(sandbox.current)),
			await api('POST', `${PATH}/${id}/secret`),
		];
		for (const answer of answers) {
			expect(answer).toMatchObject({ status: 400, body: { code: 'bad.client.role' } });
		}
	});

	test('what is not there is not found', async () => {
		const answers = [
			await api('GET', `${PATH}/${MISSING}`),
			await api('PUT', `${PATH}/${MISSING}`, codeClient()),
			await api('DELETE', `${PATH}/${MISSING}`),
		];
		for (const answer of answers) {
			expect(answer).toMatchObject({ status: 404, body: { code: 'client.not.found' } });
		}
		expect(await api('POST', `${PATH}/${MISSING}/secret`)).toMatchObject({
			status: 404,
			body: { code: 'not.found' },
		});
	});
});

describe('who may do what', () => {
	test('no token, and a token that nobody knows', async () => {
		expect(await apiWith(sandbox.current)('GET', PATH)).toMatchObject({
			status: 401,
			body: { code: 'authentication.required' },
		});
		expect(await apiWith(sandbox.current, 'made-up')('GET', PATH)).toMatchObject({
			status: 401,
			body: { code: 'bad.credentials' },
		});
	});

	test('a refusal names the missing permission, and says it through the SDK too', async () => {
		const limited = await apiOf(sandbox.current, sandbox.current.genesysCloud.limited);
		expect((await limited('GET', PATH)).status).toBe(200);
		const id = idOf(sandbox.current, 'clients', 'Nightly Export');
		for (const [method, path, permission, body] of [
			['POST', PATH, 'oauth:client:add', codeClient()],
			['PUT', `${PATH}/${id}`, 'oauth:client:edit', codeClient()],
			['DELETE', `${PATH}/${id}`, 'oauth:client:delete', undefined],
			['POST', `${PATH}/${id}/secret`, 'oauth:client:edit', undefined],
			['GET', '/api/v2/oauth/authorizations', 'oauth:client:authorize', undefined],
			['GET', '/api/v2/integrations/credentials', 'integrations:integration:view', undefined],
			['GET', '/api/v2/authorization/roles', 'authorization:role:view', undefined],
		] as const) {
			const answer = await limited(method, path, body);
			expect(answer).toMatchObject({ status: 403, body: { code: 'missing.any.permissions' } });
			expect((answer.body as { message: string }).message).toContain(`[${permission}]`);
		}
		const division = { name: 'New', description: '' };
		expect(await limited('POST', '/api/v2/authorization/divisions', division)).toMatchObject({
			status: 403,
			body: { code: 'missing.permissions' },
		});

		const sdk = await signIn(sandbox.current, sandbox.current.genesysCloud.limited);
		expect(await refusal(sdk.oauth.postOauthClients(codeClient()))).toEqual({
			status: 403,
			code: 'missing.any.permissions',
		});
	});

	test('a disabled or deleted client loses its live tokens, an inactive one keeps them', async () => {
		const change = async (state: string) => {
			const [seeded] = sandbox.current.control.seed('genesysCloud', { clients: 1 }).clients;
			const client = { clientId: seeded.id as string, clientSecret: seeded.secret as string };
			const own = await apiOf(sandbox.current, client);
			const record = sandbox.current.control
				.state('genesysCloud')
				.clients.find(({ id }: { id: string }) => id === client.clientId);
			record.state = state;
			return { own, id: client.clientId };
		};
		const disabled = await change('disabled');
		expect((await disabled.own('GET', '/api/v2/tokens/me')).status).toBe(401);
		const inactive = await change('inactive');
		expect((await inactive.own('GET', '/api/v2/tokens/me')).status).toBe(200);
		await api('DELETE', `${PATH}/${inactive.id}`);
		expect((await inactive.own('GET', '/api/v2/tokens/me')).status).toBe(401);
	});
});

describe('requests that are none', () => {
	const send = async (headers: Record<string, string>, body: string) => {
		const { apiUrl } = sandbox.current.genesysCloud;
		const token = sandbox.current.control.state('genesysCloud').tokens[0].value as string;
		const response = await fetch(`${apiUrl}${PATH}`, {
			method: 'POST',
			headers: { authorization: `Bearer ${token}`, ...headers },
			body,
		});
		return (await response.json()) as object;
	};
	const JSON_TYPE = { 'content-type': 'application/json' };

	test('broken JSON, no body, another type, too many bytes, no such path', async () => {
		expect(await send(JSON_TYPE, '{"name":')).toMatchObject({ code: 'bad.request', status: 400 });
		expect(await send(JSON_TYPE, '')).toMatchObject({ code: 'bad.request', status: 400 });
		expect(await send({ 'content-type': 'text/plain' }, 'x')).toMatchObject({
			code: 'unsupported.media.type',
			status: 415,
		});
		expect(await send(JSON_TYPE, JSON.stringify({ name: 'x'.repeat(512_000) }))).toMatchObject({
			code: 'request.entity.too.large',
			status: 413,
		});
		expect(await api('GET', '/api/v2/nothing')).toMatchObject({
			status: 404,
			body: { code: 'not.found' },
		});
	});

	test('an error has the correlation ID of its answer and empty details', async () => {
		const { headers, body } = await api('GET', `${PATH}/none`);
		expect(body).toEqual({
			message: 'Client was not found.',
			code: 'client.not.found',
			status: 404,
			contextId: headers.get('inin-correlation-id'),
			details: [],
			errors: [],
		});
		expect(headers.get('inin-correlation-id')).toMatch(/^[\da-f-]{36}$/);
	});
});
