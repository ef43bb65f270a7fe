import { appOf } from '../apps.mts';
import { ApiError } from '../errors.mts';
import { isObject } from '../zeus/rules.mts';
import { one } from '../zeus/lists.mts';
import { header, ok, type ConnectCall, type ConnectOperation } from './call.mts';
import { disconnect } from './connection.mts';
import { credentialsOf, needIntegration, typeOf } from './credentials.mts';
import type { ConnectCredential } from './records.mts';
import { connectIntegrationView, credentialView, nameOf, userView } from './views.mts';

const PATH = '/projects/:projectId/sdk';

/** @throws ApiError 404 */
function credentialOf({ world, user, params }: ConnectCall): ConnectCredential {
	const { credentialId = '' } = params;
	const found = credentialsOf(world, user).find(({ id }) => id === credentialId);
	if (!found) throw new ApiError('connectCredentialNotFound', { meta: { credentialId } });
	return found;
}

function activeIntegrations({ world, project }: ConnectCall) {
	return world.state.integrations
		.of(project.id)
		.filter(({ isActive, resourceId }) => isActive && resourceId === null);
}

/** What connected users have and can do (reference: end-user API). */
export const sdkOperations: ConnectOperation[] = [
	{
		method: 'GET',
		path: `${PATH}/me`,
		withoutToken: ({ behaviour }) =>
			behaviour.meWithoutToken === 'told' ? ok({ authenticated: false }) : undefined,
		handle: ({ world, user }) => ok(userView(world, user)),
	},
	{
		method: 'PATCH',
		path: `${PATH}/me`,
		rules: { meta: { rules: [isObject] } },
		handle({ world, user, body }) {
			const { meta } = body as { meta: Record<string, unknown> };
			user.meta = meta;
			user.dateUpdated = new Date().toISOString();
			return ok(userView(world, user));
		},
	},
	{
		method: 'GET',
		path: `${PATH}/metadata`,
		handle: (call) =>
			ok(
				activeIntegrations(call).map((integration) => ({
					type: typeOf(integration),
					name: nameOf(integration),
					brandColor: appOf(integration.type).accentColor,
					icon: `https://cdn.useparagon.com/icons/${integration.type}.svg`,
				})),
			),
	},
	{
		method: 'GET',
		path: `${PATH}/integrations`,
		handle: (call) =>
			ok(
				activeIntegrations(call).map((integration) =>
					connectIntegrationView(call.world, call.user, integration),
				),
			),
	},
	{
		method: 'DELETE',
		path: `${PATH}/integrations/:integrationId`,
		handle(call) {
			const { world, user, project, params } = call;
			const { integrationId = '' } = params;
			const integration = world.state.integrations.find(project.id, integrationId);
			if (!integration) throw new ApiError('integrationNotFound', { meta: { integrationId } });
			const wanted = header(call, 'x-paragon-credential');
			const own = credentialsOf(world, user, integrationId).filter(
				({ id }) => wanted === undefined || id === wanted,
			);
			if (own.length === 0) {
				throw new ApiError('notConnected', {
					status: world.behaviour.notConnectedStatus,
					meta: {
						personaId: user.id,
						projectId: project.id,
						integrationId,
						endUserId: user.userId,
					},
				});
			}
			for (const credential of own) disconnect(world, integration, credential);
			return { status: 200 };
		},
	},
	{
		method: 'GET',
		path: `${PATH}/credentials`,
		handle(call) {
			const { world, user, query } = call;
			const type = one(query, 'integration');
			if (type === undefined) return ok(credentialsOf(world, user).map(credentialView));
			const integration = needIntegration(call, type);
			return ok({
				...connectIntegrationView(world, user, integration),
				credentials: credentialsOf(world, user, integration.id).map(credentialView),
			});
		},
	},
	{
		method: 'GET',
		path: `${PATH}/credentials/:credentialId`,
		handle: (call) => ok(credentialView(credentialOf(call))),
	},
	{
		method: 'PATCH',
		path: `${PATH}/credentials/:credentialId`,
		rules: { config: { rules: [isObject] } },
		handle(call) {
			const credential = credentialOf(call);
			// Replaced as a whole, whatever was in it.
			credential.config = (call.body as { config: Record<string, unknown> }).config;
			credential.dateUpdated = new Date().toISOString();
			return ok(credentialView(credential));
		},
	},
];
