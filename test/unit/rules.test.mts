import { GRANT_TYPE_OPTIONS } from '../../nodes/GenesysCloud/oauthClient/fields.ts';
import type { GrantType, OAuthClientSpec } from '../../nodes/GenesysCloud/oauthClient/fields.ts';
import { checkGrant } from '../../nodes/GenesysCloud/oauthClient/rules.ts';
import { invalidInputOf } from './support/thrown.mts';

const roles = [{ roleId: '1' }];
const scopes = ['users'];
const registeredRedirectUris = ['https://a.example.com'];

const of = (authorizedGrantType: GrantType, rest: OAuthClientSpec): OAuthClientSpec => ({
	authorizedGrantType,
	...rest,
});

test.each<[OAuthClientSpec]>([
	[{}],
	[{ roles: [], scopes: [] }],
	[of('CLIENT-CREDENTIALS', { roles })],
	[of('CLIENT-CREDENTIALS', { roles, scopes })],
	[of('CODE', { scopes, registeredRedirectUris })],
	[of('TOKEN', { scopes, registeredRedirectUris, roles: [] })],
	[of('PASSWORD', { scopes })],
	[of('SAML2-BEARER', { scopes })],
])('%j is fine', (spec) => expect(() => checkGrant(spec)).not.toThrow());

test.each<[OAuthClientSpec, string]>([
	[of('CLIENT-CREDENTIALS', {}), 'Roles'],
	[of('CLIENT-CREDENTIALS', { roles: [], scopes }), 'Roles'],
	[of('CODE', { registeredRedirectUris, scopes, roles }), 'Roles'],
	[of('PASSWORD', { scopes, roles }), 'Roles'],
	[of('PASSWORD', {}), 'Scope Names or IDs'],
	[of('SAML2-BEARER', { scopes: [] }), 'Scope Names or IDs'],
	[of('CODE', { registeredRedirectUris }), 'Scope Names or IDs'],
	[of('CODE', { scopes }), 'Redirect URIs'],
	[of('TOKEN', { scopes, registeredRedirectUris: [] }), 'Redirect URIs'],
])('%j is refused for its %s', (spec, field) => {
	expect(invalidInputOf(() => checkGrant(spec)).field).toBe(field);
});

test('only a rule about what is being set is enforced, a new grant type touching all of them', () => {
	const bare = of('CODE', { roles });
	expect(() => checkGrant(bare, ['name', 'description'])).not.toThrow();
	expect(invalidInputOf(() => checkGrant(bare, ['roles'])).field).toBe('Roles');
	expect(invalidInputOf(() => checkGrant(bare, ['scopes'])).field).toBe('Scope Names or IDs');
	const noUris = of('CODE', { scopes });
	expect(() => checkGrant(noUris, ['scopes'])).not.toThrow();
	for (const field of ['registeredRedirectUris', 'authorizedGrantType'] as const) {
		expect(invalidInputOf(() => checkGrant(noUris, [field])).field).toBe('Redirect URIs');
	}
});

test('every grant type of the panel has to have something that gives it rights', () => {
	for (const { value } of GRANT_TYPE_OPTIONS) {
		expect(invalidInputOf(() => checkGrant(of(value as GrantType, {}))).field).toMatch(
			/Roles|Scope/,
		);
	}
});
