import { useSandbox } from '../support/sandbox.mts';
import { credentialBody, tinesApi, type TinesApi } from './support/api.mts';

const sandbox = useSandbox();
const PATH = '/user_credentials';
let api: TinesApi;

beforeEach(() => {
	api = tinesApi(sandbox.current);
});

const without = (body: Record<string, unknown>, ...names: string[]) =>
	Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));
const text = credentialBody('TEXT');
const oauth = credentialBody('OAUTH');
const blank = (name: string) => `${name} can't be blank`;

test.each<[string, object, number, string[]]>([
	['nothing at all', {}, 422, [blank('name'), blank('mode'), blank('team_id')]],
	['no name', without(text, 'name'), 422, [blank('name')]],
	['an empty name', { ...text, name: '' }, 422, [blank('name')]],
	['no mode', without(text, 'mode'), 422, [blank('mode')]],
	['no team', without(text, 'team_id'), 422, [blank('team_id')]],
	['a name that is a number', { ...text, name: 5 }, 422, ['name must be a string']],
	[
		'an unknown mode',
		{ ...text, mode: 'OAUTH2' },
		422,
		['mode must be one of TEXT, JWT, OAUTH, AWS, MTLS, HTTP_REQUEST_AGENT, MULTI_REQUEST'],
	],
	['a team that is text', { ...text, team_id: '1' }, 422, ['team_id must be a whole number']],
	['an unknown team', { ...text, team_id: 99 }, 404, ['Team not found']],
	['TEXT without value', without(text, 'value'), 422, [blank('value')]],
	['TEXT with nothing in it', { ...text, value: '' }, 422, [blank('value')]],
	[
		'JWT without algorithm and payload',
		without(credentialBody('JWT'), 'jwt_algorithm', 'jwt_payload'),
		422,
		[blank('jwt_algorithm'), blank('jwt_payload')],
	],
	[
		'JWT with a payload that is a list',
		credentialBody('JWT', { jwt_payload: '[]' }),
		422,
		['jwt_payload must be an object or the JSON text of one'],
	],
	['authorization_code without oauth_url', without(oauth, 'oauth_url'), 422, [blank('oauth_url')]],
	[
		'URLs that are none',
		{ ...oauth, oauth_url: 'idp', oauth_token_url: 'ftp://idp.example.com' },
		422,
		['oauth_url must be a valid URL', 'oauth_token_url must be a valid URL'],
	],
	[
		'an unknown grant type',
		{ ...oauth, oauth_grant_type: 'password' },
		422,
		['oauth_grant_type must be one of client_credentials, authorization_code'],
	],
	[
		'an unknown PKCE method',
		{ ...oauth, oauthPkceCodeChallengeMethod: 'S512' },
		422,
		['oauthPkceCodeChallengeMethod must be one of S256, plain'],
	],
	[
		'AWS without type',
		without(credentialBody('AWS'), 'aws_authentication_type'),
		422,
		[blank('aws_authentication_type')],
	],
	[
		'MTLS with nothing',
		{ name: 'a', mode: 'MTLS', team_id: 1 },
		422,
		[blank('mtls_client_certificate'), blank('mtls_client_private_key')],
	],
	[
		'HTTP_REQUEST_AGENT with nothing',
		{ name: 'a', mode: 'HTTP_REQUEST_AGENT', team_id: 1 },
		422,
		[blank('http_request_options'), blank('http_request_location_of_token')],
	],
	[
		'one request of two',
		credentialBody('MULTI_REQUEST', { credential_requests: [{ options: {} }] }),
		422,
		['credential_requests must be exactly two requests, each with options'],
	],
	[
		'a lifetime of text',
		credentialBody('MULTI_REQUEST', { http_request_ttl: '300' }),
		422,
		['http_request_ttl must be a whole number'],
	],
	[
		'an unknown read access',
		{ ...text, read_access: 'ALL' },
		422,
		['read_access must be one of TEAM, GLOBAL, SPECIFIC_TEAMS'],
	],
	[
		'SPECIFIC_TEAMS without teams',
		{ ...text, read_access: 'SPECIFIC_TEAMS' },
		422,
		["shared_team_slugs can't be blank when read_access is SPECIFIC_TEAMS"],
	],
	[
		'members of wrong types',
		{
			...text,
			shared_team_slugs: 'blue_team',
			metadata: ['a'],
			allowed_hosts: ['a', 1],
			description: 5,
			expires_at: 'soon',
			expiry_notifications_enabled: 'yes',
			credential_notification_recipient_user_ids: ['1'],
		},
		422,
		[
			'shared_team_slugs must be a list of strings',
			'description must be a string',
			'metadata must be an object',
			'allowed_hosts must be a list of strings',
			'expires_at must be an ISO 8601 time',
			'expiry_notifications_enabled must be true or false',
			'credential_notification_recipient_user_ids must be a list of whole numbers',
		],
	],
	[
		'a folder of stories',
		{ ...text, folder_id: 2 },
		422,
		['folder_id must be a credential folder of the team'],
	],
	[
		"another team's folder",
		{ ...text, folder_id: 3 },
		422,
		['folder_id must be a credential folder of the team'],
	],
	[
		'an unknown folder',
		{ ...text, folder_id: 99 },
		422,
		['folder_id must be a credential folder of the team'],
	],
	[
		'an unknown live credential',
		{ ...text, live_credential_id: 999 },
		404,
		['Credential not found'],
	],
])('create with %s', async (_case, body, status, details) => {
	const count = sandbox.current.control.state('tines').credentials.length as number;
	const answer = await api('POST', PATH, body);
	expect(answer.status).toBe(status);
	expect(answer.body.errors.map((error: { details: string }) => error.details)).toEqual(details);
	for (const { message } of answer.body.errors) {
		expect(message).toBe(status === 404 ? 'Not found' : 'Unprocessable entity');
	}
	expect(sandbox.current.control.state('tines').credentials).toHaveLength(count);
});

test('AWS by every documented requirement', async () => {
	const { control } = sandbox.current;
	const incomplete = { name: 'a', mode: 'AWS', team_id: 1, aws_authentication_type: 'ROLE' };
	expect((await api('POST', PATH, incomplete)).status).toBe(201);
	control.setBehaviour('tines', { requiredFields: 'all' });
	const { status, body } = await api('POST', PATH, incomplete);
	expect(status).toBe(422);
	expect(body.errors[0].details).toBe(blank('aws_assumed_role_arn'));
	expect((await api('POST', PATH, credentialBody('AWS'))).status).toBe(201);
});

test('bodies that are no JSON object, or say they are no JSON', async () => {
	const { url, owner } = sandbox.current.tines;
	const send = async (body: string, type = 'application/json') =>
		await fetch(`${url}/api/v1${PATH}`, {
			method: 'POST',
			headers: { authorization: `Bearer ${owner.apiKey}`, 'content-type': type },
			body,
		});
	expect((await send('{')).status).toBe(400);
	expect((await send('[]')).status).toBe(400);
	expect((await send('')).status).toBe(422);
	expect((await send('"text"')).status).toBe(400);
	expect((await send(JSON.stringify(text), 'text/plain')).status).toBe(422);
	expect((await send(JSON.stringify({ ...text, value: 'x'.repeat(2_000_000) }))).status).toBe(413);
});

test('paths that lead nowhere, and methods that a path does not have', async () => {
	for (const [method, path] of [
		['GET', '/users/info'],
		['POST', `${PATH}/1/refresh`],
		['POST', `${PATH}/1`],
		['DELETE', PATH],
	] as const) {
		const answer = await api(method, path);
		expect([answer.status, answer.body]).toEqual([
			404,
			{ errors: [{ message: 'Not found', details: 'Resource not found' }] },
		]);
	}
});
