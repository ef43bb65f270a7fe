import { Creator, howCreated, sharedCreator } from '../../nodes/core/createOnce.ts';
import type { Creation } from '../../nodes/core/createOnce.ts';
import { Cancelled, Refused, UncertainOutcome } from '../../nodes/core/errors.ts';

const NOW = Date.UTC(2026, 0, 1);

beforeEach(() => jest.useFakeTimers({ now: NOW }));
afterEach(() => jest.useRealTimers());

type Thing = { id: string };

const LOST = new UncertainOutcome('cut');

/** A creation whose sendings and looks turn out as given, the last of each for ever. */
function creation(sendings: Array<string | Error>, looks: string[][] = [[]]) {
	const calls = { sent: 0, sinces: [] as number[], lookedAt: [] as number[] };
	const given: Creation<Thing> = {
		what: "OAuth client 'a'",
		key: 'a',
		send: async () => {
			const outcome = sendings[Math.min(calls.sent++, sendings.length - 1)];
			if (outcome instanceof Error) throw outcome;
			return { id: outcome ?? '' };
		},
		find: async (since) => {
			calls.sinces.push(since);
			calls.lookedAt.push(Date.now() - NOW);
			return (looks[Math.min(calls.sinces.length, looks.length) - 1] ?? []).map((id) => ({ id }));
		},
	};
	return { calls, given };
}

/** How a creation ends, waits and all. */
async function outcome(creator: Creator, given: Creation<Thing>) {
	const end = creator.create(given, undefined).catch((error: unknown) => error);
	await jest.runAllTimersAsync();
	return await end;
}

test('an answered creation is sent once and not looked up', async () => {
	const { calls, given } = creation(['1']);
	const made = await outcome(new Creator(), given);
	expect(made).toEqual({ stored: { id: '1' }, adopted: false, sent: 1 });
	expect(calls).toEqual({ sent: 1, sinces: [], lookedAt: [] });
});

test('a refused creation is neither looked up nor sent again', async () => {
	const refused = new Refused({ message: 'no', status: 400 });
	const { calls, given } = creation([refused]);
	expect(await outcome(new Creator(), given)).toBe(refused);
	expect(calls).toMatchObject({ sent: 1, sinces: [] });
});

test('one whose answer was lost is adopted once it shows', async () => {
	const { calls, given } = creation([LOST], [[], [], ['1']]);
	const made = await outcome(new Creator(), given);
	expect(made).toEqual({ stored: { id: '1' }, adopted: true, sent: 1 });
	expect(calls).toEqual({ sent: 1, sinces: [NOW, NOW, NOW], lookedAt: [500, 1500, 3500] });
});

test('one that never shows is sent again after twenty-three seconds', async () => {
	const { calls, given } = creation([LOST, '2']);
	const made = await outcome(new Creator(), given);
	expect(made).toEqual({ stored: { id: '2' }, adopted: false, sent: 2 });
	expect(calls.sent).toBe(2);
	expect(calls.lookedAt).toEqual([500, 1500, 3500, 7500, 15_000, 23_000]);
});

test('one that is lost every time is given up, with word of how often it was sent', async () => {
	const { calls, given } = creation([LOST]);
	const error = await outcome(new Creator(), given);
	expect(error).toBeInstanceOf(UncertainOutcome);
	expect((error as Error).message).toMatch(/^cut; sent 3 times, .*OAuth client 'a' was not found/);
	expect(calls).toMatchObject({ sent: 3, sinces: Array(18).fill(NOW) });
});

test('a refusal of the second sending leaves the first uncertain, with word of both', async () => {
	const refused = new Refused({ message: 'no', status: 409 });
	const error = await outcome(new Creator(), creation([LOST, refused]).given);
	expect(error).toBeInstanceOf(UncertainOutcome);
	expect((error as Error).message).toMatch(/it may have been.*cut; then no/);
});

test('several that may be it are listed, and none is adopted', async () => {
	const { calls, given } = creation([LOST], [['1', '2']]);
	const error = await outcome(new Creator(), given);
	expect(error).toBeInstanceOf(UncertainOutcome);
	expect((error as Error).message).toContain('1, 2');
	expect(calls.sent).toBe(1);
});

test('one that is not what was sent is named, and nothing is sent again', async () => {
	const { calls, given } = creation([LOST], [['1']]);
	const error = await outcome(new Creator(), { ...given, isSame: () => false });
	expect(error).toBeInstanceOf(UncertainOutcome);
	expect((error as Error).message).toMatch(/not quite what was sent: 1/);
	expect(calls.sent).toBe(1);
});

test('one of several that is what was sent is adopted', async () => {
	const { given } = creation([LOST], [['1', '2']]);
	const made = await outcome(new Creator(), { ...given, isSame: ({ id }) => id === '2' });
	expect(made).toEqual({ stored: { id: '2' }, adopted: true, sent: 1 });
});

test('a look that fails leaves it uncertain, with word of both', async () => {
	const { calls, given } = creation([LOST]);
	const find = async () => await Promise.reject(new Error('down'));
	const error = await outcome(new Creator(), { ...given, find });
	expect(error).toBeInstanceOf(UncertainOutcome);
	expect((error as Error).message).toMatch(
		/OAuth client 'a' was created.*it may have been.*cut; then down/,
	);
	expect(calls.sent).toBe(1);
});

test('what one creation has made or adopted, no other adopts', async () => {
	const creator = new Creator();
	const all = Promise.all([
		creator.create(creation(['1']).given, undefined),
		creator.create(creation([LOST], [['1', '2']]).given, undefined),
		creator.create(creation([LOST], [['1', '2', '3']]).given, undefined),
	]);
	await jest.runAllTimersAsync();
	expect((await all).map(({ stored }) => stored.id)).toEqual(['1', '2', '3']);
});

test('the same key waits, another key does not', async () => {
	const creator = new Creator();
	const first = creation([LOST], [[], ['1']]);
	const second = creation(['2']);
	const other = creation(['3']);
	const all = [
		creator.create(first.given, undefined),
		creator.create(second.given, undefined),
		creator.create({ ...other.given, key: 'b' }, undefined),
	];
	await jest.advanceTimersByTimeAsync(600);
	expect([first.calls.sent, second.calls.sent, other.calls.sent]).toEqual([1, 0, 1]);
	await jest.runAllTimersAsync();
	await Promise.all(all);
	expect(second.calls.sent).toBe(1);
});

test('cancelling ends the waits between looks', async () => {
	const cancel = new AbortController();
	const { calls, given } = creation([LOST]);
	const end = new Creator().create(given, cancel.signal).catch((error: unknown) => error);
	await jest.advanceTimersByTimeAsync(600);
	cancel.abort();
	await jest.advanceTimersByTimeAsync(500);
	const error = await end;
	expect(error).toBeInstanceOf(Cancelled);
	expect((error as Error).message).toContain("OAuth client 'a' may have been created");
	expect(calls).toMatchObject({ sent: 1, lookedAt: [500] });
});

test('only so much later is it forgotten who made a thing', async () => {
	const creator = new Creator();
	await creator.create(creation(['1']).given, undefined);
	jest.setSystemTime(NOW + 59 * 60_000);
	await creator.create(creation(['2']).given, undefined);
	const soon = await outcome(creator, creation([LOST, '3'], [['1']]).given);
	expect(soon).toMatchObject({ stored: { id: '3' } });
	jest.setSystemTime(NOW + 61 * 60_000);
	await creator.create(creation(['4']).given, undefined);
	const later = await outcome(creator, creation([LOST], [['1', '2']]).given);
	expect(later).toMatchObject({ stored: { id: '1' }, adopted: true });
});

test('one creator serves all runs with the same credential', () => {
	expect(sharedCreator('a')).toBe(sharedCreator('a'));
	expect(sharedCreator('a')).not.toBe(sharedCreator('b'));
});

test('only what did not go straight is told of', () => {
	expect(howCreated(false, 1)).toBe('');
	expect(howCreated(false, 2)).toMatch(/sent 2 times/);
	expect(howCreated(true, 1)).toMatch(/looked up by its name/);
	expect(howCreated(true, 1)).not.toMatch(/times/);
	expect(howCreated(true, 3)).toMatch(/sent 3 times.*looked up/);
});
