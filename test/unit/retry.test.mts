import fc from 'fast-check';
import { askedMs, backOffMs, lookAfterMs, REFUSALS, retryAfterMs } from '../../nodes/core/retry.ts';

const NOW = Date.UTC(2026, 0, 1);

beforeEach(() => jest.useFakeTimers({ now: NOW }));
afterEach(() => jest.useRealTimers());

const inSeconds = (seconds: number) => new Date(NOW + seconds * 1000).toUTCString();

test.each([
	['0', 0],
	['7', 7000],
	[' 30 ', 30_000],
	[inSeconds(45), 45_000],
	[inSeconds(0), 0],
])('Retry-After %s is waited for, with at most a tenth of a second on top', (value, waitMs) => {
	const wait = retryAfterMs({ 'retry-after': value }, 0);
	expect(wait).toBeGreaterThanOrEqual(waitMs);
	expect(wait).toBeLessThan(waitMs + 100);
});

test.each([undefined, '', ' ', '-5', inSeconds(-60), 'soon', '9'.repeat(400)])(
	'with Retry-After %p the back-off of the next try counts',
	(value) => {
		expect(askedMs({ 'retry-after': value })).toBeUndefined();
		for (const attempt of [0, 3]) {
			const full = 400 * 2 ** attempt;
			const wait = retryAfterMs({ 'retry-after': value }, attempt);
			expect(wait).toBeGreaterThanOrEqual(full / 2);
			expect(wait).toBeLessThanOrEqual(full);
		}
	},
);

test('the back-off doubles up to twenty seconds, half of it jitter', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 100 }), (attempt) => {
			const full = Math.min(20_000, 400 * 2 ** (attempt - 1));
			const wait = backOffMs(attempt);
			expect(wait).toBeGreaterThanOrEqual(full / 2);
			expect(wait).toBeLessThanOrEqual(full);
		}),
	);
	expect(new Set(Array.from({ length: 20 }, () => backOffMs(3))).size).toBeGreaterThan(1);
});

test('looks at a vendor that refuses come further and further apart, and outlast a minute', () => {
	let least = 0;
	for (let refusals = 1; refusals < REFUSALS; refusals++) {
		const full = Math.min(8000, 400 * 1.4 ** (refusals - 1));
		const wait = lookAfterMs(refusals);
		expect(wait).toBeGreaterThanOrEqual(full * 0.75);
		expect(wait).toBeLessThanOrEqual(full);
		least += full * 0.75;
	}
	expect(least).toBeGreaterThan(65_000);
});
