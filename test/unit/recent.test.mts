import { Refused } from '../../nodes/core/errors.ts';
import { Recent, sharedRecent } from '../../nodes/core/recent.ts';
import { readAll } from './support/fakeClient.mts';

type Tool = { id: number };

const listOf = async function* (...ids: number[]) {
	for (const id of ids) yield { id };
};
const read = async (id: string | number) => ({ id: Number(id) });
const idsOf = async (listing: AsyncIterable<Tool>) => (await readAll(listing)).map(({ id }) => id);

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('what was made just now and is not listed yet comes after what is, once', async () => {
	const recent = new Recent<Tool>();
	for (const id of [4, 5, 6]) recent.made(id);
	expect(await idsOf(recent.completed(listOf(1, 5), read))).toEqual([1, 5, 4, 6]);
	expect(await idsOf(recent.completed(listOf(4, 5, 6), read))).toEqual([4, 5, 6]);
	expect(await idsOf(recent.completed(listOf(), read))).toEqual([4, 5, 6]);
});

test('after a minute the list is taken at its word', async () => {
	const recent = new Recent<Tool>();
	recent.made(4);
	jest.advanceTimersByTime(30_000);
	recent.made(5);
	jest.advanceTimersByTime(29_999);
	expect(await idsOf(recent.completed(listOf(), read))).toEqual([4, 5]);
	jest.advanceTimersByTime(1);
	expect(await idsOf(recent.completed(listOf(), read))).toEqual([5]);
});

test('what is gone is forgotten; another refusal is not taken for that', async () => {
	const recent = new Recent<Tool>();
	recent.made(4);
	const refusing = (status: number) => async () => {
		throw new Refused({ status, message: 'no' });
	};
	await expect(idsOf(recent.completed(listOf(), refusing(403)))).rejects.toThrow('no');
	expect(await idsOf(recent.completed(listOf(), refusing(404)))).toEqual([]);
	expect(await idsOf(recent.completed(listOf(), read))).toEqual([]);
});

test('what one run made another of the same key knows, and none of another key', async () => {
	sharedRecent<Tool>('one key').made(4);
	expect(await idsOf(sharedRecent<Tool>('one key').completed(listOf(), read))).toEqual([4]);
	expect(await idsOf(sharedRecent<Tool>('another key').completed(listOf(), read))).toEqual([]);
});
