import { asError, Refused, UncertainOutcome, Unreachable } from './errors';
import type { Refusal } from './errors';
import { excerpt } from './excerpt';
import { MAY_BE_DONE } from './faults';
import type { Fault, Faults } from './faults';
import { redact } from './secret';
import type { Secret } from './secret';
import { TRIES } from './retry';
import { lateTokens } from './session';

/** How requests end that do not succeed, in words fit to be shown. */
export class Endings {
	constructor(
		/** As users call it. */
		private readonly vendor: string,
		/** What is masked in whatever the vendor says, by its value. */
		private readonly secrets: ReadonlyMap<string, Secret>,
	) {}

	refused(refusal: Refusal, { remark }: Faults): Refused {
		return new Refused({ ...refusal, message: this.shown(refusal.message, remark) });
	}

	/** Something went wrong in n8n, and an earlier try may have been carried out. */
	leftOpen(thrown: unknown, { remark }: Faults): UncertainOutcome {
		return new UncertainOutcome(this.shown(asError(thrown).message, remark));
	}

	/** @param request its method and path */
	uncertain({ problem, help }: Fault, request: string): UncertainOutcome {
		return new UncertainOutcome(this.shown(`${problem} after ${request} was sent`), help);
	}

	/** @param request its method and path */
	unreachable({ problem, help, status }: Fault, request: string, mayBeDone: boolean): Unreachable {
		const open = mayBeDone ? `; it ${MAY_BE_DONE}` : '';
		return new Unreachable(
			this.shown(problem, ` (${request}, tried ${TRIES} times${open})`),
			[
				`Check that ${this.vendor} is up and can be reached from n8n, then run the node again.`,
				help,
			]
				.filter(Boolean)
				.join(' '),
			status,
		);
	}

	/**
	 * A text of the vendor's, fit to be shown.
	 *
	 * @param more what comes after it, in place of its full stop, however long it is
	 */
	private shown(text: string, more = ''): string {
		const secrets = [...this.secrets.values(), ...lateTokens()];
		const first = excerpt(redact(text, secrets));
		return more ? first.replace(/\.$/, '') + redact(more, secrets) : first;
	}
}
