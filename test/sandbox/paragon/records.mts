/** Roles of team members (Terraform provider: paragon_team_member). */
export const ROLES = ['ADMIN', 'MEMBER', 'SUPPORT'] as const;
export type Role = (typeof ROLES)[number];

/** How users of a custom integration sign in. */
export type AuthenticationType = 'oauth' | 'oauth_client_credential' | 'basic';

/** Schemes of credentials (type AuthenticationScheme of the vendor's SDK). */
export const SCHEMES = [
	'basic',
	'oauth',
	'oauth_client_credential',
	'service_account',
	'oauth_app',
	'impersonated_app',
] as const;

/** ID and dates that every record has; dates are ISO 8601, UTC, with milliseconds. */
export interface Dated {
	id: string;
	dateCreated: string;
	dateUpdated: string;
}

export interface Organization extends Dated {
	name: string;
	website: string;
	type: string;
	purpose: string;
	referral: string;
	size: string;
	role: string;
	completedQualification: boolean;
	featureFlagMeta: Record<string, unknown>;
}

export interface Team extends Dated {
	/** Stays what it was when the team's project is renamed. */
	name: string;
	website: string;
	organizationId: string;
}

export interface Project extends Dated {
	title: string;
	ownerId: string;
	teamId: string;
	/** False for the older kind that came hidden beside each project. */
	isConnectProject: boolean;
	isHidden: boolean;
}

export interface CustomIntegration extends Dated {
	projectId: string;
	name: string;
	authenticationType: AuthenticationType;
	slug: string;
	/** Shown only in decrypted credentials. */
	oauthAuthorizationUrl?: string;
	oauthAccessTokenUrl?: string;
}

export interface Integration extends Dated {
	projectId: string;
	customIntegrationId: string | null;
	/** Set for an API resource. */
	resourceId: string | null;
	/** The app's type such as `jira`, or `custom`. */
	type: string;
	isActive: boolean;
	configs: Array<Dated & { integrationId: string; values: Record<string, unknown> }>;
	customIntegration: CustomIntegration | null;
	connectedUserCount: number;
}

export interface Workflow extends Dated {
	/** Its name. */
	description: string;
	projectId: string;
	teamId: string;
	integrationId: string;
	workflowVersion: number;
	tags: string[];
	isOnboardingWorkflow: boolean;
	/** Reads something of a connected user, so that it needs one to be deployed. Not shown. */
	usesConnectedUser?: boolean;
	/** Not shown. */
	latestDeploymentId?: string;
}

/** A workflow being put to work, or taken from it. */
export interface Deployment {
	id: string;
	migrationId: string;
	projectId: string;
	workflowId: string;
	/** Epoch milliseconds. */
	startedAt: number;
	undeploys: boolean;
}

/** Where the vendor reports failures to. */
export interface EventDestination extends Dated {
	projectId: string;
	type: 'email' | 'webhook';
	configuration: {
		events: string[];
		emailTo?: string;
		url?: string;
		/** Template of what is sent, as a tree of tokens. */
		body?: unknown;
		headers?: Array<{ key: string; value: string }>;
	};
	state: string;
	dateDeleted: null;
}

/** The OAuth app of an integration. */
export interface Credential extends Dated {
	name: string;
	projectId: string;
	integrationId: string;
	provider: string;
	scheme: string;
	onboardingOnly: boolean;
	dateRefreshed: string;
	dateValidUntil: string;
	/** As they were sent. */
	values: Record<string, unknown>;
}

/** A dashboard user. */
export interface User extends Dated {
	name: string;
	email: string;
	password: string;
	/** Signs in elsewhere, so that e-mail and password are refused. */
	sso: boolean;
	/** Wrong passwords since the last right one. */
	failedLogins: number;
	/** Epoch milliseconds; 0 = not locked, the largest safe integer = for good. */
	lockedUntil: number;
}

/** A user's place in an organization; one record for all teams of it. */
export interface Member {
	id: string;
	userId: string;
	organizationId: string;
	role: Role;
}

export interface Invite extends Dated {
	teamId: string;
	status: string;
	role: Role;
	email: string;
}

export interface Session {
	token: string;
	userId: string;
	/** Epoch milliseconds. */
	expiresAt: number;
}

export interface EnvironmentSecret extends Dated {
	key: string;
	value: string;
	projectId: string;
}

export interface SigningKey extends Dated {
	projectId: string;
	publicKey: string;
	revoked: boolean;
}

export interface CliKey extends Dated {
	userId: string;
	name: string;
	key: string;
	dateLastUsed: string | null;
}
