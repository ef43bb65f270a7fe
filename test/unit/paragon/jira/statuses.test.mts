import { UncertainOutcome } from '../../../../nodes/core/errors.ts';
import { moveTo } from '../../../../nodes/Paragon/jira/statuses.ts';
import type { Call } from '../../../../nodes/core/vendor.ts';

const to = (id: string, name: string) => ({ id, name });

/** Jira with one issue: where it is, and the ways out. */
function jira(status: object, transitions: object[], fail?: (sent: string) => Error | undefined) {
	const taken: string[] = [];
	let present = status;
	const ask = async (call: Call): Promise<any> => {
		if (call.method === 'GET') return { id: '1', fields: { status: present }, transitions };
		const { transition } = call.body as { transition: { id: string } };
		taken.push(transition.id);
		const error = fail?.(transition.id);
		if (error?.message !== 'before') {
			present = (transitions as any[]).find(({ id }) => id === transition.id).to;
		}
		if (error) throw error;
		return undefined;
	};
	return { taken, move: async (wanted: string) => await moveTo(ask, 'A-1', wanted) };
}

const OPEN = to('1', 'Open');
const WAYS = [
	{ id: '3', name: 'Done', to: to('5', 'In Review') },
	{ id: '4', name: 'Finish with a reason', to: to('3', 'Done'), hasScreen: true },
	{ id: '5', name: 'Finish', to: to('3', 'Done'), hasScreen: false },
	{ id: '6', name: 'Stay', to: OPEN },
	{ id: '7', name: 'Ask back', to: to('8', 'Waiting'), hasScreen: true },
];

test.each([
	['Done', '5'],
	['done', '5'],
	['3', '5'],
	['5', '3'],
	['In Review', '3'],
	['Waiting', '7'],
	['Finish with a reason', '4'],
	['Stay', '6'],
])('%s is reached by the transition %s', async (wanted, id) => {
	const { move, taken } = jira(OPEN, WAYS);
	expect(await move(wanted)).toBe(true);
	expect(taken).toEqual([id]);
});

test.each(['Open', 'open', '1'])('an issue that is in %s already stays there', async (wanted) => {
	const { move, taken } = jira(OPEN, WAYS);
	expect(await move(wanted)).toBe(false);
	expect(taken).toEqual([]);
});

test('what cannot be reached is told with what can, each once', async () => {
	await expect(jira(OPEN, WAYS).move('Blocked')).rejects.toThrow(
		/^Status: 'Blocked' cannot be reached .*; these can: In Review, Done, Open, Waiting$/,
	);
	await expect(jira(OPEN, []).move('Done')).rejects.toThrow(
		/no other can, or the connected account/,
	);
});

test.each([
	['after', true],
	['before', false],
])('a lost answer (%s it was done) is looked up', async (when, done) => {
	const { move, taken } = jira(OPEN, WAYS, () => new UncertainOutcome(when));
	if (done) expect(await move('Done')).toBe(true);
	else await expect(move('Done')).rejects.toThrow('before');
	expect(taken).toEqual(['5']);
});

test('a refusal is told as it is', async () => {
	const { move } = jira(OPEN, WAYS, () => new Error('Resolution is required'));
	await expect(move('Done')).rejects.toThrow('Resolution is required');
});
