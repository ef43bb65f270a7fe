import { Secret } from '../../../nodes/core/secret.ts';
import { requestFor } from '../../../nodes/Tines/credential/change.ts';
import type { CredentialSpec } from '../../../nodes/Tines/credential/fields.ts';
import type { Credential } from '../../../nodes/Tines/credential/wire.ts';
import { invalidInputOf } from '../support/thrown.mts';

const STORED: Credential = { id: 1, name: 'a', mode: 'TEXT', team_id: 2, read_access: 'TEAM' };
const SHARED = { read_access: 'SPECIFIC_TEAMS', shared_team_slugs: ['blue_team'] } as const;

const request = (change: CredentialSpec, stored: object = {}, version: 'live' | 'test' = 'live') =>
	requestFor({ ...STORED, ...stored }, change, version);

test.each<[string, CredentialSpec, object, object]>([
	['a name', { name: 'b' }, {}, { name: 'b' }],
	['a secret', { value: new Secret('s3cret') }, {}, { value: 's3cret' }],
	['its own mode', { mode: 'TEXT', name: 'b' }, {}, { name: 'b' }],
	['its own team', { team_id: 2 }, { folder_id: 3 }, { team_id: 2 }],
	['another team: its folder is left', { team_id: 4 }, {}, { team_id: 4, folder_id: null }],
	[
		'another team and a folder there',
		{ team_id: 4, folder_id: 5 },
		{},
		{ team_id: 4, folder_id: 5 },
	],
	['a folder', { folder_id: 5 }, {}, { folder_id: 5 }],
	['teams to share with', { shared_team_slugs: ['red'] }, SHARED, { shared_team_slugs: ['red'] }],
	[
		'sharing, with teams that are stored already',
		{ read_access: 'SPECIFIC_TEAMS' },
		{ shared_team_slugs: ['blue_team'] },
		{ read_access: 'SPECIFIC_TEAMS' },
	],
	[
		'an end of sharing: the teams go, too',
		{ read_access: 'TEAM' },
		SHARED,
		{ read_access: 'TEAM', shared_team_slugs: [] },
	],
	[
		'an end of what was not shared',
		{ read_access: 'GLOBAL' },
		{ shared_team_slugs: [] },
		{ read_access: 'GLOBAL' },
	],
])('a change of %s, beside the mode that it has', (_what, change, stored, sent) => {
	expect(request(change, stored)).toStrictEqual({ ...sent, mode: 'TEXT' });
	expect(request(change, stored, 'test')).toStrictEqual({ ...sent, mode: 'TEXT' });
});

test.each<[CredentialSpec, object, string]>([
	[{ mode: 'AWS' }, {}, "Mode: the credential 'a' (1) is of the mode TEXT, not AWS"],
	[{ read_access: 'SPECIFIC_TEAMS' }, {}, 'Shared Team Slugs: Read Access Specific Teams needs'],
	[{ shared_team_slugs: [] }, SHARED, 'Shared Team Slugs: Read Access Specific Teams needs'],
	[{ shared_team_slugs: ['red'] }, {}, 'only, not with TEAM'],
	[{ read_access: 'TEAM', shared_team_slugs: ['red'] }, SHARED, 'only, not with TEAM'],
])('%j of %j is refused', (change, stored, message) => {
	expect(invalidInputOf(() => request(change, stored)).message).toContain(message);
});

describe.each(['HTTP_REQUEST_AGENT', 'MULTI_REQUEST'] as const)(
	'the time to live of %s',
	(mode) => {
		const sent = (change: CredentialSpec, stored: object, version: 'live' | 'test' = 'live') =>
			request(change, { mode, ...stored }, version).http_request_ttl;

		test.each([60, null])('is sent along as it is stored: %j', (ttl) => {
			expect(sent({ name: 'b' }, { http_request_ttl: ttl })).toBe(ttl);
		});

		test('is what is given, for both versions', () => {
			for (const version of ['live', 'test'] as const) {
				expect(sent({ http_request_ttl: 30 }, { http_request_ttl: 60 }, version)).toBe(30);
				expect(sent({ http_request_ttl: 0 }, {}, version)).toBeNull();
			}
		});

		test.each([
			['a live version that does not tell it', {}, 'live'],
			['a test version', {}, 'test'],
			['a test version: what is told is the live one’s', { http_request_ttl: 60 }, 'test'],
		] as const)('has to be given for %s', (_what, stored, version) => {
			const error = invalidInputOf(() => sent({ name: 'b' }, stored, version));
			expect(error).toMatchObject({
				field: 'Token Time to Live (Seconds)',
				problem: expect.stringContaining(`of the mode ${mode} that does not give it`),
				help: expect.stringContaining('Add the field'),
			});
		});
	},
);

test('no other mode has a time to live', () => {
	expect(request({ name: 'b' }, { http_request_ttl: 60 })).not.toHaveProperty('http_request_ttl');
});
