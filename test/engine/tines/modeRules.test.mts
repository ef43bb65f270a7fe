import { itemsOf, useBench } from '../support/bench.mts';
import { testRules, type Rule } from '../support/rules.mts';
import { byId, tines } from '../vendors/tines.mts';

const bench = useBench(tines);
const NOTHING = "={{ '' }}";

/** n8n wants all these filled when it is an expression that says which of them are shown. */
const OTHERS = { aws_access_key: NOTHING, aws_secret_key: NOTHING };

const ofMode = (mode: string, others: object = {}) => ({
	...{ resource: 'credential', operation: 'create', mode, name: 'One', team_id: byId(1) },
	...others,
});
const aws = (others: object) => ofMode('AWS', { aws_authentication_type: 'KEY', ...others });
const jwt = (others: object) =>
	ofMode('JWT', { jwt_algorithm: 'RS256', jwt_payload: '{}', jwt_private_key: 'key', ...others });
const request = (others: object) =>
	ofMode('HTTP_REQUEST_AGENT', {
		...{ http_request_options: '{}', http_request_location_of_token: 'token', ...others },
	});
const requests = (...options: string[]) =>
	ofMode('MULTI_REQUEST', {
		credential_requests: { request: options.map((one) => ({ options: one })) },
		http_request_location_of_token: 'token',
	});

testRules(bench, [
	['no value', ofMode('TEXT', { value: NOTHING }), 'Value', /is missing/],
	['a masked value', ofMode('TEXT', { value: '••••••••' }), 'Value', /masked/],
	['claims that are no JSON', jwt({ jwt_payload: 'iss' }), 'Payload', /is not valid JSON/],
	['no private key', jwt({ jwt_private_key: NOTHING }), 'Private Key', /is missing/],
	['no algorithm', jwt({ jwt_algorithm: "={{ '' }}" }), 'Algorithm', /is missing/],
	[
		'an unknown authentication',
		aws({ aws_authentication_type: 'SSO' }),
		'Authentication Type',
		/'SSO' is not one of/,
	],
	[
		'no access key',
		aws({ aws_access_key: NOTHING, aws_secret_key: 'x' }),
		'Access Key',
		/is missing/,
	],
	[
		'no secret key',
		aws({ aws_access_key: 'x', aws_secret_key: NOTHING }),
		'Secret Key',
		/is missing/,
	],
	[
		'no role',
		aws({ aws_authentication_type: 'ROLE', aws_assumed_role_arn: NOTHING }),
		'Role ARN',
		/is missing/,
	],
	[
		'a key beside a role',
		aws({
			...OTHERS,
			aws_authentication_type: "={{ 'ROLE' }}",
			aws_assumed_role_arn: 'arn',
			aws_secret_key: 'x',
		}),
		'Secret Key',
		/is for .*Authentication Type KEY only/,
	],
	[
		'no certificate',
		ofMode('MTLS', { mtls_client_certificate: NOTHING, mtls_client_private_key: 'x' }),
		'Client Certificate',
		/is missing/,
	],
	[
		'no key of the certificate',
		ofMode('MTLS', { mtls_client_certificate: 'x', mtls_client_private_key: NOTHING }),
		'Client Private Key',
		/is missing/,
	],
	[
		'request options that are no JSON',
		request({ http_request_options: '{' }),
		'Request Options',
		/is not valid JSON/,
	],
	[
		'no location of the token',
		request({ http_request_location_of_token: NOTHING }),
		'Location of Token',
		/is missing/,
	],
	[
		'a negative time to live',
		request({ additionalFields: { http_request_ttl: -1 } }),
		'Token Time to Live (Seconds)',
		/'?-1'? is not a whole number/,
	],
	[
		'half a second to live',
		request({ additionalFields: { http_request_ttl: 0.5 } }),
		'Token Time to Live (Seconds)',
		/0.5'? is not a whole number/,
	],
	['no requests', requests(), 'Requests', /is missing/],
	['one request', requests('{}'), 'Requests', /there is 1, but Tines needs exactly two/],
	['three requests', requests('{}', '{}', '{}'), 'Requests', /there are 3/],
	['a request that is no JSON', requests('{}', 'x'), 'Requests, 2', /is not valid JSON/],
] satisfies Rule[]);

test('what is just within the rules is taken', async () => {
	const [agent, multi] = [
		request({ additionalFields: { http_request_ttl: 31_536_000 } }),
		requests('{}', '{}'),
	];
	for (const parameters of [agent, multi]) {
		expect(itemsOf(await bench.current.run({ parameters }))).toHaveLength(1);
	}
});
