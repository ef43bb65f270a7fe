import type { IDataObject } from 'n8n-workflow';

import type { Stored } from '../../core/store';
import type { GrantType, OAuthClientSpec } from './fields';
import type { RoleInDivision } from './roles';

/** What is written of an OAuth client (API description: OAuthClientRequest). */
export interface OAuthClientRequest {
	name?: string;
	authorizedGrantType?: GrantType;
	description?: string;
	accessTokenValiditySeconds?: number;
	registeredRedirectUri?: string[];
	scope?: string[];
	roleDivisions?: Array<Required<RoleInDivision>>;
	/** Superseded by roleDivisions. */
	roleIds?: string[];
	state?: 'active' | 'disabled' | 'inactive' | 'deleted';
	dateToDelete?: string;
}

/**
 * An OAuth client as Genesys Cloud gives it (API description: OAuthClient). Members that this code
 * does not know are kept when it is written back.
 */
export type OAuthClient = Stored &
	OAuthClientRequest & {
		id: string;
		name: string;
		authorizedGrantType: GrantType;
		dateCreated?: string;
	};

/** Members of the answer that the request does not have. */
const READ_ONLY = [
	'id',
	'secret',
	'dateCreated',
	'dateModified',
	'createdBy',
	'modifiedBy',
	'selfUri',
] as const;

/** The given fields in the vendor's words; a role without division gets the home division. */
export function toRequest(spec: OAuthClientSpec, homeDivision: string): OAuthClientRequest {
	const { registeredRedirectUris, scopes, roles, ...same } = spec;
	return {
		...same,
		...(registeredRedirectUris && { registeredRedirectUri: registeredRedirectUris }),
		...(scopes && { scope: scopes }),
		...(roles && {
			roleDivisions: roles.map(({ roleId, divisionId }) => ({
				roleId,
				divisionId: divisionId ?? homeDivision,
			})),
		}),
	};
}

/** Fields whose order means nothing. */
export const SETS = ['registeredRedirectUri', 'scope', 'roleDivisions'] as const;

/** The natural key of a client; none for one that is on its way out. */
export const keyIn = ({ name, state }: OAuthClient): string | undefined =>
	state === 'deleted' ? undefined : name?.trim();

/** Members of a request that the panel calls otherwise. */
const PARAMETERS = {
	registeredRedirectUri: 'registeredRedirectUris',
	scope: 'scopes',
	roleDivisions: 'roles',
} as const;

/** What the panel calls a member of a request. */
export const parameterOf = (member: string): string =>
	Object.hasOwn(PARAMETERS, member) ? PARAMETERS[member as keyof typeof PARAMETERS] : member;

/** What a request, or a stored client, says, in the words of the panel. */
export function toSpec(client: OAuthClientRequest): OAuthClientSpec {
	return {
		name: client.name,
		description: client.description,
		authorizedGrantType: client.authorizedGrantType,
		accessTokenValiditySeconds: client.accessTokenValiditySeconds,
		registeredRedirectUris: client.registeredRedirectUri,
		scopes: client.scope,
		roles: client.roleDivisions,
	};
}

/**
 * The whole that replaces a stored client when some of it changes: Genesys Cloud's PUT takes nothing
 * over by itself.
 */
export function merge(stored: OAuthClient, change: OAuthClientRequest): OAuthClientRequest {
	const merged: OAuthClientRequest & IDataObject = { ...stored, ...(change as IDataObject) };
	for (const member of READ_ONLY) delete merged[member];
	// A client that becomes active again is not to be deleted any more.
	if (change.state === 'active') delete merged.dateToDelete;
	const rolesGiven = change.roleDivisions !== undefined;
	const rolesLapse = !rolesGiven && merged.authorizedGrantType !== 'CLIENT-CREDENTIALS';
	// Only clients with the grant type Client Credentials have roles: they go with the grant type.
	if (rolesLapse) delete merged.roleDivisions;
	if (rolesGiven || rolesLapse) delete merged.roleIds;
	return merged;
}
