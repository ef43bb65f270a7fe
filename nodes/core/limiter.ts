import { Cancelled } from './errors';
import { pause } from './pause';

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

/** No vendor's window is longer; a figure beyond it is a mistake. */
const LONGEST_WINDOW_MS = 120_000;

/** After this many good answers in a row, one more request may be under way at once again. */
const RECOVERY_AFTER = 20;

/**
 * Paces the requests to one host with one credential: how many at once, how many a minute. Starts
 * at the documented limits and learns from what the vendor says: a refusal for too many requests
 * stops everyone for as long as the vendor asks, and halves the concurrency, which then recovers
 * slowly. Processes do not talk to each other: each adapting to refusals is what makes them fit.
 */
export class Limiter {
	private underWay = 0;
	private allowed: number;
	private goodInARow = 0;
	private tokens: number;
	private tokensAt = Date.now();
	private vendorCounts = false;
	private blockedUntil = 0;
	private readonly waiting: Array<() => void> = [];

	constructor(private readonly limits: Limits) {
		this.allowed = limits.concurrency;
		this.tokens = limits.perMinute;
	}

	/**
	 * Runs a request when its turn has come.
	 *
	 * @throws Cancelled when the execution is cancelled while it waits
	 */
	async run<Result>(
		request: () => Promise<Result>,
		signal: AbortSignal | undefined,
	): Promise<Result> {
		await this.turn(signal);
		try {
			if (signal?.aborted) throw new Cancelled();
			for (let wait = this.waitMs(); wait > 0; wait = this.waitMs()) await pause(wait, signal);
			this.tokens--;
			return await request();
		} finally {
			this.underWay--;
			this.wake();
		}
	}

	/** The vendor refused a request because there were too many: everyone waits. */
	refused(waitMs: number): void {
		this.blockedUntil = Math.max(this.blockedUntil, Date.now() + waitMs);
		this.allowed = Math.max(1, Math.floor(this.allowed / 2));
		this.goodInARow = 0;
	}

	/** The vendor answered; once it says what is left of the budget, its count replaces ours. */
	answered(budget: Budget | undefined): void {
		if (++this.goodInARow >= RECOVERY_AFTER && this.allowed < this.limits.concurrency) {
			this.allowed++;
			this.goodInARow = 0;
			this.wake();
		}
		if (!budget) return;
		this.vendorCounts = true;
		// Requests under way may not be in the vendor's count yet: keep a place for each of them.
		if (budget.remaining < this.underWay && budget.resetMs > 0) {
			const waitMs = Math.min(budget.resetMs, LONGEST_WINDOW_MS);
			this.blockedUntil = Math.max(this.blockedUntil, Date.now() + waitMs);
		}
	}

	/** A place under way, in the order of asking: whoever frees one hands it to the next in line. */
	private async turn(signal: AbortSignal | undefined): Promise<void> {
		if (signal?.aborted) throw new Cancelled();
		if (this.underWay < this.allowed) {
			this.underWay++;
			return;
		}
		await new Promise<void>((resolve, reject) => {
			const enter = () => {
				signal?.removeEventListener('abort', leave);
				this.underWay++;
				resolve();
			};
			const leave = () => {
				this.waiting.splice(this.waiting.indexOf(enter), 1);
				reject(new Cancelled());
			};
			this.waiting.push(enter);
			signal?.addEventListener('abort', leave, { once: true });
		});
	}

	private waitMs(): number {
		const now = Date.now();
		if (this.blockedUntil > now) return this.blockedUntil - now;
		if (this.vendorCounts) return 0;
		const perMs = this.limits.perMinute / 60_000;
		this.tokens = Math.min(this.limits.perMinute, this.tokens + (now - this.tokensAt) * perMs);
		this.tokensAt = now;
		return this.tokens >= 1 ? 0 : Math.ceil((1 - this.tokens) / perMs);
	}

	private wake(): void {
		while (this.underWay < this.allowed && this.waiting.length > 0) this.waiting.shift()?.();
	}
}

const limiters = new Map<string, Limiter>();

/** The limiter that everyone in this process shares who uses the same credential at the same host. */
export function sharedLimiter(key: string, limits: Limits): Limiter {
	let limiter = limiters.get(key);
	if (!limiter) {
		limiter = new Limiter(limits);
		limiters.set(key, limiter);
	}
	return limiter;
}
