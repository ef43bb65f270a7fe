import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { merge, toRequest, toSpec } from '../../nodes/GenesysCloud/oauthClient/wire.ts';
import type { OAuthClient, OAuthClientRequest } from '../../nodes/GenesysCloud/oauthClient/wire.ts';

const READ_ONLY = [
	'id',
	'secret',
	'dateCreated',
	'dateModified',
	'createdBy',
	'modifiedBy',
	'selfUri',
];

const roleDivisions = [{ roleId: 'r', divisionId: 'd' }];

const stored = (rest: object = {}): OAuthClient => ({
	id: '1',
	name: 'a',
	authorizedGrantType: 'CLIENT-CREDENTIALS',
	...rest,
});

/** Members that no version of this code knows. */
const UNKNOWN = fc.dictionary(
	fc.string({ minLength: 1 }).map((name) => `x-${name}`),
	fc.jsonValue(),
);
const CHANGE = fc.record<OAuthClientRequest>(
	{
		name: fc.string(),
		description: fc.string(),
		scope: fc.array(fc.string()),
		accessTokenValiditySeconds: fc.nat(),
	},
	{ requiredKeys: [] },
);

test('unknown members survive, read-only ones do not, and what is given wins', () => {
	fc.assert(
		fc.property(UNKNOWN, CHANGE, (unknown, change) => {
			const readOnly = Object.fromEntries(READ_ONLY.map((member) => [member, 'x']));
			const known = { name: 'a', description: 'b', scope: ['c'], accessTokenValiditySeconds: 300 };
			const before = stored({ ...known, ...unknown, ...readOnly });
			const copy = structuredClone(before);
			expect(merge(before, change)).toEqual({
				...known,
				authorizedGrantType: 'CLIENT-CREDENTIALS',
				...unknown,
				...change,
			});
			expect(before).toEqual(copy);
		}),
	);
});

const DESCRIPTION = new URL('../../../shared/reference/genesys-openapi.json', import.meta.url);
const whenDescribed = existsSync(DESCRIPTION) ? test : test.skip;

whenDescribed("what is read-only is what the vendor's answer has and its request has not", () => {
	type Model = { properties: Record<string, unknown> };
	const { definitions } = JSON.parse(readFileSync(DESCRIPTION, 'utf8')) as {
		definitions: Record<string, Model>;
	};
	const members = (model: string) => Object.keys(definitions[model]?.properties ?? {});
	const whole = stored(Object.fromEntries(members('OAuthClient').map((member) => [member, 'x'])));
	const merged = merge({ ...whole, authorizedGrantType: 'CLIENT-CREDENTIALS' }, {});
	const request = members('OAuthClientRequest');
	expect(request).toContain('name');
	expect(Object.keys(merged).filter((member) => !request.includes(member))).toEqual([]);
	expect(request.filter((member) => members('OAuthClient').includes(member)).sort()).toEqual(
		Object.keys(merged).sort(),
	);
});

test.each<[string, object, OAuthClientRequest, object, string[]]>([
	[
		'roles stay when others change',
		{ roleDivisions, roleIds: ['r'] },
		{ name: 'b' },
		{ roleDivisions, roleIds: ['r'] },
		[],
	],
	[
		'given roles replace both lists',
		{ roleDivisions, roleIds: ['r'] },
		{ roleDivisions: [] },
		{ roleDivisions: [] },
		['roleIds'],
	],
	[
		'roles go with their grant type',
		{ roleDivisions, roleIds: ['r'] },
		{ authorizedGrantType: 'CODE' },
		{},
		['roleDivisions', 'roleIds'],
	],
	[
		'roles given are kept for the vendor to judge',
		{},
		{ authorizedGrantType: 'CODE', roleDivisions },
		{ roleDivisions },
		['roleIds'],
	],
])('%s', (_what, before, change, present, absent) => {
	const merged = merge(stored(before), change);
	expect(merged).toMatchObject(present);
	for (const member of absent) expect(merged).not.toHaveProperty(member);
});

test("a specification is written in the vendor's words, given fields only", () => {
	expect(toRequest({}, 'home')).toEqual({});
	expect(
		toRequest(
			{
				name: 'a',
				state: 'inactive',
				scopes: [],
				registeredRedirectUris: ['u'],
				roles: [{ roleId: 'r' }, { roleId: 's', divisionId: '*' }],
			},
			'home',
		),
	).toEqual({
		name: 'a',
		state: 'inactive',
		scope: [],
		registeredRedirectUri: ['u'],
		roleDivisions: [
			{ roleId: 'r', divisionId: 'home' },
			{ roleId: 's', divisionId: '*' },
		],
	});
});

test('what was written reads back as the same specification', () => {
	const spec = {
		name: 'a',
		description: 'b',
		authorizedGrantType: 'CODE' as const,
		accessTokenValiditySeconds: 300,
		registeredRedirectUris: ['u'],
		scopes: ['s'],
		roles: [{ roleId: 'r', divisionId: 'd' }],
	};
	expect(toSpec(toRequest(spec, 'home'))).toEqual(spec);
});

test('a client that becomes active again is not to be deleted any more; another change leaves that', () => {
	const leaving = stored({ state: 'inactive', dateToDelete: '2026-01-01T00:00:00.000Z' });
	expect(merge(leaving, { state: 'active' })).not.toHaveProperty('dateToDelete');
	expect(merge(leaving, { name: 'b' })).toMatchObject({
		state: 'inactive',
		dateToDelete: '2026-01-01T00:00:00.000Z',
	});
});
