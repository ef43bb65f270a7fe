import { setTimeout as sleep } from 'node:timers/promises';
import { KeyedLock } from '../../nodes/core/keyedLock.ts';

test('work with one key runs in order, one after the other; another key does not wait', async () => {
	const lock = new KeyedLock();
	const log: string[] = [];
	const work = (key: string, name: string, ms: number) =>
		lock.run(key, async () => {
			log.push(`+${name}`);
			await sleep(ms);
			log.push(`-${name}`);
			return name;
		});
	const results = await Promise.all([work('a', '1', 20), work('a', '2', 1), work('b', '3', 1)]);
	expect(results).toEqual(['1', '2', '3']);
	const ofA = log.filter((entry) => !entry.endsWith('3'));
	expect(ofA).toEqual(['+1', '-1', '+2', '-2']);
	expect(log.indexOf('-3')).toBeLessThan(log.indexOf('-1'));
});

test('failed work fails its own caller and lets the next one in', async () => {
	const lock = new KeyedLock();
	const failing = lock.run('a', async () => await Promise.reject(new Error('mine')));
	const next = lock.run('a', async () => 'done');
	await expect(failing).rejects.toThrow('mine');
	await expect(next).resolves.toBe('done');
});

test('nothing is kept of a key whose work is done', async () => {
	const lock = new KeyedLock();
	await Promise.allSettled([
		lock.run('a', async () => 1),
		lock.run('a', async () => await Promise.reject(new Error('x'))),
	]);
	expect(Reflect.get(lock, 'last')).toHaveProperty('size', 0);
});
