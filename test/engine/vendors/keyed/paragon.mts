import { secretOf, SECRET, type KeyedCase } from '../../support/keyedCase.mts';
import type { OperationCase } from '../../support/vendorCase.mts';
import {
	byId,
	credentialFor,
	credentialsOf,
	LIST_CREDENTIALS,
	PUT,
	seedIntegrations,
	stateOf,
} from '../paragon.mts';

const asSupport: Pick<OperationCase, 'forbidden'> = {
	forbidden: (sandbox) => ({
		...{ credentials: credentialsOf(sandbox, sandbox.paragon.support), status: 403 },
		told: "The credential's user may not do this",
	}),
};

/** The integration credentials of Paragon. */
export const PARAGON: readonly KeyedCase[] = [
	{
		resource: 'integrationCredential',
		routes: {
			...{ list: LIST_CREDENTIALS, create: PUT, update: PUT },
			remove: { method: 'DELETE', path: '/projects/:projectId/credentials/:id' },
		},
		// The integration is read before it is given scopes; before a creation the list is read again.
		calls: { list: 1, placing: 1, look: 1, create: 2, creating: 1, update: 2, updating: 0 },
		lostCreation: 'repeats',
		mayNotCreate: asSupport,
		mayNotUpdate: asSupport,
		place: ({ paragon: { projectId } }) => ({ projectId: byId(projectId) }),
		asFields: {
			...{ integration: byId('={{ $json.integration }}'), clientId: '={{ $json.clientId }}' },
			...{ clientSecret: SECRET, scopes: ['read', 'write'] },
		},
		wanted: (sandbox, count) =>
			seedIntegrations(sandbox, count).map(({ id }, index) => ({
				...{ integration: id, clientId: `client-${index}`, clientSecret: secretOf(index) },
				scopes: ['read', 'write'],
			})),
		secretFields: ['clientSecret'],
		hidden: false,
		several: false,
		readable: () => ({ field: 'clientId', change: { clientId: 'another' } }),
		seed(sandbox, wanted) {
			sandbox.control.seed('paragon', {
				credentials: wanted.map(({ integration }, index) => ({
					...{ integrationId: integration, projectId: sandbox.paragon.projectId },
					values: {
						...{ clientId: 'as it was', clientSecret: `an-old-secret-${index}` },
						scopes: 'read write',
					},
				})),
			});
		},
		drift(credential) {
			credential.values.clientId = 'changed by hand';
		},
		locator: 'integrationCredentialId',
		scope: { provider: 'linear' },
		all: (sandbox) => stateOf(sandbox).credentials,
		kept: (sandbox, { integration }) => [credentialFor(sandbox, integration) ?? []].flat(),
		terraform({ clientId, clientSecret, scopes }, { id, projectId, integrationId }) {
			const oauth = { client_id: clientId, client_secret: clientSecret, scopes };
			return {
				attributes: {
					...{ id, project_id: projectId, integration_id: integrationId, oauth },
					...{ extra_configuration: null, creds_provider: 'linear', scheme: 'oauth_app' },
				},
				readable: { oauth: { ...oauth, client_id: 'another' } },
			};
		},
		asDesired: ({ integrationId, values: { scopes, ...values } }) => ({
			...{ integration: integrationId, scopes: scopes.split(' '), ...values },
		}),
		nameOf: () => 'linear',
	},
];
