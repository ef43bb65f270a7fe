import platformClient from 'purecloud-platform-client-v2';
import type { Sandbox } from '../index.mts';

/**
 * The vendor's own SDK, signed in to the sandbox: one gateway host with a path prefix for each of
 * its two servers, as its documentation describes.
 */
export async function signIn(
	sandbox: Sandbox,
	{ clientId, clientSecret } = sandbox.genesysCloud.admin,
) {
	const client = platformClient.ApiClient.instance;
	// It would go on watching a configuration file.
	client.config.live_reload_config = false;
	const { hostname, port } = new URL(sandbox.genesysCloud.gatewayUrl);
	client.config.setGateway({
		host: hostname,
		protocol: 'http',
		port: Number(port),
		path_params_login: 'login',
		path_params_api: 'platform',
	});
	const auth = await client.loginClientCredentialsGrant(clientId, clientSecret);
	return {
		auth,
		oauth: new platformClient.OAuthApi(),
		integrations: new platformClient.IntegrationsApi(),
		authorization: new platformClient.AuthorizationApi(),
		tokens: new platformClient.TokensApi(),
		users: new platformClient.UsersApi(),
		organization: new platformClient.OrganizationApi(),
	};
}

export type Sdk = Awaited<ReturnType<typeof signIn>>;

/** Status and code of a call that the SDK rejects: it rejects with the error body itself. */
export async function refusal(call: Promise<unknown>): Promise<{ status: number; code: string }> {
	try {
		await call;
	} catch (error) {
		const { status, code } = error as { status: number; code: string };
		return { status, code };
	}
	throw new Error('The call was not refused');
}
