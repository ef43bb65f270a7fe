/** What is known of a vendor's limits before it has said anything. */
export interface Limits {
	/** Requests under way at once. */
	concurrency: number;
	/** Requests a minute, as documented. */
	perMinute: number;
}

/** What a vendor's answer says of the budget that is left. */
export interface Budget {
	/** Requests left in the running window. */
	remaining: number;
	/** When the next window begins, in milliseconds from now. */
	resetMs: number;
}

/** Since when no request may begin, and what has to happen first. */
export interface Opening {
	/** By the clock that the caller uses. */
	at: number;
	/** Whether it is the vendor's own count that is used up, or the documented rate. */
	by: 'budget' | 'rate';
}

const MINUTE_MS = 60_000;

/** No vendor's window is longer; a figure beyond it is a mistake. */
const LONGEST_WINDOW_MS = 120_000;

/** Vendors tell in whole seconds when a window ends. */
const ROUNDING_MS = 1000;

/**
 * How many requests may begin when: never more in any minute than documented, until the vendor tells
 * what is left of its own window; then its count holds to the window's end. All moments are
 * milliseconds of one clock, the caller's.
 */
export class Rate {
	/** When the last requests began, as many as fit into a minute; a ring. */
	private begun: number[] = [];
	private oldest = 0;
	private window: { remaining: number; endsAt: number } | undefined;
	/** What is said in answer to requests that began before is about a window that is over. */
	private renewedAt = -Infinity;

	constructor(private readonly perMinute: number) {}

	/**
	 * When the next request may begin; undefined for at once.
	 *
	 * @param underWay requests that the vendor may not have counted yet: a place is kept for each
	 */
	opening(now: number, underWay: number): Opening | undefined {
		if (this.window) {
			const { remaining, endsAt } = this.window;
			return remaining > underWay ? undefined : { at: endsAt, by: 'budget' };
		}
		const oldest = this.begun.length < this.perMinute ? undefined : this.begun[this.oldest];
		if (oldest === undefined || oldest + MINUTE_MS <= now) return undefined;
		return { at: oldest + MINUTE_MS, by: 'rate' };
	}

	/** Counts a request. */
	begin(now: number): void {
		this.begun[this.oldest] = now;
		this.oldest = (this.oldest + 1) % this.perMinute;
	}

	/**
	 * The vendor told what is left of its window. Answers come in any order, and each tells in whole
	 * seconds when the window ends: the least of each is nearest to the truth.
	 *
	 * @param begunAt when the request began that it is the answer to
	 */
	learn({ remaining, resetMs }: Budget, begunAt: number, now: number): void {
		if (begunAt < this.renewedAt || !(resetMs > 0)) return;
		const endsAt = now + Math.min(resetMs, LONGEST_WINDOW_MS);
		const earliestEnd = begunAt + resetMs - ROUNDING_MS;
		if (!this.window || earliestEnd > this.window.endsAt) {
			this.window = { remaining, endsAt };
			return;
		}
		this.window.remaining = Math.min(this.window.remaining, remaining);
		this.window.endsAt = Math.min(this.window.endsAt, endsAt);
	}

	/**
	 * Ends the vendor's window when its time is over.
	 *
	 * @returns whether that was now
	 */
	turn(now: number): boolean {
		if (!this.window || now < this.window.endsAt) return false;
		this.renew(now);
		return true;
	}

	/** From now on the budget is whole again, for all that is known. */
	renew(now: number): void {
		this.window = undefined;
		this.begun = [];
		this.oldest = 0;
		this.renewedAt = now;
	}
}
