import fc from 'fast-check';
import { DateTime } from 'luxon';
import { MASK, reveal } from '../../../nodes/core/secret.ts';
import { FIELDS } from '../../../nodes/Tines/credential/fields.ts';
import type { FieldName } from '../../../nodes/Tines/credential/fields.ts';
import { JUNK } from '../support/junk.mts';
import { invalidInputOf, readOrRefused } from '../support/thrown.mts';

test.each<[FieldName, unknown, unknown]>([
	['expires_at', '2027-01-01T00:00:00Z', '2027-01-01T00:00:00.000Z'],
	['expires_at', ' 2027-01-01T00:00:00.5+02:00 ', '2026-12-31T22:00:00.500Z'],
	['expires_at', new Date('2027-01-01T00:00:00Z'), '2027-01-01T00:00:00.000Z'],
	['expires_at', DateTime.fromISO('2027-01-01T00:00:00+01:00'), '2026-12-31T23:00:00.000Z'],
	['expires_at', '', null],
	['expires_at', null, undefined],
	['expires_at', undefined, undefined],
	['folder_id', { mode: 'list', value: '34' }, 34],
	['folder_id', { mode: 'list', value: '0' }, null],
	['folder_id', 0, null],
	['folder_id', { mode: 'list', value: '' }, undefined],
	['team_id', { mode: 'list', value: '2' }, 2],
	['team_id', ' 2 ', 2],
	['live_credential_id', { mode: 'id', value: '501' }, 501],
	['credential_notification_recipient_user_ids', [7, '8', ' 7 '], [7, 8]],
	['credential_notification_recipient_user_ids', '7, 8', [7, 8]],
	['credential_notification_recipient_user_ids', 7, [7]],
	['credential_notification_recipient_user_ids', [], []],
	['allowed_hosts', ['*.example.com', ' a.example.com '], ['*.example.com', 'a.example.com']],
	['allowed_hosts', '*.example.com, a.example.com:8443', ['*.example.com', 'a.example.com:8443']],
	['description', '', ''],
	['oauth_scope', 'read write', ['read', 'write']],
	['oauth_url', '<<RESOURCE.url>>', '<<RESOURCE.url>>'],
	['jwt_algorithm', 'PS256', 'PS256'],
	['http_request_ttl', 0, 0],
])('%s reads %p as %j', (field, raw, value) => expect(FIELDS[field].read(raw)).toEqual(value));

test.each<[FieldName, unknown, string]>([
	['expires_at', 'tomorrow', "Expires At: 'tomorrow' is not a date and time in ISO 8601"],
	['expires_at', '2027-13-01', 'is not a date and time'],
	['expires_at', DateTime.invalid('x'), 'is not a date and time'],
	['expires_at', new Date(NaN), 'is not a date and time'],
	['folder_id', '-1', "Folder: '-1' is not a whole number"],
	['team_id', '0', "Team: '0' is not a whole number"],
	['team_id', 'blue', "Team: 'blue' is not a whole number"],
	['live_credential_id', '1.5', "Live Credential: '1.5' is not"],
	['credential_notification_recipient_user_ids', ['me'], "'me' is not a whole number"],
	['credential_notification_recipient_user_ids', [0], "'0' is not a whole number"],
	['credential_notification_recipient_user_ids', [1.5], "'1.5' is not a whole number"],
	['allowed_hosts', ['https://a.example.com'], 'no https://, no path'],
	['oauth_token_url', 'example.com', "Token URL: 'example.com' is not a URL"],
	['http_request_ttl', -1, 'from 0 to 31536000'],
	['mode', 'OAUTH2', "Mode: 'OAUTH2' is not one of AWS, HTTP_REQUEST_AGENT"],
])('%s refuses %p', (field, raw, problem) => {
	expect(invalidInputOf(() => FIELDS[field].read(raw)).message).toContain(problem);
});

const requests = (raw: unknown) =>
	FIELDS.credential_requests.read(raw)?.map(({ options, http_request_secret: secret }) => ({
		options,
		secret: secret && reveal(secret),
	}));

const TWO = [
	{ options: '{"url": "a"}', http_request_secret: ' s1 ' },
	{ options: { url: 'b' }, http_request_secret: '' },
];

test.each([
	['rows', { request: TWO }],
	["an expression's list", TWO],
])('two requests are read from %s, in their order', (_what, raw) => {
	expect(requests(raw)).toEqual([
		{ options: { url: 'a' }, secret: ' s1 ' },
		{ options: { url: 'b' }, secret: undefined },
	]);
	expect(FIELDS.credential_requests.read(raw)?.[1]).not.toHaveProperty('http_request_secret');
});

test.each([undefined, null, '', {}, [], { request: [] }])('%j is no requests', (raw) => {
	expect(requests(raw)).toBeUndefined();
});

test.each<[unknown, string]>([
	[TWO.slice(1), 'there is 1, but Tines needs exactly two'],
	[{ request: [...TWO, ...TWO] }, 'there are 4, but Tines needs exactly two'],
	[{ request: 'x' }, 'expected a list, got a string'],
	['x', 'expected a list, got a string'],
	[7, 'expected a list, got a number'],
	[[TWO[0], { options: 'x' }], 'Requests, 2: is not valid JSON'],
	[[{}, TWO[1]], 'Requests, 1: is not valid JSON'],
	[[TWO[0], null], 'Requests, 2: is not valid JSON'],
	[[TWO[0], { ...TWO[1], http_request_secret: MASK }], 'is a masked secret'],
])('%j is refused as requests', (raw, problem) => {
	expect(invalidInputOf(() => requests(raw)).message).toContain(problem);
});

test.each(Object.keys(FIELDS) as FieldName[])('junk does not break %s', (field) => {
	fc.assert(
		fc.property(
			fc.oneof(
				JUNK,
				fc.date({ noInvalidDate: false }),
				fc.array(JUNK, { minLength: 2, maxLength: 2 }),
			),
			(raw) => void readOrRefused<unknown>(() => FIELDS[field].read(raw)),
		),
	);
});
