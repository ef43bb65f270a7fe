import { turnSwitches, type Choices } from '../core/switches.mts';
import { CONNECT_BEHAVIOUR, CONNECT_CHOICES, type ConnectBehaviour } from './connect/behaviour.mts';

/** How a list comes: all of it as an array, or a page of it as `{items, nextPageCursor}`. */
export type ListShape = 'array' | 'envelope';

/**
 * What is not documented of the management API, as switches, with those of the APIs for connected
 * users. The default is the likeliest answer; tests turn each one to see that a client of the API copes
 * with all of them.
 */
export interface Behaviour extends ConnectBehaviour {
	/** Status of a successful e-mail login: clients accept both. */
	loginStatus: 200 | 201;
	/** Seconds an admin session lives. */
	sessionSeconds: number;
	/** Wrong passwords in a row after which an account is locked; 0 = never. */
	lockoutAfter: number;
	/** Answer to a login on a locked account. */
	lockoutStatus: 401 | 403 | 423 | 429;
	/** Seconds an account stays locked; 0 = for good. */
	lockoutSeconds: number;
	/** Error bodies: the common JSON body, or its message as plain text (seen in mid-2025). */
	errorBodies: 'json' | 'text';
	/** Members of a request that its model doesn't have: passed over, or 400. */
	unknownMembers: 'ignored' | 'refused';
	/** Body of a successful DELETE: clients ignore it. */
	deleteBody: 'empty' | 'object';
	/** Status for a project, team or organization the caller doesn't see. */
	unknownScopeStatus: 403 | 404;
	/** Status for a team member or an invite that doesn't exist. */
	missingMemberStatus: 403 | 404;
	/** Whether a 429 says Retry-After. */
	retryAfter: boolean;

	/** Shape of each list; the defaults are those of August 2025. */
	organizationsShape: ListShape;
	teamsShape: ListShape;
	projectsShape: ListShape;
	integrationsShape: ListShape;
	credentialsShape: ListShape;
	secretsShape: ListShape;
	keysShape: ListShape;
	cliKeysShape: ListShape;
	membersShape: ListShape;
	invitesShape: ListShape;
	workflowsShape: ListShape;
	/** Records in a page when `size` is not given; 0 = all. */
	defaultPageSize: number;
	/** Largest page; a larger `size` counts as this one; 0 = no limit. */
	maxPageSize: number;
	/**
	 * Query parameter a page cursor is taken from; others are passed over, which gives the first page
	 * again. `any` takes all of the likely names, `none` takes no cursor at all.
	 */
	cursorParameter: 'any' | 'none' | 'cursor' | 'pageCursor' | 'nextPageCursor' | 'after';
	/** Type of nextPageCursor. */
	cursorType: 'string' | 'number';

	/** Whether a new project brings a second, hidden one of the older kind (before 2024 it did). */
	automateProject: boolean;
	/** Whether projects have dateCreated and dateUpdated (before August 2025 they had). */
	projectDates: boolean;
	/** Which projects `?teamId=` leaves: the team's, or those of the team's organization. */
	projectsOfTeam: 'team' | 'organization';
	/** Calls of one project without `?teamId=`. */
	missingTeamId: 'accepted' | 'refused';

	/** Status of PUT credentials/oauth that makes a credential. */
	createdCredentialStatus: 200 | 201;
	/** ID of a credential after PUT on an integration that has one. */
	credentialIdOnPut: 'kept' | 'new';
	/** PUT with an empty client ID or secret on a native integration. */
	blankClientKeys: 'accepted' | 'refused';
	/** PUT with a provider that isn't the integration's type. */
	providerMismatch: 'accepted' | 'refused';
	/** PUT on a native integration that signs in otherwise than by OAuth. */
	nonOAuthNative: 'accepted' | 'refused';
	/** PUT without scopes on a native integration. */
	nativeWithoutScopes: 'accepted' | 'refused';
	/** PUT with scopes on a custom integration, which has its own. */
	customScopes: 'accepted' | 'refused';
	/** Empty scopes in the decrypted values. */
	emptyScopes: 'shown' | 'omitted';
	/** authUrl and accessTokenUrl in the decrypted values where the vendor knows them. */
	oauthUrls: 'added' | 'omitted';
	/** Status members of a credential. */
	credentialStatus: 'VALID' | 'PENDING' | 'INVALID';
	/** Connected users of an integration when its client ID changes. */
	usersOnNewClientId: 'kept' | 'dropped';

	/** Milliseconds until a deployment is done. */
	deploymentMs: number;
	/** Status of a new event destination: clients accept both. */
	createdDestinationStatus: 200 | 201;
	/** What a Member may do with environment secrets: the documentation says both. */
	memberSecrets: 'create' | 'none';
	/** A key of an environment secret that is there already. */
	duplicateSecretKey: 'accepted' | 'refused';
	/** Other signing keys of a project when one is made. */
	otherSigningKeys: 'revoked' | 'kept';
}

/** The vendor's behaviour when nothing is said. */
export const DEFAULT_BEHAVIOUR: Readonly<Behaviour> = {
	...CONNECT_BEHAVIOUR,
	loginStatus: 201,
	sessionSeconds: 86_400,
	lockoutAfter: 0,
	lockoutStatus: 403,
	lockoutSeconds: 0,
	errorBodies: 'json',
	unknownMembers: 'ignored',
	deleteBody: 'empty',
	unknownScopeStatus: 404,
	missingMemberStatus: 403,
	retryAfter: true,
	organizationsShape: 'array',
	teamsShape: 'array',
	projectsShape: 'envelope',
	integrationsShape: 'envelope',
	credentialsShape: 'array',
	secretsShape: 'array',
	keysShape: 'array',
	cliKeysShape: 'array',
	membersShape: 'array',
	invitesShape: 'array',
	workflowsShape: 'envelope',
	defaultPageSize: 30,
	maxPageSize: 0,
	cursorParameter: 'any',
	cursorType: 'string',
	automateProject: false,
	projectDates: false,
	projectsOfTeam: 'team',
	missingTeamId: 'refused',
	createdCredentialStatus: 200,
	credentialIdOnPut: 'kept',
	blankClientKeys: 'refused',
	providerMismatch: 'refused',
	nonOAuthNative: 'refused',
	nativeWithoutScopes: 'accepted',
	customScopes: 'accepted',
	emptyScopes: 'shown',
	oauthUrls: 'added',
	credentialStatus: 'VALID',
	usersOnNewClientId: 'kept',
	deploymentMs: 50,
	createdDestinationStatus: 201,
	memberSecrets: 'create',
	duplicateSecretKey: 'refused',
	otherSigningKeys: 'revoked',
};

const SHAPES = ['array', 'envelope'] as const;
const TAKEN = ['accepted', 'refused'] as const;

const CHOICES: Choices<Behaviour> = {
	...CONNECT_CHOICES,
	loginStatus: [200, 201],
	lockoutStatus: [401, 403, 423, 429],
	errorBodies: ['json', 'text'],
	unknownMembers: ['ignored', 'refused'],
	deleteBody: ['empty', 'object'],
	unknownScopeStatus: [403, 404],
	missingMemberStatus: [403, 404],
	organizationsShape: SHAPES,
	teamsShape: SHAPES,
	projectsShape: SHAPES,
	integrationsShape: SHAPES,
	credentialsShape: SHAPES,
	secretsShape: SHAPES,
	keysShape: SHAPES,
	cliKeysShape: SHAPES,
	membersShape: SHAPES,
	invitesShape: SHAPES,
	workflowsShape: SHAPES,
	cursorParameter: ['any', 'none', 'cursor', 'pageCursor', 'nextPageCursor', 'after'],
	cursorType: ['string', 'number'],
	projectsOfTeam: ['team', 'organization'],
	missingTeamId: TAKEN,
	createdCredentialStatus: [200, 201],
	credentialIdOnPut: ['kept', 'new'],
	blankClientKeys: TAKEN,
	providerMismatch: TAKEN,
	nonOAuthNative: TAKEN,
	nativeWithoutScopes: TAKEN,
	customScopes: TAKEN,
	emptyScopes: ['shown', 'omitted'],
	oauthUrls: ['added', 'omitted'],
	credentialStatus: ['VALID', 'PENDING', 'INVALID'],
	usersOnNewClientId: ['kept', 'dropped'],
	createdDestinationStatus: [200, 201],
	memberSecrets: ['create', 'none'],
	duplicateSecretKey: TAKEN,
	otherSigningKeys: ['revoked', 'kept'],
};

/**
 * The behaviour with some switches turned.
 * @throws RangeError for an unknown switch or a value that it doesn't have
 */
export function turn(behaviour: Behaviour, changes: Record<string, unknown>): Behaviour {
	return turnSwitches({ defaults: DEFAULT_BEHAVIOUR, choices: CHOICES }, behaviour, changes);
}
