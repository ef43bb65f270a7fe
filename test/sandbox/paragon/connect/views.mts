import { appOf } from '../apps.mts';
import type { Integration } from '../records.mts';
import type { World } from '../world.mts';
import { integrationView } from '../zeus/integrations.mts';
import { credentialsOf, typeOf } from './credentials.mts';
import type { ConnectCredential, ConnectUser } from './records.mts';

/** A connected account (vendor's SDK: ConnectCredential). */
export function credentialView(credential: ConnectCredential): object {
	const { scopes: _scopes, ...shown } = credential;
	return { ...shown, dateDeleted: null, configurations: [], isPreviewCredential: false };
}

/** One integration as GET /sdk/me tells of it (vendor's SDK: SDKIntegration). */
function standing(world: World, user: ConnectUser, integration: Integration): object {
	const all = credentialsOf(world, user, integration.id);
	const [first] = all;
	const common = { allCredentials: all.map(credentialView), allConfigurations: [] };
	if (!first) return { enabled: false, configuredWorkflows: {}, ...common };
	return {
		enabled: first.status === 'VALID' && integration.isActive,
		credentialId: first.id,
		credentialStatus: first.status,
		providerId: first.providerId,
		providerData: first.providerData,
		configuredWorkflows: {},
		...common,
	};
}

/** The user with all that is connected (vendor's SDK: AuthenticatedConnectUser). */
export function userView(world: World, user: ConnectUser): object {
	const active = world.state.integrations
		.of(user.projectId)
		.filter(({ isActive, resourceId }) => isActive && resourceId === null);
	return {
		authenticated: true,
		userId: user.userId,
		meta: user.meta,
		resources: [],
		integrations: Object.fromEntries(
			active.map((integration) => [typeOf(integration), standing(world, user, integration)]),
		),
	};
}

/** Name of an integration for people. */
export function nameOf({ type, customIntegration }: Integration): string {
	return customIntegration?.name ?? type.charAt(0).toUpperCase() + type.slice(1);
}

/** An integration as users see it (vendor's SDK: ConnectIntegration). */
export function connectIntegrationView(
	world: World,
	user: ConnectUser,
	integration: Integration,
): object {
	const { customIntegration, type } = integration;
	return {
		...integrationView(integration),
		type: typeOf(integration),
		workflows: world.state.workflows
			.of(user.projectId)
			.filter(({ integrationId }) => integrationId === integration.id),
		hasCredential: world.state.credentialOf(integration.id) !== undefined,
		connectedUserLimitOnDevCred: 10,
		connectedUserLimitReached: false,
		name: nameOf(integration),
		brandColor: appOf(type).accentColor,
		needPreOauthInputs: false,
		providerType: type,
		authenticationType: customIntegration?.authenticationType ?? 'oauth',
		sdkIntegrationConfig: {
			oauthInputs: [],
			accountTypes: [],
			authConfigInputs: [],
			postOauthInputs: [],
			dataSources: {},
		},
	};
}
