import type { CredentialSpec } from '../../../nodes/Tines/credential/fields.ts';
import { leftToDo, needsConsent } from '../../../nodes/Tines/credential/leftToDo.ts';
import type { Credential } from '../../../nodes/Tines/credential/wire.ts';

const STORED: Credential = { id: 1, name: 'a', mode: 'OAUTH', team_id: 2 };
const CONSENT: CredentialSpec = { mode: 'OAUTH', oauth_grant_type: 'authorization_code' };
const redirect_url = 'https://a.tines.com/oauth/1';

test('only OAuth on behalf of a user needs a consent', () => {
	expect(needsConsent(CONSENT)).toBe(true);
	expect(needsConsent({ mode: 'OAUTH', oauth_grant_type: 'client_credentials' })).toBe(false);
	expect(needsConsent({ mode: 'OAUTH' })).toBe(false);
	expect(needsConsent({ mode: 'TEXT', oauth_grant_type: 'authorization_code' })).toBe(false);
});

test.each<[CredentialSpec, object]>([
	[{ mode: 'TEXT' }, {}],
	[{ mode: 'OAUTH', oauth_grant_type: 'client_credentials' }, { redirect_url }],
	[{ mode: 'TEXT', read_access: 'GLOBAL' }, { read_access: 'GLOBAL' }],
	[{ mode: 'TEXT' }, { read_access: 'TEAM' }],
	[{ mode: 'TEXT', read_access: 'SPECIFIC_TEAMS' }, {}],
])('after %j, stored as %j, nothing is left to do', (spec, stored) => {
	for (const adopted of [true, false]) {
		expect(leftToDo(spec, { ...STORED, ...stored }, adopted)).toBeUndefined();
	}
});

test('the consent is given at the redirect URL, where Tines gave one', () => {
	for (const adopted of [true, false]) {
		expect(leftToDo(CONSENT, { ...STORED, redirect_url }, adopted)).toMatch(
			/^Tines gets no tokens before the consent is given: open the redirect_url/,
		);
	}
	expect(leftToDo(CONSENT, STORED, false)).toBe(
		"Tines gave no redirect_url for 'a': open the credential in Tines to give the consent there.",
	);
	expect(leftToDo(CONSENT, STORED, true)).toBe(
		"Tines gave no redirect_url for 'a', since the redirect_url for the consent was in the lost answer: open the credential in Tines to give the consent there.",
	);
});

test('another read access than was asked for is told of, after the consent', () => {
	const stored = { ...STORED, redirect_url, read_access: 'TEAM' as const };
	const shared = /Tines stored the read access TEAM for 'a' instead of SPECIFIC_TEAMS: .* paid/;
	expect(leftToDo({ read_access: 'SPECIFIC_TEAMS' }, stored, false)).toMatch(shared);
	const both = leftToDo({ ...CONSENT, read_access: 'SPECIFIC_TEAMS' }, stored, false) ?? '';
	expect(both).toMatch(/^Tines gets no tokens/);
	expect(both).toMatch(shared);
});
