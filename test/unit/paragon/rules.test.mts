import { reveal, Secret } from '../../../nodes/core/secret.ts';
import type { Integration } from '../../../nodes/Paragon/integration/store.ts';
import { FIELDS } from '../../../nodes/Paragon/integrationCredential/fields.ts';
import type { IntegrationCredentialSpec } from '../../../nodes/Paragon/integrationCredential/fields.ts';
import {
	JIRA_NOTICES,
	JIRA_SCOPES,
	USUAL_JIRA_SCOPES,
} from '../../../nodes/Paragon/integrationCredential/jira.ts';
import { BY_ID_OR_INTEGRATION } from '../../../nodes/Paragon/integrationCredential/picker.ts';
import {
	checkComplete,
	checkExtraValues,
	checkIsOAuth,
	checkKeys,
	checkNew,
	checkScheme,
	checkScopes,
	scopesFor,
} from '../../../nodes/Paragon/integrationCredential/rules.ts';
import { parametersOf } from '../support/parameters.mts';
import { invalidInputOf } from '../support/thrown.mts';

const clientSecret = new Secret('s3cret');
const JIRA: Integration = { id: 'i1', type: 'jira', customIntegration: null };
const SLACK: Integration = { id: 'i3', type: 'slack', customIntegration: null };
const custom = (authenticationType?: string): Integration => ({
	id: 'i2',
	type: 'custom',
	customIntegration: {
		id: 'c',
		name: 'Acme',
		slug: 'custom.acme',
		...(authenticationType && { authenticationType }),
	},
});

test('client ID and secret have to be there, or it is explained what their absence means', () => {
	expect(() => checkKeys({ clientId: 'id', clientSecret })).not.toThrow();
	for (const [given, field] of [
		[{ clientSecret }, 'Client ID'],
		[{ clientId: 'id' }, 'Client Secret'],
		[{}, 'Client ID'],
	] as const) {
		expect(invalidInputOf(() => checkKeys(given))).toMatchObject({
			field,
			problem: 'is missing',
			help: expect.stringMatching(/development keys.*few connected users/),
		});
	}
});

test('extra values are given in rows or in JSON, not both', () => {
	const app = { clientId: 'id', clientSecret };
	for (const given of [{}, { extraValues: {} }, { extraValuesJson: {} }]) {
		expect(() => checkExtraValues(given)).not.toThrow();
		expect(() => checkNew({ ...app, ...given })).not.toThrow();
	}
	const both = { extraValues: {}, extraValuesJson: {} };
	for (const rule of [() => checkExtraValues(both), () => checkNew({ ...app, ...both })]) {
		expect(invalidInputOf(rule).message).toMatch(/^Extra Values \(JSON\): is given beside/);
	}
	expect(invalidInputOf(() => checkNew({})).field).toBe('Client ID');
});

test.each([JIRA, { id: 'i', type: 'slack' }, custom('oauth'), custom()])(
	'%j may have an OAuth app',
	(integration) => expect(() => checkIsOAuth(integration)).not.toThrow(),
);

test.each(['api_key', 'basic', 'none', 'oauth_client_credential'])(
	'a custom integration that authenticates with %s has none, and that is named',
	(type) => {
		const { field, message } = invalidInputOf(() => checkIsOAuth(custom(type)));
		expect(field).toBe('Integration');
		expect(message).toContain(`'Acme' authenticates with ${type}, not with oauth`);
	},
);

test('apps of the catalog need scopes, custom integrations must not have them', () => {
	expect(() => checkScopes(JIRA, ['a'])).not.toThrow();
	expect(() => checkScopes(SLACK, ['a', 'b'])).not.toThrow();
	expect(() => checkScopes(custom(), [])).not.toThrow();
});

test.each<[Integration, string[], string, string | undefined]>([
	[JIRA, [], "Scopes: the integration 'jira' needs at least one", undefined],
	[SLACK, [], "Scopes: the integration 'slack' needs at least one", undefined],
	[custom(), ['a'], "Scopes: 'Acme' is a custom integration, whose scopes", 'Remove the scopes.'],
])('%j with the scopes %j is refused', (integration, scopes, message, help) => {
	const error = invalidInputOf(() => checkScopes(integration, scopes));
	expect(error.message).toContain(message);
	expect(error.help).toBe(help);
});

test.each<[Integration, IntegrationCredentialSpec, string[]]>([
	[JIRA, {}, []],
	[JIRA, { jiraScopes: ['a', 'b'] }, ['a', 'b']],
	[JIRA, { scopes: ['c'] }, ['c']],
	[JIRA, { jiraScopes: ['a', 'b'], scopes: ['b', 'c'] }, ['a', 'b', 'c']],
	[JIRA, { jiraScopes: ['a'], scopes: [] }, ['a']],
	[JIRA, { jiraScopes: [], scopes: ['c'] }, ['c']],
	// What the panel suggests for Jira is not what somebody asks for elsewhere.
	[SLACK, { jiraScopes: ['a'], scopes: ['c'] }, ['c']],
	[SLACK, { jiraScopes: ['a'] }, []],
	[custom(), { jiraScopes: ['a'] }, []],
])('of %j, %j asks for the scopes %j', (integration, spec, scopes) => {
	expect(scopesFor(integration, spec)).toEqual(scopes);
});

const CREDENTIAL = {
	id: 'k1',
	projectId: 'p1',
	integrationId: 'i1',
	provider: 'jira',
};

test('only the credential of an OAuth app is touched; another scheme is named', () => {
	for (const scheme of ['oauth_app', undefined]) {
		expect(() => checkScheme({ ...CREDENTIAL, scheme })).not.toThrow();
	}
	for (const scheme of ['api_key', 'oauth', '']) {
		const error = invalidInputOf(() => checkScheme({ ...CREDENTIAL, scheme }));
		expect(error.message).toBe(
			`Integration Credential: the credential k1 of 'jira' is of the scheme ${scheme}, not oauth_app`,
		);
		expect(error.help).toMatch(/left alone/);
	}
});

test('an update that would leave a credential without ID or secret is refused', () => {
	expect(() => checkComplete({ clientId: 'id', clientSecret: 's3cret' })).not.toThrow();
	expect(() => checkComplete({ clientId: 'id', clientSecret: 's3cret', scopes: '' })).not.toThrow();
	for (const [values, field] of [
		[{ clientSecret: 's3cret' }, 'Client ID'],
		[{ clientId: '', clientSecret: 's3cret' }, 'Client ID'],
		[{ clientId: 'id' }, 'Client Secret'],
		[{ clientId: 'id', clientSecret: '' }, 'Client Secret'],
		[{}, 'Client ID'],
	] as const) {
		const error = invalidInputOf(() => checkComplete(values));
		expect(error).toMatchObject({
			field,
			problem: expect.stringMatching(/^is missing: Paragon has none stored/),
			help: expect.stringMatching(/development keys/),
		});
		expect(error.message).not.toContain('s3cret');
	}
});

test('fields are read as Paragon needs them', () => {
	expect(FIELDS.integration.read({ mode: 'type', value: ' custom.acme ' })).toBe('custom.acme');
	expect(FIELDS.integration.read({ mode: 'list', value: '' })).toBeUndefined();
	expect(FIELDS.scopes.read('a:b  c')).toEqual(['a:b', 'c']);
	expect(FIELDS.jiraScopes.read(['read:jira-user', 'of:my-own'])).toEqual([
		'read:jira-user',
		'of:my-own',
	]);
	const secret = FIELDS.clientSecret.read(' s3cret ');
	expect(secret && reveal(secret)).toBe('s3cret');
	const raw = { entry: [{ name: 'authenticateAsApplication', type: 'boolean', value: 'true' }] };
	expect(FIELDS.extraValues.read(raw)).toStrictEqual({ authenticateAsApplication: true });
	const json = '{"authenticateAsApplication": true, "size": 2}';
	expect(FIELDS.extraValuesJson.read(json)).toEqual(JSON.parse(json));
	for (const none of ['', '{}', {}, undefined]) {
		expect(FIELDS.extraValuesJson.read(none)).toBeUndefined();
	}
	expect(FIELDS.extraValues.read({})).toBeUndefined();
	// Shown to be copied: nothing that could be given.
	for (const value of ['redirectUrl', 'https://evil.example.com', '', 7]) {
		expect(FIELDS.redirectUrl.read(value)).toBeUndefined();
	}
});

test.each<[keyof typeof FIELDS, unknown, string]>([
	['integration', 'a/b', 'is not the ID of an integration'],
	['integration', '../credentials', 'is not the ID of an integration'],
	['scopes', ['a b'], 'has a blank in it'],
	['jiraScopes', ['a\nb'], 'has a blank in it'],
	['extraValues', { clientId: 'x' }, "'clientId' has a field of its own"],
	['extraValues', { clientSecret: 'x' }, "'clientSecret' has a field of its own"],
	['extraValues', { scopes: 'x' }, "'scopes' has a field of its own"],
	['extraValuesJson', '{"clientSecret": "x"}', "'clientSecret' has a field of its own"],
	['extraValuesJson', '{"a": {}}', "'a' is an object"],
	['extraValuesJson', '{"a": null}', "'a' is null"],
	['extraValuesJson', '{"__proto__": "x"}', "'__proto__' cannot be used as a name"],
	['extraValuesJson', '[]', 'expected a JSON object, got a list'],
	['extraValuesJson', '{', 'is not valid JSON'],
])('%s refuses %j', (field, raw, problem) => {
	expect(invalidInputOf(() => FIELDS[field].read(raw)).message).toContain(problem);
});

test('for Jira, what is documented is suggested, offered and told', () => {
	const offered = JIRA_SCOPES.map(({ name }) => name);
	expect(offered).toEqual(expect.arrayContaining(USUAL_JIRA_SCOPES));
	expect(new Set(offered).size).toBe(offered.length);
	const documented = ['offline_access', 'read:jira-user', 'manage:jira-configuration'];
	expect(USUAL_JIRA_SCOPES).toEqual(expect.arrayContaining(documented));
	const told = JIRA_NOTICES.join('\n');
	expect(told).toContain('https://passport.useparagon.com/oauth');
	expect(told).toContain('Callback URL');
	expect(told).toMatch(/development keys/);
	expect(told).toMatch(/Project Created and Project Updated.*manage:jira-configuration/);
});

const UUID = 'c1dbaa21-bf20-4131-a1b9-5072a4c78f7e';
const picked = (integrationCredentialId?: unknown) =>
	BY_ID_OR_INTEGRATION.read(parametersOf({ integrationCredentialId }));

test.each<[string, unknown, object]>([
	['from the list', { mode: 'list', value: UUID }, { id: UUID }],
	['by its ID', { mode: 'id', value: ` ${UUID} ` }, { id: UUID }],
	['by text', UUID, { id: UUID }],
	[
		'by the type of its integration',
		{ mode: 'integration', value: ' jira ' },
		{ integration: 'jira' },
	],
	["by its integration's ID", { mode: 'integration', value: UUID }, { integration: UUID }],
	['by a slug', { mode: 'integration', value: 'custom.acme' }, { integration: 'custom.acme' }],
	['by a type as text', ' jira ', { integration: 'jira' }],
	['by a slug as text', 'custom.acme', { integration: 'custom.acme' }],
	['by an ID with blanks around it as text', ` ${UUID}\n`, { id: UUID }],
])('a credential is picked %s', (_how, raw, ref) => expect(picked(raw)).toEqual(ref));

test.each<[unknown, string]>([
	[undefined, 'is missing'],
	[{ mode: 'integration', value: '' }, 'is missing'],
	[{ mode: 'id', value: 'jira' }, 'is not a UUID'],
	[{ mode: 'list', value: 'jira' }, 'is not a UUID'],
	['a/b', 'is not the ID of an integration'],
	['', 'is missing'],
	[{ mode: 'integration', value: 'a/b' }, 'is not the ID of an integration'],
])('%j picks none, and the field is named', (raw, problem) => {
	const error = invalidInputOf(() => picked(raw));
	expect(error.field).toBe('Integration Credential');
	expect(error.problem).toContain(problem);
});
