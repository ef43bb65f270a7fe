import { sleep } from 'n8n-workflow';

import { Cancelled } from './errors';
import { Rate } from './rate';
import type { Budget, Limits } from './rate';
import { lookAfterMs } from './retry';
import { Waits } from './waits';
import type { Cause } from './waits';

/** After this many good answers in a row, one more request may be under way at once again. */
const RECOVERY_AFTER = 20;

/** How long the one request that finds out whether a vendor is ready again keeps others waiting. */
const LOOK_MS = 1000;

/** Longest stretch slept at once: a timer of n8n's cannot be ended, and would outlive who it is for. */
const SLICE_MS = 500;

/** How long an unused limiter is kept, in milliseconds: longer than any vendor asks to wait. */
const KEPT_MS = 10 * 60_000;

/** One run of a node, which takes its turn among others. */
export class Run {
	readonly waits = new Waits();
	underWay = 0;
	/** The hosts that it asks, each with a limiter of its own. */
	readonly limiters = new Set<Limiter>();

	/** @param most how many requests it may have under way, at all hosts together */
	constructor(readonly most: number) {}
}

/** A request's place under way. */
export interface Place {
	readonly run: Run;
	readonly begunAt: number;
	/** How many refusals had come before it. */
	readonly after: number;
}

interface Waiter {
	readonly again: boolean;
	enter(place: Place): void;
}

/** A run's waiting requests, in the order of asking, and since when there have been any. */
interface Lane {
	readonly run: Run;
	readonly waiters: Waiter[];
	readonly since: number;
}

/**
 * Paces the requests to one host with one credential: how many at once, how many a minute. Starts
 * at the documented limits and learns from what the vendor says: a refusal for too many requests
 * stops everyone for as long as the vendor asks, and halves the concurrency, which then recovers
 * slowly. Runs take turns, so that a long one does not shut out a short one. Processes do not talk to
 * each other: each adapting to refusals is what makes them fit.
 */
export class Limiter {
	private underWay = 0;
	/** How many may be under way since the last refusal; undefined when that is made good. */
	private lowered: number | undefined;
	private goodInARow = 0;
	private refusals = 0;
	/** Refusals since the last good answer: as long as there are any, one request goes alone. */
	private refusalsInARow = 0;
	private heldUntil = -Infinity;
	/** Since when it is not known whether all is well again: requests begin one by one, at the known rate. */
	private tricklingSince: number | undefined;
	private lastBegun = -Infinity;
	private usedAt = performance.now();
	private wakeAt = Infinity;
	private closed: { cause: Cause; since: number } | undefined;
	private readonly rate: Rate;
	/** The runs that wait, the next one first. */
	private lanes: Lane[] = [];

	constructor(private readonly limits: Limits) {
		this.rate = new Rate(limits.perMinute);
	}

	/**
	 * Sends a request when its turn has come. What the vendor says has to be handed to `answered` or
	 * `refused` before `request` ends, since then others begin.
	 *
	 * @param again whether it was sent before: then it goes before the run's other requests
	 * @throws Cancelled when the execution is cancelled while it waits
	 */
	async run<Result>(
		run: Run,
		request: (place: Place) => Promise<Result>,
		signal: AbortSignal | undefined,
		again = false,
	): Promise<Result> {
		if (signal?.aborted) throw new Cancelled();
		run.limiters.add(this);
		const place = await this.turn(run, signal, again);
		try {
			if (signal?.aborted) throw new Cancelled();
			return await request(place);
		} finally {
			this.underWay--;
			run.underWay--;
			for (const limiter of run.limiters) limiter.next();
		}
	}

	/**
	 * The vendor refused a request because there were too many: everyone waits. Those refused together
	 * are one refusal; one after another, without a good answer between, halve the concurrency once.
	 *
	 * @param waitMs how long the vendor asks to wait, in milliseconds, if it says so
	 */
	refused({ run, after }: Place, waitMs: number | undefined): void {
		const now = performance.now();
		this.goodInARow = 0;
		if (after === this.refusals) {
			this.refusals++;
			if (this.refusalsInARow++ === 0) {
				this.lowered = Math.max(1, Math.floor(Math.min(this.allowed(), run.most) / 2));
			}
			this.rate.renew(now);
			this.tricklingSince = now;
			this.hold(now + (waitMs ?? lookAfterMs(this.refusalsInARow)));
			for (const concerned of new Set([run, ...this.lanes.map((lane) => lane.run)])) {
				concerned.waits.refusals++;
			}
		} else if (waitMs !== undefined) {
			this.hold(now + waitMs);
		}
	}

	/** The vendor answered well, and may have told what is left of the budget. */
	answered({ after, begunAt }: Place, budget: Budget | undefined): void {
		// What began before the last refusal says nothing of how things are since.
		if (after !== this.refusals) return;
		if (budget) this.rate.learn(budget, begunAt, performance.now());
		this.refusalsInARow = 0;
		if (this.lowered !== undefined && ++this.goodInARow >= RECOVERY_AFTER) {
			this.goodInARow = 0;
			this.lowered = this.lowered + 1 < this.ceiling() ? this.lowered + 1 : undefined;
		}
		const isSince = this.tricklingSince !== undefined && begunAt >= this.tricklingSince;
		if (isSince && (budget || this.lowered === undefined)) this.tricklingSince = undefined;
		this.next();
	}

	/** Whether nobody uses it, nor has for so long that it knows nothing of use. */
	isForgotten(): boolean {
		const isUsed = this.underWay > 0 || this.lanes.length > 0;
		return !isUsed && this.usedAt + KEPT_MS < performance.now();
	}

	private async turn(run: Run, signal: AbortSignal | undefined, again: boolean): Promise<Place> {
		return await new Promise<Place>((resolve, reject) => {
			const waiter: Waiter = {
				again,
				enter: (place) => {
					signal?.removeEventListener('abort', leave);
					resolve(place);
				},
			};
			const leave = () => {
				this.leave(run, waiter);
				reject(new Cancelled());
			};
			signal?.addEventListener('abort', leave, { once: true });
			this.join(run, waiter);
			this.next();
		});
	}

	private join(run: Run, waiter: Waiter): void {
		this.usedAt = performance.now();
		let lane = this.lanes.find((one) => one.run === run);
		if (!lane) {
			lane = { run, waiters: [], since: this.usedAt };
			this.lanes.push(lane);
		}
		const place = waiter.again ? lane.waiters.findIndex((other) => !other.again) : -1;
		lane.waiters.splice(place < 0 ? lane.waiters.length : place, 0, waiter);
	}

	private leave(run: Run, waiter: Waiter): void {
		const lane = this.lanes.find((one) => one.run === run);
		const place = lane?.waiters.indexOf(waiter) ?? -1;
		if (!lane || place < 0) return;
		lane.waiters.splice(place, 1);
		if (lane.waiters.length === 0) this.lanes = this.lanes.filter((other) => other !== lane);
	}

	/** Lets those begin whose turn has come. */
	private next(): void {
		for (;;) {
			const lane = this.lanes.find(({ run }) => run.underWay < run.most);
			if (!lane || this.underWay >= this.allowed()) return;
			const now = performance.now();
			const opening = this.opening(now);
			if (opening && opening.at > now) {
				this.close(opening.cause, now);
				this.wakeLater(opening.at, now);
				return;
			}
			this.open(now);
			this.begin(lane, now);
		}
	}

	private begin(lane: Lane, now: number): void {
		const waiter = lane.waiters.shift();
		this.lanes = this.lanes.filter((other) => other !== lane);
		if (lane.waiters.length > 0) this.lanes.push(lane);
		this.underWay++;
		lane.run.underWay++;
		this.rate.begin(now);
		this.lastBegun = now;
		waiter?.enter({ run: lane.run, begunAt: now, after: this.refusals });
	}

	/** When the next request may begin, and what it waits for. */
	private opening(now: number): { at: number; cause: Cause } | undefined {
		if (this.heldUntil > now) return { at: this.heldUntil, cause: 'asked' };
		const usedUp = this.rate.opening(now, this.underWay) !== undefined;
		// Whoever waited for the window's end does not know yet that the vendor sees it, too.
		if (this.rate.turn(now) && usedUp) this.tricklingSince ??= now;
		const opening = this.rate.opening(now, this.underWay);
		if (opening) return { at: opening.at, cause: opening.by };
		if (this.tricklingSince === undefined) return undefined;
		if (this.refusalsInARow === 0) {
			return { at: this.lastBegun + 60_000 / this.limits.perMinute, cause: 'rate' };
		}
		return this.underWay === 0 ? undefined : { at: this.lastBegun + LOOK_MS, cause: 'asked' };
	}

	private hold(until: number): void {
		this.heldUntil = Math.max(this.heldUntil, until);
	}

	private allowed(): number {
		return Math.min(this.lowered ?? Infinity, this.ceiling());
	}

	/** The documented concurrency, unless a run was told to do more. */
	private ceiling(): number {
		return this.lanes.reduce((most, { run }) => Math.max(most, run.most), this.limits.concurrency);
	}

	private close(cause: Cause, now: number): void {
		if (this.closed?.cause === cause) return;
		this.open(now);
		this.closed = { cause, since: now };
	}

	/** Puts down for each run how long it has been held up. */
	private open(now: number): void {
		if (!this.closed) return;
		const { cause, since } = this.closed;
		for (const lane of this.lanes) {
			lane.run.waits.ms[cause] += Math.max(0, now - Math.max(since, lane.since));
		}
		this.closed = undefined;
	}

	private wakeLater(at: number, now: number): void {
		const wakeAt = Math.min(at, now + SLICE_MS);
		if (this.wakeAt <= wakeAt) return;
		this.wakeAt = wakeAt;
		void sleep(Math.ceil(wakeAt - now)).then(() => {
			if (this.wakeAt !== wakeAt) return;
			this.wakeAt = Infinity;
			this.next();
		});
	}
}
