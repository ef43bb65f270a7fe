import { asError, StepFailed } from './errors';

/** A piece of work in several steps that are not undone when a later one fails: it remembers what was done. */
export class Steps {
	readonly done: string[] = [];

	/**
	 * Runs one step.
	 *
	 * @param name the step as the user would call it: "Create the OAuth client"
	 * @param report how the step reads once it is done, with the IDs of what it made
	 * @throws StepFailed with the steps done so far
	 */
	async run<Result>(
		name: string,
		step: () => Promise<Result>,
		report: (result: Result) => string,
	): Promise<Result> {
		const result = await step().catch((thrown: unknown) => {
			// A first step's failure is told as it is: nothing was done before it.
			const reason = asError(thrown);
			throw this.done.length === 0 ? reason : new StepFailed(name, [...this.done], reason);
		});
		this.done.push(report(result));
		return result;
	}

	/**
	 * The same failure, told with what has been done since it happened, too.
	 *
	 * @param advice what to do about what was done
	 */
	withAllDone(thrown: unknown, advice?: string): Error {
		const failure = asError(thrown);
		return failure instanceof StepFailed
			? new StepFailed(failure.step, [...this.done], failure.reason, advice)
			: failure;
	}
}
