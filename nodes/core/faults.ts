import type { Refusal } from './errors';
import { TRIES } from './retry';
import type { Call } from './vendor';
import type { Verdict } from './verdict';

/** A try that gave no usable answer. */
export type Fault = Verdict & { kind: 'fault' };

/** The tries of one request that gave no usable answer, and what they leave open. */
export class Faults {
	private readonly faults: Fault[] = [];

	constructor(private readonly call: Call) {}

	get count(): number {
		return this.faults.length;
	}

	add(fault: Fault): void {
		this.faults.push(fault);
	}

	/** Whether the request has been tried as often as it is tried at most. */
	get areTooMany(): boolean {
		return this.faults.length >= TRIES;
	}

	/** What they are for every request, when all of them were of that kind. */
	get shutOut(): Refusal | undefined {
		return this.faults.every(({ shutsOut }) => shutsOut) ? this.faults.at(-1)?.shutsOut : undefined;
	}

	/** Whether one of them may have changed something. A POST that is repeated only asks. */
	get mayBeDone(): boolean {
		const asks = ['GET', 'HEAD', 'POST'].includes(this.call.method);
		return !asks && this.faults.some(({ sent }) => sent);
	}

	/** What has to be added to whatever else the request comes to; empty if nothing is left open. */
	get remark(): string {
		const { method, path } = this.call;
		return this.mayBeDone ? `; an earlier try of ${method} ${path} ${MAY_BE_DONE}` : '';
	}
}

/** How it is said of a request, or of a try of it. */
export const MAY_BE_DONE = 'may have been carried out, since its answer was lost';
