import { Journal, maskSecrets } from './core/journal.mts';
import { Latency } from './core/latency.mts';
import { Limits } from './core/limits.mts';
import { seededRandom } from './core/random.mts';

test('the journal keeps the newest 50,000 and stays in order', () => {
	const journal = new Journal();
	for (let index = 0; index < 120_000; index += 1) {
		const place = { vendor: 'v', server: 's', method: 'GET', path: `/${index}` };
		journal.add({ at: '', query: {}, ...place });
	}
	const entries = journal.read();
	expect(entries).toHaveLength(50_000);
	expect(entries[0]?.path).toBe('/70000');
	expect(entries.at(-1)?.path).toBe('/119999');
});

test('secrets are masked wherever they are, names and IDs are not', () => {
	const body = {
		clientId: 'id',
		clientSecret: 'hush',
		token_type: 'bearer',
		refresh_token: 'hush',
		list: [{ password: 'hush', name: 'n', secret: null }],
	};
	expect(maskSecrets(body)).toEqual({
		clientId: 'id',
		clientSecret: '••••',
		token_type: 'bearer',
		refresh_token: '••••',
		list: [{ password: '••••', name: 'n', secret: null }],
	});
	expect(body.clientSecret).toBe('hush');
});

test('windows are counted by key and end', () => {
	const limits = new Limits();
	limits.set({ windowMs: 1000 });
	const hit = (key: string, at: number) => limits.hit(key, 2, at);
	expect(hit('a', 0)).toEqual({ allowed: 2, count: 1, resetSeconds: 1, exceeded: false });
	expect(hit('a', 10).exceeded).toBe(false);
	expect(hit('a', 999)).toMatchObject({ count: 3, exceeded: true, resetSeconds: 1 });
	expect(hit('b', 999).count).toBe(1);
	expect(hit('a', 1000)).toMatchObject({ count: 1, exceeded: false });
});

test('the same seed gives the same numbers, evenly between 0 and 1', () => {
	const take = (seed: number) => {
		const random = seededRandom(seed);
		return Array.from({ length: 2000 }, random);
	};
	expect(take(3)).toEqual(take(3));
	expect(take(3)).not.toEqual(take(4));
	const numbers = take(3);
	expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
	expect(Math.max(...numbers)).toBeLessThan(1);
	const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
	expect(Math.abs(mean - 0.5)).toBeLessThan(0.05);
});

test('latency is refused when it is no delay', () => {
	const latency = new Latency();
	for (const setting of [-1, NaN, Infinity, { min: 2, max: 1 }]) {
		expect(() => latency.set(setting)).toThrow(RangeError);
	}
});
