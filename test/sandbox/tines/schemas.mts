import type { JsonSchema } from '../core/schemaCheck.mts';
import { MODES } from './modes.mts';
import { CONTENT_TYPES, READ_ACCESS, RESTRICTION_TYPES } from './state.mts';

const text = { type: 'string' };
const whole = { type: 'integer' };
const flag = { type: 'boolean' };
const time = { type: 'string', format: 'date-time' };
const wholes = { type: 'array', items: whole };
const texts = { type: 'array', items: text };
const orNull = (schema: { type: string }): JsonSchema => ({
	...schema,
	type: [schema.type, 'null'],
});
const ref = (name: string): JsonSchema => ({ $ref: `#/definitions/${name}` });

/** An object with these members, all of them but the optional ones required. */
function object(properties: JsonSchema, optional: readonly string[] = []): JsonSchema {
	return {
		type: 'object',
		properties,
		required: Object.keys(properties).filter((name) => !optional.includes(name)),
	};
}

/** Members of credentials that older tenants lack. */
export const NEWER = [
	'owner',
	'expires_at',
	'expiry_notifications_enabled',
	'credential_notification_recipient_user_ids',
	'parent_folder_id',
	'use_static_external_id',
];

const CREDENTIAL = {
	id: whole,
	name: text,
	mode: { enum: [...MODES] },
	team_id: whole,
	folder_id: orNull(whole),
	read_access: { enum: [...READ_ACCESS] },
	shared_team_slugs: texts,
	slug: text,
	created_at: time,
	updated_at: time,
	description: text,
	aws_assumed_role_external_id: orNull(text),
	aws_authentication_type: { enum: ['KEY', 'ROLE', 'INSTANCE_PROFILE', null] },
	use_static_external_id: flag,
	allowed_hosts: texts,
	metadata: { type: 'object' },
	restriction_type: { enum: [...RESTRICTION_TYPES] },
	test_credential_enabled: flag,
	test_credential: { ...object({ created_at: time, updated_at: time }), type: ['object', 'null'] },
	owner: object({ user_id: whole, first_name: text, last_name: text, email: text }),
	expires_at: orNull(time),
	expiry_notifications_enabled: flag,
	credential_notification_recipient_user_ids: wholes,
	redirect_url: text,
	references: {
		anyOf: [
			object({ story_ids: wholes, action_ids: wholes }),
			object({ stories: { type: 'array' }, actions: { type: 'array' } }),
		],
	},
	referencing_story_ids: wholes,
	referencing_action_ids: wholes,
};

const ONLY_SOMETIMES = [
	'redirect_url',
	'references',
	'referencing_story_ids',
	'referencing_action_ids',
	'use_static_external_id',
];

/** Members that a create's answer has only for some modes or requests. */
const NOT_ON_CREATE = [
	'aws_assumed_role_external_id',
	'aws_authentication_type',
	'test_credential',
	'expires_at',
	'expiry_notifications_enabled',
	'credential_notification_recipient_user_ids',
];

const page = (collection: string, item: string): JsonSchema =>
	object({ [collection]: { type: 'array', items: ref(item) }, meta: ref('Meta') });

/** Shapes of answers, by name (Tines API: credentials, teams, folders, users, audit logs, info). */
export const DEFINITIONS: JsonSchema = {
	Credential: object(CREDENTIAL, ONLY_SOMETIMES),
	CreatedCredential: object(CREDENTIAL, [...ONLY_SOMETIMES, ...NOT_ON_CREATE]),
	Credentials: page('user_credentials', 'Credential'),
	Team: object({
		id: whole,
		name: text,
		groups: { type: 'array', items: object({ id: whole, name: text }) },
	}),
	Teams: page('teams', 'Team'),
	Folder: object({
		id: whole,
		name: text,
		content_type: { enum: [...CONTENT_TYPES] },
		team_id: whole,
		size: whole,
		parent_folder_id: orNull(whole),
	}),
	Folders: page('folders', 'Folder'),
	User: object(
		{
			id: whole,
			scim_uid: orNull(text),
			email: text,
			admin: flag,
			tenant_permissions: texts,
			is_active: flag,
			created_at: time,
			updated_at: time,
			first_name: text,
			last_name: text,
			last_seen: orNull(time),
			team_memberships: { type: 'array' },
		},
		['team_memberships'],
	),
	Users: page('admin/users', 'User'),
	AuditLog: object({
		id: whole,
		created_at: time,
		updated_at: time,
		operation_name: text,
		tenant_id: whole,
		user_id: whole,
		user_email: text,
		user_name: text,
		request_ip: text,
		request_user_agent: text,
		inputs: { type: ['object', 'null'] },
		outputs: { type: 'object' },
	}),
	AuditLogs: page('audit_logs', 'AuditLog'),
	Info: object({
		stack: object({
			name: text,
			type: { enum: ['shared', 'dedicated'] },
			region: text,
			egress_ips: texts,
		}),
	}),
	Meta: object({
		current_page: { type: 'string', pattern: '^https?://' },
		previous_page: { type: ['string', 'null'], pattern: '^https?://' },
		next_page: { type: ['string', 'null'], pattern: '^https?://' },
		next_page_number: orNull(whole),
		per_page: whole,
		pages: whole,
		count: whole,
	}),
	ErrorObject: object({ message: text, details: text }),
	/** `{error}`, for a bad key and an exceeded limit. */
	PlainError: object({ error: text }),
	/** What the vendor's SDK reads first of all. */
	ErrorObjects: object({ errors: { type: 'array', minItems: 1, items: ref('ErrorObject') } }),
};
