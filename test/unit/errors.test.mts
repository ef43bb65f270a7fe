import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';
import {
	asError,
	Cancelled,
	InvalidInput,
	isNotFound,
	Refused,
	rootOf,
	StepFailed,
	toNodeError,
	UncertainOutcome,
	Unreachable,
} from '../../nodes/core/errors.ts';

const NODE: INode = {
	id: '1',
	name: 'Genesys Cloud',
	type: 'n8n-nodes-oauth-admin.genesysCloud',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const refused = new Refused({ message: 'Roles: no', help: 'Add one.', status: 403, code: 'c' });

test.each<[string, unknown, typeof NodeApiError | typeof NodeOperationError, object]>([
	[
		'invalid input',
		new InvalidInput('Name', 'is missing', 'Give one.'),
		NodeOperationError,
		{ message: 'Name: is missing [item 3]', description: 'Give one.' },
	],
	[
		'a refusal',
		refused,
		NodeApiError,
		{ message: 'Roles: no [item 3]', description: 'Add one.', httpCode: '403' },
	],
	[
		'an unreachable vendor',
		new Unreachable('V answered with HTTP 503', 'Wait.', 503),
		NodeApiError,
		{ message: 'V answered with HTTP 503 [item 3]', description: 'Wait.', httpCode: '503' },
	],
	[
		'an uncertain outcome',
		new UncertainOutcome('The answer was lost', 'Look.'),
		NodeApiError,
		{ message: 'The answer was lost [item 3]', description: 'Look.', httpCode: null },
	],
	[
		'a failed step',
		new StepFailed('Second step', ['made a'], refused),
		NodeApiError,
		{
			message: 'Second step did not succeed: Roles: no (So far: made a) [item 3]',
			description: 'Add one.',
			httpCode: '403',
		},
	],
	[
		'a cancellation',
		new Cancelled(),
		NodeOperationError,
		{ message: 'The execution was canceled [item 3]' },
	],
	[
		'a bug',
		new TypeError('x is undefined'),
		NodeOperationError,
		{ message: 'x is undefined [item 3]' },
	],
	['a thrown text', 'text', NodeOperationError, { message: 'text [item 3]' }],
])('%s becomes an error of n8n', (_what, thrown, type, expected) => {
	const error = toNodeError(NODE, thrown, 3);
	expect(error).toBeInstanceOf(type);
	expect(error).toMatchObject({ ...expected, context: { itemIndex: 3 } });
});

test.each([
	['input', (message: string) => new InvalidInput('Name', message)],
	['refusal', (message: string) => new Refused({ message, status: 404 })],
	['refusal that logs in anew', (message: string) => new Refused({ message, status: 401 })],
	['lost vendor', (message: string) => new Unreachable(message, undefined, 500)],
	['lost answer', (message: string) => new UncertainOutcome(message)],
])('n8n puts no text of its own into the message of a %s', (_what, make) => {
	for (const code of ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'ECONNRESET', 'EACCES']) {
		const thrown = make(`it is called ${code}`);
		const { message, description } = toNodeError(NODE, thrown, 0);
		expect(message).toBe(`${thrown.message} [item 0]`);
		expect(description ?? undefined).toBeUndefined();
	}
});

test('the note on what was done follows the help', () => {
	const description = (error: Error) => toNodeError(NODE, error, 0, '2 of 3 items').description;
	expect(description(refused)).toBe('Add one.\n2 of 3 items');
	expect(description(new InvalidInput('Name', 'is missing'))).toBe('2 of 3 items');
});

test("an error of n8n's stays as it is, and keeps the item it has", () => {
	const without = new NodeOperationError(NODE, 'mine');
	expect(toNodeError(NODE, without, 4)).toBe(without);
	expect(without.context.itemIndex).toBe(4);
	expect(toNodeError(NODE, without, 5).context.itemIndex).toBe(4);
});

test('a missing thing is a refusal of status 404 alone', () => {
	expect(isNotFound(new Refused({ message: '', status: 404 }))).toBe(true);
	expect(isNotFound(refused)).toBe(false);
	expect(isNotFound({ status: 404 })).toBe(false);
});

test('the root of nested steps is the refusal itself', () => {
	const nested = new StepFailed('a', ['x'], new StepFailed('b', [], refused));
	expect(rootOf(nested)).toBe(refused);
	expect(rootOf('text')).toBe('text');
	expect(new StepFailed('b', [], refused).message).toBe('b did not succeed: Roles: no');
	expect(asError(refused)).toBe(refused);
	expect(asError(7)).toEqual(new Error('7'));
});

test('what to do about what was done stands between the help and the note', () => {
	const failed = new StepFailed('b', ['a'], refused, 'Remove a.');
	expect(toNodeError(NODE, failed, 0, 'Note.').description).toBe('Add one.\nRemove a.\nNote.');
});
