import { creates } from '../bench/creates.mts';
import { limit } from '../bench/limit.mts';
import { load } from '../bench/load.mts';
import { markdown, table } from '../bench/report.mts';
import type { Part } from '../bench/result.mts';
import { median, medianRatio, takeTurns } from '../bench/statistics.mts';
import { sync } from '../bench/sync.mts';

/** In small, for what the benchmarks count. How long something takes is no subject of a test. */

const TIMEOUT_MS = 120_000;

const detailsOf = ({ results }: Part, beginning: string): string => {
	const found = results.find(({ what }) => what.startsWith(beginning));
	if (!found) throw new Error(`No line begins with '${beginning}'`);
	return found.details;
};

test(
	'creates: every way makes all, and none twice',
	async () => {
		const part = await creates({ creates: 30, oneByOne: 6, latencyMs: 5, rounds: 1 });
		expect(part.results).toHaveLength(5);
		for (const { details } of part.results) expect(details).toContain('lost 0, doubled 0');
	},
	TIMEOUT_MS,
);

test(
	'limit: the node loses nothing; all at once loses what is beyond the limit',
	async () => {
		const part = await limit({
			...{ creates: 25, perMinute: 10, minuteMs: 3000, latencyMs: 5, rounds: 1 },
		});
		expect(detailsOf(part, 'Node, 30 creates')).toContain('÷ 6.00 s; lost 0, doubled 0');
		expect(detailsOf(part, 'Node, 25 creates')).toContain('÷ 6.00 s; lost 0, doubled 0');
		expect(detailsOf(part, 'HTTP Request, all at once')).toContain(
			'lost 15, doubled 0, refused with 429 15',
		);
	},
	TIMEOUT_MS,
);

test(
	'sync: no more calls than pages and changes',
	async () => {
		const part = await sync({ counts: [100, 600, 1000], rounds: 1 });
		expect(detailsOf(part, 'Genesys Cloud, OAuth clients: calls')).toBe('7 ÷ 7');
		expect(detailsOf(part, 'Tines, credentials: calls')).toBe('8 ÷ 8');
		const heaps = part.results.filter(({ what }) =>
			what.includes('peak heap ÷ heap of the output'),
		);
		for (const { figure } of heaps) expect(Number(figure)).toBeGreaterThan(0);
		expect(heaps).toHaveLength(4);
	},
	TIMEOUT_MS,
);

test(
	'load: all nodes are loaded, and the package is weighed',
	async () => {
		const { results } = await load({ rounds: 1 });
		expect(Number(results[0]?.figure)).toBeGreaterThan(0);
		expect(results.at(-1)?.figure).toMatch(/^\d+ kB$/);
	},
	TIMEOUT_MS,
);

test('candidates take turns, and are compared round by round', async () => {
	const turns: string[] = [];
	const figures = await takeTurns(
		{
			a: async () => turns.push('a'),
			b: async () => turns.push('b'),
		},
		3,
	);
	expect(turns).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
	expect(figures).toEqual({ a: [1, 3, 5], b: [2, 4, 6] });
	expect(medianRatio([2, 9, 8], [1, 3, 2])).toBe(3);
	expect(median([4, 1, 3, 2])).toBe(2.5);
	expect(() => median([])).toThrow(RangeError);
});

test('the report says of every goal whether it was met', () => {
	const part: Part = {
		title: 'Something',
		how: ['Measured so.'],
		results: [
			{ what: 'A ÷ B', figure: '1.20', goal: '≤ 1.10', met: false, details: '12 s ÷ 10 s' },
			{ what: 'For information', details: '7' },
		],
	};
	expect(table(part)).toContain('A ÷ B            1.20    ≤ 1.10  missed  12 s ÷ 10 s\n');
	expect(markdown([part], ['Date: today'])).toContain(
		'- Date: today\n\n## Something\n\nMeasured so.\n\n',
	);
	expect(markdown([part], [])).toContain('| A ÷ B | 1.20 | ≤ 1.10 | missed | 12 s ÷ 10 s |\n');
});
