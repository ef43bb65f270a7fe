import { apiOf, apiWith, requestToken } from './support/http.mts';
import { idOf, useSandbox } from './support/sandbox.mts';
import { refusal, signIn, type Sdk } from './support/sdk.mts';

const sandbox = useSandbox();
let sdk: Sdk;

beforeEach(async () => {
	sdk = await signIn(sandbox.current);
});

test('roles: pages, filters, and one by ID', async () => {
	const first = await sdk.authorization.getAuthorizationRoles({ pageSize: 4 });
	expect(first).toMatchObject({ pageCount: 3, total: 11, pageNumber: 1 });
	expect(first.nextUri).toBe('/api/v2/authorization/roles?pageNumber=2&pageSize=4');
	expect(first).not.toHaveProperty('previousUri');

	const named = await sdk.authorization.getAuthorizationRoles({
		pageSize: 100,
		name: 'admin',
		userCount: false,
	});
	expect(named.entities!.map(({ name }) => name)).toEqual(['admin']);
	expect(named.entities![0]).not.toHaveProperty('userCount');
	expect(named.entities![0]!.permissions).toContain('oauth:client:add');
	expect(named.entities![0]!.permissionPolicies).toContainEqual({
		domain: 'oauth',
		entityName: 'client',
		actionSet: expect.arrayContaining(['add', 'delete', 'edit', 'view']) as string[],
		allowConditions: false,
	});

	const byPermission = await sdk.authorization.getAuthorizationRoles({
		permission: ['oauth:client:view'],
		sortBy: 'name',
	});
	expect(byPermission.entities!.map(({ name }) => name)).toEqual([
		'admin',
		'Master Admin',
		'OAuth Client Manager',
		'OAuth Client Viewer',
	]);

	const id = idOf(sandbox.current, 'roles', 'employee');
	const byId = await sdk.authorization.getAuthorizationRoles({ id: [id] });
	expect(byId.entities).toHaveLength(1);
	expect(await sdk.authorization.getAuthorizationRole(id)).toMatchObject({
		name: 'employee',
		userCount: 3,
	});
	expect(await refusal(sdk.authorization.getAuthorizationRole('none'))).toMatchObject({
		status: 404,
	});
	const many = Array.from({ length: 101 }, (_, index) => String(index));
	expect(await refusal(sdk.authorization.getAuthorizationRoles({ id: many }))).toEqual({
		status: 400,
		code: 'max.role.ids',
	});
});

test('divisions: home, pages, cursor, create, delete', async () => {
	const home = await sdk.authorization.getAuthorizationDivisionsHome();
	expect(home).toMatchObject({ name: 'Home', homeDivision: true });
	const named = await sdk.authorization.getAuthorizationDivisions({ name: 'ic' });
	expect(named.entities!.map(({ name }) => name)).toEqual(['Service', 'Back Office']);

	const api = await apiOf(sandbox.current);
	const query = '/api/v2/authorization/divisions/query';
	const first = (await api('GET', `${query}?pageSize=3`)).body as { nextUri: string };
	const next = (await api('GET', first.nextUri)).body as { entities: object[]; nextUri: string };
	expect(next.entities).toMatchObject([{ name: 'Back Office' }]);
	expect((await api('GET', next.nextUri)).body).toMatchObject({ entities: [] });
	expect(await api('GET', `${query}?after=a&before=b`)).toMatchObject({
		body: { code: 'both.after.and.before.provided' },
	});

	const request = { name: 'Field', description: 'On the road' };
	const created = await sdk.authorization.postAuthorizationDivisions(request);
	expect(created).toMatchObject({ ...request, homeDivision: false });
	expect(await refusal(sdk.authorization.postAuthorizationDivisions(request))).toEqual({
		status: 409,
		code: 'resource.already.exists',
	});
	expect(
		await refusal(sdk.authorization.postAuthorizationDivisions({ ...request, name: ' ' })),
	).toEqual({ status: 400, code: 'division.name.invalid' });
	await sdk.authorization.deleteAuthorizationDivision(created.id!);
	expect(await refusal(sdk.authorization.getAuthorizationDivision(created.id!))).toMatchObject({
		status: 404,
	});
	expect(await refusal(sdk.authorization.deleteAuthorizationDivision(home.id!))).toMatchObject({
		status: 403,
	});
});

test('scopes: 135 of them, each by ID', async () => {
	const scopes = await sdk.oauth.getOauthScopes();
	expect(scopes.total).toBe(135);
	expect(new Set(scopes.entities!.map(({ id }) => id)).size).toBe(135);
	expect(await sdk.oauth.getOauthScope('oauth:readonly')).toMatchObject({
		id: 'oauth:readonly',
		selfUri: '/api/v2/oauth/scopes/oauth:readonly',
	});
	expect(await refusal(sdk.oauth.getOauthScope('none'))).toMatchObject({ status: 404 });
});

test('the token in use: whose it is, and its end', async () => {
	const { clientId } = sandbox.current.genesysCloud.admin;
	const me = await sdk.tokens.getTokensMe();
	expect(me.OAuthClient).toMatchObject({
		id: clientId,
		authorizedGrantType: 'CLIENT-CREDENTIALS',
		organization: { id: me.organization!.id },
	});
	expect(me.OAuthClient).not.toHaveProperty('secret');
	await sdk.tokens.headTokensMe();
	await sdk.tokens.deleteTokensMe();
	expect(await refusal(sdk.tokens.getTokensMe())).toEqual({ status: 401, code: 'bad.credentials' });
});

test('what the Terraform provider asks first', async () => {
	expect(await sdk.organization.getOrganizationsMe()).toMatchObject({ defaultCountryCode: 'US' });
	expect(await sdk.authorization.getAuthorizationProducts()).toMatchObject({ total: 4 });
	expect(await refusal(sdk.users.getUsersMe())).toEqual({ status: 400, code: 'not.a.user' });
});

test('authorizations of users to applications', async () => {
	const id = idOf(sandbox.current, 'clients', 'Customer Portal');
	expect(await sdk.oauth.getOauthAuthorizations()).toMatchObject({ total: 1 });
	const one = await sdk.oauth.getOauthAuthorization(id);
	expect(one).toMatchObject({ client: { id }, state: 'Authorized', pending: false });
	expect(one.client).not.toHaveProperty('secret');
	expect(await refusal(sdk.oauth.getOauthAuthorization('none'))).toMatchObject({ status: 404 });
});

test("subjects: a client's own roles, and grants added, replaced and taken away", async () => {
	const me = await sdk.authorization.getAuthorizationSubjectsMe();
	expect(me.grants!.map(({ role }) => role!.name)).toContain('admin');

	const subjectId = idOf(sandbox.current, 'clients', 'Nightly Export');
	const divisionId = idOf(sandbox.current, 'divisions', 'Sales');
	const grant = (name: string, division = divisionId) => ({
		roleId: idOf(sandbox.current, 'roles', name),
		divisionId: division,
	});
	const held = async () => {
		const { grants = [] } = await sdk.authorization.getAuthorizationSubject(subjectId);
		return grants.map(({ role, division }) => `${role!.name} in ${division!.name}`);
	};
	const options = { subjectType: 'PC_OAUTH_CLIENT' };
	const grants = { grants: [grant('User'), grant('employee', '*')] };
	await sdk.authorization.postAuthorizationSubjectBulkadd(subjectId, grants, options);
	await sdk.authorization.postAuthorizationSubjectBulkadd(subjectId, grants, options);
	expect(await held()).toEqual(['employee in Home', 'User in Sales', 'employee in *']);
	await sdk.authorization.postAuthorizationSubjectBulkremove(subjectId, grants);
	expect(await held()).toEqual(['employee in Home']);
	await sdk.authorization.postAuthorizationSubjectBulkreplace(subjectId, {
		grants: [grant('User')],
	});
	expect(await held()).toEqual(['User in Sales']);

	const { roleId } = grant('User');
	await sdk.authorization.deleteAuthorizationSubjectDivisionRole(subjectId, divisionId, roleId);
	expect(await held()).toEqual([]);
	await sdk.authorization.postAuthorizationSubjectDivisionRole(subjectId, divisionId, roleId);
	expect(await held()).toEqual(['User in Sales']);
	const unknown = { grants: [{ roleId: 'none', divisionId }] };
	expect(
		await refusal(sdk.authorization.postAuthorizationSubjectBulkadd(subjectId, unknown)),
	).toEqual({ status: 400, code: 'bad.role.divisions' });
});

test('a user signs in by code, with PKCE and refresh, and is asked about', async () => {
	const { loginUrl } = sandbox.current.genesysCloud;
	const { clients } = sandbox.current.control.state('genesysCloud');
	const portal = clients.find(({ name }: { name: string }) => name === 'Customer Portal');
	const client = { clientId: portal.id as string, clientSecret: portal.secret as string };
	const redirect = 'https://portal.example/callback';
	// Verifier and challenge of RFC 7636, appendix B.
	const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
	const query = new URLSearchParams({
		response_type: 'code',
		client_id: client.clientId,
		redirect_uri: redirect,
		state: 'xyz',
		code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
		code_challenge_method: 'S256',
	});
	const sent = await fetch(`${loginUrl}/oauth/authorize?${query.toString()}`, {
		redirect: 'manual',
	});
	const target = new URL(sent.headers.get('location')!);
	expect(target.searchParams.get('state')).toBe('xyz');
	const form = {
		grant_type: 'authorization_code',
		code: target.searchParams.get('code')!,
		redirect_uri: redirect,
		code_verifier: verifier,
	};
	const token = await requestToken(sandbox.current, client, { form });
	expect(token.status).toBe(200);
	const again = await requestToken(sandbox.current, client, { form });
	expect(again).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });

	const user = apiWith(sandbox.current, token.body.access_token as string);
	const me = await user('GET', '/api/v2/users/me');
	expect(me).toMatchObject({ status: 200, body: { name: 'Ada Admin', state: 'active' } });
	const roles = `/api/v2/users/${me.body.id}/roles`;
	const held = await user('GET', roles);
	expect(held.body.roles.map(({ name }: { name: string }) => name)).toContain('employee');
	const wanted = [
		...held.body.roles.map(({ id }: { id: string }) => id),
		idOf(sandbox.current, 'roles', 'User'),
	];
	const put = await user('PUT', roles, wanted);
	expect(put.body.roles.map(({ id }: { id: string }) => id)).toEqual(wanted);
	expect((await user('PUT', roles, ['none'])).status).toBe(404);

	const refresh = {
		grant_type: 'refresh_token',
		refresh_token: token.body.refresh_token as string,
	};
	const renewed = await requestToken(sandbox.current, client, { form: refresh });
	expect(renewed).toMatchObject({ status: 200, body: { refresh_token: expect.any(String) } });
	expect((await requestToken(sandbox.current, client, { form: refresh })).status).toBe(400);

	sandbox.current.control.setBehaviour('genesysCloud', { scopeEnforcement: true });
	expect(await user('GET', '/api/v2/integrations/credentials')).toMatchObject({
		status: 403,
		body: { code: 'app.not.authorized.for.scope' },
	});
	expect((await user('GET', '/api/v2/oauth/clients')).status).toBe(200);
});
