import type { CredentialSpec } from '../../../nodes/Tines/credential/fields.ts';
import { checkChange, checkNew, checkSharing } from '../../../nodes/Tines/credential/rules.ts';
import { invalidInputOf } from '../support/thrown.mts';

/** What a rule says against a specification; undefined for nothing. */
const said = (rule: (spec: CredentialSpec) => void, spec: CredentialSpec) => {
	let message: string | undefined;
	const call = () => rule(spec);
	try {
		call();
	} catch {
		message = invalidInputOf(call).message;
	}
	return message;
};

const SHARED = { read_access: 'SPECIFIC_TEAMS' } as const;

test.each<[string, CredentialSpec]>([
	['in a team', { team_id: 1 }],
	['in a team, as a test version', { team_id: 1, live_credential_id: 2 }],
	['without a team, as a test version', { live_credential_id: 2 }],
	['for its team', { team_id: 1, read_access: 'TEAM' }],
	['for all', { team_id: 1, read_access: 'GLOBAL', shared_team_slugs: [] }],
	['for some teams', { team_id: 1, ...SHARED, shared_team_slugs: ['blue_team'] }],
	['with metadata', { team_id: 1, metadata: { a: 'b' } }],
	['with metadata in JSON', { team_id: 1, metadataJson: {} }],
])('a new credential can be %s', (_what, spec) => expect(said(checkNew, spec)).toBeUndefined());

test.each<[string, CredentialSpec, RegExp]>([
	['without a team', {}, /^Team: is missing$/],
	['without a team, but in a folder', { folder_id: 3 }, /^Team: is missing$/],
	[
		'with teams alone',
		{ team_id: 1, shared_team_slugs: ['blue_team'] },
		/^Shared Team Slugs: .*with Read Access Specific Teams only$/,
	],
	[
		'for its team and for others',
		{ team_id: 1, read_access: 'TEAM', shared_team_slugs: ['blue_team'] },
		/^Shared Team Slugs: .*only, not with TEAM$/,
	],
	[
		'for all and for others',
		{ team_id: 1, read_access: 'GLOBAL', shared_team_slugs: ['blue_team'] },
		/^Shared Team Slugs: .*only, not with GLOBAL$/,
	],
	[
		'for some teams that are not named',
		{ team_id: 1, read_access: 'SPECIFIC_TEAMS' },
		/^Shared Team Slugs: .*needs at least one team$/,
	],
	[
		'for no teams',
		{ team_id: 1, read_access: 'SPECIFIC_TEAMS', shared_team_slugs: [] },
		/^Shared Team Slugs: .*needs at least one team$/,
	],
	[
		'with metadata twice',
		{ team_id: 1, metadata: {}, metadataJson: {} },
		/^Metadata \(JSON\): is given beside Metadata/,
	],
])('a new credential cannot be %s', (_what, spec, message) => {
	expect(said(checkNew, spec)).toMatch(message);
});

test('sharing is judged as it is to be', () => {
	expect(said(checkSharing, {})).toBeUndefined();
	expect(said(checkSharing, { shared_team_slugs: ['blue_team'] })).toBeUndefined();
	expect(said(checkSharing, { ...SHARED, shared_team_slugs: ['blue_team'] })).toBeUndefined();
	expect(said(checkSharing, { read_access: 'SPECIFIC_TEAMS' })).toMatch(/at least one team/);
});

test.each<[string, CredentialSpec, RegExp | undefined]>([
	['no team', { name: 'a' }, undefined],
	['teams for a credential that may be shared already', { shared_team_slugs: ['a'] }, undefined],
	['sharing with teams that may be stored', { read_access: 'SPECIFIC_TEAMS' }, undefined],
	['sharing with none', { read_access: 'TEAM', shared_team_slugs: [] }, undefined],
	['metadata', { metadataJson: {} }, undefined],
	['an end of sharing with teams', { read_access: 'TEAM', shared_team_slugs: ['a'] }, /with TEAM$/],
	['metadata twice', { metadata: {}, metadataJson: {} }, /give one of the two$/],
])('a change can be judged before anything is asked: %s', (_what, change, message) => {
	if (message) expect(said(checkChange, change)).toMatch(message);
	else expect(said(checkChange, change)).toBeUndefined();
});
