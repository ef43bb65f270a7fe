import { randomBytes, randomUUID } from 'node:crypto';
import type { Mode } from './modes.mts';
import { Records } from './records.mts';

export const READ_ACCESS = ['TEAM', 'GLOBAL', 'SPECIFIC_TEAMS'] as const;
export const RESTRICTION_TYPES = [
	'UNRESTRICTED',
	'RESTRICTED',
	'RESTRICTED_TO_CREDENTIALS',
] as const;
export const CONTENT_TYPES = ['CREDENTIAL', 'RESOURCE', 'STORY'] as const;
type RestrictionType = (typeof RESTRICTION_TYPES)[number];
export type ContentType = (typeof CONTENT_TYPES)[number];

interface Owner {
	user_id: number;
	first_name: string;
	last_name: string;
	email: string;
}

/** A user's consent to an authorization_code credential, asked for by its redirect URL. */
interface Consent {
	state: string;
	codeVerifier?: string;
	/** Whether the user has come back to the callback with a code. */
	given: boolean;
}

/** One version of a credential, live or test: what answers show, and what they never show. */
export interface Version {
	id: number;
	name: string;
	mode: Mode;
	team_id: number;
	folder_id: number | null;
	read_access: string;
	shared_team_slugs: string[];
	slug: string;
	/** ISO 8601 with milliseconds. */
	created_at: string;
	updated_at: string;
	description: string;
	aws_assumed_role_external_id: string | null;
	aws_authentication_type: string | null;
	use_static_external_id: boolean;
	allowed_hosts: string[];
	metadata: Record<string, unknown>;
	/** Set only where it doesn't follow from allowed_hosts. */
	restriction_type?: RestrictionType;
	owner: Owner;
	expires_at: string | null;
	expiry_notifications_enabled: boolean;
	credential_notification_recipient_user_ids: number[];
	/** The mode's fields as last sent, secrets included: no answer has them. */
	settings: Record<string, unknown>;
	consent?: Consent;
}

/** What uses a credential. */
export interface References {
	story_ids: number[];
	action_ids: number[];
}

export interface Credential extends Version {
	test_credential_enabled: boolean;
	test?: Version;
	references: References;
}

export interface Team {
	id: number;
	name: string;
	groups: Array<{ id: number; name: string }>;
	personal: boolean;
}

export interface Folder {
	id: number;
	name: string;
	content_type: ContentType;
	team_id: number;
	/** Number of things in it. */
	size: number;
	parent_folder_id: number | null;
}

export interface User {
	id: number;
	email: string;
	first_name: string;
	last_name: string;
	/** Whether the user owns the tenant. */
	admin: boolean;
	is_active: boolean;
	tenant_permissions: string[];
	created_at: string;
	updated_at: string;
	last_seen: string | null;
	team_memberships: Array<{ team_id: number; role: string }>;
}

export const ROLES = ['owner', 'admin', 'editor', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** An API key. */
export interface ApiKey {
	value: string;
	name: string;
	kind: 'personal' | 'service' | 'team';
	role: Role;
	/** The only team it reaches; null for all. */
	team_id: number | null;
	/** The user whose it is, or who made it. */
	user_id: number;
	/** Tenant permissions such as AUDIT_LOG_READ. */
	permissions: string[];
}

export interface AuditLog {
	id: number;
	created_at: string;
	updated_at: string;
	operation_name: string;
	tenant_id: number;
	user_id: number;
	user_email: string;
	user_name: string;
	request_ip: string;
	request_user_agent: string;
	inputs: Record<string, unknown> | null;
	outputs: Record<string, unknown>;
}

/** One tenant's records. */
export class State {
	readonly tenantId = 77;
	readonly teams = new Records<Team>();
	readonly folders = new Records<Folder>();
	readonly credentials = new Records<Credential>();
	readonly users = new Records<User>();
	readonly auditLogs = new Records<AuditLog>();
	/** Keys by value. */
	readonly keys = new Map<string, ApiKey>();
	/** Live credentials by the IDs of their test versions. */
	readonly tests = new Map<number, Credential>();
	/** Versions that wait for a consent, by the state of their redirect URL. */
	readonly consents = new Map<string, Version>();
	#lastIds = new Map<string, number>();

	/**
	 * A new ID; those of a kind grow and are never given twice.
	 * @param wanted the ID to give, for a record that brings its own
	 */
	nextId(kind: 'team' | 'folder' | 'credential' | 'user' | 'auditLog', wanted?: number): number {
		const last = this.#lastIds.get(kind) ?? 0;
		const id = wanted ?? last + 1;
		this.#lastIds.set(kind, Math.max(last, id));
		return id;
	}

	addCredential(credential: Credential): Credential {
		this.credentials.add(credential);
		this.#count(credential.folder_id, 1);
		if (credential.test) this.tests.set(credential.test.id, credential);
		return credential;
	}

	removeCredential(credential: Credential): void {
		this.credentials.delete(credential.id);
		this.#count(credential.folder_id, -1);
		this.forgetConsent(credential);
		this.removeTest(credential);
	}

	removeTest(live: Credential): void {
		if (!live.test) return;
		this.tests.delete(live.test.id);
		this.forgetConsent(live.test);
		delete live.test;
		live.test_credential_enabled = false;
	}

	/** Both versions go. */
	moveCredential(credential: Credential, teamId: number, folderId: number | null): void {
		this.#count(credential.folder_id, -1);
		this.#count(folderId, 1);
		for (const version of [credential, credential.test]) {
			if (version) Object.assign(version, { team_id: teamId, folder_id: folderId });
		}
	}

	forgetConsent({ consent }: Version): void {
		if (consent) this.consents.delete(consent.state);
	}

	#count(folderId: number | null, change: number): void {
		const folder = folderId === null ? undefined : this.folders.get(folderId);
		if (folder) folder.size += change;
	}
}

/** An underscored representation of a name. */
export function slugOf(name: string): string {
	return name
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '_')
		.replace(/^_+|_+$/g, '');
}

/** Now, but later than another time: a change always moves a timestamp. */
export function laterThan(time: string): string {
	return new Date(Math.max(Date.now(), new Date(time).getTime() + 1)).toISOString();
}

/** AWS members of a new version: every AWS credential has an external ID, whatever its type. */
export function awsMembers(mode: Mode, settings: Record<string, unknown>) {
	const isAws = mode === 'AWS';
	return {
		aws_authentication_type: isAws ? String(settings.aws_authentication_type) : null,
		aws_assumed_role_external_id: isAws
			? ((settings.aws_assumed_role_external_id as string | undefined) ?? randomUUID())
			: null,
		use_static_external_id: isAws && settings.use_static_external_id === true,
	};
}

/** An API key's value. */
export function newKey(): string {
	return randomBytes(24).toString('base64url');
}
