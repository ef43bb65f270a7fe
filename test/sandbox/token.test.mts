import { setTimeout as sleep } from 'node:timers/promises';
import { apiOf, apiWith, requestToken } from './support/http.mts';
import { useSandbox } from './support/sandbox.mts';

const sandbox = useSandbox();

const flat = (error: string, description: string) => ({
	error,
	description,
	error_description: description,
});

test('Basic auth and credentials in the form both get a bearer token', async () => {
	const { admin } = sandbox.current.genesysCloud;
	for (const inForm of [false, true]) {
		const { status, body, headers } = await requestToken(sandbox.current, admin, { inForm });
		expect(status).toBe(200);
		expect(body).toEqual({
			access_token: expect.any(String),
			token_type: 'bearer',
			expires_in: 86_399,
		});
		expect(headers.get('inin-correlation-id')).toMatch(/^[\da-f-]{36}$/);
		const api = apiWith(sandbox.current, body.access_token as string);
		expect((await api('GET', '/api/v2/tokens/me')).status).toBe(200);
	}
});

test('an unknown client is 400, a wrong secret 401', async () => {
	const { clientId } = sandbox.current.genesysCloud.admin;
	const unknown = await requestToken(sandbox.current, { clientId: 'none', clientSecret: 'x' });
	expect(unknown).toMatchObject({ status: 400, body: flat('invalid_client', 'client not found') });
	const wrong = await requestToken(sandbox.current, { clientId, clientSecret: 'wrong' });
	expect(wrong).toMatchObject({
		status: 401,
		body: flat('invalid_client', 'authentication failed'),
	});
});

test.each([
	[{ grant_type: '' }, 'invalid_request'],
	[{ grant_type: 'magic' }, 'unsupported_grant_type'],
	[{ grant_type: 'toString' }, 'unsupported_grant_type'],
	[{ grant_type: 'authorization_code' }, 'unauthorized_client'],
])('the form %j is refused with %s', async (form, error) => {
	const { admin } = sandbox.current.genesysCloud;
	expect(await requestToken(sandbox.current, admin, { form })).toMatchObject({
		status: 400,
		body: { error },
	});
});

test('a code verifier is no proof for client credentials', async () => {
	const { clientId } = sandbox.current.genesysCloud.admin;
	const response = await fetch(`${sandbox.current.genesysCloud.loginUrl}/oauth/token`, {
		method: 'POST',
		body: new URLSearchParams({
			grant_type: 'client_credentials',
			client_id: clientId,
			code_verifier: 'x',
		}),
	});
	expect(response.status).toBe(401);
});

test('a request without credentials is refused', async () => {
	const response = await fetch(`${sandbox.current.genesysCloud.loginUrl}/oauth/token`, {
		method: 'POST',
		body: new URLSearchParams({ grant_type: 'client_credentials' }),
	});
	expect(response.status).toBe(400);
	expect(await response.json()).toMatchObject({ error: 'invalid_request' });
});

test("a token lives as long as its client's validity", async () => {
	const [{ id, secret }] = sandbox.current.control.seed('genesysCloud', {
		clients: [{ accessTokenValiditySeconds: 0.5 }],
	}).clients;
	const api = await apiOf(sandbox.current, { clientId: id, clientSecret: secret });
	expect((await api('GET', '/api/v2/tokens/me')).status).toBe(200);
	await sleep(510);
	expect(await api('GET', '/api/v2/tokens/me')).toMatchObject({
		status: 401,
		body: { code: 'bad.credentials' },
	});
});

test('tokens can be made unknown all at once', async () => {
	const api = await apiOf(sandbox.current);
	sandbox.current.control.expireTokens('genesysCloud');
	expect((await api('GET', '/api/v2/tokens/me')).status).toBe(401);
});

test('the description of the login host', async () => {
	const { loginUrl } = sandbox.current.genesysCloud;
	const response = await fetch(`${loginUrl}/.well-known/oauth-authorization-server`);
	expect(await response.json()).toMatchObject({
		issuer: loginUrl,
		token_endpoint: `${loginUrl}/oauth/token`,
		authorization_endpoint: `${loginUrl}/oauth/authorize`,
		token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
	});
});

test('nobody is sent to a redirect URI that is not registered', async () => {
	const { loginUrl } = sandbox.current.genesysCloud;
	const { clients } = sandbox.current.control.state('genesysCloud');
	const { id } = clients.find(({ name }: { name: string }) => name === 'Customer Portal');
	const ask = async (query: Record<string, string>) =>
		await fetch(`${loginUrl}/oauth/authorize?${new URLSearchParams(query).toString()}`, {
			redirect: 'manual',
		});
	const query = { response_type: 'code', client_id: id as string };
	expect((await ask({ ...query, redirect_uri: 'https://evil.example/' })).status).toBe(400);
	const known = { ...query, redirect_uri: 'https://portal.example/callback' };
	expect((await ask({ ...known, response_type: 'token' })).status).toBe(400);
	expect((await ask(known)).status).toBe(302);
});

test('a public client gets its token in the fragment', async () => {
	const { loginUrl } = sandbox.current.genesysCloud;
	const { clients } = sandbox.current.control.state('genesysCloud');
	const { id } = clients.find(({ name }: { name: string }) => name === 'Embedded Widget');
	const query = new URLSearchParams({
		response_type: 'token',
		client_id: id as string,
		redirect_uri: 'https://widget.example/',
	});
	const sent = await fetch(`${loginUrl}/oauth/authorize?${query.toString()}`, {
		redirect: 'manual',
	});
	const fragment = new URLSearchParams(new URL(sent.headers.get('location')!).hash.slice(1));
	const api = apiWith(sandbox.current, fragment.get('access_token')!);
	expect((await api('GET', '/api/v2/users/me')).status).toBe(200);
});
