import { Cancelled, StepFailed } from '../../../nodes/core/errors.ts';
import type { Action } from '../../../nodes/core/plan.ts';
import { apply, initial, isActing } from '../../../nodes/core/sync/apply.ts';
import type { Ended, Outcome } from '../../../nodes/core/sync/apply.ts';

type Kind = Action['action'];

/** Actions of these kinds, named by kind and item; those that are to fail do so with what is given. */
function planOf(kinds: Kind[], failures: Record<number, Error> = {}) {
	const begun: string[] = [];
	const ended: string[] = [];
	const actions = kinds.map((action, index): Action => {
		const id = action === 'create' ? undefined : index + 100;
		const item = action === 'delete' ? undefined : index;
		return { action, name: `${action} ${index}`, item, id, changes: [] };
	});
	const run = async (index: number) => {
		const { name } = actions[index] as Action;
		begun.push(name);
		await new Promise((resolve) => setTimeout(resolve, kinds.length - index));
		ended.push(name);
		if (failures[index]) throw failures[index];
		return { id: index + 100, json: { index } };
	};
	return { plan: [actions, run] as const, begun, ended };
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** By a clock of its own, so that actions end in the order of their times however busy the machine is. */
async function applied(...given: Parameters<typeof apply>) {
	const applying = apply(...given);
	await jest.runAllTimersAsync();
	return await applying;
}

const statuses = (outcomes: Outcome[] | Ended) =>
	'note' in outcomes ? outcomes.note : outcomes.map(({ status }) => status);

test('deletions come last, after all else has ended; what asks for nothing is not run', async () => {
	const { plan, begun, ended } = planOf([
		'delete',
		'create',
		'unchanged',
		'protected',
		'update',
		'delete',
	]);
	const outcomes = await applied(...plan, false, undefined);
	expect(begun).toEqual(['create 1', 'update 4', 'delete 0', 'delete 5']);
	expect(new Set(ended.slice(0, 2))).toEqual(new Set(['create 1', 'update 4']));
	expect(statuses(outcomes)).toEqual(['done', 'done', 'done', 'skipped', 'done', 'done']);
	expect((outcomes as Outcome[])[1]?.result).toEqual({ id: 101, json: { index: 1 } });
});

test('with no going on, the first failure ends it, and nothing is deleted', async () => {
	const { plan, begun } = planOf(['create', 'update', 'delete'], { 1: new Error('no') });
	const ended = (await applied(...plan, false, undefined)) as Ended;
	expect(begun).not.toContain('delete 2');
	expect(ended).toEqual({
		thrown: new Error('no'),
		item: 1,
		note: "It was to update 'update 1' (101).\nDone before: created 1 (items 0): 'create 0' (100).\nNot begun: 1.\nRunning it again does what is left.",
	});
});

test('the note says all that was done, what else failed and what was not begun', async () => {
	const kinds: Kind[] = [
		...Array<Kind>(3).fill('create'),
		...Array<Kind>(40).fill('update'),
		'delete',
	];
	const { plan } = planOf(kinds, { 2: new Error('no'), 31: new Error('nor this') });
	const ended = (await applied(...plan, false, undefined)) as Ended;
	// Those that began last end first here.
	expect(ended.thrown).toEqual(new Error('nor this'));
	expect(ended.item).toBe(31);
	expect(ended.note.split('\n')).toEqual([
		"It was to update 'update 31' (131).",
		"Done before: created 2 (items 0–1): 'create 0' (100), 'create 1' (101); updated 39 (items 3–30, 32–42).",
		"Failed, too: 'create 2': no",
		'Not begun: 1.',
		'Running it again does what is left.',
	]);
});

test('a deletion that fails ends the deletions; those before it are named', async () => {
	const { plan } = planOf(['update', 'delete', 'delete'], { 1: new Error('in use') });
	const ended = (await applied(...plan, false, undefined)) as Ended;
	expect(ended.item).toBeUndefined();
	expect(ended.note.split('\n')).toEqual([
		"It was to delete 'delete 1' (101).",
		"Done before: updated 1 (items 0); deleted 1: 'delete 2' (102).",
		'Running it again does what is left.',
	]);
});

test('nothing done is told, and the steps of the one that failed are', async () => {
	const failed = new StepFailed('Cutting', ['drew a line'], new Error('blunt'));
	const { plan } = planOf(['create'], { 0: failed });
	expect(((await applied(...plan, false, undefined)) as Ended).note.split('\n')).toEqual([
		"It was to create 'create 0'.",
		'Nothing had been changed before.',
		'Of this one: drew a line.',
		"Running it again does what is left, but for the rest of 'create 0': what is there already is not created again.",
	]);
});

test('going on, the others are done, but nothing is deleted', async () => {
	const { plan } = planOf(['create', 'delete', 'update', 'delete'], { 0: new Error('no') });
	const outcomes = (await applied(...plan, true, undefined)) as Outcome[];
	expect(statuses(outcomes)).toEqual(['failed', 'skipped', 'done', 'skipped']);
	expect(outcomes[0]?.thrown).toEqual(new Error('no'));
	expect(outcomes[1]?.reason).toMatch(/^not deleted, since not everything before it went well/);
});

test('going on, a deletion that fails does not keep others back', async () => {
	const { plan } = planOf(['delete', 'delete'], { 0: new Error('in use') });
	expect(statuses(await applied(...plan, true, undefined))).toEqual(['failed', 'done']);
});

test('what was refused keeps deletions back as what failed does; what is protected does not', async () => {
	const refused = planOf(['refused', 'create', 'delete']);
	expect(statuses(await applied(...refused.plan, true, undefined))).toEqual([
		'failed',
		'done',
		'skipped',
	]);
	const spared = planOf(['protected', 'delete']);
	expect(statuses(await applied(...spared.plan, true, undefined))).toEqual(['skipped', 'done']);
});

test('deletions are held back for a reason given, and nothing else is', async () => {
	const { plan, begun } = planOf(['create', 'delete']);
	const outcomes = (await applied(...plan, true, 'for a reason')) as Outcome[];
	expect(begun).toEqual(['create 0']);
	expect(outcomes[1]).toEqual({ status: 'skipped', reason: 'for a reason' });
});

test.each([true, false])('cancelled, it ends (going on: %s)', async (keepGoing) => {
	const cancelled = new Cancelled();
	const { plan, begun } = planOf(['create', 'create', 'delete'], {
		0: cancelled,
		1: new Cancelled(),
	});
	const ended = (await applied(...plan, keepGoing, undefined)) as Ended;
	expect(ended.thrown).toBeInstanceOf(Cancelled);
	expect(ended.note).toBe(
		[
			'Nothing had been changed before.',
			"Cut off in the middle, and perhaps carried out all the same: 'create 0', 'create 1'.",
			'Not begun: 1.',
			'Running it again does what is left.',
		].join('\n'),
	);
	expect(begun).not.toContain('delete 2');
});

test.each<[Kind, Outcome['status'], boolean]>([
	['create', 'planned', true],
	['update', 'planned', true],
	['delete', 'planned', true],
	['unchanged', 'done', false],
	['protected', 'skipped', false],
	['refused', 'failed', false],
])('before anything is done, %s is %s', (action, status, acting) => {
	const problem = new Error('which?');
	const given = { action, name: 'a', changes: [], reason: 'own', problem };
	expect(initial(given)).toMatchObject({
		status,
		...(action === 'refused' && { thrown: problem }),
		...(action === 'protected' && { reason: 'own' }),
	});
	expect(isActing(given)).toBe(acting);
});

test('secrets that are lost with an error are told of', async () => {
	const [actions] = planOf(['create', 'create', 'create']).plan;
	const run = async (index: number) => {
		if (index === 2) throw new Error('no');
		return { id: index, hasSecret: true };
	};
	const ended = (await applied(actions, run, false, undefined)) as Ended;
	expect(ended.note).toContain('the secrets of 2 that were created are lost');
	const kept = (await applied(actions, run, true, undefined)) as Outcome[];
	expect(statuses(kept)).toEqual(['done', 'done', 'failed']);
});
