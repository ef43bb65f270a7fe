import { inspect } from 'node:util';
import { Secret } from '../../../nodes/core/secret.ts';
import { FIELDS } from '../../../nodes/Tines/credential/fields.ts';
import type { CredentialSpec } from '../../../nodes/Tines/credential/fields.ts';
import { differencesIn } from '../../../nodes/Tines/credential/wire.ts';
import type { Credential } from '../../../nodes/Tines/credential/wire.ts';

/** A credential as today's tenants give it. */
const STORED: Credential = {
	id: 1,
	name: 'a',
	mode: 'OAUTH',
	team_id: 2,
	folder_id: null,
	read_access: 'TEAM',
	shared_team_slugs: [],
	slug: 'a',
	description: '',
	allowed_hosts: [],
	metadata: {},
	restriction_type: 'UNRESTRICTED',
	test_credential_enabled: false,
	aws_authentication_type: null,
	use_static_external_id: false,
	expires_at: null,
	expiry_notifications_enabled: false,
	credential_notification_recipient_user_ids: [],
};

const differing = (spec: CredentialSpec, stored: object = {}) =>
	differencesIn(spec, { ...STORED, ...stored }).map(({ field, kind }) => `${field} ${kind}`);

/** What Tines gives back of what was written: the seed's response, and the newest members. */
const GIVEN_BACK = [
	'name',
	'mode',
	'team_id',
	'folder_id',
	'read_access',
	'shared_team_slugs',
	'description',
	'metadata',
	'metadataJson',
	'allowed_hosts',
	'test_credential_enabled',
	'expires_at',
	'expiry_notifications_enabled',
	'credential_notification_recipient_user_ids',
	'aws_authentication_type',
	'use_static_external_id',
];

const NEVER_GIVEN_BACK = Object.keys(FIELDS).filter(
	(field) => !GIVEN_BACK.includes(field) && field !== 'live_credential_id',
);

test('all OAuth settings and all secrets are among what is never given back', () => {
	expect(NEVER_GIVEN_BACK).toHaveLength(23);
	const oauth = Object.keys(FIELDS).filter((field) => /^oauth/.test(field));
	expect(oauth).toHaveLength(7);
	expect(NEVER_GIVEN_BACK).toEqual(expect.arrayContaining(oauth));
	expect(NEVER_GIVEN_BACK).toEqual(
		expect.arrayContaining([
			'value',
			'jwt_private_key',
			'aws_secret_key',
			'mtls_client_private_key',
			'http_request_secret',
			'credential_requests',
		]),
	);
});

test.each(NEVER_GIVEN_BACK)('of %s nobody can tell whether it differs', (field) => {
	const value = new Secret('s3cret');
	const differences = differencesIn({ [field]: value }, STORED);
	expect(differences).toEqual([{ field, kind: 'unknown' }]);
	expect(inspect(differences)).not.toContain('s3cret');
});

test.each<[string, CredentialSpec, object?]>([
	['nothing given', {}],
	['the same', { name: 'a', mode: 'OAUTH', team_id: 2, folder_id: null, read_access: 'TEAM' }],
	['empty for empty', { description: '', metadata: {}, shared_team_slugs: [], allowed_hosts: [] }],
	[
		'none for nothing',
		{ description: '', metadataJson: {} },
		{ description: null, metadata: null },
	],
	['no hosts for nothing', { allowed_hosts: [] }, { allowed_hosts: null }],
	['no folder', { folder_id: null }, { folder_id: null }],
	['the switches', { expiry_notifications_enabled: false, test_credential_enabled: false }],
	['another order of teams', { shared_team_slugs: ['b', 'a'] }, { shared_team_slugs: ['a', 'b'] }],
	['another order of hosts', { allowed_hosts: ['b', 'a'] }, { allowed_hosts: ['a', 'b'] }],
	[
		'another order of users',
		{ credential_notification_recipient_user_ids: [2, 1] },
		{ credential_notification_recipient_user_ids: [1, 2] },
	],
	[
		'another order of metadata',
		{ metadata: { a: 1, b: '2' } },
		{ metadata: JSON.parse('{"b":"2","a":1}') },
	],
	['which live credential it was made for', { live_credential_id: 7 }],
])('no difference: %s', (_what, spec, stored = {}) => expect(differing(spec, stored)).toEqual([]));

test.each(['2027-01-01T00:00:00.000Z', '2027-01-01T00:00:00Z', '2027-01-01T01:30:00.000+01:30'])(
	'%s is the same moment however it is written',
	(moment) => {
		expect(differing({ expires_at: '2027-01-01T00:00:00.000Z' }, { expires_at: moment })).toEqual(
			[],
		);
	},
);

test.each<[CredentialSpec, object?]>([
	[{ name: 'b' }],
	[{ mode: 'TEXT' }],
	[{ team_id: 3 }],
	[{ folder_id: 3 }],
	[{ folder_id: null }, { folder_id: 3 }],
	[{ read_access: 'GLOBAL' }],
	[{ shared_team_slugs: ['a'] }],
	[{ shared_team_slugs: [] }, { shared_team_slugs: ['a'] }],
	[{ description: 'x' }, { description: null }],
	[{ description: '' }, { description: 'x' }],
	[{ metadata: { a: '1' } }, { metadata: { a: 1 } }],
	[{ metadata: { a: 1 } }, { metadata: { a: 1, b: 2 } }],
	[{ allowed_hosts: ['a', 'b'] }, { allowed_hosts: ['a'] }],
	[{ test_credential_enabled: true }],
	[{ expires_at: '2027-01-01T00:00:00.001Z' }, { expires_at: '2027-01-01T00:00:00Z' }],
	[{ expires_at: null }, { expires_at: '2027-01-01T00:00:00Z' }],
	[{ expires_at: '2027-01-01T00:00:00Z' }],
	[{ expiry_notifications_enabled: true }],
	[{ credential_notification_recipient_user_ids: [1] }],
	[{ aws_authentication_type: 'KEY' }],
	[{ use_static_external_id: true }],
])('%j differs', (spec, stored = {}) => {
	const [field] = Object.keys(spec);
	expect(differing(spec, stored)).toEqual([`${field} changed`]);
});

test('metadata is compared by its own name, in whichever way it was given', () => {
	expect(differing({ metadataJson: { a: { b: 1 } } })).toEqual(['metadata changed']);
	expect(differing({ metadataJson: { a: { b: 1 } } }, { metadata: { a: { b: 1 } } })).toEqual([]);
});

test('what differs is told with what it was and is to be; what is unknown comes with it', () => {
	const spec: CredentialSpec = { name: 'b', oauth_client_id: 'id', read_access: 'TEAM' };
	expect(differencesIn(spec, STORED)).toEqual([
		{ field: 'name', kind: 'changed', from: 'a', to: 'b' },
		{ field: 'oauth_client_id', kind: 'unknown' },
	]);
});

test('what an older tenant does not give back is unknown', () => {
	const { id, name, mode, team_id } = STORED;
	const spec: CredentialSpec = { expires_at: null, shared_team_slugs: [], name: 'a' };
	const unknown = ['expires_at', 'shared_team_slugs'].map((field) => ({ field, kind: 'unknown' }));
	const found = differencesIn(spec, { id, name, mode, team_id });
	expect(found).toHaveLength(2);
	expect(found).toEqual(expect.arrayContaining(unknown));
});
