import fc from 'fast-check';
import { Rate } from '../../nodes/core/rate.ts';

test('in no minute do more begin than documented, however they come', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 20 }),
			fc.array(fc.nat(20_000), { minLength: 1, maxLength: 200 }),
			(perMinute, gaps) => {
				const rate = new Rate(perMinute);
				const begun: number[] = [];
				let now = 0;
				for (const gap of gaps) {
					now += gap;
					const opening = rate.opening(now, 0);
					if (opening) {
						expect(opening).toMatchObject({ by: 'rate' });
						expect(opening.at).toBeGreaterThan(now);
						now = opening.at;
						expect(rate.opening(now, 0)).toBeUndefined();
					}
					rate.begin(now);
					begun.push(now);
				}
				for (const [index, at] of begun.entries()) {
					const before = begun[index - perMinute];
					if (before !== undefined) expect(at - before).toBeGreaterThanOrEqual(60_000);
				}
			},
		),
	);
});

test('none waits that the documented rate has room for', () => {
	const rate = new Rate(3);
	for (const at of [0, 30_000, 59_000]) {
		expect(rate.opening(at, 0)).toBeUndefined();
		rate.begin(at);
	}
	expect(rate.opening(59_999, 0)).toEqual({ at: 60_000, by: 'rate' });
	rate.begin(60_000);
	expect(rate.opening(60_000, 0)).toEqual({ at: 90_000, by: 'rate' });
});

describe("the vendor's count", () => {
	test('replaces the documented rate, higher or lower, to the end of its window', () => {
		const rate = new Rate(1);
		rate.begin(0);
		rate.learn({ remaining: 2, resetMs: 5000 }, 0, 100);
		expect(rate.opening(100, 1)).toBeUndefined();
		expect(rate.opening(100, 2)).toEqual({ at: 5100, by: 'budget' });
		expect(rate.turn(5099)).toBe(false);
		expect(rate.turn(5100)).toBe(true);
		expect(rate.opening(5100, 50)).toBeUndefined();
		rate.begin(5100);
		expect(rate.opening(5101, 0)).toEqual({ at: 65_100, by: 'rate' });
	});

	test('is the least of what answers tell, which come in any order', () => {
		const rate = new Rate(300);
		rate.learn({ remaining: 3, resetMs: 10_000 }, 0, 50);
		rate.learn({ remaining: 7, resetMs: 10_000 }, 0, 60);
		rate.learn({ remaining: 5, resetMs: 9000 }, 950, 1000);
		expect(rate.opening(1000, 2)).toBeUndefined();
		expect(rate.opening(1000, 3)).toEqual({ at: 10_000, by: 'budget' });
	});

	test('of a window that begins earlier than thought is taken for new', () => {
		const rate = new Rate(300);
		rate.learn({ remaining: 0, resetMs: 2000 }, 0, 50);
		rate.learn({ remaining: 299, resetMs: 60_000 }, 1100, 1150);
		expect(rate.opening(1150, 298)).toBeUndefined();
		expect(rate.opening(1150, 299)).toEqual({ at: 61_150, by: 'budget' });
	});

	test('in a late answer about a window that is over is nothing to go by', () => {
		const rate = new Rate(300);
		rate.learn({ remaining: 0, resetMs: 1000 }, 0, 50);
		expect(rate.turn(1050)).toBe(true);
		rate.learn({ remaining: 0, resetMs: 1000 }, 1040, 1060);
		expect(rate.opening(1060, 10)).toBeUndefined();
	});

	test.each([
		['whose time is over', 0, undefined],
		['that is longer than any vendor has', 86_400_000, { at: 120_000, by: 'budget' }],
	])('of a window %s', (_what, resetMs, opening) => {
		const rate = new Rate(300);
		rate.learn({ remaining: 0, resetMs }, 0, 0);
		expect(rate.opening(0, 0)).toEqual(opening);
	});
});
