import { inspect } from 'node:util';
import fc from 'fast-check';
import { MASK, reveal, Secret } from '../../../nodes/core/secret.ts';
import type { IntegrationCredentialSpec } from '../../../nodes/Paragon/integrationCredential/fields.ts';
import {
	differencesIn,
	extraOf,
	fromWire,
	mergedValues,
	simplified,
	splitScopes,
	withoutSecrets,
} from '../../../nodes/Paragon/integrationCredential/wire.ts';
import type { IntegrationCredential } from '../../../nodes/Paragon/integrationCredential/wire.ts';

/** What Paragon gives of a single credential, its secret in the open. */
const WIRE = {
	id: 'credentials_id',
	dateCreated: '2026-01-02T03:04:05.678Z',
	projectId: 'your_project_id',
	integrationId: 'your_integration_id',
	provider: 'jira',
	scheme: 'oauth_app',
	status: 'VALID',
	values: {
		clientId: 'your_client_id',
		clientSecret: 'your_client_secret',
		scopes: 'scope1 scope2',
		accessTokenUrl: 'https://a.example.com/token',
		authUrl: 'https://a.example.com/auth',
	},
};
const REDIRECT = 'https://passport.useparagon.com/oauth';
const STORED = fromWire(WIRE, REDIRECT);

test('the secret is put away before anything else is done, and nothing else is lost', () => {
	const { clientSecret, ...rest } = STORED;
	expect(clientSecret && reveal(clientSecret)).toBe('your_client_secret');
	const { clientSecret: _secret, ...values } = WIRE.values;
	expect(rest).toEqual({ ...WIRE, values, redirectUrl: REDIRECT });
	expect(inspect(STORED, { depth: 9 }) + JSON.stringify(STORED)).not.toContain(
		'your_client_secret',
	);
	expect(WIRE.values.clientSecret).toBe('your_client_secret');
});

test('an entry of a list has no values, a credential may have no secret, a host may not tell', () => {
	const { values, ...entry } = WIRE;
	expect(fromWire(entry, undefined)).toEqual(entry);
	for (const clientSecret of ['', null, undefined]) {
		const stored = fromWire({ ...WIRE, values: { ...values, clientSecret } as never }, undefined);
		expect(stored).not.toHaveProperty('clientSecret');
		expect(stored.values).not.toHaveProperty('clientSecret');
	}
});

test("simplified, it is the state sample of Paragon's own Terraform provider, without the secret", () => {
	const { status: _status, ...sample } = WIRE;
	expect(simplified(fromWire(sample, undefined))).toEqual({
		creds_provider: 'jira',
		id: 'credentials_id',
		integration_id: 'your_integration_id',
		oauth: { client_id: 'your_client_id', scopes: ['scope1', 'scope2'] },
		project_id: 'your_project_id',
		scheme: 'oauth_app',
	});
	expect(simplified(STORED)).toMatchObject({ status: 'VALID', redirect_url: REDIRECT });
	const { values: _values, ...entry } = WIRE;
	expect(simplified(fromWire(entry, undefined))).not.toHaveProperty('oauth');
});

test('whole, it is in Paragon’s words, with secrets masked and addresses shown', () => {
	const values = {
		...WIRE.values,
		privateKey: 'hidden1',
		bot_token: 'hidden2',
		signingSecret: 'hidden3',
		apiKey: 'hidden4',
		password: 'hidden5',
		tokenUri: 'https://a.example.com',
		oauth: { appToken: 'hidden6', name: 'a' },
		usesToken: true,
		keySize: 2048,
	};
	const shown = withoutSecrets(fromWire({ ...WIRE, values }, REDIRECT));
	expect(JSON.stringify(shown)).not.toMatch(/hidden|your_client_secret/);
	expect(shown).toEqual({
		...WIRE,
		redirectUrl: REDIRECT,
		values: {
			...values,
			clientSecret: MASK,
			privateKey: MASK,
			bot_token: MASK,
			signingSecret: MASK,
			apiKey: MASK,
			password: MASK,
			oauth: { appToken: MASK, name: 'a' },
		},
	});
	const { values: _values, ...entry } = WIRE;
	expect(withoutSecrets({ ...entry, clientSecret: new Secret('hidden') })).toEqual(entry);
});

test.each<[IntegrationCredentialSpec, object]>([
	[{}, {}],
	[{ clientId: 'id', scopes: ['a'] }, {}],
	[{ extraValues: { a: 1 } }, { a: 1 }],
	[{ extraValuesJson: { a: true } }, { a: true }],
])('%j has the extra values %j', (spec, extra) => expect(extraOf(spec)).toEqual(extra));

test.each([
	['a b', ['a', 'b']],
	[' a,b,  c\n', ['a', 'b', 'c']],
	['', []],
	[undefined, []],
	[null, []],
	[['a'], []],
])('the scopes %j on the wire are %j', (scopes, split) =>
	expect(splitScopes(scopes)).toEqual(split),
);

test('what is joined for the wire is split again as it was', () => {
	const SCOPE = fc.stringMatching(/^[a-z0-9:._/-]+$/);
	fc.assert(
		fc.property(fc.uniqueArray(SCOPE), (scopes) => {
			expect(splitScopes(mergedValues({ scopes }).scopes)).toEqual(scopes);
		}),
	);
});

test('a new credential has what is given, booleans and numbers as such', () => {
	const extraValues = { authenticateAsApplication: true, size: 2, text: 'true' };
	const clientSecret = new Secret('s3cret');
	expect(
		mergedValues({ clientId: 'id', clientSecret, scopes: ['a', 'b'], extraValues }),
	).toStrictEqual({
		clientId: 'id',
		clientSecret: 's3cret',
		scopes: 'a b',
		...extraValues,
	});
	expect(mergedValues({ clientId: 'id', clientSecret, scopes: [] })).toStrictEqual({
		clientId: 'id',
		clientSecret: 's3cret',
		scopes: '',
	});
});

test('no ID and no secret is made up; scopes are there in any case', () => {
	expect(mergedValues({})).toStrictEqual({ scopes: '' });
	expect(mergedValues({}, { values: { authUrl: 'a' } })).toStrictEqual({
		authUrl: 'a',
		scopes: '',
	});
	expect(mergedValues({ clientId: 'id' }, { values: {} })).toStrictEqual({
		clientId: 'id',
		scopes: '',
	});
	const clientSecret = new Secret('s3cret');
	expect(mergedValues({ scopes: ['a'] }, { clientSecret })).toStrictEqual({
		clientSecret: 's3cret',
		scopes: 'a',
	});
});

test.each(['a,b', ' a  b\n', ''])('the scopes %j stay as they are stored', (scopes) => {
	const stored = { ...STORED, values: { ...STORED.values, scopes } };
	expect(mergedValues({ clientId: 'new' }, stored)).toMatchObject({ clientId: 'new', scopes });
});

test.each<[string, IntegrationCredentialSpec, object]>([
	['nothing', {}, {}],
	['its client ID', { clientId: 'new' }, { clientId: 'new' }],
	['its secret', { clientSecret: new Secret('new') }, { clientSecret: 'new' }],
	['its scopes', { scopes: ['new', 'newer'] }, { scopes: 'new newer' }],
	['its scopes to none', { scopes: [] }, { scopes: '' }],
	['a value that Paragon keeps', { extraValues: { authUrl: 'new' } }, { authUrl: 'new' }],
	['a value in JSON', { extraValuesJson: { authUrl: 'new' } }, { authUrl: 'new' }],
	['a value that is new', { extraValues: { region: 'eu' } }, { region: 'eu' }],
])('a change of %s takes over all the rest, the secret too', (_what, change, changed) => {
	const before = inspect(STORED, { depth: 9 });
	expect(mergedValues(change, STORED)).toStrictEqual({ ...WIRE.values, ...changed });
	expect(inspect(STORED, { depth: 9 })).toBe(before);
});

const differing = (spec: IntegrationCredentialSpec, stored: IntegrationCredential = STORED) =>
	differencesIn(spec, stored).map(({ field }) => field);

test.each<[IntegrationCredentialSpec, string[]]>([
	[{}, []],
	[{ clientId: 'your_client_id', scopes: ['scope2', 'scope1'] }, []],
	// Picked scopes count where the integration is known: at a creation.
	[{ jiraScopes: ['scope3'] }, []],
	[{ clientSecret: new Secret('your_client_secret') }, []],
	[{ extraValues: { authUrl: 'https://a.example.com/auth' } }, []],
	[{ clientId: 'new' }, ['clientId']],
	[{ scopes: ['scope1'] }, ['scopes']],
	[{ scopes: [] }, ['scopes']],
	[{ clientSecret: new Secret('new') }, ['clientSecret']],
	[{ extraValues: { authUrl: 'new', region: 'eu' } }, ['authUrl', 'region']],
	[{ extraValuesJson: { authUrl: 'https://a.example.com/auth', region: 'eu' } }, ['region']],
	[{ integration: 'another', redirectUrl: undefined as never }, []],
])('%j differs in %j', (spec, fields) => {
	expect(differing(spec)).toEqual(fields);
	expect(differencesIn(spec, STORED).every(({ kind }) => kind === 'changed')).toBe(true);
});

test('true differs from "true", and what is given from what is not stored', () => {
	const values = { ...STORED.values, flag: 'true' };
	expect(differing({ extraValues: { flag: true } }, { ...STORED, values })).toEqual(['flag']);
	expect(differing({ extraValues: { flag: 'true' } }, { ...STORED, values })).toEqual([]);
	const { values: _values, clientSecret: _secret, ...bare } = STORED;
	const spec = { clientId: 'id', clientSecret: new Secret('s'), scopes: [] };
	expect(differing(spec, bare)).toEqual(['clientId', 'clientSecret']);
});

test('a secret that differs is told of without either of the two', () => {
	const differences = differencesIn({ clientSecret: new Secret('new_secret') }, STORED);
	expect(differences).toEqual([{ field: 'clientSecret', kind: 'changed' }]);
	expect(inspect(differences)).not.toMatch(/new_secret|your_client_secret/);
});

test.each([true, 'x', 7])(
	'a value that was secret is not told when %j is to take its place',
	(to) => {
		const stored = {
			...STORED,
			values: { config: { apiToken: 'hush hush' }, signingKey: 'hush hush' },
		};
		for (const field of ['config', 'signingKey']) {
			const differences = differencesIn({ extraValues: { [field]: to } }, stored);
			expect(differences).toStrictEqual([{ field, kind: 'changed' }]);
		}
	},
);
