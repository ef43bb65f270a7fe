import { InvalidInput, JointFailure } from '../../../nodes/core/errors.ts';
import type { Action, Plan } from '../../../nodes/core/plan.ts';
import { carryOut } from '../../../nodes/core/sync/carryOut.ts';

type Kind = Action['action'];

const STOP = new InvalidInput('Maximum Deletions', 'too many');
const ALSO = new InvalidInput('Percent', 'too much');

async function carriedOut(
	kinds: Kind[],
	{
		stops = [] as InvalidInput[],
		dryRun = false,
		keepGoing = false,
		unread = [] as number[],
		failing = false,
	} = {},
) {
	const run: string[] = [];
	const hints: unknown[] = [];
	const actions = kinds.map(
		(action, index): Action => ({
			action,
			name: `${action} ${index}`,
			...(action !== 'delete' && { item: index }),
			changes: [],
			...(action === 'refused' && { problem: new Error(`problem ${index}`) }),
		}),
	);
	const carriesOut = async (index: number) => {
		run.push(String(actions[index]?.name));
		if (failing) throw new Error('failed');
		return {};
	};
	const plan: Plan = { actions, stops };
	const tools = { keepGoing, unread, hint: (hint: unknown) => void hints.push(hint) };
	const result = await carryOut(plan, carriesOut, dryRun, tools as never).then(
		(outcomes) => ({ outcomes, statuses: outcomes.map(({ status }) => status) }),
		(thrown: unknown) => ({ thrown: thrown as JointFailure }),
	);
	return { ...result, run, hints };
}

test('a plan is carried out', async () => {
	const { statuses, run } = (await carriedOut(['create', 'unchanged', 'delete'])) as never;
	expect(statuses).toEqual(['done', 'done', 'done']);
	expect(run).toEqual(['create 0', 'delete 2']);
});

test('one to be looked at is not, whatever is in it; what would stop it is hinted at', async () => {
	const { statuses, run, hints } = (await carriedOut(
		['create', 'update', 'delete', 'refused', 'protected', 'unchanged'],
		{ dryRun: true, stops: [STOP, ALSO] },
	)) as never;
	expect(statuses).toEqual(['planned', 'planned', 'planned', 'failed', 'skipped', 'done']);
	expect(run).toEqual([]);
	expect(hints).toEqual([
		{ message: 'Maximum Deletions: too many', type: 'warning' },
		{ message: 'Percent: too much', type: 'warning' },
		{ message: expect.stringContaining('would end with an error'), type: 'warning' },
	]);
});

test.each([
	[{ unread: [1, 2] }, 'the items 1–2 could not be read'],
	[{ keepGoing: true, refused: true }, 'not everything before it went well'],
])('one to be looked at tells which deletions would be held back: %j', async (how, why) => {
	const kinds: Kind[] = ['create', 'delete', ...('refused' in how ? ['refused' as const] : [])];
	const { outcomes } = (await carriedOut(kinds, { dryRun: true, ...how })) as never;
	expect(outcomes[0]).toEqual({ status: 'planned' });
	expect(outcomes[1]).toEqual({ status: 'planned', reason: expect.stringContaining(why) });
});

test('one that must not be is an error, and nothing is done', async () => {
	const { thrown, run } = (await carriedOut(['create', 'delete'], {
		stops: [STOP, ALSO],
	})) as never;
	expect(thrown).toBeInstanceOf(JointFailure);
	expect(thrown).toMatchObject({
		reason: STOP,
		item: undefined,
		note: 'Percent: too much\nNothing was changed.',
	});
	expect(run).toEqual([]);
});

test('going on, what was to be done says why it was not', async () => {
	const { outcomes, run } = (await carriedOut(
		['create', 'update', 'delete', 'unchanged', 'protected', 'refused'],
		{ stops: [STOP], keepGoing: true },
	)) as never as { outcomes: object[]; run: string[] };
	const stopped = { status: 'skipped', thrown: STOP, reason: 'Nothing was changed.' };
	expect(outcomes.slice(0, 3)).toEqual([stopped, stopped, stopped]);
	expect(outcomes.slice(3)).toMatchObject([
		{ status: 'done' },
		{ status: 'skipped' },
		{ status: 'failed' },
	]);
	expect(run).toEqual([]);
});

test('what is refused ends it before anything is done, and all of it is told', async () => {
	const { thrown, run } = (await carriedOut(['create', 'refused', 'delete', 'refused'])) as never;
	expect(thrown).toMatchObject({
		message: 'problem 1',
		item: 1,
		note: 'Item 3, too: problem 3\nNothing was changed.',
	});
	expect(run).toEqual([]);
});

test('going on, the others are done, but nothing is deleted', async () => {
	const { statuses, run } = (await carriedOut(['create', 'refused', 'delete'], {
		keepGoing: true,
	})) as never;
	expect(statuses).toEqual(['done', 'failed', 'skipped']);
	expect(run).toEqual(['create 0']);
});

test('while items could not be read, nothing is deleted', async () => {
	const { outcomes, run } = (await carriedOut(['create', 'delete'], {
		keepGoing: true,
		unread: [2, 3, 7],
	})) as never as { outcomes: object[]; run: string[] };
	expect(run).toEqual(['create 0']);
	expect(outcomes[1]).toEqual({
		status: 'skipped',
		reason:
			'not deleted, since what is wanted is not known in full: the items 2–3, 7 could not be read',
	});
});

test('a failure ends it with what had been done', async () => {
	const { thrown } = (await carriedOut(['create', 'delete'], { failing: true })) as never;
	expect(thrown).toBeInstanceOf(JointFailure);
	expect(thrown).toMatchObject({
		message: 'failed',
		item: 0,
		note: "It was to create 'create 0'.\nNothing had been changed before.\nNot begun: 1.\nRunning it again does what is left.",
	});
});
