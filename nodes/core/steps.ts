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
			throw this.failed(name, thrown);
		});
		this.done.push(report(result));
		return result;
	}

	/** A step's failure, told with what was done before; a first step's failure is told as it is. */
	failed(name: string, thrown: unknown): Error {
		const reason = asError(thrown);
		return this.done.length === 0 ? reason : new StepFailed(name, [...this.done], reason);
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
