import { authorizedScope } from './bearer.mts';
import { ok, type Call, type Operation } from './world.mts';

const PATH = '/api/v2/tokens/me';
const SCOPES = ['user-basic-info'];

function info({ caller, world }: Call) {
	const { state } = world;
	const { client, token } = caller;
	const organization = { id: state.organizationId, name: state.organizationName };
	return ok({
		organization,
		homeOrganization: organization,
		authorizedScope: authorizedScope(caller),
		dateTokenIdles: new Date(token.expiresAt).toISOString(),
		// The vendor spells this one member in Pascal case.
		OAuthClient: {
			id: client.id,
			name: client.name,
			dateCreated: client.dateCreated,
			dateModified: client.dateModified,
			createdBy: client.createdBy,
			modifiedBy: client.modifiedBy,
			authorizedGrantType: client.authorizedGrantType,
			scope: client.scope,
			roleDivisions: client.roleDivisions,
			state: client.state,
			organization,
		},
	});
}

/** The token in use (Genesys Cloud API description: TokenInfo). */
export const tokenOperations: Operation[] = [
	{ method: 'GET', path: PATH, scopes: SCOPES, handle: info },
	{ method: 'HEAD', path: PATH, scopes: SCOPES, handle: () => ({ status: 200 }) },
	{
		method: 'DELETE',
		path: PATH,
		scopes: SCOPES,
		handle({ caller, world }) {
			world.state.tokens.delete(caller.token.value);
			return { status: 200 };
		},
	},
];
