import { Refused, UncertainOutcome, Unreachable } from '../../core/errors';

/** The error of a regeneration, told with what it means for the secret that the client had. */
export function explainRegeneration(thrown: unknown): unknown {
	if (thrown instanceof Refused) {
		const { status, code, help, message } = thrown;
		return new Refused({ status, code, help, message: `No new secret was made. ${message}` });
	}
	if (thrown instanceof Unreachable) {
		return new Unreachable(`No new secret was made. ${thrown.message}`, thrown.help, thrown.status);
	}
	if (thrown instanceof UncertainOutcome) {
		return new UncertainOutcome(
			`A new secret may exist, which nobody knows; then the old one no longer works. ${thrown.message}`,
			'Regenerate the secret again to have one that you know. The node does not do so by itself, since each time voids the secret before.',
		);
	}
	return thrown;
}
