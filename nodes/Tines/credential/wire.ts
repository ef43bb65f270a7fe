import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { differencesOf } from '../../core/difference';
import type { Difference } from '../../core/difference';
import { reveal, Secret } from '../../core/secret';
import type { Stored } from '../../core/store';
import type { CredentialSpec, FieldName } from './fields';
import type { Mode } from './modes';

/**
 * A credential as Tines gives it. Newer members are missing on tenants that do not have them yet;
 * members that this code does not know are handed on.
 */
export interface Credential extends Stored {
	id: number;
	name: string;
	mode: Mode;
	team_id: number;
	folder_id?: number | null;
	read_access?: CredentialSpec['read_access'];
	shared_team_slugs?: string[];
	description?: string | null;
	slug?: string;
	created_at?: string;
	updated_at?: string;
	allowed_hosts?: string[];
	metadata?: IDataObject;
	restriction_type?: string;
	test_credential_enabled?: boolean;
	test_credential?: { created_at?: string; updated_at?: string } | null;
	owner?: IDataObject;
	expires_at?: string | null;
	/** In the answer to a creation of the mode OAUTH only. */
	redirect_url?: string;
	http_request_ttl?: number | null;
}

/** What Tines gives back of what was written. Everything else of a specification it keeps to itself. */
const READABLE = [
	'name',
	'mode',
	'team_id',
	'folder_id',
	'read_access',
	'shared_team_slugs',
	'description',
	'metadata',
	'allowed_hosts',
	'test_credential_enabled',
	'expires_at',
	'expiry_notifications_enabled',
	'credential_notification_recipient_user_ids',
	'aws_authentication_type',
	'use_static_external_id',
] as const;

/** Lists whose order means nothing. */
const SETS = ['shared_team_slugs', 'allowed_hosts', 'credential_notification_recipient_user_ids'];

/** The given fields in Tines' words; its secrets are open from here on. */
export function toRequest(spec: CredentialSpec): IDataObject {
	const {
		metadataJson,
		oauth_scope: scopes,
		oauthPkceCodeChallengeMethod: pkce,
		http_request_location_of_token: location,
		http_request_ttl: ttl,
		credential_requests: requests,
		...same
	} = spec;
	const request: IDataObject = {
		...same,
		...(metadataJson && { metadata: metadataJson }),
		...(scopes && { oauth_scope: scopes.join(' ') }),
		...(pkce && { oauthPkceCodeChallengeMethod: pkce === 'none' ? null : pkce }),
		...(location !== undefined && { http_request_location_of_token: asFormula(location) }),
		...(ttl !== undefined && { http_request_ttl: ttl === 0 ? null : ttl }),
		...(requests && { credential_requests: requests.map((one) => opened({ ...one })) }),
	};
	return opened(request);
}

/** All secrets of a specification; what its requests send may be secret, too. */
export function secretsOf(spec: CredentialSpec): Secret[] {
	const requests = spec.credential_requests ?? [];
	const ofRequests = requests.map((one) => one.http_request_secret);
	const sent = [spec.http_request_options, ...requests.map(({ options }) => options)];
	return [
		...[...Object.values(spec), ...ofRequests].filter((value) => value instanceof Secret),
		...sent.flatMap((options) => textsIn({ ...options, ...OPEN })).map((text) => new Secret(text)),
	];
}

/** Members of a request's options that are no secrets, and worth reading in an error. */
const OPEN = { url: '', method: '', content_type: '' };

/** All texts of a value that are long enough to be secrets. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return value.length >= SHORTEST_SECRET ? [value] : [];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const SHORTEST_SECRET = 8;

/**
 * What differs, for the given fields. What Tines never gives back (all OAuth settings, all secrets)
 * is unknown, and so is what this tenant, being older, does not give back.
 */
export function differencesIn(spec: CredentialSpec, stored: Credential): Difference[] {
	const { metadataJson, ...rest } = spec;
	const wanted: IDataObject = { ...rest, ...(metadataJson && { metadata: metadataJson }) };
	const shown = READABLE.filter((field) => stored[field] !== undefined);
	const readable = Object.fromEntries(
		shown
			.filter((field) => wanted[field] !== undefined)
			.map((field) => [field, comparable(field, wanted[field])]),
	);
	const given = Object.fromEntries(shown.map((field) => [field, comparable(field, stored[field])]));
	const hidden = Object.keys(wanted).filter(
		(field) => field !== 'live_credential_id' && !(shown as readonly string[]).includes(field),
	);
	return [
		...differencesOf<IDataObject>(readable, given, SETS),
		...hidden.map((field) => ({ field, kind: 'unknown' as const })),
	];
}

/** The given fields that Tines never gives back. */
export const hiddenFields = (spec: CredentialSpec) =>
	(Object.keys(spec) as FieldName[]).filter(
		(field) => spec[field] !== undefined && !NOT_HIDDEN.includes(field),
	);

const NOT_HIDDEN: readonly string[] = [...READABLE, 'metadataJson', 'live_credential_id'];

/** One form for what Tines writes in several: a moment, and nothing. */
function comparable(field: string, value: unknown): IDataObject[string] {
	if (field === 'expires_at' && typeof value === 'string')
		return DateTime.fromISO(value).toMillis();
	if (value !== undefined && value !== null) return value as IDataObject[string];
	if (SETS.includes(field)) return [];
	return { description: '', metadata: {}, test_credential_enabled: false }[field] ?? null;
}

/** n8n takes a value that begins with an equals sign for an expression, so it may be left out. */
function asFormula(location: string): string {
	return /^\\?=|<</.test(location) ? location : `=${location}`;
}

function opened(record: object): IDataObject {
	return Object.fromEntries(
		Object.entries(record).map(([name, value]) => [
			name,
			value instanceof Secret ? reveal(value) : value,
		]),
	) as IDataObject;
}
