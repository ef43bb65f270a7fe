import { type ChildOptions, type ChildResult, run, tail } from '../lib/child.mts';

/** How a check went. A check that is one thing counts as one; a test suite counts its tests. */
export interface Outcome {
	passed: number;
	failed: number;
	skipped: number;
	/** A few words for the line of the check. */
	note?: string;
	/** What people need to see to put it right. */
	detail?: string;
}

export interface Check {
	/** The word that `--only` takes. */
	name: string;
	title: string;
	/** Checks that have to have passed, for this one to make sense. */
	needs?: string[];
	/** Whether it tells of its progress by itself. */
	tells?: boolean;
	run(): Promise<Outcome>;
}

export const passed = (note?: string): Outcome => ({ passed: 1, failed: 0, skipped: 0, note });

export const failed = (detail: string, note?: string): Outcome => ({
	passed: 0,
	failed: 1,
	skipped: 0,
	note,
	detail,
});

export const skipped = (note: string): Outcome => ({ passed: 0, failed: 0, skipped: 1, note });

/** A command with its arguments. */
export type Command = [command: string, ...args: string[]];

/** The outcome of commands that tell by their exit code; the first one that fails counts. */
export async function byExitCode(commands: Command[], options?: ChildOptions): Promise<Outcome> {
	for (const [command, ...args] of commands) {
		const result: ChildResult = await run(command, args, options);
		if (result.code !== 0) return failed(tail(result.output, 200));
	}
	return passed();
}
