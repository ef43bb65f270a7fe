import { inspect } from 'node:util';
import { reveal, Secret } from '../../../nodes/core/secret.ts';
import type { CredentialSpec } from '../../../nodes/Tines/credential/fields.ts';
import { secretsOf, toRequest } from '../../../nodes/Tines/credential/wire.ts';

const secret = new Secret('s3cret');

/** Every field, with a value and what Tines is sent for it; the names are Tines' own but where told. */
const SENT: { [Name in keyof CredentialSpec]-?: [CredentialSpec[Name], unknown, string?] } = {
	name: ['a', 'a'],
	mode: ['OAUTH', 'OAUTH'],
	team_id: [2, 2],
	folder_id: [null, null],
	read_access: ['SPECIFIC_TEAMS', 'SPECIFIC_TEAMS'],
	shared_team_slugs: [
		['b', 'a'],
		['b', 'a'],
	],
	description: ['', ''],
	metadata: [{ a: 'b' }, { a: 'b' }],
	metadataJson: [{ a: { b: 1 } }, { a: { b: 1 } }, 'metadata'],
	allowed_hosts: [[], []],
	live_credential_id: [7, 7],
	test_credential_enabled: [false, false],
	expires_at: [null, null],
	expiry_notifications_enabled: [false, false],
	credential_notification_recipient_user_ids: [[7], [7]],
	oauth_grant_type: ['client_credentials', 'client_credentials'],
	oauth_url: ['https://a.example.com', 'https://a.example.com'],
	oauth_token_url: ['https://a.example.com', 'https://a.example.com'],
	oauth_client_id: ['id', 'id'],
	oauth_client_secret: [secret, 's3cret'],
	oauth_scope: [['read', 'write'], 'read write'],
	oauthPkceCodeChallengeMethod: ['S256', 'S256'],
	value: [secret, 's3cret'],
	jwt_algorithm: ['RS256', 'RS256'],
	jwt_payload: [{ sub: 'a' }, { sub: 'a' }],
	jwt_private_key: [secret, 's3cret'],
	jwt_auto_generate_time_claims: [false, false],
	aws_authentication_type: ['KEY', 'KEY'],
	aws_access_key: ['AKIA', 'AKIA'],
	aws_secret_key: [secret, 's3cret'],
	aws_assumed_role_arn: ['arn', 'arn'],
	use_static_external_id: [false, false],
	mtls_client_certificate: ['pem', 'pem'],
	mtls_client_private_key: [secret, 's3cret'],
	mtls_root_certificate: ['pem', 'pem'],
	http_request_options: [{ url: 'u' }, { url: 'u' }],
	http_request_secret: [secret, 's3cret'],
	credential_requests: [
		[{ options: { url: 'u' }, http_request_secret: secret }, { options: { url: 'v' } }],
		[{ options: { url: 'u' }, http_request_secret: 's3cret' }, { options: { url: 'v' } }],
	],
	http_request_location_of_token: ['response.body.token', '=response.body.token'],
	http_request_ttl: [60, 60],
};

test.each(Object.entries(SENT))('%s is sent as Tines wants it, and alone', (field, entry) => {
	const [value, sent, name = field] = entry;
	expect(toRequest({ [field]: value })).toStrictEqual({ [name]: sent });
});

test.each<[string, CredentialSpec, object]>([
	['no scopes', { oauth_scope: [] }, { oauth_scope: '' }],
	['no PKCE', { oauthPkceCodeChallengeMethod: 'none' }, { oauthPkceCodeChallengeMethod: null }],
	[
		'plain PKCE',
		{ oauthPkceCodeChallengeMethod: 'plain' },
		{ oauthPkceCodeChallengeMethod: 'plain' },
	],
	['no time to live', { http_request_ttl: 0 }, { http_request_ttl: null }],
	['a folder', { folder_id: 3 }, { folder_id: 3 }],
	['empty metadata', { metadataJson: {} }, { metadata: {} }],
	['nothing', {}, {}],
])('%s', (_what, spec, request) => expect(toRequest(spec)).toStrictEqual(request));

test.each([
	['response.body.token', '=response.body.token'],
	['=response.body.token', '=response.body.token'],
	['\\=slug.body.token', '\\=slug.body.token'],
	['<<slug.body.token>>', '<<slug.body.token>>'],
	['a << b', 'a << b'],
])('%s is where the token is: %s', (location, sent) => {
	expect(toRequest({ http_request_location_of_token: location })).toEqual({
		http_request_location_of_token: sent,
	});
});

test('the request of the documented sample comes of its values, field for field', () => {
	const spec: CredentialSpec = {
		name: 'oauth credential',
		mode: 'OAUTH',
		team_id: 2,
		oauth_url: 'https://example.com/auth',
		oauth_token_url: 'https://example.com/token',
		oauth_client_id: 'foo',
		oauth_client_secret: new Secret('bar'),
		oauth_scope: ['sync'],
		oauth_grant_type: 'authorization_code',
	};
	expect(toRequest(spec)).toStrictEqual({
		name: 'oauth credential',
		mode: 'OAUTH',
		team_id: 2,
		oauth_url: 'https://example.com/auth',
		oauth_token_url: 'https://example.com/token',
		oauth_client_id: 'foo',
		oauth_client_secret: 'bar',
		oauth_scope: 'sync',
		oauth_grant_type: 'authorization_code',
	});
});

test('a specification keeps its secrets to itself, and stays as it was when it is sent', () => {
	const requests = [{ options: {}, http_request_secret: secret }, { options: {} }];
	const spec: CredentialSpec = { value: secret, credential_requests: requests };
	toRequest(spec);
	expect(inspect(spec, { depth: 9 }) + JSON.stringify(spec)).not.toContain('s3cret');
	expect(spec.credential_requests).toBe(requests);
	expect(requests[0]).toEqual({ options: {}, http_request_secret: secret });
});

test('all secrets of a specification are known, those of its requests too', () => {
	const secrets = Object.entries(SENT).filter(([, [value]]) => value instanceof Secret);
	expect(secrets).toHaveLength(6);
	const spec = Object.fromEntries(secrets.map(([field]) => [field, new Secret(`of ${field}`)]));
	const requests = ['first', 'second'].map((value) => ({
		options: {},
		http_request_secret: new Secret(value),
	}));
	const found = secretsOf({
		...spec,
		name: 'a',
		credential_requests: [...requests, { options: {} }],
	});
	expect(found.map(reveal).sort()).toEqual(
		['first', 'second', ...secrets.map(([field]) => `of ${field}`)].sort(),
	);
	expect(secretsOf({ name: 'a' })).toEqual([]);
});

test('what a request sends may be secret, but for what is worth reading in an error', () => {
	const open = {
		url: 'https://login.example.com',
		method: 'method of 15',
		content_type: 'application/json',
	};
	const options = {
		...open,
		headers: { Authorization: 'Bearer abc', Accept: 'a' },
		payload: { key: '12345678', short: '1234567', deep: [{ url: 'inner url' }, null, 7, true] },
	};
	const sent = ['Bearer abc', '12345678', 'inner url'];
	const found = (spec: CredentialSpec) => secretsOf(spec).map(reveal);
	expect(found({ http_request_options: options })).toEqual(sent);
	expect(found({ http_request_options: open })).toEqual([]);
	const second = { ...open, basic_auth: ['somebody', 'password'] };
	expect(found({ credential_requests: [{ options }, { options: second }] })).toEqual([
		...sent,
		'somebody',
		'password',
	]);
});
