import { turnSwitches, type Choices } from '../core/switches.mts';

/**
 * What the vendor's description leaves open, as switches. The default is the likeliest answer; tests
 * turn each one to see that a client of the API copes with all of them.
 */
export interface Behaviour {
	/** Status of a successful DELETE of an OAuth client: the description declares only `default`. */
	deleteStatus: 200 | 204;
	/** Secret in answers that no longer show it (GET, list, PUT). */
	hiddenSecret: 'absent' | 'null' | 'empty';
	/** Secret fields in GET of an integration credential. */
	redaction: 'omitted' | 'null' | 'masked';
	/** PUT of an integration credential without a secret field: replaced as a whole, or kept. */
	credentialUpdate: 'replace' | 'keepOmitted';
	/** Members with nothing in them: sent as [] or left out. */
	emptyArrays: 'sent' | 'omitted';
	/** PUT of an OAuth client without description, validity or state: back to default, or kept. */
	omittedOnPut: 'reset' | 'keep';
	/** Token request of an inactive or disabled client. */
	inactiveTokenStatus: 400 | 401;
	/** Caller without a role that it gives: 400 bad.client.role or 403 not.authorized. */
	missingRoleStatus: 400 | 403;
	/** CODE and TOKEN clients without a redirect URI. */
	missingRedirectUri: 'accepted' | 'refused';
	/** Deleted clients in the list: gone, or there with the state `deleted`. */
	deletedClients: 'vanish' | 'stayInList';
	/** State that GET shows between DELETE and the client's end (see deletionLagMs). */
	stateWhileDeleting: 'inactive' | 'deleted';
	/** Whether setting a client inactive plans its deletion in 7 days. */
	dateToDeleteOnInactive: boolean;
	/** Whether a TOKEN client, which is public, gets a secret. */
	tokenClientSecret: boolean;
	/** Clients an organisation may have, auth.too.many.clients beyond it; 0 = no limit. */
	maxClients: number;
	/** Longest token validity in seconds of a client that isn't for SCIM only. */
	maxValiditySeconds: number;
	/** Code of the 400 for a validity out of bounds. */
	validityErrorCode: 'constraint.validation' | 'invalid.value';
	/** Members the request model doesn't have: passed over, or 400 invalid.property. */
	unknownMembers: 'ignored' | 'refused';
	/** The list of clients: all in one page whatever is asked, or by pageSize and pageNumber. */
	clientListing: 'single' | 'paged';
	/** Members of a client in the list: as in GET of one, or the few of the description's example. */
	listedMembers: 'all' | 'few';
	/** Milliseconds until a new client is in the list. */
	listLagMs: number;
	/** Milliseconds between DELETE and the client's end. */
	deletionLagMs: number;
	/** Milliseconds a replaced secret still works. */
	oldSecretGraceMs: number;
	/** Whether tokens of before a regeneration go on working. */
	rotationKeepsTokens: boolean;
	/** Whether a regeneration changes dateModified. */
	rotationSetsDateModified: boolean;
	/** Whether names of OAuth clients have to differ: 409 request.conflict. */
	uniqueClientNames: boolean;
	/** Whether the organisation enforces OAuth scopes: app.not.authorized.for.scope. */
	scopeEnforcement: boolean;
	/** Whether :readonly scopes are entities of their own in the list of scopes. */
	readonlyScopesListed: boolean;
	/** The role filter `name`: whole name, or its beginning in any case of letters. */
	roleNameFilter: 'exact' | 'prefix';
	/** How often usage results answer Running before they are Complete. */
	usageRunningPolls: number;
	/** Status of a started usage query: the description declares both. */
	usageStartStatus: 200 | 202;
	/** Whether the token endpoint's rate limit answer has a Retry-After. */
	tokenRetryAfter: boolean;
}

/** The vendor's behaviour when nothing is said. */
export const DEFAULT_BEHAVIOUR: Readonly<Behaviour> = {
	deleteStatus: 204,
	hiddenSecret: 'absent',
	redaction: 'omitted',
	credentialUpdate: 'replace',
	emptyArrays: 'sent',
	omittedOnPut: 'reset',
	inactiveTokenStatus: 400,
	missingRoleStatus: 400,
	missingRedirectUri: 'accepted',
	deletedClients: 'vanish',
	stateWhileDeleting: 'inactive',
	dateToDeleteOnInactive: false,
	tokenClientSecret: true,
	maxClients: 0,
	maxValiditySeconds: 172_800,
	validityErrorCode: 'constraint.validation',
	unknownMembers: 'ignored',
	clientListing: 'single',
	listedMembers: 'all',
	listLagMs: 0,
	deletionLagMs: 0,
	oldSecretGraceMs: 0,
	rotationKeepsTokens: true,
	rotationSetsDateModified: true,
	uniqueClientNames: false,
	scopeEnforcement: false,
	readonlyScopesListed: true,
	roleNameFilter: 'prefix',
	usageRunningPolls: 1,
	usageStartStatus: 200,
	tokenRetryAfter: false,
};

const CHOICES: Choices<Behaviour> = {
	deleteStatus: [200, 204],
	hiddenSecret: ['absent', 'null', 'empty'],
	redaction: ['omitted', 'null', 'masked'],
	credentialUpdate: ['replace', 'keepOmitted'],
	emptyArrays: ['sent', 'omitted'],
	omittedOnPut: ['reset', 'keep'],
	inactiveTokenStatus: [400, 401],
	missingRoleStatus: [400, 403],
	missingRedirectUri: ['accepted', 'refused'],
	deletedClients: ['vanish', 'stayInList'],
	stateWhileDeleting: ['inactive', 'deleted'],
	validityErrorCode: ['constraint.validation', 'invalid.value'],
	unknownMembers: ['ignored', 'refused'],
	clientListing: ['single', 'paged'],
	listedMembers: ['all', 'few'],
	roleNameFilter: ['exact', 'prefix'],
	usageStartStatus: [200, 202],
};

/**
 * The behaviour with some switches turned.
 * @throws RangeError for an unknown switch or a value that it doesn't have
 */
export function turn(behaviour: Behaviour, changes: Record<string, unknown>): Behaviour {
	return turnSwitches({ defaults: DEFAULT_BEHAVIOUR, choices: CHOICES }, behaviour, changes);
}
