import type { CredentialSpec } from '../../../nodes/Tines/credential/fields.ts';
import { checkCanHaveTest, checkTestVersion } from '../../../nodes/Tines/credential/versions.ts';
import type { Credential } from '../../../nodes/Tines/credential/wire.ts';
import { invalidInputOf } from '../support/thrown.mts';

const LIVE: Credential = { id: 1, name: 'a', mode: 'TEXT', team_id: 2 };
const VERSION = { created_at: '2026-01-02T03:04:05Z' };

test.each<[object, CredentialSpec]>([
	[{ test_credential_enabled: true, test_credential: VERSION }, {}],
	[{ test_credential_enabled: false, test_credential: VERSION }, { test_credential_enabled: true }],
	// Not every tenant tells of the version itself.
	[{ test_credential_enabled: true }, {}],
	[{ test_credential_enabled: false }, { test_credential_enabled: true }],
	[{}, { test_credential_enabled: true }],
])('the test version of %j can be changed with %j', (stored, change) => {
	expect(() => checkTestVersion({ ...LIVE, ...stored }, change)).not.toThrow();
});

const NONE = 'has no test version';
const OFF = 'has its test version switched off';

test.each<[object, CredentialSpec, string]>([
	[{ test_credential_enabled: false, test_credential: null }, {}, NONE],
	[{ test_credential_enabled: true, test_credential: null }, {}, NONE],
	[{ test_credential: null }, { test_credential_enabled: true }, NONE],
	[{}, {}, NONE],
	[{ test_credential_enabled: false }, {}, NONE],
	[{ test_credential_enabled: false, test_credential: VERSION }, {}, OFF],
	[
		{ test_credential_enabled: true, test_credential: VERSION },
		{ test_credential_enabled: false },
		OFF,
	],
])('that of %j cannot, with %j', (stored, change, problem) => {
	const error = invalidInputOf(() => checkTestVersion({ ...LIVE, ...stored }, change));
	expect(error.message).toBe(`Version: the credential 'a' (1) ${problem}`);
	expect(error.help).toMatch(problem === NONE ? /Live Credential/ : /Test Credential Enabled/);
});

test('a live credential is given one test version, of its own mode', () => {
	for (const stored of [{}, { test_credential: null }]) {
		expect(() => checkCanHaveTest({ ...LIVE, ...stored }, { mode: 'TEXT' })).not.toThrow();
	}
	const has = invalidInputOf(() =>
		checkCanHaveTest({ ...LIVE, test_credential: VERSION }, { mode: 'TEXT' }),
	);
	expect(has.message).toBe("Live Credential: 'a' (1) has a test version already");
	expect(has.help).toMatch(/Update.*Version/);
	const other = invalidInputOf(() => checkCanHaveTest(LIVE, { mode: 'AWS' }));
	expect(other.message).toBe("Live Credential: 'a' (1) is of the mode TEXT, not AWS");
});
