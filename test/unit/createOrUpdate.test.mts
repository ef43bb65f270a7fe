import { createOrUpdate } from '../../nodes/core/operations/createOrUpdate.ts';
import type { Operation, Task } from '../../nodes/core/operation.ts';
import { MASK } from '../../nodes/core/secret.ts';
import { parametersOf } from './support/parameters.mts';
import { invalidInputOf } from './support/thrown.mts';
import { KEYED, KIND, shedOf } from './support/tools.mts';
import type { Tool } from './support/tools.mts';

const upsert = createOrUpdate(KIND, KEYED) as Operation<unknown>;
const HAMMER: Tool = { id: 1, name: 'hammer', size: 1 };

const taskOf = (values: object) =>
	upsert.read(
		parametersOf({ inputFormat: 'fields', matchOn: 'key', simplify: true, ...values }),
	) as Task<unknown>;

async function upserted(values: object, tools: Tool[] = [HAMMER]) {
	const { store, calls, there } = shedOf(tools);
	const [output] = await taskOf(values)(store, { hint: () => undefined } as never);
	return { json: output?.json, calls, there };
}

test('what is not there is created, and what it was given is told, but no secret', async () => {
	const { json, calls } = await upserted({
		name: 'saw',
		size: 2,
		additionalFields: { secret: 'hush' },
	});
	expect(json).toEqual({
		action: 'created',
		id: 2,
		name: 'saw',
		size: 2,
		changes: [
			{ field: 'name', kind: 'changed', to: 'saw' },
			{ field: 'size', kind: 'changed', to: 2 },
			{ field: 'secret', kind: 'changed' },
		],
		steps: ['created saw'],
		secret: MASK,
	});
	expect(calls).toEqual(['list', 'create saw {"secretWanted":false}']);
});

test('what is there and differs is updated', async () => {
	const { json, calls } = await upserted({ name: 'hammer', size: 3 });
	expect(json).toEqual({
		action: 'updated',
		id: 1,
		name: 'hammer',
		size: 3,
		changes: [{ field: 'size', kind: 'changed', from: 1, to: 3 }],
	});
	expect(calls).toEqual(['list', 'rewrite 1 name,size']);
});

test('what is there and does not differ is left alone', async () => {
	const { json, calls } = await upserted({ name: 'hammer', size: 1 });
	expect(json).toEqual({ action: 'unchanged', id: 1, name: 'hammer', size: 1, changes: [] });
	expect(calls).toEqual(['list']);
});

test.each([
	[{}, 'updated', ['list', 'rewrite 1 name,secret']],
	[{ whenUnknown: 'write' }, 'updated', ['list', 'rewrite 1 name,secret']],
	[{ whenUnknown: 'skip' }, 'unchanged', ['list']],
])('with %j a secret that cannot be compared: %s', async (options, action, expected) => {
	const given = { name: 'hammer', additionalFields: { secret: 'hush' }, options };
	const { json, calls } = await upserted(given);
	expect(json).toMatchObject({ action, changes: [{ field: 'secret', kind: 'unknown' }] });
	expect(calls).toEqual(expected);
});

test('by its ID it may get another name; without one, or with a stale one, its name decides', async () => {
	const by = async (matchId: unknown, name: string) =>
		await upserted({ matchOn: 'id', matchId, name });
	expect((await by('1', 'mallet')).json).toMatchObject({
		action: 'updated',
		id: 1,
		name: 'mallet',
	});
	expect((await by('', 'hammer')).json).toMatchObject({ action: 'unchanged', id: 1 });
	expect((await by('7', 'hammer')).json).toMatchObject({ action: 'unchanged', id: 1 });
	expect((await by('7', 'saw')).json).toMatchObject({ action: 'created', id: 2 });
	const key = await upserted({ matchOn: 'key', matchId: '1', name: 'saw' });
	expect(key.json).toMatchObject({ action: 'created' });
});

test('an item claims what it means', () => {
	expect(taskOf({ name: 'a' }).claim?.words).toBe("the name 'a'");
	expect(taskOf({ name: 'a', matchOn: 'id', matchId: 7 }).claim?.words).toBe('the ID 7');
	expect(taskOf({ name: 'a', matchOn: 'id', matchId: '' }).claim?.words).toBe("the name 'a'");
});

test('options of the store and the secret go with a creation', async () => {
	const options = { oiled: true, engraved: 'mine' };
	const { calls, json } = await upserted({ name: 'saw', options, secretOutput: 'plain' });
	expect(calls[1]).toBe('create saw {"oiled":true,"engraved":"mine","secretWanted":true}');
	expect(json?.secret).toBe('fresh');
});

test.each<[object, string]>([
	[{ size: 1 }, 'Name'],
	[{ name: 'a', size: -1 }, 'Size'],
	[{ name: 'a', options: { whenUnknown: 'never' } }, 'When Unknown'],
	[{ name: 'a', options: { oiled: 'very' } }, 'Oiled'],
	[{ name: 'a', secretOutput: 'shouted' }, 'Secret Output'],
	[{ name: 'a', matchOn: 'id', matchId: {} }, 'ID'],
])('%j is refused before anything is asked', (values, field) => {
	expect(invalidInputOf(() => taskOf(values)).field).toBe(field);
});

test('what is left for a person to do is told, and what else was made is in the output', async () => {
	const { store } = shedOf([]);
	const hints: unknown[] = [];
	const made = { leftToDo: 'Sharpen it.', related: { handle: 5 }, steps: [] };
	const create = async () => ({ ...made, stored: { id: 2, name: 'saw' } });
	const tools = { hint: (hint: unknown) => void hints.push(hint) };
	const [output] = await taskOf({ name: 'saw' })({ ...store, create }, tools as never);
	expect(output?.json).toMatchObject({ action: 'created', handle: 5 });
	expect(hints).toEqual([{ message: 'Sharpen it.', type: 'info' }]);
});

test('what a new one was given may be told otherwise', async () => {
	const given = () => ({ name: 'told' });
	const operation = createOrUpdate(KIND, { ...KEYED, given }) as Operation<unknown>;
	const task = operation.read(parametersOf({ inputFormat: 'fields', name: 'saw' }));
	const [output] = await task(shedOf([]).store, {} as never);
	expect(output?.json.changes).toEqual([{ field: 'name', kind: 'changed', to: 'told' }]);
});
