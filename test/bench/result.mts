/** One line of the report. */
export interface Result {
	what: string;
	/** A ratio, or a count where the line is of one; undefined where it is only for information. */
	figure?: string;
	goal?: string;
	met?: boolean;
	/** Absolute medians and what else belongs to it. */
	details: string;
}

/** One part of the benchmarks with how it was measured. */
export interface Part {
	title: string;
	/** Paragraphs before the table. */
	how: string[];
	results: Result[];
}

/** A ratio held to a goal. */
export function held(
	what: string,
	ratio: number,
	goal: number,
	details: string,
	{ unless = false } = {},
): Result {
	return {
		...{ what, details, figure: ratio.toFixed(2) },
		...{ goal: `≤ ${goal.toFixed(2)}`, met: ratio <= goal && !unless },
	};
}

/** Milliseconds, for people. */
export const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

/** Bytes, for people. */
export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
