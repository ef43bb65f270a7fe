import { Contract } from './core/contract.mts';
import { describedByOpenApi, type SwaggerDocument } from './core/openApi.mts';
import { describedBySdk, schemaOfModel, schemaOfType } from './genesysCloud/sdkModels.mts';

const DOCUMENT: SwaggerDocument = {
	paths: {
		'/things/{id}': {
			get: {
				responses: {
					'200': { schema: { $ref: '#/definitions/Thing' } },
					'404': { schema: { $ref: '#/definitions/Error' } },
				},
			},
			delete: { responses: { default: {} } },
		},
	},
	definitions: {
		Thing: {
			type: 'object',
			required: ['name'],
			properties: {
				name: { type: 'string' },
				kind: { type: 'string', enum: ['big', 'small'] },
				made: { type: 'string', format: 'date-time' },
				selfUri: { type: 'string', format: 'uri' },
				parts: { type: 'array', items: { $ref: '#/definitions/Thing' } },
				properties: { type: 'object' },
			},
		},
		Error: { type: 'object', properties: { code: { type: 'string' } } },
	},
};
const path = '/things/{id}';
const thing = {
	name: 'a',
	kind: 'big',
	made: '2026-01-01T00:00:00.000Z',
	selfUri: '/things/1',
	parts: [{ name: 'b' }],
	properties: { anything: 1 },
};

function violationsOf(method: string, status: number, body?: unknown): string[] {
	const contract = new Contract([describedByOpenApi(DOCUMENT, 'Error')]);
	contract.check({ method, path, status, body });
	const { validated, violations, source } = contract.report();
	expect([validated, source]).toEqual([1, 'api-description']);
	return violations.flatMap(({ errors }) => errors);
}

describe('by an API description', () => {
	test('what is described is no violation', () => {
		expect(violationsOf('GET', 200, thing)).toEqual([]);
		expect(violationsOf('GET', 404, { code: 'x' })).toEqual([]);
		expect(violationsOf('DELETE', 204)).toEqual([]);
	});

	test.each<[string, string, number, unknown, RegExp]>([
		['an unknown member', 'GET', 200, { ...thing, nmae: 'x' }, /additional properties 'nmae'/],
		[
			'one deep inside',
			'GET',
			200,
			{ ...thing, parts: [{ name: 'b', x: 1 }] },
			/^\/parts\/0 .*'x'/,
		],
		['a missing member', 'GET', 200, { kind: 'big' }, /required property 'name'/],
		['a wrong type', 'GET', 200, { name: 5 }, /^\/name must be string/],
		['a null', 'GET', 200, { name: null }, /^\/name must be string/],
		['a value out of the list', 'GET', 200, { ...thing, kind: 'odd' }, /^\/kind .*allowed values/],
		['a date that is none', 'GET', 200, { ...thing, made: 'now' }, /^\/made .*date-time/],
		['no body', 'GET', 200, undefined, /must be object/],
		['a status that is not declared', 'GET', 201, thing, /status 201 is not declared/],
		['a body where none is described', 'DELETE', 200, thing, /body where none/],
		['an error body by another shape', 'GET', 404, { error: 'x' }, /additional properties 'error'/],
		['an operation that is not described', 'PUT', 200, thing, /described nowhere/],
	])('%s', (_case, method, status, body, message) => {
		const errors = violationsOf(method, status, body);
		expect(errors).toHaveLength(1);
		expect(errors[0]).toMatch(message);
	});

	test('an answer to no operation is held to the error body', () => {
		const contract = new Contract([describedByOpenApi(DOCUMENT, 'Error')]);
		contract.check({ method: 'GET', status: 404, body: { code: 'x' } });
		contract.check({ method: 'GET', status: 404, body: { wrong: 'x' } });
		expect(contract.report()).toMatchObject({
			validated: 2,
			violations: [{ operation: 'GET (no such operation)', status: 404 }],
		});
	});

	test('wanted departures are let through, and only they', () => {
		const contract = new Contract(
			[describedByOpenApi(DOCUMENT, 'Error')],
			({ at, value }) => at === '/kind' && value === 'odd',
		);
		contract.check({ method: 'GET', path, status: 200, body: { ...thing, kind: 'odd' } });
		expect(contract.report().violations).toEqual([]);
		contract.check({ method: 'GET', path, status: 200, body: { ...thing, kind: 'strange' } });
		expect(contract.report().violations).toHaveLength(1);
	});
});

describe("by the models of the vendor's SDK", () => {
	test('types of TypeScript as JSON schema', () => {
		expect(schemaOfType('Array<Models.Thing>;')).toEqual({
			type: 'array',
			items: { $ref: '#/definitions/Thing' },
		});
		expect(schemaOfType('{ [key: string]: Array<string>; };')).toEqual({
			type: 'object',
			additionalProperties: { type: 'array', items: { type: 'string' } },
		});
		const declarations = '\texport interface A { \n\t\t"b": string;\n\t\t"c"?: number;\n\t}\n';
		expect(schemaOfModel(declarations, 'A')).toEqual({
			type: 'object',
			properties: { b: { type: 'string' }, c: { type: 'number' } },
			required: ['b'],
		});
		expect(schemaOfModel(declarations, 'B')).toBeUndefined();
	});

	const sdk = describedBySdk();
	const client = { name: 'a', authorizedGrantType: 'CODE', roleDivisions: [] };
	const clients = '/api/v2/oauth/clients';

	test('knows the operations and judges names and types', () => {
		expect(sdk.knows('POST', `${clients}/{clientId}/secret`)).toBe(true);
		expect(sdk.knows('PATCH', clients)).toBe(false);
		expect(sdk.faults('POST', clients, 200, client)).toEqual([]);
		expect(sdk.faults('POST', clients, 200, { ...client, nmae: 'x' })).toHaveLength(1);
		expect(sdk.faults('POST', clients, 200, { name: 'a' })).toHaveLength(1);
		expect(
			sdk.faults('GET', clients, 200, { entities: [{ ...client, scope: 'x' }] }),
		).toMatchObject([{ at: '/entities/0/scope', message: 'must be array' }]);
		expect(sdk.faults('GET', clients, 403, { code: 'x', status: 403, details: [] })).toEqual([]);
		expect(sdk.faults('GET', clients, 403, { error: 'x' })).toHaveLength(1);
		expect(sdk.faults('DELETE', `${clients}/{clientId}`, 204, {})).toHaveLength(1);
	});
});
