import { createHash } from 'node:crypto';
import { seededRandom } from '../../sandbox/core/random.mts';

/** Chance that repeats itself for the same seed. */
export interface Random {
	/** A whole number from 0 up to, but without, `below`. */
	below(below: number): number;
	chance(probability: number): boolean;
	one<Entry>(entries: readonly Entry[]): Entry;
	/** Some of the entries, each at most once, in an order of chance. */
	some<Entry>(entries: readonly Entry[], count: number): Entry[];
	/** A text that nobody has written before. */
	word(): string;
}

/** @param seed several parts: each combination is a chance of its own */
export function randomOf(...seed: Array<string | number>): Random {
	const next = seededRandom(
		createHash('sha256').update(JSON.stringify(seed)).digest().readUInt32BE(),
	);
	const below = (limit: number) => Math.floor(next() * limit);
	const random: Random = {
		below,
		chance: (probability) => next() < probability,
		one: (entries) => entries[below(entries.length)]!,
		some(entries, count) {
			const left = [...entries];
			return Array.from({ length: Math.min(count, left.length) }, () => {
				return left.splice(below(left.length), 1)[0]!;
			});
		},
		word: () => `${below(2 ** 30).toString(36)}${below(2 ** 30).toString(36)}`,
	};
	return random;
}
