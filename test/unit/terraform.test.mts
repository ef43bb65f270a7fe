import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import type { FieldMap } from '../../nodes/core/fields.ts';
import { readSpecification } from '../../nodes/core/panel.ts';
import { reveal } from '../../nodes/core/secret.ts';
import type { Secret } from '../../nodes/core/secret.ts';
import { fromTerraform } from '../../nodes/core/terraform.ts';
import type { TerraformResource } from '../../nodes/core/terraform.ts';
import { FIELDS as CLIENT_FIELDS } from '../../nodes/GenesysCloud/oauthClient/fields.ts';
import { checkGrant } from '../../nodes/GenesysCloud/oauthClient/rules.ts';
import { OAUTH_CLIENT_TERRAFORM } from '../../nodes/GenesysCloud/oauthClient/terraform.ts';
import { FIELDS as INTEGRATION_FIELDS } from '../../nodes/Paragon/integrationCredential/fields.ts';
import { checkNew as checkIntegration } from '../../nodes/Paragon/integrationCredential/rules.ts';
import { INTEGRATION_CREDENTIAL_TERRAFORM } from '../../nodes/Paragon/integrationCredential/terraform.ts';
import { FIELDS as CREDENTIAL_FIELDS } from '../../nodes/Tines/credential/fields.ts';
import { SHOWN_FOR } from '../../nodes/Tines/credential/panel.ts';
import { checkNew as checkCredential } from '../../nodes/Tines/credential/rules.ts';
import { CREDENTIAL_TERRAFORM } from '../../nodes/Tines/credential/terraform.ts';
import { JUNK } from './support/junk.mts';
import { parametersOf } from './support/parameters.mts';
import { invalidInputOf, readOrRefused } from './support/thrown.mts';

const ROLE = '11111111-2222-4333-8444-555555555555';
const DIVISION = '66666666-7777-4888-9999-000000000000';
const ID = 'b9447451-56e0-4f70-a6df-2be85597e859';
const INTEGRATION = 'd589fe10-b66e-4cb2-885a-0440393886f4';
const PROJECT = '6c9880c7-66af-467a-b319-0ce70e886bac';

/** A kind with all its fields at the top level. */
const kind = <Fields extends FieldMap>(fields: Fields, check: (spec: any) => void, rest = {}) => ({
	fields,
	main: (Object.keys(fields) as Array<keyof Fields & string>).map((field) => ({ field })),
	additional: [],
	check,
	...rest,
});

const CLIENT = kind(CLIENT_FIELDS, checkGrant, {
	shownFor: {
		roles: { authorizedGrantType: ['CLIENT-CREDENTIALS'] },
		scopes: { authorizedGrantType: ['CODE', 'PASSWORD', 'SAML2-BEARER', 'TOKEN'] },
	},
});
const CREDENTIAL = kind(CREDENTIAL_FIELDS, checkCredential, { shownFor: SHOWN_FOR });
const INTEGRATION_CREDENTIAL = kind(INTEGRATION_FIELDS, checkIntegration);

const client = (json: IDataObject) => fromTerraform(OAUTH_CLIENT_TERRAFORM, json);
const credential = (json: IDataObject) => fromTerraform(CREDENTIAL_TERRAFORM, json);
const integration = (json: IDataObject) => fromTerraform(INTEGRATION_CREDENTIAL_TERRAFORM, json);

/** The open value of a secret field. */
const opened = (value: unknown) => reveal(value as Secret);

describe('genesyscloud_oauth_client', () => {
	const CODE = {
		name: 'Example OAuth Client',
		description: 'For example purposes only',
		access_token_validity_seconds: 600,
		registered_redirect_uris: ['https://example.com/auth'],
		authorized_grant_type: 'CODE',
		scopes: ['users'],
		state: 'active',
	};

	test('as it is written', () => {
		const record = {
			name: 'Example OAuth Client',
			description: 'For example purposes only',
			accessTokenValiditySeconds: 600,
			registeredRedirectUris: ['https://example.com/auth'],
			authorizedGrantType: 'CODE',
			scopes: ['users'],
			state: 'active',
		};
		expect(client(CODE)).toEqual(record);
		expect(readSpecification(CLIENT, parametersOf(client(CODE)))).toEqual(record);
	});

	test('as a state has it', () => {
		const state = {
			...CODE,
			id: ID,
			client_id: ID,
			client_secret: 'never read',
			directory_client_secret: '',
			expose_client_secret: false,
			integration_credential_id: '',
			integration_credential_name: '',
			roles: [],
		};
		expect(client(state)).toEqual({ ...client(CODE), id: ID });
		readSpecification(CLIENT, parametersOf(client(state)));
	});

	test('with roles, also as a single block of the JSON syntax', () => {
		const roles = [
			{ role_id: ROLE, division_id: '*' },
			{ role_id: ROLE, division_id: DIVISION },
			{ role_id: ROLE, division_id: '' },
			{ role_id: ROLE, division_id: null },
		];
		const given = { name: 'n', authorized_grant_type: 'CLIENT-CREDENTIALS' };
		expect(readSpecification(CLIENT, parametersOf(client({ ...given, roles })))).toEqual({
			name: 'n',
			authorizedGrantType: 'CLIENT-CREDENTIALS',
			accessTokenValiditySeconds: 86_400,
			state: 'active',
			roles: [
				{ roleId: ROLE, divisionId: '*' },
				{ roleId: ROLE, divisionId: DIVISION },
				{ roleId: ROLE },
				{ roleId: ROLE },
			],
		});
		expect(client({ roles: { role_id: ROLE } }).roles).toEqual([{ roleId: ROLE }]);
	});

	test("what is not set has the provider's defaults, and nothing more", () => {
		const unset = { access_token_validity_seconds: null, state: null, scopes: null, roles: null };
		const defaults = { accessTokenValiditySeconds: 86_400, state: 'active' };
		expect(client({})).toEqual(defaults);
		expect(client({ ...unset, expose_client_secret: null })).toEqual(defaults);
	});

	test('the other spelling of SAML2-BEARER, numbers in texts, an integration credential', () => {
		expect(client({ authorized_grant_type: 'SAML2BEARER' }).authorizedGrantType).toBe(
			'SAML2-BEARER',
		);
		expect(client({ access_token_validity_seconds: '600' }).accessTokenValiditySeconds).toBe(600);
		expect(client({ integration_credential_name: 'c' }).integrationCredentialName).toBe('c');
	});

	test.each([{ expose_client_secret: true }, { directory_client_secret: '~/secrets' }])(
		'%j asks for what Secret Output does here',
		(json) => {
			const error = invalidInputOf(() => client(json));
			expect(error.problem).toBe(`'${Object.keys(json)[0]}' has no effect here`);
			expect(error.help).toContain('Secret Output');
			expect(error.help).not.toContain('~/secrets');
		},
	);
});

describe('paragon_integration_credentials', () => {
	const STATE = {
		creds_provider: 'jira',
		id: ID,
		integration_id: INTEGRATION,
		oauth: {
			client_id: 'your_client_id',
			client_secret: 'your_client_secret',
			scopes: ['scope1', 'scope2'],
		},
		project_id: PROJECT,
		scheme: 'oauth_app',
	};

	test('as a state has it', () => {
		const record = integration(STATE);
		expect(record).toEqual({
			id: ID,
			projectId: PROJECT,
			integration: INTEGRATION,
			clientId: 'your_client_id',
			clientSecret: 'your_client_secret',
			scopes: ['scope1', 'scope2'],
		});
		const spec = readSpecification(INTEGRATION_CREDENTIAL, parametersOf(record));
		expect(opened(spec.clientSecret)).toBe('your_client_secret');
		expect({ ...spec, clientSecret: undefined }).toEqual({
			integration: INTEGRATION,
			clientId: 'your_client_id',
			scopes: ['scope1', 'scope2'],
		});
	});

	test('of a custom integration, which has no scopes', () => {
		const oauth = { client_id: 'a', client_secret: 'b', scopes: null };
		expect(integration({ ...STATE, oauth, extra_configuration: null })).toEqual({
			id: ID,
			projectId: PROJECT,
			integration: INTEGRATION,
			clientId: 'a',
			clientSecret: 'b',
		});
	});

	test('extra configuration is what the provider makes of its texts', () => {
		const written = {
			...{ yes: 'true', no: 'false', True: 'True', blank: '', timeout: '30s', version: 'v2' },
			...{ retries: '3', negative: '-4', octal: '010', plus: '+5', decimal: '42.5', power: '1e3' },
			...{ hex: '0x10', infinite: 'Infinity', tooLarge: '1e999', flag: true, number: 10 },
		};
		const extraValuesJson = {
			...{ yes: true, no: false, True: 'True', blank: '', timeout: '30s', version: 'v2' },
			...{ retries: 3, negative: -4, octal: 10, plus: 5, decimal: 42.5, power: 1000 },
			...{ hex: '0x10', infinite: 'Infinity', tooLarge: '1e999', flag: true, number: 10 },
		};
		const record = integration({ ...STATE, extra_configuration: written });
		expect(record.extraValuesJson).toEqual(extraValuesJson);
		const spec = readSpecification(INTEGRATION_CREDENTIAL, parametersOf(record));
		expect(spec.extraValuesJson).toEqual(extraValuesJson);
		expect(integration({ extra_configuration: {} })).toEqual({});
	});

	test('a number that would not come out as it went in is refused', () => {
		const json = { extra_configuration: { account: '9007199254740993' } };
		const { problem, help } = invalidInputOf(() => integration(json));
		expect(problem).toMatch(/^'extra_configuration.account' is a number of more digits/);
		expect(help).toContain('Extra Values');
	});

	test('what has an attribute of its own is refused among the extra configuration', () => {
		const record = integration({ ...STATE, extra_configuration: { clientId: 'x' } });
		const error = invalidInputOf(() =>
			readSpecification(INTEGRATION_CREDENTIAL, parametersOf(record)),
		);
		expect(error.problem).toBe("'clientId' has a field of its own");
	});
});

describe('tines_credential', () => {
	test('as it is written', () => {
		const record = credential({
			name: 'Example API Key',
			team_id: 1,
			value: 'example-secret-value',
		});
		expect(record).toEqual({
			mode: 'TEXT',
			name: 'Example API Key',
			team_id: 1,
			value: 'example-secret-value',
		});
		const spec = readSpecification(CREDENTIAL, parametersOf(record));
		expect(opened(spec.value)).toBe('example-secret-value');
		expect({ ...spec, value: undefined }).toEqual({
			mode: 'TEXT',
			name: 'Example API Key',
			team_id: 1,
		});
	});

	test('as a state has it', () => {
		const record = credential({
			id: 712,
			name: 'example_token',
			mode: 'TEXT',
			value: 's3cret',
			value_wo: null,
			value_wo_version: null,
			team_id: 2,
			folder_id: 0,
			description: 'Managed via Terraform',
			read_access: 'SPECIFIC_TEAMS',
			shared_team_slugs: ['blue_team'],
			slug: 'example_token',
			created_at: '2026-01-02T03:04:05Z',
			updated_at: '2026-01-02T03:04:05Z',
		});
		expect(record.id).toBe(712);
		expect(readSpecification(CREDENTIAL, parametersOf(record))).toMatchObject({
			name: 'example_token',
			team_id: 2,
			folder_id: null,
			description: 'Managed via Terraform',
			read_access: 'SPECIFIC_TEAMS',
			shared_team_slugs: ['blue_team'],
		});
	});

	test('with a value that is never kept', () => {
		const record = credential({ name: 'n', team_id: 2, value_wo: 's3cret', value_wo_version: 3 });
		expect(record).toEqual({ mode: 'TEXT', name: 'n', team_id: 2, value: 's3cret' });
	});

	test('not with both values, nor of another mode', () => {
		const both = invalidInputOf(() => credential({ value: 's3cret1', value_wo: 's3cret2' }));
		expect(both.message).toBe("Desired State: 'value_wo' says what another attribute says");
		expect(invalidInputOf(() => credential({ mode: 'OAUTH' })).problem).toMatch(
			/^'mode' can be TEXT only/,
		);
	});
});

const RESOURCES: TerraformResource[] = [
	OAUTH_CLIENT_TERRAFORM,
	INTEGRATION_CREDENTIAL_TERRAFORM,
	CREDENTIAL_TERRAFORM,
];

test.each(RESOURCES)('$type: what is no attribute of it is refused', (resource) => {
	const { problem, help } = invalidInputOf(() => fromTerraform(resource, { toString: 's3cret' }));
	expect(problem).toBe(`'toString' is no attribute of ${resource.type}`);
	expect(help).toBe(
		`Remove it before this node. The attributes are: ${Object.keys(resource.attributes).join(', ')}.`,
	);
	expect(() => fromTerraform(resource, JSON.parse('{"__proto__":{}}'))).toThrow(
		/'__proto__' cannot/,
	);
});

test.each<[TerraformResource, IDataObject, string]>([
	[OAUTH_CLIENT_TERRAFORM, { name: ['s3cret'] }, "'name' expected text, got a list"],
	[OAUTH_CLIENT_TERRAFORM, { state: true }, "'state' expected text, got a boolean"],
	[
		OAUTH_CLIENT_TERRAFORM,
		{ access_token_validity_seconds: '1h' },
		"'access_token_validity_seconds' is not a whole number",
	],
	[OAUTH_CLIENT_TERRAFORM, { scopes: 'users' }, "'scopes' expected a list, got a string"],
	[OAUTH_CLIENT_TERRAFORM, { scopes: ['users', null] }, "'scopes[1]' expected text, got null"],
	[OAUTH_CLIENT_TERRAFORM, { roles: 'admin' }, "'roles[0]' expected an object, got a string"],
	[
		OAUTH_CLIENT_TERRAFORM,
		{ roles: [{ role_id: ROLE, role: 1 }] },
		"'roles[0].role' is no attribute of roles[0]",
	],
	[
		OAUTH_CLIENT_TERRAFORM,
		{ expose_client_secret: 'yes' },
		"'expose_client_secret' expected true or false, got a string",
	],
	[
		INTEGRATION_CREDENTIAL_TERRAFORM,
		{ oauth: 's3cret' },
		"'oauth' expected an object, got a string",
	],
	[
		INTEGRATION_CREDENTIAL_TERRAFORM,
		{ oauth: { client_secret: { s3cret: 1 } } },
		"'oauth.client_secret' expected text, got an object",
	],
	[
		INTEGRATION_CREDENTIAL_TERRAFORM,
		{ oauth: { secret: 's3cret' } },
		"'oauth.secret' is no attribute of oauth",
	],
	[
		INTEGRATION_CREDENTIAL_TERRAFORM,
		{ extra_configuration: { a: null } },
		"'extra_configuration.a' is null; allowed are texts, numbers, true and false",
	],
	[CREDENTIAL_TERRAFORM, { team_id: 1.5 }, "'team_id' is not a whole number"],
	[CREDENTIAL_TERRAFORM, { value: { s3cret: 1 } }, "'value' expected text, got an object"],
])('what an attribute cannot hold: %#', (resource, json, problem) => {
	expect(invalidInputOf(() => fromTerraform(resource, json)).problem).toBe(problem);
});

test.each(RESOURCES)('$type: whatever its attributes hold is read or refused', (resource) => {
	const json = fc.record(
		Object.fromEntries(Object.keys(resource.attributes).map((name) => [name, JUNK])),
		{ requiredKeys: [] },
	);
	fc.assert(
		fc.property(json, (given) => {
			const record = readOrRefused(() => fromTerraform(resource, given as IDataObject));
			for (const value of Object.values(record ?? {})) expect(value).toEqual(expect.anything());
		}),
	);
});

const TEXT = fc.string();
const orUnset = <Value,>(value: fc.Arbitrary<Value>) => fc.option(value);

test('every value that is set comes out under its parameter, and nothing else does', () => {
	const json = fc.record({
		id: orUnset(fc.nat()),
		name: orUnset(TEXT),
		team_id: orUnset(fc.nat()),
		folder_id: orUnset(fc.nat()),
		description: orUnset(TEXT),
		read_access: orUnset(TEXT),
		shared_team_slugs: orUnset(fc.array(TEXT)),
		value: orUnset(TEXT),
		slug: orUnset(TEXT),
	});
	fc.assert(
		fc.property(json, ({ slug, ...given }) => {
			const set = Object.entries(given).filter(([, value]) => value !== null);
			expect(credential({ ...given, slug })).toEqual({ ...Object.fromEntries(set), mode: 'TEXT' });
		}),
	);
});

test.each([
	[{ address: 'x.y', type: 'x', values: { name: 'a' } }, 'values, of each resource'],
	[{ mode: 'managed', instances: [] }, 'attributes, of each of the instances'],
	[{ schema_version: 1, attributes: { name: 'a' } }, 'attributes'],
	[
		{ format_version: '1.0', terraform_version: '1.9', values: {} },
		'values.root_module.resources, of each of those its values',
	],
])(
	'what stands around the attributes is told from an attribute that there is none of',
	(json, where) => {
		const refused = invalidInputOf(() => fromTerraform(CREDENTIAL_TERRAFORM, json as IDataObject));
		expect(refused.message).toContain('not the attributes of a tines_credential');
		expect(refused.help).toBe(`Give this node what is under ${where}.`);
	},
);
