import { ApiError } from '../errors.mts';
import type { Integration } from '../records.mts';
import { ok, WRITERS, type Call, type Operation } from './call.mts';
import { listed } from './lists.mts';
import { isBoolean } from './rules.mts';

const PATH = '/projects/:projectId/integrations';

/** An integration as answers show it (reference: Integration). */
export function integrationView({ customIntegration, ...integration }: Integration): object {
	if (!customIntegration) return { ...integration, customIntegration };
	const { oauthAuthorizationUrl: _, oauthAccessTokenUrl: __, ...shown } = customIntegration;
	return { ...integration, customIntegration: shown };
}

/**
 * An integration of the project of the path.
 * @throws ApiError 404
 */
export function integrationOf({ world, project }: Call, integrationId: string): Integration {
	const integration = world.state.integrations.find(project!.id, integrationId);
	if (!integration) throw new ApiError('integrationNotFound', { meta: { integrationId } });
	return integration;
}

/** Integrations (reference: Integration); made and removed only in the dashboard. */
export const integrationOperations: Operation[] = [
	{
		method: 'GET',
		path: PATH,
		handle: (call) =>
			listed(
				'integrations',
				call.world.state.integrations.of(call.project!.id),
				call,
				integrationView,
			),
	},
	{
		method: 'GET',
		path: `${PATH}/:integrationId`,
		handle: (call) => ok(integrationView(integrationOf(call, call.params.integrationId!))),
	},
	{
		method: 'PATCH',
		path: `${PATH}/:integrationId`,
		roles: WRITERS,
		rules: { isActive: { rules: [isBoolean] } },
		handle(call) {
			const integration = integrationOf(call, call.params.integrationId!);
			integration.isActive = call.body.isActive as boolean;
			integration.dateUpdated = new Date().toISOString();
			return ok(integrationView(integration));
		},
	},
];
