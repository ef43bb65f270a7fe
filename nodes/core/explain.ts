import type { Refusal } from './errors';
import { reasonIn } from './reason';
import type { Answer } from './vendor';

/** What a status of a vendor means, and the way out. */
export interface Explanation {
	readonly message: string;
	readonly help?: string;
}

/**
 * An answer that says no, in words that help, for a vendor whose errors are told apart by their HTTP
 * status: what, why in the vendor's words, and the way out.
 *
 * @param vendor its name
 * @param code the vendor's own code for the error, if it has one
 */
export function explainStatus(
	vendor: string,
	explanations: Readonly<Record<number, Explanation>>,
	{ status, body }: Answer,
	code?: string,
): Refusal {
	const known = explanations[status];
	const verb = status >= 500 ? 'answered' : 'refused the request';
	const message = known?.message ?? `${vendor} ${verb} with HTTP ${status}`;
	const reason = reasonIn(body);
	return {
		message: [message, reason && `. ${vendor} says: ${reason}`, code && ` (code ${code})`]
			.filter(Boolean)
			.join(''),
		help: known?.help,
		status,
		code,
	};
}
