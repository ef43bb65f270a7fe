import type { NodeHint } from 'n8n-workflow';

/** Shorter waits than this, in all, are nobody's business. */
const NOTICEABLE_MS = 1000;

/** What a run can wait for: the vendor's refusal, its count, or the rate that is documented. */
export type Cause = 'asked' | 'budget' | 'rate';

/** How often a run of a node waited or sent again, and why; told to the user after it. */
export class Waits {
	/** How long the run as a whole was held up, in milliseconds: not once for each item. */
	readonly ms: Record<Cause, number> = { asked: 0, budget: 0, rate: 0 };
	/** How often the vendor refused for there being too many requests; at once counts once. */
	refusals = 0;
	private sentAgain = 0;
	private readonly faults = new Set<string>();

	/** @param fault a status or a few words, nothing that the vendor said */
	again(fault: string): void {
		this.sentAgain++;
		this.faults.add(fault);
	}

	/**
	 * What is worth telling of it; undefined when there is nothing.
	 *
	 * @param vendor its name
	 * @param perMinute the rate kept to as long as the vendor does not count
	 */
	hint(vendor: string, perMinute: number): NodeHint | undefined {
		const { asked, budget, rate } = this.ms;
		const worthIt = asked + budget + rate >= NOTICEABLE_MS;
		if (!worthIt && this.refusals === 0 && this.sentAgain === 0) return undefined;
		const counts = (ms: number) => worthIt && ms >= 100;
		const sentences = [
			this.refusals > 0 &&
				`${vendor} asked to wait ${times(this.refusals)} (HTTP 429), ${seconds(asked)} in all`,
			this.refusals === 0 &&
				counts(asked) &&
				`${vendor} had asked another run to wait (HTTP 429), and this one waited along, ${seconds(asked)} in all`,
			counts(budget) &&
				`Requests were held back for ${seconds(budget)} in all, until ${vendor} allowed more`,
			counts(rate) &&
				`Requests were spread to stay within ${perMinute} a minute, which took ${seconds(rate)}`,
			this.sentAgain > 0 &&
				`${this.sentAgain === 1 ? '1 request was' : `${this.sentAgain} requests were`} sent again after faults (${[...this.faults].sort().join(', ')})`,
		];
		return { message: `${sentences.filter(Boolean).join('. ')}.`, type: 'info' };
	}
}

const times = (count: number) => (count === 1 ? 'once' : `${count} times`);

/** To a tenth below ten seconds, and never as none at all. */
function seconds(ms: number): string {
	if (ms < 50) return 'less than 0.1 s';
	return `${ms < 9950 ? Number((ms / 1000).toFixed(1)) : Math.round(ms / 1000)} s`;
}
