import { Existing } from '../../../nodes/Paragon/integrationCredential/existing.ts';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Lists that come when they are let, the first with entry 1 under the key k, the next with 2 … */
function lists() {
	const waiting: Array<(error?: Error) => void> = [];
	const calls = { fetched: 0 };
	const existing = new Existing(
		async () =>
			await new Promise<Map<string, number>>((resolve, reject) => {
				const entries = new Map([['k', ++calls.fetched]]);
				waiting.push((error) => (error ? reject(error) : resolve(entries)));
			}),
	);
	const answer = (error?: Error) => waiting.shift()?.(error);
	/** Looks a key up, letting the list come that this asks for, if it does. */
	const find = async (key = 'k') => {
		const found = existing.find(key);
		answer();
		return await found;
	};
	return { calls, existing, answer, find };
}

test('many who look at the same time share one list', async () => {
	const { calls, existing, answer } = lists();
	const found = Promise.all(['k', 'l', 'k'].map(async (key) => await existing.find(key)));
	answer();
	expect(await found).toEqual([1, undefined, 1]);
	expect(calls.fetched).toBe(1);
});

test('a list counts for two seconds from when it was asked for', async () => {
	const { calls, find } = lists();
	expect(await find()).toBe(1);
	jest.advanceTimersByTime(2000);
	expect(await find()).toBe(1);
	jest.advanceTimersByTime(1);
	expect(await find()).toBe(2);
	expect(calls.fetched).toBe(2);
});

test('a list that could not be read fails for those who wait, and is asked for again', async () => {
	const { calls, existing, answer, find } = lists();
	const waiting = Promise.allSettled([existing.find('k'), existing.find('l')]);
	answer(new Error('down'));
	expect(await waiting).toMatchObject([
		{ status: 'rejected', reason: { message: 'down' } },
		{ status: 'rejected', reason: { message: 'down' } },
	]);
	expect(await find()).toBe(2);
	expect(calls.fetched).toBe(2);
});

test('an old list that fails late does not put away the new one', async () => {
	const { calls, existing, answer } = lists();
	const old = existing.find('k').catch((error: Error) => error.message);
	jest.advanceTimersByTime(2001);
	const fresh = existing.find('k');
	answer(new Error('down'));
	answer();
	expect([await old, await fresh]).toEqual(['down', 2]);
	expect(await existing.find('k')).toBe(2);
	expect(calls.fetched).toBe(2);
});

test('what the run itself has made is known without a list, and for ever', async () => {
	const { calls, existing } = lists();
	existing.know('k', 99);
	expect(await existing.find('k')).toBe(99);
	jest.advanceTimersByTime(60_000);
	expect(await existing.find('k')).toBe(99);
	expect(calls.fetched).toBe(0);
});

test('what the run has made wins over a list that was under way, for those who wait for it too', async () => {
	const { existing, answer } = lists();
	const [before, other] = [existing.find('k'), existing.find('new')];
	existing.know('k', 99);
	existing.know('new', 100);
	expect(await existing.find('new')).toBe(100);
	answer();
	expect([await before, await other]).toEqual([99, 100]);
});
