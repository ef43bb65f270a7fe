import type { JsonSchema } from '../core/schemaCheck.mts';
import type { ListName } from './zeus/lists.mts';

/** What a successful answer of an operation looks like. */
export interface Described {
	status: number;
	/** Of the body, or of each record of a list; missing where the body says nothing. */
	schema?: JsonSchema;
	/** The list whose shape the body has. */
	list?: ListName;
}

const uuid = { type: 'string', format: 'uuid' };
const text = { type: 'string' };
const flag = { type: 'boolean' };
/** UTC with milliseconds. */
const date = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' };
const nothing = { type: 'null' };
const open = { type: 'object' };
const dates = { dateCreated: date, dateUpdated: date };

/** An object with exactly these members, `optional` ones aside. */
function exactly(properties: JsonSchema, optional: readonly string[] = []): JsonSchema {
	const required = Object.keys(properties).filter((name) => !optional.includes(name));
	return { type: 'object', properties, required };
}

function ref(name: string): JsonSchema {
	return { $ref: `#/definitions/${name}` };
}

function orNull(schema: JsonSchema): JsonSchema {
	return { anyOf: [schema, nothing] };
}

const team = { id: uuid, ...dates, name: text, website: text, organizationId: uuid };
const key = {
	id: uuid,
	projectId: uuid,
	authType: { enum: ['paragon'] },
	authConfig: exactly({
		paragon: exactly({
			publicKey: { type: 'string', pattern: '^-----BEGIN PUBLIC KEY-----' },
			generatedDate: date,
		}),
	}),
	dateDeleted: nothing,
	...dates,
	revoked: flag,
};
const deployment = {
	id: uuid,
	status: { enum: ['DEPLOYING', 'DEPLOYED', 'UNDEPLOYING', 'UNDEPLOYED'] },
	isActive: flag,
};
const role = { enum: ['ADMIN', 'MEMBER', 'SUPPORT'] };
const status = { enum: ['PENDING', 'INVALID', 'VALID'] };
const scheme = {
	enum: [
		'basic',
		'oauth',
		'oauth_client_credential',
		'service_account',
		'oauth_app',
		'impersonated_app',
	],
};

/** The shapes of records, written from what clients of the vendor declare. */
export const DEFINITIONS: JsonSchema = {
	InvalidMember: exactly(
		{
			constraints: { type: 'object', additionalProperties: text, minProperties: 1 },
			children: { type: 'array', items: ref('InvalidMember') },
		},
		['constraints'],
	),
	Error: exactly({
		message: { anyOf: [text, { type: 'array', items: ref('InvalidMember'), minItems: 1 }] },
		code: { type: 'string', pattern: '^\\d+$' },
		status: { type: 'integer', minimum: 400 },
		meta: open,
	}),
	Session: exactly({
		accessToken: { type: 'string', pattern: '^[\\w-]+\\.[\\w-]+\\.[\\w-]+$' },
	}),
	Organization: exactly({
		id: uuid,
		...dates,
		...{ name: text, website: text, type: text, purpose: text, referral: text },
		...{ size: text, role: text, completedQualification: flag, featureFlagMeta: open },
	}),
	Team: exactly({ ...team, organization: ref('Organization') }),
	TeamWithProjects: exactly({
		...team,
		organization: ref('Organization'),
		projects: { type: 'array', items: ref('Project'), minItems: 1 },
	}),
	Project: exactly(
		{
			...{ id: uuid, title: text, ownerId: uuid, teamId: uuid },
			...{ isConnectProject: flag, isHidden: flag, ...dates },
		},
		Object.keys(dates),
	),
	CustomIntegration: exactly({
		id: uuid,
		...dates,
		projectId: uuid,
		name: text,
		authenticationType: { enum: ['oauth', 'oauth_client_credential', 'basic'] },
		slug: { type: 'string', pattern: '^custom\\.' },
	}),
	Integration: exactly({
		id: uuid,
		...dates,
		projectId: uuid,
		customIntegrationId: orNull(uuid),
		resourceId: orNull(uuid),
		type: text,
		isActive: flag,
		configs: {
			type: 'array',
			items: exactly({ id: uuid, ...dates, integrationId: uuid, values: open }),
		},
		customIntegration: orNull(ref('CustomIntegration')),
		connectedUserCount: { type: 'integer', minimum: 0 },
	}),
	Workflow: exactly({
		id: uuid,
		...dates,
		...{ description: text, projectId: uuid, teamId: uuid, integrationId: uuid },
		workflowVersion: { type: 'integer' },
		tags: { type: 'array', items: text },
		isOnboardingWorkflow: flag,
	}),
	NewDeployment: exactly({ id: uuid, status: { enum: ['DEPLOYING', 'DEPLOYED'] } }),
	Deployment: exactly(deployment),
	Migration: exactly({ id: uuid, workflowId: uuid, deployment: exactly(deployment) }),
	EventDestination: exactly({
		...{ id: uuid, ...dates, projectId: uuid, type: { enum: ['email', 'webhook'] } },
		configuration: exactly(
			{
				events: { type: 'array', items: text },
				...{ emailTo: text, url: text, body: open },
				headers: { type: 'array', items: exactly({ key: text, value: text }) },
			},
			['emailTo', 'url', 'body', 'headers'],
		),
		...{ state: text, dateDeleted: nothing },
	}),
	Credential: exactly({
		id: uuid,
		...dates,
		...{ name: text, projectId: uuid, integrationId: uuid, provider: text, scheme },
		...{ onboardingOnly: flag, status, dateRefreshed: date, dateValidUntil: date },
	}),
	DecryptedCredential: exactly({
		id: uuid,
		...dates,
		projectId: uuid,
		values: {
			type: 'object',
			required: ['clientId', 'clientSecret'],
			properties: {
				...{ clientId: text, clientSecret: text, scopes: text },
				...{ accessTokenUrl: text, authUrl: text },
			},
			additionalProperties: true,
		},
		...{ provider: text, integrationId: uuid, scheme, status },
	}),
	EnvironmentSecret: exactly({
		...{ id: uuid, key: text, projectId: uuid, hash: text },
		...{ ...dates, dateDeleted: nothing },
	}),
	SigningKey: exactly(key),
	NewSigningKey: exactly({
		...key,
		privateKey: { type: 'string', pattern: '^-----BEGIN PRIVATE KEY-----' },
	}),
	NewCliKey: exactly({ key: { type: 'string', pattern: '^cli_key\\.' } }),
	CliKey: exactly({
		id: uuid,
		...dates,
		...{ userId: uuid, name: text, suffix: text, dateLastUsed: orNull(date) },
	}),
	Member: exactly({
		...{ id: uuid, name: text, email: text, userId: uuid, role, organizationId: uuid },
	}),
	Invite: exactly({ id: uuid, ...dates, status: text, role, email: text, team: exactly(team) }),
};

const one = (name: string, code = 200): Described => ({ status: code, schema: ref(name) });
const many = (list: ListName, name: string): Described => ({
	status: 200,
	schema: ref(name),
	list,
});
const gone: Described = { status: 200 };

/** Every operation and its successful answer. */
export const ANSWERS: Readonly<Record<string, Described>> = {
	'POST /auth/login/email': one('Session'),
	'POST /auth/login/cli': one('NewCliKey', 201),
	'GET /organizations': many('organizations', 'Organization'),
	'GET /teams': many('teams', 'Team'),
	'POST /teams': one('TeamWithProjects', 201),
	'GET /teams/{teamId}': one('Team'),
	'GET /projects': many('projects', 'Project'),
	'GET /projects/{projectId}': one('Project'),
	'PATCH /projects/{projectId}': one('Project'),
	'DELETE /projects/{projectId}': gone,
	'GET /projects/{projectId}/integrations': many('integrations', 'Integration'),
	'GET /projects/{projectId}/integrations/{integrationId}': one('Integration'),
	'PATCH /projects/{projectId}/integrations/{integrationId}': one('Integration'),
	'GET /projects/{projectId}/workflows': many('workflows', 'Workflow'),
	'GET /projects/{projectId}/workflows/migrations/latest': {
		status: 200,
		schema: { type: 'array', items: ref('Migration') },
	},
	'POST /projects/{projectId}/workflows/{workflowId}/deployments': one('NewDeployment', 201),
	'DELETE /projects/{projectId}/workflows/{workflowId}/deployments': gone,
	'GET /projects/{projectId}/deployments/{deploymentId}': one('Deployment'),
	'POST /projects/{projectId}/event-destinations': one('EventDestination'),
	'PUT /projects/{projectId}/event-destinations/{destinationId}': one('EventDestination'),
	'GET /projects/{projectId}/event-destinations/{destinationId}': one('EventDestination'),
	'DELETE /projects/{projectId}/event-destinations/{destinationId}': gone,
	'GET /projects/{projectId}/credentials': many('credentials', 'Credential'),
	'PUT /projects/{projectId}/credentials/oauth': one('Credential'),
	'GET /projects/{projectId}/credentials/{credentialId}/decrypted': one('DecryptedCredential'),
	'DELETE /projects/{projectId}/credentials/{credentialId}': gone,
	'GET /projects/{projectId}/secrets': many('secrets', 'EnvironmentSecret'),
	'POST /projects/{projectId}/secrets': one('EnvironmentSecret', 201),
	'PATCH /projects/{projectId}/secrets/{secretId}': one('EnvironmentSecret'),
	'DELETE /projects/{projectId}/secrets/{secretId}': gone,
	'GET /projects/{projectId}/keys': many('keys', 'SigningKey'),
	'POST /projects/{projectId}/keys': one('NewSigningKey', 201),
	'DELETE /projects/{projectId}/keys/{keyId}': gone,
	'GET /organizations/{organizationId}/cli-keys': many('cliKeys', 'CliKey'),
	'PATCH /organizations/{organizationId}/cli-keys/{cliKeyId}': one('CliKey'),
	'DELETE /organizations/{organizationId}/cli-keys/{cliKeyId}': gone,
	'GET /teams/{teamId}/members': many('members', 'Member'),
	'PATCH /teams/{teamId}/members/{memberId}': one('Member'),
	'DELETE /teams/{teamId}/members/{memberId}': gone,
	'GET /teams/{teamId}/invite': many('invites', 'Invite'),
	'POST /teams/{teamId}/invite': { status: 201, schema: { type: 'array', items: ref('Invite') } },
	'DELETE /teams/{teamId}/invite/{inviteId}': gone,
};
