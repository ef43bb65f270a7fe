import { itemsOf, useBench } from '../support/bench.mts';
import { testRules, type Rule } from '../support/rules.mts';
import { byId, createOAuth, tines } from '../vendors/tines.mts';

const bench = useBench(tines);
const NOTHING = "={{ '' }}";

/** n8n wants all these filled when it is an expression that says which of them are shown. */
const OTHERS = Object.fromEntries(
	[
		...['oauth_url', 'oauth_token_url', 'oauth_client_id', 'oauth_client_secret', 'value'],
		...['jwt_private_key', 'aws_access_key', 'aws_secret_key', 'aws_assumed_role_arn'],
		...['mtls_client_certificate', 'mtls_client_private_key'],
		'http_request_location_of_token',
	].map((name) => [name, NOTHING]),
);

/** A locator's value by expression: what is plainly wrong in the panel, n8n itself refuses. */
const given = (value: string) => byId(`={{ '${value}' }}`);
const more = (additionalFields: object) => createOAuth({ name: 'One', additionalFields });
const consent = (others: object = {}) =>
	createOAuth({
		...{ name: 'One', oauth_grant_type: 'authorization_code' },
		...{ oauth_url: 'https://idp.example.com/authorize', ...others },
	});
const ofMode = (mode: string, others: object = {}) => ({
	...{ resource: 'credential', operation: 'create', mode, name: 'One', team_id: byId(1) },
	...others,
});
const one = (operation: string, others: object = {}) => ({
	...{ resource: 'credential', operation, mode: 'TEXT', credentialId: byId(1), ...others },
});
/** The panel does not show what goes with other modes, but an expression may turn out to be one. */
const byExpression = (others: object) => ({
	...OTHERS,
	...createOAuth({ name: 'One', mode: "={{ 'OAUTH' }}", ...others }),
});

testRules(bench, [
	['no name', createOAuth({ name: ' ' }), 'Name', /is missing/],
	['an unknown mode', ofMode("={{ 'OAUTH2' }}", OTHERS), 'Mode', /'OAUTH2' is not one of/],
	['no team', createOAuth({ name: 'One', team_id: given('') }), 'Team', /is missing/],
	[
		'a team by name',
		createOAuth({ name: 'One', team_id: given('Blue team') }),
		'Team',
		/not a whole/,
	],
	[
		'a folder by name',
		more({ folder_id: given('Identity') }),
		'Folder',
		/'Identity' is not a whole/,
	],
	[
		'no Live Credential ID',
		more({ live_credential_id: given('x') }),
		'Live Credential',
		/'x' is not/,
	],
	[
		'an unknown grant type',
		createOAuth({ name: 'One', oauth_grant_type: 'implicit' }),
		'Grant Type',
		/'implicit' is not one of/,
	],
	['no authorization URL', consent({ oauth_url: NOTHING }), 'Authorization URL', /is missing/],
	[
		'an authorization URL without scheme',
		consent({ oauth_url: 'idp.example.com' }),
		'Authorization URL',
		/'idp.example.com' is not a URL/,
	],
	[
		'no token URL',
		createOAuth({ name: 'One', oauth_token_url: NOTHING }),
		'Token URL',
		/is missing/,
	],
	[
		'a token URL of another scheme',
		createOAuth({ name: 'One', oauth_token_url: 'ftp://a.example' }),
		'Token URL',
		/is not a URL/,
	],
	[
		'a token URL with blanks',
		createOAuth({ name: 'One', oauth_token_url: 'https://a.example/ x' }),
		'Token URL',
		/is not a URL/,
	],
	[
		'no client ID',
		createOAuth({ name: 'One', oauth_client_id: NOTHING }),
		'Client ID',
		/is missing/,
	],
	[
		'no client secret',
		createOAuth({ name: 'One', oauth_client_secret: NOTHING }),
		'Client Secret',
		/is missing/,
	],
	[
		'a masked client secret',
		createOAuth({ name: 'One', oauth_client_secret: '••••••••' }),
		'Client Secret',
		/masked/,
	],
	[
		'an unknown PKCE method',
		consent({ additionalFields: { oauthPkceCodeChallengeMethod: 'S512' } }),
		'PKCE Code Challenge Method',
		/'S512' is not one of/,
	],
	[
		'an authorization URL without a consent',
		byExpression({ oauth_url: 'https://a.example' }),
		'Authorization URL',
		/is for Mode OAUTH and Grant Type authorization_code only/,
	],
	[
		'PKCE without a consent',
		byExpression({ additionalFields: { oauthPkceCodeChallengeMethod: 'S256' } }),
		'PKCE Code Challenge Method',
		/is for Mode OAUTH and Grant Type authorization_code only/,
	],
	["another mode's secret", byExpression({ value: 'x' }), 'Value', /is for Mode TEXT only/],
	[
		"another mode's added field",
		byExpression({ additionalFields: { http_request_ttl: 5 } }),
		'Token Time to Live (Seconds)',
		/is for Mode HTTP_REQUEST_AGENT or MULTI_REQUEST only/,
	],
	['an unknown access', more({ read_access: 'ALL' }), 'Read Access', /'ALL' is not one of/],
	[
		'no teams to share with',
		more({ read_access: 'SPECIFIC_TEAMS' }),
		'Shared Team Slugs',
		/at least one/,
	],
	[
		'teams without access',
		more({ shared_team_slugs: ['a'] }),
		'Shared Team Slugs',
		/with Read Access Specific Teams only/,
	],
	[
		'teams with another access',
		more({ read_access: 'GLOBAL', shared_team_slugs: ['a'] }),
		'Shared Team Slugs',
		/not with GLOBAL/,
	],
	[
		'metadata twice',
		more({ metadata: { entry: [{ name: 'a', value: 'b' }] }, metadataJson: '{}' }),
		'Metadata (JSON)',
		/beside Metadata/,
	],
	[
		'metadata without a name',
		more({ metadata: { entry: [{ name: ' ', value: 'b' }] } }),
		'Metadata',
		/has no name/,
	],
	[
		'a name of metadata twice',
		more({
			metadata: {
				entry: [
					{ name: 'a', value: '1' },
					{ name: 'a ', value: '2' },
				],
			},
		}),
		'Metadata',
		/'a' is given twice/,
	],
	[
		'masked metadata',
		more({ metadata: { entry: [{ name: 'a', value: '••••••••' }] } }),
		'Metadata',
		/masked/,
	],
	[
		'metadata that is no JSON',
		more({ metadataJson: '{a' }),
		'Metadata (JSON)',
		/is not valid JSON/,
	],
	[
		'metadata that is a list',
		more({ metadataJson: '[1]' }),
		'Metadata (JSON)',
		/expected a JSON object, got a list/,
	],
	[
		'a host with a scheme',
		more({ allowed_hosts: ['https://a.example'] }),
		'Allowed Hosts',
		/'https:\/\/a.example' is not a domain/,
	],
	[
		'a host with a path',
		more({ allowed_hosts: ['ok.example', 'a.example/x'] }),
		'Allowed Hosts',
		/'a.example\/x' is not a domain/,
	],
	[
		'a host with a hole',
		more({ allowed_hosts: ['a..example'] }),
		'Allowed Hosts',
		/is not a domain/,
	],
	['a date that is none', more({ expires_at: 'soon' }), 'Expires At', /'soon' is not a date/],
	[
		'a recipient by name',
		more({ credential_notification_recipient_user_ids: ['Ada'] }),
		'Notification Recipient User IDs',
		/'Ada' is not a whole number/,
	],
	[
		'a notification that is neither',
		more({ expiry_notifications_enabled: 'maybe' }),
		'Expiry Notifications Enabled',
		/neither true nor false/,
	],
	['no ID', one('get', { credentialId: given('') }), 'Credential', /is missing/],
	[
		'an ID that is a path',
		one('delete', { credentialId: given('../teams/1') }),
		'Credential',
		/is not a whole number/,
	],
	['an ID of 0', one('get', { credentialId: given('0') }), 'Credential', /is not a whole number/],
	['nothing to change', one('update', { updateFields: {} }), 'Update Fields', /nothing to change/],
	[
		'a change of metadata twice',
		one('update', {
			updateFields: { metadata: { entry: [{ name: 'a', value: 'b' }] }, metadataJson: '{}' },
		}),
		'Metadata (JSON)',
		/beside Metadata/,
	],
	[
		'a change to teams with another access',
		one('update', { updateFields: { read_access: 'TEAM', shared_team_slugs: ['a'] } }),
		'Shared Team Slugs',
		/not with TEAM/,
	],
	[
		'a masked value to change',
		one('update', { updateFields: { value: '••••••••' } }),
		'Value',
		/masked/,
	],
	[
		'a change of another mode',
		one('update', { mode: "={{ 'TEXT' }}", updateFields: { oauth_client_id: 'x' } }),
		'Client ID',
		/is for Mode OAUTH only/,
	],
	[
		'an unknown version',
		one('update', { updateFields: { name: 'x' }, options: { version: 'draft' } }),
		'Version',
		/'draft' is not one of/,
	],
	[
		'a limit of 0',
		{ resource: 'credential', operation: 'getAll', limit: 0 },
		'Limit',
		/0'? is not/,
	],
	[
		'an unknown restriction',
		{ resource: 'credential', operation: 'getAll', filters: { filter: 'USED' } },
		'Restriction or Use',
		/'USED' is not one of/,
	],
	[
		'an unknown scope',
		{ resource: 'team', operation: 'getAll', filters: { scope: 'mine' } },
		'Scope',
		/'mine' is not one of/,
	],
	[
		'an unknown content',
		{ resource: 'folder', operation: 'getAll', filters: { content_type: 'CASE' } },
		'Content Type',
		/'CASE' is not one of/,
	],
] satisfies Rule[]);

test('fields of other modes that turn out to be empty are not in the way', async () => {
	const parameters = byExpression({ value: '={{ undefined }}' });
	expect(itemsOf(await bench.current.run({ parameters }))[0]!.json.mode).toBe('OAUTH');
});

test('what is right is not refused: references, wildcards, ports and IPv6', async () => {
	const { error } = await bench.current.run({
		parameters: consent({
			oauth_url: 'https://<<RESOURCE.host>>/authorize',
			oauth_token_url: 'http://localhost:8080/token',
			additionalFields: {
				allowed_hosts: ['*', '*.example.com', 'api-*.example.com:8443', 'localhost', '[::1]'],
			},
		}),
	});
	// The sandbox takes no references: what counts is that they got there.
	expect(error?.message).toContain('oauth_url');
	expect(bench.current.calls('POST')).toHaveLength(1);
});

test('items beside one that is refused go on when they are to', async () => {
	const { output } = await bench.current.run({
		parameters: createOAuth(),
		items: [{ json: { name: '' } }, { json: { name: 'good' } }],
		onError: 'continueErrorOutput',
	});
	expect(output[0]!.map(({ json, pairedItem }) => [json.name, pairedItem])).toEqual([
		['good', { item: 1 }],
	]);
	expect(output[1]!.map(({ json }) => json.error)).toEqual(['Name: is missing [item 0]']);
});
