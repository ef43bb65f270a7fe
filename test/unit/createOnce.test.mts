import { Creator } from '../../nodes/core/createOnce.ts';
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
async function outcome(creator: Creator<Thing>, given: Creation<Thing>) {
	const end = creator.create(given).catch((error: unknown) => error);
	await jest.runAllTimersAsync();
	return await end;
}

test('an answered creation is sent once and not looked up', async () => {
	const { calls, given } = creation(['1']);
	const made = await outcome(new Creator(undefined), given);
	expect(made).toEqual({ stored: { id: '1' }, adopted: false });
	expect(calls).toEqual({ sent: 1, sinces: [], lookedAt: [] });
});

test('a refused creation is neither looked up nor sent again', async () => {
	const refused = new Refused({ message: 'no', status: 400 });
	const { calls, given } = creation([refused]);
	expect(await outcome(new Creator(undefined), given)).toBe(refused);
	expect(calls).toMatchObject({ sent: 1, sinces: [] });
});

test('one whose answer was lost is adopted once it shows', async () => {
	const { calls, given } = creation([LOST], [[], [], ['1']]);
	const made = await outcome(new Creator(undefined), given);
	expect(made).toEqual({ stored: { id: '1' }, adopted: true });
	expect(calls).toEqual({ sent: 1, sinces: [NOW, NOW, NOW], lookedAt: [500, 1500, 3500] });
});

test('one that never shows is sent again after fifteen seconds', async () => {
	const { calls, given } = creation([LOST, '2']);
	const made = await outcome(new Creator(undefined), given);
	expect(made).toEqual({ stored: { id: '2' }, adopted: false });
	expect(calls.sent).toBe(2);
	expect(calls.lookedAt).toEqual([500, 1500, 3500, 7500, 15_000]);
});

test('one that is lost every time is given up, with word of how often it was sent', async () => {
	const { calls, given } = creation([LOST]);
	const error = await outcome(new Creator(undefined), given);
	expect(error).toBeInstanceOf(UncertainOutcome);
	expect((error as Error).message).toMatch(/^cut; sent 3 times, .*OAuth client 'a' was not found/);
	expect(calls).toMatchObject({ sent: 3, sinces: Array(15).fill(NOW) });
});

test('a refusal of the second sending is the outcome', async () => {
	const refused = new Refused({ message: 'no', status: 409 });
	expect(await outcome(new Creator(undefined), creation([LOST, refused]).given)).toBe(refused);
});

test('several that may be it are listed, and none is adopted', async () => {
	const { calls, given } = creation([LOST], [['1', '2']]);
	const error = await outcome(new Creator(undefined), given);
	expect(error).toBeInstanceOf(UncertainOutcome);
	expect((error as Error).message).toContain('1, 2');
	expect(calls.sent).toBe(1);
});

test('a look that fails ends it', async () => {
	const { given } = creation([LOST]);
	const failed = new Error('down');
	const find = async () => await Promise.reject(failed);
	expect(await outcome(new Creator(undefined), { ...given, find })).toBe(failed);
});

test('what one creation has made or adopted, no other adopts', async () => {
	const creator = new Creator<Thing>(undefined);
	const all = Promise.all([
		creator.create(creation(['1']).given),
		creator.create(creation([LOST], [['1', '2']]).given),
		creator.create(creation([LOST], [['1', '2', '3']]).given),
	]);
	await jest.runAllTimersAsync();
	expect((await all).map(({ stored }) => stored.id)).toEqual(['1', '2', '3']);
});

test('the same key waits, another key does not', async () => {
	const creator = new Creator<Thing>(undefined);
	const first = creation([LOST], [[], ['1']]);
	const second = creation(['2']);
	const other = creation(['3']);
	const all = [
		creator.create(first.given),
		creator.create(second.given),
		creator.create({ ...other.given, key: 'b' }),
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
	const end = new Creator<Thing>(cancel.signal).create(given).catch((error: unknown) => error);
	await jest.advanceTimersByTimeAsync(600);
	cancel.abort();
	await jest.advanceTimersByTimeAsync(500);
	expect(await end).toBeInstanceOf(Cancelled);
	expect(calls).toMatchObject({ sent: 1, lookedAt: [500] });
});
