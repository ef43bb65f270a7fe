import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { readSpecification } from '../../../nodes/core/panel.ts';
import { MODES } from '../../../nodes/Tines/credential/modes.ts';
import { ADDITIONAL, CHANGEABLE, MAIN, SHOWN_FOR } from '../../../nodes/Tines/credential/panel.ts';
import { FIELDS } from '../../../nodes/Tines/credential/fields.ts';
import type { FieldName } from '../../../nodes/Tines/credential/fields.ts';
import { checkNew } from '../../../nodes/Tines/credential/rules.ts';
import { Tines } from '../../../nodes/Tines/Tines.node.ts';
import { parametersOf } from '../support/parameters.mts';
import { invalidInputOf, thrownBy } from '../support/thrown.mts';

const KIND = {
	fields: FIELDS,
	main: MAIN,
	additional: ADDITIONAL,
	shownFor: SHOWN_FOR,
	check: checkNew,
};

const specified = (values: object) => readSpecification(KIND, parametersOf(values));

const URLS = { oauth_url: 'https://a.example.com', oauth_token_url: 'https://b.example.com' };
const APP = { oauth_client_id: 'id', oauth_client_secret: 's3cret' };
const TOKEN = { http_request_location_of_token: '=response.body.token' };
const OPTIONS = '{"url":"https://a.example.com"}';

/** What has to be given for each way that a credential can be, besides its name and team. */
const WAYS: Array<{ way: object; needed: Partial<Record<FieldName, unknown>> }> = [
	{
		way: { mode: 'OAUTH', oauth_grant_type: 'authorization_code' },
		needed: { ...URLS, ...APP },
	},
	{
		way: { mode: 'OAUTH', oauth_grant_type: 'client_credentials' },
		needed: { oauth_token_url: URLS.oauth_token_url, ...APP },
	},
	{ way: { mode: 'TEXT' }, needed: { value: 's3cret' } },
	{
		way: { mode: 'JWT' },
		needed: { jwt_algorithm: 'RS256', jwt_payload: '{"sub":"a"}', jwt_private_key: 's3cret' },
	},
	{
		way: { mode: 'AWS', aws_authentication_type: 'KEY' },
		needed: { aws_access_key: 'AKIA', aws_secret_key: 's3cret' },
	},
	{
		way: { mode: 'AWS', aws_authentication_type: 'ROLE' },
		needed: { aws_assumed_role_arn: 'arn' },
	},
	{ way: { mode: 'AWS', aws_authentication_type: 'INSTANCE_PROFILE' }, needed: {} },
	{
		way: { mode: 'MTLS' },
		needed: { mtls_client_certificate: 'pem', mtls_client_private_key: 's3cret' },
	},
	{ way: { mode: 'HTTP_REQUEST_AGENT' }, needed: { http_request_options: OPTIONS, ...TOKEN } },
	{
		way: { mode: 'MULTI_REQUEST' },
		needed: { credential_requests: [{ options: OPTIONS }, { options: OPTIONS }], ...TOKEN },
	},
];

const COMMON = { name: 'a', team_id: '2' };

test('each of the modes is tried here', () => {
	const tried = WAYS.map(({ way }) => ('mode' in way ? way.mode : undefined));
	expect(new Set(tried)).toEqual(new Set(MODES.map(({ value }) => value)));
});

test.each(WAYS)('$way takes what it needs, and misses each of it', ({ way, needed }) => {
	const values = { ...COMMON, ...way, ...needed };
	const spec = specified(values);
	expect(Object.keys(spec).sort()).toEqual(Object.keys(values).sort());
	expect(spec).toMatchObject({ name: 'a', team_id: 2, ...way });
	for (const name of [...Object.keys(needed), 'name', 'mode', 'team_id'] as FieldName[]) {
		const { field, problem } = invalidInputOf(() => specified({ ...values, [name]: '' }));
		// Without a mode, nothing that is of one is shown.
		if (name !== 'mode') expect([name, field]).toEqual([name, FIELDS[name].property.displayName]);
		expect(problem).toBe('is missing');
	}
});

/** A value for each field that is more than the panel's default. */
const VALUES: Partial<Record<FieldName, unknown>> = {
	...Object.assign({}, ...WAYS.map(({ needed }) => needed)),
	oauth_scope: ['read'],
	oauthPkceCodeChallengeMethod: 'S256',
	jwt_algorithm: 'HS256',
	jwt_auto_generate_time_claims: true,
	use_static_external_id: true,
	mtls_root_certificate: 'pem',
	http_request_secret: 's3cret',
	http_request_ttl: 60,
};

const { description } = new Tines();
const inCreate = description.properties.filter(({ displayOptions }) =>
	displayOptions?.show?.operation?.includes('create'),
);
const added = inCreate.find(({ name }) => name === 'additionalFields');

/** Whether n8n's own panel shows a field of Create, at its top or to be added. */
function isShown(field: FieldName, way: object): boolean {
	const root = { resource: 'credential', operation: 'create', ...way } as INodeParameters;
	const node = { typeVersion: 1 };
	const top = inCreate.find(({ name }) => name === field);
	const property = top ?? (added?.options as INodeProperties[]).find(({ name }) => name === field);
	expect([field, property]).not.toEqual([field, undefined]);
	return NodeHelpers.displayParameter(
		top ? root : {},
		property as INodeProperties,
		node,
		description,
		root,
	);
}

test.each(WAYS)('$way takes exactly the fields that n8n shows for it', ({ way, needed }) => {
	for (const [name, value] of Object.entries(VALUES)) {
		const field = name as FieldName;
		const isTop = MAIN.some((main) => main.field === field);
		const given = isTop ? { [field]: value } : { additionalFields: { [field]: value } };
		const thrown = thrownBy(() => specified({ ...COMMON, ...way, ...needed, ...given }));
		if (isShown(field, way)) expect([field, thrown]).toEqual([field, undefined]);
		else
			expect([field, String(thrown)]).toEqual([field, expect.stringMatching(/ is for .* only$/)]);
	}
});

test('every field of a mode is tried, and can be changed later but for the mode itself', () => {
	expect(Object.keys(VALUES).sort()).toEqual(
		Object.keys(SHOWN_FOR)
			.filter((field) => !['oauth_grant_type', 'aws_authentication_type'].includes(field))
			.sort(),
	);
	const offered = new Set<string>([...MAIN.map(({ field }) => field), ...ADDITIONAL]);
	expect([...offered, 'test_credential_enabled'].sort()).toEqual(Object.keys(FIELDS).sort());
	expect([...CHANGEABLE, 'mode', 'live_credential_id'].sort()).toEqual(Object.keys(FIELDS).sort());
});
