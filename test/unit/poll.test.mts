import { Cancelled } from '../../nodes/core/errors.ts';
import { poll } from '../../nodes/core/poll.ts';

const NOW = Date.UTC(2026, 0, 1);

beforeEach(() => jest.useFakeTimers({ now: NOW }));
afterEach(() => jest.useRealTimers());

/** Looks that see nothing before the given time, and when they were taken. */
function lookFrom(visibleAfterMs: number) {
	const at: number[] = [];
	const look = async () => {
		at.push(Date.now() - NOW);
		return Date.now() - NOW >= visibleAfterMs ? 'seen' : undefined;
	};
	return { at, look };
}

async function outcome(look: () => Promise<string | undefined>, seconds: number) {
	const end = poll(look, seconds, undefined);
	await jest.runAllTimersAsync();
	return await end;
}

test('looks at growing intervals until there is something to see', async () => {
	const { at, look } = lookFrom(1000);
	expect(await outcome(look, 30)).toBe('seen');
	expect(at).toEqual([0, 200, 600, 1400]);
});

test('looks once when there is no time to wait', async () => {
	const { at, look } = lookFrom(1);
	expect(await outcome(look, 0)).toBeUndefined();
	expect(at).toEqual([0]);
});

test('looks a last time when the time is up, and no later', async () => {
	const { at, look } = lookFrom(Infinity);
	expect(await outcome(look, 5)).toBeUndefined();
	expect(at.at(-1)).toBe(5000);
});

test('hands on what a look throws, and ends when the execution is cancelled', async () => {
	await expect(poll(async () => Promise.reject(new Error('down')), 5, undefined)).rejects.toThrow(
		'down',
	);
	await expect(poll(async () => undefined, 5, AbortSignal.abort())).rejects.toThrow(Cancelled);
});
