import { UncertainOutcome } from '../../core/errors';

/**
 * What a request with an effect that nobody can look up came to. A lost answer is told as what it may
 * mean: the request is not sent again.
 *
 * @param what the request, at the beginning of a sentence
 * @throws UncertainOutcome
 */
export async function toldIfLost<Result>(what: string, sent: Promise<Result>): Promise<Result> {
	return await sent.catch((thrown: unknown) => {
		if (!(thrown instanceof UncertainOutcome)) throw thrown;
		throw new UncertainOutcome(
			`${what} may have been carried out: ${thrown.message}`,
			'Look in the app for what it has done before you run the node again.',
		);
	});
}
