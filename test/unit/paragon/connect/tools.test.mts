import { mapped } from '../../../../nodes/Paragon/connect/toolResource.ts';
import { Gateway } from '../../../../nodes/Paragon/connect/gateway.ts';
import { fromSchema } from '../../../../nodes/Paragon/connect/mapperFields.ts';
import { typed, ToolStore } from '../../../../nodes/Paragon/connect/tools.ts';
import type { ParameterSchema, Tool } from '../../../../nodes/Paragon/connect/tools.ts';
import { fakeClient, readAll } from '../../support/fakeClient.mts';
import { invalidInputOf } from '../../support/thrown.mts';

const tool = (schema: ParameterSchema, required: string[] = []): Tool => ({
	id: 'APP_DO',
	integration: 'app',
	parameters: { properties: { a: schema }, required },
});

test.each<[schema: ParameterSchema, given: unknown, expected: object]>([
	[{ type: 'string' }, '1', { a: '1' }],
	[{ type: 'string' }, '', { a: '' }],
	[{}, '1', { a: '1' }],
	[{ type: ['string', 'number'] }, '1', { a: '1' }],
	[{ type: 'number' }, '1.5', { a: 1.5 }],
	[{ type: ['integer', 'null'] }, '7', { a: 7 }],
	[{ type: 'number' }, 2, { a: 2 }],
	[{ type: 'number' }, ' ', {}],
	[{ type: 'boolean' }, 'true', { a: true }],
	[{ type: 'boolean' }, 'false', { a: false }],
	[{ type: 'boolean' }, false, { a: false }],
	[{ type: 'boolean' }, '', {}],
	[{ type: 'object' }, '{"b":1}', { a: { b: 1 } }],
	[{ type: 'array' }, '["b"]', { a: ['b'] }],
	[{ type: 'array' }, ['b'], { a: ['b'] }],
	[{ type: 'object' }, '', {}],
	[{ type: 'object' }, null, {}],
	[{ type: 'object' }, undefined, {}],
	[{ anyOf: [{ type: 'number' }, { type: 'null' }] }, '1', { a: 1 }],
	[{ oneOf: [{ type: 'object' }, { type: 'array' }] }, '[1]', { a: [1] }],
	[{ oneOf: [{ type: 'object' }, { type: 'string' }] }, '[1]', { a: '[1]' }],
])('%j takes %j', (schema, given, expected) =>
	expect(typed(tool(schema), { a: given } as never)).toEqual(expected),
);

test.each<[schema: ParameterSchema, given: string, problem: RegExp]>([
	[{ type: 'number' }, 'x', /^'x' is not a number$/],
	[{ type: 'integer' }, '1.5', /^'1.5' is not a whole number$/],
	[{ type: 'boolean' }, 'yes', /neither true nor false/],
	[{ type: 'object' }, '{', /is not valid JSON/],
	[{ type: 'array' }, 'a, b', /is not valid JSON/],
])('%j refuses %j', (schema, given, problem) => {
	const named = invalidInputOf(() => typed(tool({ ...schema, title: 'The A' }), { a: given }));
	expect(named.field).toBe('The A');
	expect(named.problem).toMatch(problem);
	expect(invalidInputOf(() => typed(tool(schema), { a: given })).field).toBe('a');
});

test.each([[undefined], [null], ['']])('what is needed cannot be %j', (given) => {
	const error = invalidInputOf(() => typed(tool({ type: 'string' }, ['a']), { a: given } as never));
	expect(error.message).toBe('a: is missing: APP_DO needs it');
});

test('unknown parameters go as they are, and a tool may have none', () => {
	expect(typed({ id: 'X', integration: 'x' }, { b: '1', constructor: '2' })).toEqual({
		b: '1',
		constructor: '2',
	});
	expect(typed(tool({ type: 'number' }, []), {})).toEqual({});
	for (const parameters of [null, {}, { properties: null, required: null }]) {
		expect(typed({ id: 'X', integration: 'x', parameters }, { b: '1' })).toEqual({ b: '1' });
	}
});

test.each<[schema: ParameterSchema, type: string]>([
	[{}, 'string'],
	[{ type: ['null', 'number'] }, 'number'],
	[{ anyOf: [{ type: 'null' }, { type: 'boolean' }] }, 'boolean'],
	[{ oneOf: [{ type: 'object' }, { type: 'string' }] }, 'string'],
	[{ type: 'integer' }, 'number'],
	[{ type: 'string', enum: ['x'] }, 'options'],
])('%j is shown as %s', (schema, type) => {
	expect(fromSchema('a', schema, true)).toMatchObject({ id: 'a', type, required: true });
});

test('an integration without tools is passed over', async () => {
	const { client } = fakeClient({ tools: { jira: null, slack: [listed('SLACK_A')] } });
	const all = await readAll(new ToolStore(new Gateway(client, undefined)).list({}));
	expect(all.map(({ id }) => id)).toEqual(['SLACK_A']);
});

test.each<[raw: unknown, expected: object]>([
	[undefined, {}],
	[null, {}],
	['', {}],
	[{ mappingMode: 'defineBelow', value: null }, {}],
	[{ mappingMode: 'defineBelow', value: { a: 1 } }, { a: 1 }],
	[{ a: 1 }, { a: 1 }],
])('the parameters %j are %j', (raw, expected) => expect(mapped(raw)).toEqual(expected));

test.each([['x'], [1], [[]]])('the parameters cannot be %j', (raw) =>
	expect(invalidInputOf(() => mapped(raw)).field).toBe('Parameters'),
);

const listed = (name: string) => ({ type: 'function', function: { name, description: name } });
const TOOLS = { jira: [listed('JIRA_A'), listed('JIRA_B')], slack: [listed('SLACK_A')] };

test.each(['tools', 'actions'])('tools are read from the member %s', async (member) => {
	const { client, calls } = fakeClient({ [member]: TOOLS });
	const store = new ToolStore(new Gateway(client, undefined));
	const all = await readAll(store.list({}));
	expect(all.map(({ id, integration }) => [id, integration])).toEqual([
		['JIRA_A', 'jira'],
		['JIRA_B', 'jira'],
		['SLACK_A', 'slack'],
	]);
	expect(await store.get('SLACK_A')).toMatchObject({ id: 'SLACK_A', description: 'SLACK_A' });
	await expect(store.get('JIRA_C')).rejects.toMatchObject({
		status: 404,
		message: 'This user has no tool JIRA_C; there are JIRA_A, JIRA_B',
	});
	await expect(store.get('OTHER')).rejects.toMatchObject({
		message: 'This user has no tool OTHER',
	});
	expect(calls).toHaveLength(1);
	await readAll(store.list({ integration: 'jira', all: true }));
	expect(calls[1]).toMatchObject({
		host: 'actionkit',
		query: { format: 'json_schema', integrations: 'jira', limit_to_available: false },
	});
});

test('a tool is run by its name', async () => {
	const { client, calls } = fakeClient({ done: true });
	const store = new ToolStore(new Gateway(client, undefined));
	expect(await store.run('JIRA_A', { a: 1 })).toEqual({ done: true });
	expect(calls).toEqual([
		{
			method: 'POST',
			host: 'actionkit',
			path: '/tools',
			body: { tool: 'JIRA_A', parameters: { a: 1 } },
		},
	]);
});
