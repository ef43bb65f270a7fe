import type { JsonSchema } from '../core/schemaCheck.mts';

const text = { type: 'string' };
const flag = { type: 'boolean' };
const count = { type: 'integer', minimum: 0 };
const id = { type: 'string', pattern: '^\\d+$' };
const url = { type: 'string', format: 'uri', pattern: '^https?://' };
const open = { type: 'object' };
/** Milliseconds, and an offset without colon. */
const dateTime = {
	type: 'string',
	pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}[+-]\\d{4}$',
};

/** An object with exactly these members, `optional` ones aside. */
function exactly(properties: JsonSchema, optional: readonly string[] = []): JsonSchema {
	const required = Object.keys(properties).filter((name) => !optional.includes(name));
	return { type: 'object', properties, required };
}

function ref(name: string): JsonSchema {
	return { $ref: `#/definitions/${name}` };
}

const listOf = (schema: JsonSchema): JsonSchema => ({ type: 'array', items: schema });
const paged = { startAt: count, maxResults: count, total: count };
const page = (schema: JsonSchema): JsonSchema =>
	exactly({ ...paged, isLast: flag, values: listOf(schema), self: url, nextPage: url }, [
		'self',
		'nextPage',
	]);

/** The shapes of records, after the typings that jira.js generates from Atlassian's description. */
export const DEFINITIONS: JsonSchema = {
	Error: {
		anyOf: [
			exactly({
				errorMessages: listOf(text),
				errors: { type: 'object', additionalProperties: text },
			}),
			// Of the gateway for OAuth 2.0 apps.
			exactly({ code: { type: 'integer', minimum: 400 }, message: text }),
		],
	},
	AvatarUrls: exactly({ '16x16': url, '24x24': url, '32x32': url, '48x48': url }),
	User: exactly(
		{
			self: url,
			accountId: { type: 'string', maxLength: 128 },
			accountType: { enum: ['atlassian', 'app', 'customer'] },
			emailAddress: text,
			avatarUrls: ref('AvatarUrls'),
			displayName: text,
			active: flag,
			timeZone: text,
			locale: text,
			groups: exactly({ size: count, items: listOf(open) }),
			applicationRoles: exactly({ size: count, items: listOf(open) }),
			expand: text,
		},
		['emailAddress', 'locale', 'groups', 'applicationRoles', 'expand'],
	),
	Status: exactly({
		...{ self: url, description: text, iconUrl: url, name: text, id },
		statusCategory: exactly({
			self: url,
			id: count,
			key: { enum: ['new', 'indeterminate', 'done'] },
			colorName: text,
			name: text,
		}),
	}),
	IssueType: exactly(
		{
			...{ self: url, id, description: text, iconUrl: url, name: text, untranslatedName: text },
			...{ subtask: flag, avatarId: count, hierarchyLevel: { enum: [-1, 0, 1] } },
		},
		['untranslatedName'],
	),
	Priority: exactly(
		{
			...{ self: url, iconUrl: url, name: text, id },
			...{ statusColor: text, description: text, isDefault: flag },
		},
		['statusColor', 'description', 'isDefault'],
	),
	Document: exactly({
		type: { enum: ['doc'] },
		version: { enum: [1] },
		content: listOf(open),
	}),
	Comment: exactly({
		...{ self: url, id, author: ref('User'), body: ref('Document') },
		...{ updateAuthor: ref('User'), created: dateTime, updated: dateTime, jsdPublic: flag },
	}),
	Transition: exactly({
		...{ id, name: text, to: ref('Status'), hasScreen: flag, isGlobal: flag },
		...{ isInitial: flag, isAvailable: flag, isConditional: flag, looped: flag },
	}),
	IssueFields: {
		type: 'object',
		additionalProperties: true,
		properties: {
			summary: text,
			description: { anyOf: [ref('Document'), { type: 'null' }] },
			issuetype: ref('IssueType'),
			status: ref('Status'),
			priority: { anyOf: [ref('Priority'), { type: 'null' }] },
			assignee: { anyOf: [ref('User'), { type: 'null' }] },
			reporter: { anyOf: [ref('User'), { type: 'null' }] },
			labels: listOf(text),
			created: dateTime,
			updated: dateTime,
			comment: exactly({ comments: listOf(ref('Comment')), self: url, ...paged }),
		},
	},
	Issue: exactly(
		{
			...{ expand: text, id, self: url, fields: ref('IssueFields') },
			key: { type: 'string', pattern: '^[A-Z][A-Z\\d_]+-\\d+$' },
			...{ names: open, schema: open, editmeta: exactly({ fields: open }) },
			transitions: listOf(ref('Transition')),
		},
		['names', 'schema', 'editmeta', 'transitions'],
	),
	FieldMetadata: exactly(
		{
			...{ required: flag, schema: ref('FieldSchema'), name: text, key: text, fieldId: text },
			...{ hasDefaultValue: flag, operations: listOf(text), autoCompleteUrl: url },
			...{ allowedValues: listOf(open), defaultValue: open },
		},
		['autoCompleteUrl', 'allowedValues', 'defaultValue'],
	),
	FieldSchema: exactly({ type: text, items: text, system: text, custom: text, customId: count }, [
		'items',
		'system',
		'custom',
		'customId',
	]),
	Field: exactly({
		...{ id: text, key: text, name: text, custom: flag, orderable: flag, navigable: flag },
		...{ searchable: flag, clauseNames: listOf(text), schema: ref('FieldSchema') },
	}),
	Project: exactly(
		{
			...{ expand: text, self: url, id, key: text, name: text, avatarUrls: ref('AvatarUrls') },
			projectTypeKey: { enum: ['software', 'service_desk', 'business'] },
			...{ simplified: flag, style: { enum: ['classic', 'next-gen'] }, isPrivate: flag },
			...{ properties: open, entityId: text, uuid: text, description: text, url: text },
			...{ lead: ref('User'), issueTypes: listOf(ref('IssueType')), components: listOf(open) },
			...{ versions: listOf(open), roles: open },
			assigneeType: { enum: ['PROJECT_LEAD', 'UNASSIGNED'] },
			insight: exactly({ totalIssueCount: count, lastIssueUpdateTime: dateTime }, [
				'lastIssueUpdateTime',
			]),
		},
		[
			...['description', 'url', 'lead', 'issueTypes', 'components', 'versions', 'roles'],
			...['assigneeType', 'insight'],
		],
	),
	Webhook: exactly(
		{
			...{ id: count, url: text, events: listOf(text), jqlFilter: text },
			...{ expirationDate: count, fieldIdsFilter: listOf(text) },
			issuePropertyKeysFilter: listOf(text),
		},
		['fieldIdsFilter', 'issuePropertyKeysFilter'],
	),
};

/** What successful answers of an operation look like, by status; undefined = no body. */
type Answers = Readonly<Record<number, JsonSchema | undefined>>;

const one = (name: string): Answers => ({ 200: ref(name) });
const NOTHING: Answers = { 204: undefined };
const searchPage: Answers = {
	200: exactly(
		{
			issues: listOf({ anyOf: [ref('Issue'), exactly({ id })] }),
			...{ isLast: flag, nextPageToken: text, names: open, schema: open },
		},
		['nextPageToken', 'names', 'schema'],
	),
};
const created = exactly(
	{
		...{ id, key: text, self: url },
		transition: exactly({ status: count, errorCollection: open }),
	},
	['transition'],
);
const many = (name: string): Answers => ({ 200: listOf(ref(name)) });

/** Every operation and its successful answers. */
export const ANSWERS: Readonly<Record<string, Answers>> = {
	'POST /issue': { 201: created },
	'GET /issue/{issueIdOrKey}': one('Issue'),
	'PUT /issue/{issueIdOrKey}': { 200: ref('Issue'), 204: undefined },
	'DELETE /issue/{issueIdOrKey}': NOTHING,
	'PUT /issue/{issueIdOrKey}/assignee': NOTHING,
	'GET /issue/{issueIdOrKey}/editmeta': { 200: exactly({ fields: open }) },
	'GET /issue/{issueIdOrKey}/transitions': {
		200: exactly({ expand: text, transitions: listOf(ref('Transition')) }),
	},
	'POST /issue/{issueIdOrKey}/transitions': NOTHING,
	'GET /issue/{issueIdOrKey}/comment': {
		200: exactly({ ...paged, comments: listOf(ref('Comment')) }),
	},
	'POST /issue/{issueIdOrKey}/comment': { 201: ref('Comment') },
	'GET /issue/{issueIdOrKey}/comment/{id}': one('Comment'),
	'PUT /issue/{issueIdOrKey}/comment/{id}': one('Comment'),
	'DELETE /issue/{issueIdOrKey}/comment/{id}': NOTHING,
	'GET /issue/createmeta/{projectIdOrKey}/issuetypes': {
		200: exactly({ ...paged, issueTypes: listOf(ref('IssueType')) }),
	},
	'GET /issue/createmeta/{projectIdOrKey}/issuetypes/{issueTypeId}': {
		200: exactly({ ...paged, fields: listOf(ref('FieldMetadata')) }),
	},
	'GET /search/jql': searchPage,
	'POST /search/jql': searchPage,
	'GET /search': {},
	'POST /search': {},
	'GET /project/search': { 200: page(ref('Project')) },
	'POST /project': { 201: exactly({ self: url, id: count, key: text }) },
	'GET /project/{projectIdOrKey}': one('Project'),
	'PUT /project/{projectIdOrKey}': one('Project'),
	'DELETE /project/{projectIdOrKey}': NOTHING,
	'GET /project/{projectIdOrKey}/statuses': {
		200: listOf(
			exactly({ self: url, id, name: text, subtask: flag, statuses: listOf(ref('Status')) }),
		),
	},
	'GET /myself': one('User'),
	'GET /serverInfo': { 200: open },
	'GET /user/assignable/search': many('User'),
	'GET /user/search': many('User'),
	'GET /label': { 200: page(text) },
	'GET /priority/search': { 200: page(ref('Priority')) },
	'GET /priority': many('Priority'),
	'GET /status': many('Status'),
	'GET /issuetype': many('IssueType'),
	'GET /field': many('Field'),
	'POST /webhook': {
		200: exactly({
			webhookRegistrationResult: listOf({
				anyOf: [exactly({ createdWebhookId: count }), exactly({ errors: listOf(text) })],
			}),
		}),
	},
	'GET /webhook': { 200: page(ref('Webhook')) },
	'DELETE /webhook': { 200: undefined, 202: undefined, 204: undefined },
	'PUT /webhook/refresh': { 200: exactly({ expirationDate: count }) },
};
