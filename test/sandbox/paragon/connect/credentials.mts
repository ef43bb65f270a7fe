import { ApiError } from '../errors.mts';
import type { Integration } from '../records.mts';
import type { World } from '../world.mts';
import { header, type ConnectCall } from './call.mts';
import type { ConnectCredential, ConnectUser } from './records.mts';

/** The name that users know an integration by: the app's type, or a custom one's slug. */
export function typeOf({ type, customIntegration }: Integration): string {
	return customIntegration?.slug ?? type;
}

/** The accounts that a user has connected, of one integration or of all. */
export function credentialsOf(
	{ state }: Pick<World, 'state'>,
	{ projectId, id }: ConnectUser,
	integrationId?: string,
): ConnectCredential[] {
	return state.connectCredentials
		.of(projectId)
		.filter(
			(credential) =>
				credential.personaId === id &&
				(integrationId === undefined || credential.integrationId === integrationId),
		);
}

/** An integration of a project by the name that users know it by. */
export function integrationByType(
	{ state }: Pick<World, 'state'>,
	projectId: string,
	type: string,
): Integration | undefined {
	return state.integrations.of(projectId).find((integration) => typeOf(integration) === type);
}

/**
 * The account that a call is about: the one that X-Paragon-Credential names, or the first.
 * @throws ApiError when the user has no account that works
 */
export function credentialFor(call: ConnectCall, integration: Integration): ConnectCredential {
	const { world, user, project } = call;
	const own = credentialsOf(world, user, integration.id);
	const wanted = header(call, 'x-paragon-credential');
	if (wanted !== undefined && !own.some(({ id }) => id === wanted)) {
		throw new ApiError('connectCredentialNotFound', { meta: { credentialId: wanted } });
	}
	const credential = own.find(({ id }) => wanted === undefined || id === wanted);
	if (credential?.status === 'VALID' && integration.isActive) return credential;
	throw new ApiError('notConnected', {
		status: world.behaviour.notConnectedStatus,
		meta: {
			personaId: user.id,
			projectId: project.id,
			integrationId: integration.id,
			endUserId: user.userId,
		},
	});
}

/** @throws ApiError 404 */
export function needIntegration({ world, project }: ConnectCall, type: string): Integration {
	const integration = integrationByType(world, project.id, type);
	if (!integration) throw new ApiError('integrationNotFound', { meta: { integration: type } });
	return integration;
}
