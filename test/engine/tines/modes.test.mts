import { itemsOf, useBench } from '../support/bench.mts';
import { byId, credentialOf, tines } from '../vendors/tines.mts';

const REQUEST = {
	url: 'https://api.example.com/token',
	method: 'post',
	payload: { a: '<<secret>>' },
};
const SECOND = { url: 'https://api.example.com/second', payload: { b: '<<PREVIOUS_STEP>>' } };
const KEY = '-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----\n';

/** By mode: what is given at the top, what is added, and what the vendor has to keep of it. */
const MODES: ReadonlyArray<[title: string, given: object, more: object, kept: object]> = [
	['TEXT', { value: ' a text with blanks ' }, {}, { value: ' a text with blanks ' }],
	[
		'JWT',
		{ jwt_algorithm: 'RS256', jwt_payload: '{"iss":"me"}', jwt_private_key: KEY },
		{ jwt_auto_generate_time_claims: true },
		{
			...{ jwt_algorithm: 'RS256', jwt_payload: { iss: 'me' }, jwt_private_key: KEY },
			jwt_auto_generate_time_claims: true,
		},
	],
	[
		'JWT with an algorithm by expression',
		{ jwt_algorithm: "={{ 'PS256' }}", jwt_payload: '{}', jwt_private_key: KEY },
		{},
		{ jwt_algorithm: 'PS256', jwt_payload: {}, jwt_private_key: KEY },
	],
	[
		'OAUTH',
		{
			...{ oauth_grant_type: 'client_credentials', oauth_token_url: 'https://idp.example.com/t' },
			...{ oauth_client_id: 'c', oauth_client_secret: ' pasted ', oauth_scope: ['a'] },
		},
		{},
		{
			...{ oauth_grant_type: 'client_credentials', oauth_token_url: 'https://idp.example.com/t' },
			...{ oauth_client_id: 'c', oauth_client_secret: 'pasted', oauth_scope: 'a' },
		},
	],
	[
		'AWS with a key',
		{ aws_authentication_type: 'KEY', aws_access_key: 'AKIA', aws_secret_key: 'aws secret' },
		{},
		{ aws_authentication_type: 'KEY', aws_access_key: 'AKIA', aws_secret_key: 'aws secret' },
	],
	[
		'AWS with a role',
		{ aws_authentication_type: 'ROLE', aws_assumed_role_arn: 'arn:aws:iam::1:role/x' },
		{ use_static_external_id: true },
		{
			...{ aws_authentication_type: 'ROLE', aws_assumed_role_arn: 'arn:aws:iam::1:role/x' },
			use_static_external_id: true,
		},
	],
	[
		'AWS with an instance profile',
		{ aws_authentication_type: 'INSTANCE_PROFILE' },
		{},
		{ aws_authentication_type: 'INSTANCE_PROFILE' },
	],
	[
		'MTLS',
		{ mtls_client_certificate: 'certificate', mtls_client_private_key: KEY },
		{ mtls_root_certificate: 'root' },
		{
			...{ mtls_client_certificate: 'certificate', mtls_client_private_key: KEY },
			mtls_root_certificate: 'root',
		},
	],
	[
		'HTTP_REQUEST_AGENT',
		{
			...{ http_request_options: JSON.stringify(REQUEST), http_request_secret: 'shh shh' },
			http_request_location_of_token: 'response.body.access_token',
		},
		{ http_request_ttl: 600 },
		{
			...{ http_request_options: REQUEST, http_request_secret: 'shh shh', http_request_ttl: 600 },
			http_request_location_of_token: '=response.body.access_token',
		},
	],
	[
		'HTTP_REQUEST_AGENT with a reference for the token, and no time to live',
		{
			http_request_options: JSON.stringify(REQUEST),
			http_request_location_of_token: '<<CREDENTIAL.mine.body.token>>',
		},
		{ http_request_ttl: 0 },
		{
			...{ http_request_options: REQUEST, http_request_ttl: null },
			http_request_location_of_token: '<<CREDENTIAL.mine.body.token>>',
		},
	],
	[
		'MULTI_REQUEST',
		{
			credential_requests: {
				request: [
					{ options: JSON.stringify(REQUEST), http_request_secret: 'first secret' },
					{ options: JSON.stringify(SECOND), http_request_secret: '' },
				],
			},
			http_request_location_of_token: '\\=response.body.token',
		},
		{ http_request_ttl: 60 },
		{
			credential_requests: [
				{ options: REQUEST, http_request_secret: 'first secret' },
				{ options: SECOND },
			],
			...{ http_request_location_of_token: '\\=response.body.token', http_request_ttl: 60 },
		},
	],
];

describe('a credential of the mode', () => {
	const bench = useBench(tines);

	test.each(MODES)('%s is kept as it was given', async (title, given, additionalFields, kept) => {
		const [mode = ''] = title.split(' ');
		const [{ json }] = itemsOf(
			await bench.current.run({
				parameters: {
					...{ resource: 'credential', operation: 'create', mode, name: 'One' },
					...{ team_id: byId(2), ...given, additionalFields },
				},
			}),
		) as [any];

		expect(json).toMatchObject({ name: 'One', mode, team_id: 2, slug: 'one' });
		expect(credentialOf(bench.current.sandbox, json.id)).toMatchObject({ mode, team_id: 2 });
		expect(credentialOf(bench.current.sandbox, json.id).settings).toEqual(kept);
	});
});
