import type { ShownFor } from '../../core/kind';
import type { FieldName } from './fields';
import type { Mode } from './modes';
import { AWS_FIELDS } from './modes/aws';
import { JWT_FIELDS } from './modes/jwt';
import { MTLS_FIELDS } from './modes/mtls';
import { OAUTH_FIELDS } from './modes/oauth';
import { TEXT_FIELDS } from './modes/text';

const ofMode = (fields: object, ...modes: Mode[]) =>
	Object.fromEntries(Object.keys(fields).map((field) => [field, { mode: modes }]));

/** Which fields belong to which mode. */
export const SHOWN_FOR: { readonly [Field in FieldName]?: ShownFor } = {
	...ofMode(OAUTH_FIELDS, 'OAUTH'),
	oauth_url: { mode: ['OAUTH'], oauth_grant_type: ['authorization_code'] },
	oauthPkceCodeChallengeMethod: { mode: ['OAUTH'], oauth_grant_type: ['authorization_code'] },
	...ofMode(TEXT_FIELDS, 'TEXT'),
	...ofMode(JWT_FIELDS, 'JWT'),
	...ofMode(AWS_FIELDS, 'AWS'),
	aws_access_key: { mode: ['AWS'], aws_authentication_type: ['KEY'] },
	aws_secret_key: { mode: ['AWS'], aws_authentication_type: ['KEY'] },
	aws_assumed_role_arn: { mode: ['AWS'], aws_authentication_type: ['ROLE'] },
	...ofMode(MTLS_FIELDS, 'MTLS'),
	http_request_options: { mode: ['HTTP_REQUEST_AGENT'] },
	http_request_secret: { mode: ['HTTP_REQUEST_AGENT'] },
	credential_requests: { mode: ['MULTI_REQUEST'] },
	http_request_location_of_token: { mode: ['HTTP_REQUEST_AGENT', 'MULTI_REQUEST'] },
	http_request_ttl: { mode: ['HTTP_REQUEST_AGENT', 'MULTI_REQUEST'] },
};

/** The fields that stand at the top when a credential is created, in their order. */
export const MAIN: ReadonlyArray<{ field: FieldName; required?: boolean }> = [
	{ field: 'mode', required: true },
	{ field: 'name', required: true },
	{ field: 'team_id' },
	{ field: 'oauth_grant_type', required: true },
	{ field: 'oauth_url', required: true },
	{ field: 'oauth_token_url', required: true },
	{ field: 'oauth_client_id', required: true },
	{ field: 'oauth_client_secret', required: true },
	{ field: 'oauth_scope' },
	{ field: 'value', required: true },
	{ field: 'jwt_algorithm', required: true },
	{ field: 'jwt_payload', required: true },
	{ field: 'jwt_private_key', required: true },
	{ field: 'aws_authentication_type', required: true },
	{ field: 'aws_access_key', required: true },
	{ field: 'aws_secret_key', required: true },
	{ field: 'aws_assumed_role_arn', required: true },
	{ field: 'mtls_client_certificate', required: true },
	{ field: 'mtls_client_private_key', required: true },
	{ field: 'http_request_options', required: true },
	{ field: 'http_request_secret' },
	{ field: 'credential_requests', required: true },
	{ field: 'http_request_location_of_token', required: true },
];

/** The fields that can be added then. */
export const ADDITIONAL: readonly FieldName[] = [
	'folder_id',
	'read_access',
	'shared_team_slugs',
	'description',
	'metadata',
	'metadataJson',
	'allowed_hosts',
	'live_credential_id',
	'expires_at',
	'expiry_notifications_enabled',
	'credential_notification_recipient_user_ids',
	'oauthPkceCodeChallengeMethod',
	'jwt_auto_generate_time_claims',
	'use_static_external_id',
	'mtls_root_certificate',
	'http_request_ttl',
];

/** The fields that can be changed later. */
export const CHANGEABLE: readonly FieldName[] = [
	...ADDITIONAL.filter((field) => field !== 'live_credential_id'),
	...MAIN.map(({ field }) => field).filter((field) => field !== 'mode'),
	'test_credential_enabled',
];
