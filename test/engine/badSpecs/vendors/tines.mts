import fc from 'fast-check';
import { KINDS } from '../badValues.mts';
import { SYNC_OPTIONS } from '../syncOptions.mts';
import type { Base, Flaw, SpecVendor, Values } from '../vendor.mts';

const always = (values: Values, ...labels: string[]): Flaw => ({
	...{ values: fc.constant(values), labels },
});

/** What each mode needs. */
const MODES: Array<{ good: Values; flaws?: Flaw[] }> = [
	{ good: { mode: 'TEXT', value: 'a text' } },
	{
		good: {
			...{ mode: 'OAUTH', oauth_grant_type: 'client_credentials', oauth_client_id: 'me' },
			...{ oauth_token_url: 'https://a.example/token', oauth_client_secret: 'a secret' },
		},
		flaws: [always({ oauth_url: 'https://a.example/consent' }, 'Authorization URL')],
	},
	{
		good: {
			...{ mode: 'OAUTH', oauth_grant_type: 'authorization_code', oauth_client_id: 'me' },
			...{ oauth_token_url: 'https://a.example/token', oauth_client_secret: 'a secret' },
			oauth_url: 'https://a.example/consent',
		},
	},
	{
		good: { mode: 'JWT', jwt_algorithm: 'RS256', jwt_payload: '{}', jwt_private_key: 'a key' },
	},
	{
		good: {
			...{ mode: 'AWS', aws_authentication_type: 'KEY', aws_access_key: 'me' },
			aws_secret_key: 'a key',
		},
		flaws: [always({ aws_assumed_role_arn: 'arn:aws:iam::1:role/x' }, 'Role ARN')],
	},
	{ good: { mode: 'AWS', aws_authentication_type: 'ROLE', aws_assumed_role_arn: 'arn:aws:x' } },
	{
		good: { mode: 'MTLS', mtls_client_certificate: 'a certificate', mtls_client_private_key: 'k' },
	},
	{
		good: {
			...{ mode: 'HTTP_REQUEST_AGENT', http_request_options: '{"url": "https://a.example"}' },
			http_request_location_of_token: '=response.body',
		},
	},
	{
		good: {
			...{ mode: 'MULTI_REQUEST', http_request_location_of_token: 'response.body' },
			'credential_requests.request.0.options': '{"url": "https://a.example"}',
			'credential_requests.request.1.options': '{"url": "https://a.example"}',
			'credential_requests.request.1.http_request_secret': 'a secret',
		},
	},
];

const NOT_REQUIRED = /^(credential_requests|mode$)/;

const ADDITIONAL = 'additionalFields';
const WORDS = ['https://a.example', 'a b', 'a/b', 'a..b', '.a', 'a.', 'a@b', 'a:b', '\u0000', '-'];

const urls = fc.constantFrom(
	...['a.example', 'ftp://a.example', 'https://', 'https:///x', 'http:a', 'https://a b', '//a'],
	...['javascript:alert(1)', 'https://[', 'ﬁ', 'https://a.example\n/x'],
);

/** What is wrong with what every mode has. */
function commonFlaws(inPanel: string, isNew: boolean): Flaw[] {
	const key = (name: string) => `${inPanel}.${name}`;
	return [
		always(
			{ [key('read_access')]: 'TEAM', [key('shared_team_slugs')]: ['blue_team'] },
			'Shared Team Slugs',
		),
		always({ [key('http_request_ttl')]: 31_536_001 }, 'Token Time to Live (Seconds)'),
		// Of a stored one the teams may be there already.
		...(isNew
			? [
					always({ [key('read_access')]: 'SPECIFIC_TEAMS' }, 'Shared Team Slugs'),
					always({ [key('shared_team_slugs')]: ['blue_team'] }, 'Shared Team Slugs'),
				]
			: []),
		always(
			{ [key('metadata.entry.0.value')]: 'x', [key('metadataJson')]: { a: 1 } },
			'Metadata (JSON)',
		),
		{
			values: fc
				.constantFrom('', ' ', '__proto__', 'constructor', 'prototype')
				.map((name) => ({ [key('metadata.entry.0.name')]: name })),
			labels: ['Metadata'],
		},
		{
			values: fc
				.oneof(KINDS.objects, KINDS.lists, fc.constant(null), KINDS.masks)
				.map((value) => ({ [key('metadata.entry.0.value')]: value })),
			labels: ['Metadata'],
		},
		{
			values: fc
				.tuple(fc.array(fc.constant('a.example')), fc.constantFrom(...WORDS))
				.map(([good, bad]) => ({ [key('allowed_hosts')]: [...good, bad] })),
			labels: ['Allowed Hosts'],
		},
	];
}

const common = (inPanel: string): Values => ({
	[`${inPanel}.description`]: 'for a test',
	[`${inPanel}.metadata.entry.0.name`]: 'env',
	[`${inPanel}.metadata.entry.0.value`]: 'prod',
});

const wholes = (operation: string, fixed?: Base['fixed']): Base[] =>
	MODES.map(({ good, flaws = [] }) => ({
		...{ resource: 'credential', operation, fixed },
		good: { name: 'good {n}', team_id: '1', ...good, ...common(ADDITIONAL) },
		required: ['name', 'team_id', ...Object.keys(good).filter((key) => !NOT_REQUIRED.test(key))],
		flaws: [
			...flaws,
			...commonFlaws(ADDITIONAL, true),
			...(['oauth_token_url', 'oauth_url'] as const)
				.filter((key) => key in good)
				.map(
					(key): Flaw => ({
						values: urls.map((url) => ({ [key]: url })),
						labels: [key === 'oauth_url' ? 'Authorization URL' : 'Token URL'],
					}),
				),
			...(good.mode === 'TEXT'
				? [always({ jwt_private_key: 'a key' }, 'Private Key')]
				: [always({ value: 'a text' }, 'Value')]),
		],
	}));

const UPDATE = 'updateFields';

const updates: Base[] = ['TEXT', 'OAUTH'].map((mode) => ({
	...{ resource: 'credential', operation: 'update' },
	good: { credentialId: '501', mode, ...common(UPDATE) },
	required: ['credentialId'],
	flaws: [
		...commonFlaws(UPDATE, false),
		mode === 'TEXT'
			? always({ [`${UPDATE}.oauth_client_id`]: 'me' }, 'Client ID')
			: always({ [`${UPDATE}.value`]: 'a text' }, 'Value'),
	],
}));

const byId = (operation: string, good: Values = {}): Base => ({
	...{ resource: 'credential', operation, good: { credentialId: '501', ...good } },
	required: ['credentialId'],
});

const list = (resource: string): Base => ({
	...{ resource, operation: 'getAll', fixed: { returnAll: false }, good: { limit: 50 } },
	required: [],
});

const DESIRED = { inputFormat: 'fields', matchOn: 'key' };
const AS_ITEM = { inputFormat: 'item', matchOn: 'key' };

/** Numbers are IDs, too. */
const noUserIds = fc.oneof(
	...[fc.boolean(), KINDS.objects],
	fc.constantFrom('x', '1,x', '0', '-1', '1.5', ['x'], [1, 'x'], [null], [true], [{}], -1, 1.5),
);

/** Tines. */
export const tines: SpecVendor = {
	...{ name: 'tines', node: 'tines' },
	built: { file: 'Tines/Tines.node.js', name: 'Tines' },
	credentials: ({ tines: { url, owner } }) => ({
		tinesApi: { tenantUrl: url, apiKey: owner.apiKey },
	}),
	special: {
		credential_notification_recipient_user_ids: noUserIds,
		// The list in the panel is no complete one.
		jwt_algorithm: KINDS.noText,
		// A row's parts are judged as a whole, and by the rules above.
		...Object.fromEntries(
			[ADDITIONAL, UPDATE].flatMap((inPanel) =>
				['name', 'value'].map((part) => [`${inPanel}.metadata.entry.0.${part}`, undefined]),
			),
		),
	},
	bases: [
		...['upsert', 'sync'].map(
			(operation): Base => ({
				...{ resource: 'credential', operation, fixed: AS_ITEM, required: ['name', 'team_id'] },
				good: { name: 'good {n}', team_id: 1, mode: 'TEXT', value: 'a text' },
			}),
		),
		{
			...{ resource: 'credential', operation: 'sync', fixed: DESIRED, settings: true },
			good: {
				...{ name: 'good {n}', team_id: '1', mode: 'TEXT', value: 'a text' },
				...{ ...SYNC_OPTIONS, 'scope.namePrefix': 'good' },
				...{ 'scope.team_id': '1', 'scope.folder_id': '0' },
			},
			required: [],
		},
		...[...wholes('create'), ...wholes('upsert', DESIRED), ...wholes('sync', DESIRED)],
		...updates,
		...[byId('delete'), byId('get'), list('credential'), list('team'), list('folder')],
	],
};
