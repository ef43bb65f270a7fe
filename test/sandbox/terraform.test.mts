import { setTimeout as sleep } from 'node:timers/promises';
import { requestToken } from './support/http.mts';
import { idOf, useSandbox } from './support/sandbox.mts';
import { refusal, signIn, type Sdk } from './support/sdk.mts';

/**
 * The steps of the acceptance tests of the vendor's Terraform provider (genesyscloud_oauth_client,
 * genesyscloud_integration_credential), call by call, through the SDK.
 */
const sandbox = useSandbox();
let sdk: Sdk;

beforeEach(async () => {
	sdk = await signIn(sandbox.current);
});

/** The provider looks roles up by whole name among what the filter leaves. */
async function roleId(name: string): Promise<string> {
	const roles = await sdk.authorization.getAuthorizationRoles({
		...{ pageSize: 100, pageNumber: 1, name, userCount: false },
	});
	return roles.entities!.find((role) => role.name === name)!.id!;
}

test('genesyscloud_oauth_client: create with a credential, change, become CODE, destroy', async () => {
	const { id: home } = await sdk.authorization.getAuthorizationDivisionsHome();
	const { OAuthClient } = await sdk.tokens.getTokensMe({ preserveIdleTTL: false });
	expect(OAuthClient!.organization!.id).not.toBe('purecloud-builtin');
	const roleDivisions = [{ roleId: await roleId('admin'), divisionId: home! }];

	const created = await sdk.oauth.postOauthClients({
		name: 'terraform1',
		description: 'terraform test client',
		authorizedGrantType: 'CLIENT-CREDENTIALS',
		accessTokenValiditySeconds: 300,
		registeredRedirectUri: ['https://example.com/auth1'],
		roleDivisions,
	});
	const id = created.id!;
	const credential = await sdk.integrations.postIntegrationsCredentials({
		body: {
			name: 'terraform3',
			type: { name: 'pureCloudOAuthClient' },
			credentialFields: { clientId: id, clientSecret: created.secret! },
		},
	});
	expect(await sdk.oauth.getOauthClient(id)).toMatchObject({
		name: 'terraform1',
		authorizedGrantType: 'CLIENT-CREDENTIALS',
		accessTokenValiditySeconds: 300,
		state: 'active',
		scope: [],
		registeredRedirectUri: ['https://example.com/auth1'],
		roleDivisions,
	});

	await sdk.oauth.putOauthClient(id, {
		name: 'terraform2',
		description: 'changed',
		authorizedGrantType: 'CLIENT-CREDENTIALS',
		accessTokenValiditySeconds: 172_800,
		registeredRedirectUri: ['https://example.com/auth2'],
		roleDivisions,
		state: 'inactive',
	});
	await sdk.integrations.getIntegrationsCredential(credential.id!);
	await sdk.integrations.deleteIntegrationsCredential(credential.id!);
	expect(await refusal(sdk.integrations.getIntegrationsCredential(credential.id!))).toEqual({
		status: 404,
		code: 'not.found',
	});
	expect(await sdk.oauth.getOauthClient(id)).toMatchObject({
		name: 'terraform2',
		state: 'inactive',
	});

	await sdk.oauth.putOauthClient(id, {
		name: 'terraform1',
		description: 'terraform test client',
		authorizedGrantType: 'CODE',
		accessTokenValiditySeconds: 300,
		registeredRedirectUri: ['https://example.com/auth1'],
		scope: ['oauth'],
		state: 'active',
	});
	expect(await sdk.oauth.getOauthClient(id)).toMatchObject({
		authorizedGrantType: 'CODE',
		state: 'active',
		scope: ['oauth'],
		roleDivisions: [],
	});

	sandbox.current.control.setBehaviour('genesysCloud', { deletionLagMs: 400 });
	const last = await sdk.oauth.getOauthClient(id);
	await sdk.oauth.putOauthClient(id, { ...last, state: 'inactive' });
	await sdk.oauth.deleteOauthClient(id);
	let polls = 0;
	while (await sdk.oauth.getOauthClient(id).catch(() => undefined)) {
		polls += 1;
		await sleep(20);
	}
	expect(polls).toBeGreaterThan(0);
});

test('the data source finds a client by name; every client is there once', async () => {
	sandbox.current.control.seed('genesysCloud', { clients: 60 });
	const ids: string[] = [];
	const first = await sdk.oauth.getOauthClients();
	// The provider reads the same unpaged list as often as pageCount says.
	for (let page = 1; page <= first.pageCount!; page += 1) {
		const { entities = [] } = await sdk.oauth.getOauthClients();
		ids.push(...entities.map(({ id }) => id!));
	}
	expect(new Set(ids).size).toBe(ids.length);
	const found = first.entities!.find(
		({ name, state }) => name === 'Client 00042' && state !== undefined,
	);
	expect(found!.id).toBe(idOf(sandbox.current, 'clients', 'Client 00042'));
});

test('the gateway needs no prefixes: the path decides', async () => {
	const { gatewayUrl, admin } = sandbox.current.genesysCloud;
	const direct = await requestToken(sandbox.current, admin);
	const headers = { authorization: `Bearer ${String(direct.body.access_token)}` };
	for (const path of ['/api/v2/tokens/me', '/platform/api/v2/tokens/me']) {
		expect((await fetch(`${gatewayUrl}${path}`, { headers })).status).toBe(200);
	}
	for (const path of ['/oauth/token', '/login/oauth/token']) {
		const answer = await fetch(`${gatewayUrl}${path}`, {
			method: 'POST',
			body: new URLSearchParams({
				grant_type: 'client_credentials',
				client_id: admin.clientId,
				client_secret: admin.clientSecret,
			}),
		});
		expect(answer.status).toBe(200);
	}
	const journal = sandbox.current.control.journal({ path: '/oauth/token', server: 'login' });
	// One sign-in of the SDK, one direct, two by the gateway.
	expect(journal).toHaveLength(4);
});
