import type { JsonSchema } from '../../core/schemaCheck.mts';
import type { Behaviour } from '../behaviour.mts';
import { DEFINITIONS } from '../schemas.mts';

const uuid = { type: 'string', format: 'uuid' };
const text = { type: 'string' };
const flag = { type: 'boolean' };
const open = { type: 'object' };
const count = { type: 'integer', minimum: 0 };
/** UTC with milliseconds. */
const date = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' };
const status = { enum: ['PENDING', 'INVALID', 'VALID'] };

/** An object with exactly these members, `optional` ones aside. */
function exactly(properties: JsonSchema, optional: readonly string[] = []): JsonSchema {
	const required = Object.keys(properties).filter((name) => !optional.includes(name));
	return { type: 'object', properties, required };
}

function ref(name: string): JsonSchema {
	return { $ref: `#/definitions/${name}` };
}

const listOf = (schema: JsonSchema): JsonSchema => ({ type: 'array', items: schema });
/** Lists by integration. */
const byIntegration = (member: string, schema: JsonSchema): JsonSchema =>
	exactly(
		{
			[member]: { type: 'object', additionalProperties: listOf(schema) },
			errors: listOf(exactly({ type: text, message: text })),
		},
		['errors'],
	);

const { properties: integration } = DEFINITIONS.Integration as { properties: JsonSchema };

/** The shapes of records, after the typings of the vendor's SDK and its documents. */
export const CONNECT_DEFINITIONS: JsonSchema = {
	...DEFINITIONS,
	ConnectCredential: exactly({
		id: uuid,
		...{ dateCreated: date, dateUpdated: date, dateDeleted: { type: 'null' } },
		...{ projectId: uuid, integrationId: uuid, personaId: uuid, config: open },
		...{ configurations: listOf(open), isPreviewCredential: flag, providerId: text },
		...{ providerData: open, status, dateRefreshed: date, dateValidUntil: date },
		refreshFailureCount: count,
	}),
	SdkIntegration: exactly(
		{
			enabled: flag,
			...{ credentialId: uuid, credentialStatus: status, providerId: text, providerData: open },
			configuredWorkflows: open,
			allCredentials: listOf(ref('ConnectCredential')),
			allConfigurations: listOf(open),
		},
		['credentialId', 'credentialStatus', 'providerId', 'providerData'],
	),
	ConnectUser: exactly({
		authenticated: { enum: [true] },
		...{ userId: text, meta: open, resources: listOf(open) },
		integrations: { type: 'object', additionalProperties: ref('SdkIntegration') },
	}),
	ConnectIntegration: exactly(
		{
			...integration,
			workflows: listOf(ref('Workflow')),
			...{ hasCredential: flag, connectedUserLimitOnDevCred: count },
			...{ connectedUserLimitReached: flag, name: text, brandColor: text },
			...{ needPreOauthInputs: flag, providerType: text, authenticationType: text },
			sdkIntegrationConfig: open,
			credentials: listOf(ref('ConnectCredential')),
		},
		['credentials'],
	),
	ToolFunction: exactly({
		type: { enum: ['function'] },
		function: exactly({
			...{ name: text, description: text },
			parameters: exactly({
				type: { enum: ['object'] },
				...{ properties: open, required: listOf(text), additionalProperties: { enum: [false] } },
			}),
		}),
	}),
	ToolForm: exactly({
		...{ name: text, title: text, output: open },
		inputs: listOf(
			exactly(
				{
					...{ id: text, title: text, type: text, subtitle: text, required: flag },
					values: listOf(exactly({ value: text })),
				},
				['subtitle', 'values'],
			),
		),
	}),
	TriggerDefinition: exactly({
		...{ type: text, title: text, description: text },
		triggerModel: { enum: ['POLLING', 'WEBHOOK'] },
		parameters: listOf(
			exactly({ id: text, type: text, title: text, required: flag, subtitle: text }, ['subtitle']),
		),
	}),
	Subscription: exactly(
		{
			...{ id: uuid, type: text, parameters: open, status: { enum: ['ACTIVE', 'ERRORED'] } },
			...{ dateCreated: date, dateLastReceivedEvent: { anyOf: [date, { type: 'null' }] } },
			...{ credentialId: uuid, error: text },
			webhookOverride: exactly({ url: text, headers: open, metadata: {} }, ['headers', 'metadata']),
		},
		['error', 'webhookOverride'],
	),
};

/** A successful answer: its status, and its schema when it has a body that the vendor makes. */
interface Answer {
	status: number | ((behaviour: Behaviour) => number);
	schema?: JsonSchema;
	/** The body comes from the provider, who is held to a description of its own. */
	isProviders?: true;
}

const one = (name: string): Answer => ({ status: 200, schema: ref(name) });
const many = (name: string): Answer => ({ status: 200, schema: listOf(ref(name)) });
const tools = (member: string): Answer => ({
	status: 200,
	schema: byIntegration(member, { anyOf: [ref('ToolFunction'), ref('ToolForm')] }),
});
const run: Answer = { status: 200, isProviders: true };

/** Every operation for connected users and its successful answer; the path after the project. */
export const CONNECT_ANSWERS: Readonly<Record<string, Answer>> = {
	'GET /sdk/me': {
		status: 200,
		schema: { anyOf: [ref('ConnectUser'), exactly({ authenticated: { enum: [false] } })] },
	},
	'PATCH /sdk/me': one('ConnectUser'),
	'GET /sdk/metadata': {
		status: 200,
		schema: listOf(exactly({ type: text, name: text, brandColor: text, icon: text })),
	},
	'GET /sdk/integrations': many('ConnectIntegration'),
	'DELETE /sdk/integrations/{integrationId}': { status: 200 },
	'GET /sdk/credentials': {
		status: 200,
		schema: { anyOf: [listOf(ref('ConnectCredential')), ref('ConnectIntegration')] },
	},
	'GET /sdk/credentials/{credentialId}': one('ConnectCredential'),
	'PATCH /sdk/credentials/{credentialId}': one('ConnectCredential'),
	'GET /tools': tools('tools'),
	'GET /actions': tools('actions'),
	'POST /tools': run,
	'POST /actions': run,
	'GET /triggers': { status: 200, schema: byIntegration('triggers', ref('TriggerDefinition')) },
	'POST /triggers/examples': {
		status: 200,
		schema: { anyOf: [listOf(open), exactly({ examples: listOf(open) })] },
	},
	'POST /trigger-subscriptions': {
		status: ({ subscribedStatus }) => subscribedStatus,
		schema: ref('Subscription'),
	},
	'GET /trigger-subscriptions': {
		status: 200,
		schema: exactly({
			triggers: { type: 'object', additionalProperties: listOf(ref('Subscription')) },
		}),
	},
	'PATCH /trigger-subscriptions/{subscriptionId}': one('Subscription'),
	'DELETE /trigger-subscriptions/{subscriptionId}': {
		status: ({ unsubscribedStatus }) => unsubscribedStatus,
	},
};
