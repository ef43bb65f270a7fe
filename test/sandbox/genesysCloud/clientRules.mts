import { ApiError } from './errors.mts';
import { isKnownScope } from './scopes.mts';
import { GRANT_TYPES, type GrantType, type OAuthClient, type RoleDivision } from './state.mts';
import type { Call } from './world.mts';

/** Genesys Cloud API description: OAuthClientRequest. */
export interface OAuthClientRequest {
	name?: string;
	authorizedGrantType?: string;
	accessTokenValiditySeconds?: number | null;
	description?: string | null;
	registeredRedirectUri?: string[] | null;
	roleIds?: string[] | null;
	scope?: string[] | null;
	roleDivisions?: RoleDivision[] | null;
	state?: string | null;
	dateToDelete?: string | null;
}

const strings = { type: ['array', 'null'], items: { type: 'string' } };

/** Types of the request's members; what their values have to be is for the rules below. */
export const CLIENT_REQUEST_SCHEMA = {
	type: 'object',
	properties: {
		name: { type: 'string' },
		authorizedGrantType: { type: ['string', 'null'] },
		accessTokenValiditySeconds: { type: ['integer', 'null'] },
		description: { type: ['string', 'null'] },
		registeredRedirectUri: { ...strings, items: { type: 'string', format: 'uri' } },
		roleIds: { ...strings, uniqueItems: true },
		scope: strings,
		roleDivisions: {
			type: ['array', 'null'],
			uniqueItems: true,
			items: {
				type: 'object',
				required: ['roleId', 'divisionId'],
				properties: { roleId: { type: 'string' }, divisionId: { type: 'string' } },
			},
		},
		state: { type: ['string', 'null'], enum: ['active', 'disabled', 'inactive', null] },
		dateToDelete: { type: ['string', 'null'], format: 'date-time' },
	},
};

/** Members of the answer model are let through on PUT: clients send back what they got. */
const KNOWN_MEMBERS = new Set([
	...Object.keys(CLIENT_REQUEST_SCHEMA.properties),
	...['id', 'secret', 'dateCreated', 'dateModified', 'createdBy', 'modifiedBy', 'selfUri'],
]);

const MIN_VALIDITY = 300;
const DEFAULT_VALIDITY = 86_400;
/** 450 days, for clients that only do SCIM. */
const MAX_SCIM_VALIDITY = 38_880_000;

/** What a request makes of a client. */
export type ClientFields = Pick<
	OAuthClient,
	| 'name'
	| 'description'
	| 'authorizedGrantType'
	| 'accessTokenValiditySeconds'
	| 'registeredRedirectUri'
	| 'roleIds'
	| 'scope'
	| 'roleDivisions'
	| 'state'
	| 'dateToDelete'
>;

/**
 * The fields a request gives a client.
 * @param existing the client that PUT replaces; none for POST
 * @throws ApiError with the codes of POST and PUT /api/v2/oauth/clients
 */
export function fieldsFrom(call: Call, existing?: OAuthClient): ClientFields {
	const { behaviour } = call.world;
	const request = call.body as OAuthClientRequest;
	checkMembers(call);
	if (!request.name?.trim()) {
		throw new ApiError('constraint.validation', ['name may not be empty']);
	}
	const keep = existing && behaviour.omittedOnPut === 'keep' ? existing : undefined;
	const fields: ClientFields = {
		name: request.name,
		description: request.description ?? keep?.description,
		authorizedGrantType: grantType(request.authorizedGrantType),
		accessTokenValiditySeconds:
			request.accessTokenValiditySeconds ?? keep?.accessTokenValiditySeconds ?? DEFAULT_VALIDITY,
		registeredRedirectUri: request.registeredRedirectUri ?? [],
		roleIds: request.roleIds ?? [],
		scope: request.scope ?? [],
		roleDivisions: request.roleDivisions ?? [],
		state: (request.state ?? keep?.state ?? 'active') as OAuthClient['state'],
		dateToDelete: request.dateToDelete ?? undefined,
	};
	if (!existing && fields.state !== 'active') throw new ApiError('bad.client.state');
	checkGrant(call, fields, existing === undefined);
	checkRoles(call, fields);
	checkValidity(call, fields);
	return fields;
}

function checkMembers({ body, world }: Call): void {
	if (world.behaviour.unknownMembers !== 'refused') return;
	const unknown = Object.keys(body as object).find((name) => !KNOWN_MEMBERS.has(name));
	if (unknown) throw new ApiError('invalid.property', [unknown, 'OAuthClientRequest']);
}

function grantType(value: string | null | undefined): GrantType {
	if (!value) throw new ApiError('grant.type.required');
	const known = GRANT_TYPES.find((candidate) => candidate === value);
	if (!known) throw new ApiError('bad.grant.type');
	return known;
}

function checkGrant({ world }: Call, fields: ClientFields, creating: boolean): void {
	const { authorizedGrantType, scope, registeredRedirectUri } = fields;
	if (authorizedGrantType === 'CLIENT-CREDENTIALS') {
		if (fields.roleDivisions.length === 0 && fields.roleIds.length === 0) {
			throw new ApiError('missing.client.roles');
		}
	} else if (scope.length === 0) {
		throw new ApiError('missing.client.scope');
	}
	const unknown = scope.find((id) => !isKnownScope(id));
	if (unknown !== undefined) {
		// The description declares auth.invalid.scope for POST alone.
		throw creating
			? new ApiError('auth.invalid.scope')
			: new ApiError('invalid.value', [unknown, 'scope', 'the IDs of /api/v2/oauth/scopes']);
	}
	const redirects = authorizedGrantType === 'CODE' || authorizedGrantType === 'TOKEN';
	if (
		redirects &&
		registeredRedirectUri.length === 0 &&
		world.behaviour.missingRedirectUri === 'refused'
	) {
		throw new ApiError('constraint.validation', ['registeredRedirectUri may not be empty']);
	}
}

/** IDs of the roles that a client holds, by either of the two members. */
export function heldRoleIds(client: Pick<OAuthClient, 'roleDivisions' | 'roleIds'>): string[] {
	return [...client.roleDivisions.map(({ roleId }) => roleId), ...client.roleIds];
}

function checkRoles(call: Call, fields: ClientFields): void {
	const { state } = call.world;
	const known =
		heldRoleIds(fields).every((id) => state.roles.has(id)) &&
		fields.roleDivisions.every(
			({ divisionId }) => divisionId === '*' || state.divisions.has(divisionId),
		);
	if (!known) throw new ApiError('bad.client.role');
	requireRoles(call, fields);
}

/**
 * Nobody gives away or takes over what they don't have themselves.
 * @param message of the 400 in place of the code's usual one
 * @throws ApiError bad.client.role, or not.authorized by the switch missingRoleStatus
 */
export function requireRoles(
	{ caller, world }: Call,
	client: Pick<OAuthClient, 'roleDivisions' | 'roleIds'>,
	message?: string,
): void {
	if (heldRoleIds(client).every((id) => caller.roleIds.has(id))) return;
	throw world.behaviour.missingRoleStatus === 403
		? new ApiError('not.authorized')
		: new ApiError('bad.client.role', [], message);
}

function checkValidity({ world }: Call, fields: ClientFields): void {
	const { scope, accessTokenValiditySeconds: seconds } = fields;
	const roles = heldRoleIds(fields).map((id) => world.state.roles.get(id)?.name ?? '');
	const scimScopes = scope.length > 0 && scope.every((id) => id.startsWith('scim'));
	const scimRoles = roles.length > 0 && roles.every((name) => name === 'SCIM Integration');
	const max = scimScopes || scimRoles ? MAX_SCIM_VALIDITY : world.behaviour.maxValiditySeconds;
	if (seconds >= MIN_VALIDITY && seconds <= max) return;
	const bounds = `${MIN_VALIDITY} to ${max}`;
	throw world.behaviour.validityErrorCode === 'invalid.value'
		? new ApiError('invalid.value', [seconds, 'accessTokenValiditySeconds', bounds])
		: new ApiError('constraint.validation', [`accessTokenValiditySeconds must be ${bounds}`]);
}
