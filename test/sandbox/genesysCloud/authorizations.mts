import { clientView } from './clientViews.mts';
import { ApiError } from './errors.mts';
import type { Authorization } from './state.mts';
import { ok, reading, type Call, type Operation } from './world.mts';

const PATH = '/api/v2/oauth/authorizations';

function view({ world }: Call, authorization: Authorization): object {
	const { clientId, userId, scope, dateCreated } = authorization;
	const client = world.state.clients.get(clientId);
	const owner = { id: userId, selfUri: `/api/v2/users/${userId}` };
	return {
		...(client && { client: clientView(client, world.behaviour) }),
		scope,
		roles: [],
		resourceOwner: owner,
		dateCreated,
		dateModified: dateCreated,
		createdBy: owner,
		modifiedBy: owner,
		pending: false,
		state: 'Authorized',
		selfUri: `${PATH}/${clientId}`,
	};
}

/** What users have allowed applications (Genesys Cloud API description: OAuthAuthorization). */
export const authorizationOperations: Operation[] = [
	{
		method: 'GET',
		path: PATH,
		anyPermission: ['oauth:client:authorize'],
		scopes: reading('oauth'),
		handle(call) {
			const all = call.world.state.authorizations;
			const entities = all.map((authorization) => view(call, authorization));
			return ok({ total: all.length, entities, selfUri: PATH });
		},
	},
	{
		method: 'GET',
		path: `${PATH}/:clientId`,
		anyPermission: ['oauth:client:authorize'],
		scopes: reading('oauth'),
		handle(call) {
			const found = call.world.state.authorizations.find(
				({ clientId }) => clientId === call.params.clientId,
			);
			if (!found) throw new ApiError('not.found');
			return ok(view(call, found));
		},
	},
];
