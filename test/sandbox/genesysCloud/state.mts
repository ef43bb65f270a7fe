import { randomBytes } from 'node:crypto';

export const GRANT_TYPES = [
	'CODE',
	'TOKEN',
	'SAML2-BEARER',
	'PASSWORD',
	'CLIENT-CREDENTIALS',
] as const;
export type GrantType = (typeof GRANT_TYPES)[number];
export type ClientState = 'active' | 'disabled' | 'inactive';

export interface RoleDivision {
	roleId: string;
	/** A division's ID, or `*` for all divisions. */
	divisionId: string;
}

/** A reference to whoever made a change (Genesys Cloud API description: DomainEntityRef). */
export interface EntityRef {
	id: string;
	name?: string;
	selfUri: string;
}

export interface OAuthClient {
	id: string;
	name: string;
	description?: string;
	authorizedGrantType: GrantType;
	accessTokenValiditySeconds: number;
	registeredRedirectUri: string[];
	roleIds: string[];
	scope: string[];
	roleDivisions: RoleDivision[];
	state: ClientState;
	dateToDelete?: string;
	dateCreated: string;
	dateModified: string;
	createdBy: EntityRef;
	modifiedBy: EntityRef;
	secret?: string;
	previousSecret?: { value: string; worksUntil: number };
	/** When the list shows it; epoch milliseconds. */
	listedFrom: number;
	/** Set by DELETE: when GET stops finding it; epoch milliseconds. */
	goneFrom?: number;
}

export interface Role {
	id: string;
	name: string;
	description: string;
	permissions: string[];
	default: boolean;
}

export interface Division {
	id: string;
	name: string;
	description: string;
	homeDivision: boolean;
}

export interface User {
	id: string;
	name: string;
	email: string;
	roleDivisions: RoleDivision[];
}

export interface Credential {
	id: string;
	/** Order of creation; cursors point at places in it. */
	position: number;
	name?: string;
	type: string;
	credentialFields: Record<string, string>;
	createdDate: string;
	modifiedDate: string;
}

export interface Token {
	value: string;
	clientId: string;
	/** Missing for client credentials: such a token has no user. */
	userId?: string;
	expiresAt: number;
	issuedAt: number;
}

/** A code that the sign-in redirect gave, to be changed into a token once. */
export interface AuthorizationCode {
	clientId: string;
	userId: string;
	redirectUri: string;
	/** S256 code challenge (RFC 7636). */
	challenge?: string;
}

/** A grant of a user to an application. */
export interface Authorization {
	clientId: string;
	userId: string;
	scope: string[];
	dateCreated: string;
}

export interface UsageQuery {
	clientId: string;
	from: number;
	to: number;
	granularity?: string;
	groupBy: string[];
	metrics: string[];
	pollsLeft: number;
}

/** Requests of one client on one day, by operation and status class. */
export interface UsageRow {
	clientId: string;
	userId?: string;
	templateUri: string;
	httpMethod: string;
	/** First moment of the day, epoch milliseconds. */
	day: number;
	status200: number;
	status300: number;
	status400: number;
	status500: number;
	status429: number;
	requests: number;
}

/** One organisation's records. */
export class State {
	readonly organizationId: string;
	readonly organizationName = 'Sandbox Org';
	readonly clients = new Map<string, OAuthClient>();
	readonly roles = new Map<string, Role>();
	readonly divisions = new Map<string, Division>();
	readonly users = new Map<string, User>();
	readonly credentials = new Map<string, Credential>();
	readonly tokens = new Map<string, Token>();
	readonly refreshTokens = new Map<string, { clientId: string; userId: string }>();
	readonly authorizations: Authorization[] = [];
	readonly usageQueries = new Map<string, UsageQuery>();
	readonly usage = new Map<string, UsageRow>();
	readonly codes = new Map<string, AuthorizationCode>();
	/** Places of credentials, those of deleted ones too: a cursor may outlive its entity. */
	readonly credentialPositions = new Map<string, number>();

	constructor(organizationId: string) {
		this.organizationId = organizationId;
	}

	get homeDivision(): Division {
		for (const division of this.divisions.values()) if (division.homeDivision) return division;
		throw new Error('The organisation has no home division');
	}

	addCredential(fields: Omit<Credential, 'position'>): Credential {
		const position = this.credentialPositions.size;
		const credential = { ...fields, position };
		this.credentialPositions.set(fields.id, position);
		this.credentials.set(fields.id, credential);
		return credential;
	}
}

/** A secret as the vendor makes them: 43 characters of URL-safe base64. */
export function newSecret(): string {
	return randomBytes(32).toString('base64url');
}

/** Whether DELETE has been called for a client. */
export function isDeleted(client: OAuthClient): boolean {
	return client.goneFrom !== undefined;
}
