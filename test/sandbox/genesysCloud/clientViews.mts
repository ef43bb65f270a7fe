import type { Behaviour } from './behaviour.mts';
import { isDeleted, type OAuthClient } from './state.mts';

function nonEmpty<T>(behaviour: Behaviour, name: string, items: T[]): object {
	return items.length > 0 || behaviour.emptyArrays === 'sent' ? { [name]: items } : {};
}

function secretMember(behaviour: Behaviour, secret: string | undefined): object {
	if (secret !== undefined) return { secret };
	switch (behaviour.hiddenSecret) {
		case 'null':
			return { secret: null };
		case 'empty':
			return { secret: '' };
		default:
			return {};
	}
}

/**
 * A client as answers show it (Genesys Cloud API description: OAuthClient).
 * @param secret only where the vendor shows it: creation and regeneration
 * @param inList whether a deleted client is seen from the list of clients
 */
export function clientView(
	client: OAuthClient,
	behaviour: Behaviour,
	{ secret, inList = false }: { secret?: string; inList?: boolean } = {},
): object {
	const showsDeleted = isDeleted(client) && (inList || behaviour.stateWhileDeleting === 'deleted');
	return {
		id: client.id,
		name: client.name,
		accessTokenValiditySeconds: client.accessTokenValiditySeconds,
		...(client.description !== undefined && { description: client.description }),
		...nonEmpty(behaviour, 'registeredRedirectUri', client.registeredRedirectUri),
		...secretMember(behaviour, secret),
		...nonEmpty(behaviour, 'roleIds', client.roleIds),
		dateCreated: client.dateCreated,
		dateModified: client.dateModified,
		createdBy: client.createdBy,
		modifiedBy: client.modifiedBy,
		authorizedGrantType: client.authorizedGrantType,
		...nonEmpty(behaviour, 'scope', client.scope),
		...nonEmpty(behaviour, 'roleDivisions', client.roleDivisions),
		state: showsDeleted ? 'deleted' : client.state,
		...(client.dateToDelete !== undefined && { dateToDelete: client.dateToDelete }),
		selfUri: `/api/v2/oauth/clients/${client.id}`,
	};
}
