import { randomUUID } from 'node:crypto';
import { appOf } from '../apps.mts';
import { ApiError } from '../errors.mts';
import type { Credential, Integration } from '../records.mts';
import { newCredential } from '../newRecords.mts';
import type { World } from '../world.mts';
import { deleted, ok, WRITERS, type Answer, type Call, type Operation } from './call.mts';
import { CREDENTIAL_RULES, refuseUnsuitable, type CredentialRequest } from './credentialRules.mts';
import { integrationOf } from './integrations.mts';
import { listed } from './lists.mts';

const PATH = '/projects/:projectId/credentials';

function credentialView({ behaviour }: World, credential: Credential): object {
	const { values: _values, ...shown } = credential;
	return { ...shown, status: behaviour.credentialStatus };
}

/** Addresses that the vendor adds to the values of some integrations. */
function oauthUrls({ type, customIntegration }: Integration): Record<string, string> {
	const app = appOf(type);
	const authUrl = customIntegration?.oauthAuthorizationUrl ?? app.authUrl;
	const accessTokenUrl = customIntegration?.oauthAccessTokenUrl ?? app.accessTokenUrl;
	return { ...(authUrl && { authUrl }), ...(accessTokenUrl && { accessTokenUrl }) };
}

function decrypted(call: Call): Answer {
	const { behaviour, state } = call.world;
	const credential = credentialOf(call);
	const { id, dateCreated, dateUpdated, projectId, provider, integrationId, scheme } = credential;
	const integration = state.integrations.find(projectId, integrationId);
	const { scopes, ...values } = credential.values;
	const showsScopes = scopes !== undefined && (scopes !== '' || behaviour.emptyScopes === 'shown');
	return ok({
		...{ id, dateCreated, dateUpdated, projectId },
		values: {
			...(integration && behaviour.oauthUrls === 'added' && oauthUrls(integration)),
			...values,
			...(showsScopes && { scopes }),
		},
		...{ provider, integrationId, scheme, status: behaviour.credentialStatus },
	});
}

/** @throws ApiError 404 */
function credentialOf({ world, project, params }: Call): Credential {
	const { credentialId = '' } = params;
	const credential = world.state.credentials.find(project!.id, credentialId);
	if (!credential) throw new ApiError('credentialNotFound', { meta: { credentialId } });
	return credential;
}

/** Makes an integration's credential, or takes its place: everything is replaced but the ID. */
function put(call: Call): Answer {
	const { world } = call;
	const { state, behaviour } = world;
	const request = call.body as unknown as CredentialRequest;
	const integration = integrationOf(call, request.integrationId);
	refuseUnsuitable(request, integration, behaviour);
	const previous = state.credentialOf(integration.id);
	const fresh = newCredential(integration, request);
	if (!previous) {
		const credential = state.putCredential(fresh);
		return {
			status: behaviour.createdCredentialStatus,
			body: credentialView(world, credential),
		};
	}
	const sameApp = previous.values.clientId === request.values.clientId;
	if (!sameApp && behaviour.usersOnNewClientId === 'dropped') integration.connectedUserCount = 0;
	const id = behaviour.credentialIdOnPut === 'kept' ? previous.id : randomUUID();
	const { dateCreated } = previous;
	return ok(credentialView(world, state.putCredential({ ...fresh, id, dateCreated })));
}

function remove(call: Call): Answer {
	call.world.state.removeCredential(credentialOf(call));
	return deleted(call.world);
}

/**
 * OAuth apps of integrations (reference: Credential, DecryptedCredential). There is no call to make
 * one, change a part of one, or read one without its values.
 */
export const credentialOperations: Operation[] = [
	{
		method: 'GET',
		path: PATH,
		handle: (call) =>
			listed('credentials', call.world.state.credentials.of(call.project!.id), call, (record) =>
				credentialView(call.world, record),
			),
	},
	{
		method: 'PUT',
		path: `${PATH}/oauth`,
		roles: WRITERS,
		rules: CREDENTIAL_RULES,
		handle: put,
	},
	{
		method: 'GET',
		path: `${PATH}/:credentialId/decrypted`,
		roles: WRITERS,
		handle: decrypted,
	},
	{ method: 'DELETE', path: `${PATH}/:credentialId`, roles: WRITERS, handle: remove },
];
