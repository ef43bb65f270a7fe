/** Requests allowed in a window; a window is a minute unless tests make it shorter. */
export interface LimitSettings {
	/** API requests a token may make in one window; undefined = what the vendor documents. */
	perMinute?: number;
	/** The same for single endpoint groups of a vendor, by the group's name. */
	groups?: Readonly<Record<string, number>>;
	/** Token requests a client may make in one window; undefined = what the vendor documents. */
	tokenPerMinute?: number;
	windowMs: number;
}

/** Where a caller stands in its window after one more request. */
export interface LimitStanding {
	allowed: number;
	count: number;
	/** Whole seconds until the window ends, at least 1. */
	resetSeconds: number;
	exceeded: boolean;
}

const MINUTE = 60_000;
/** Old windows are dropped when this many are kept, so that a long run doesn't grow. */
const WINDOWS_KEPT = 20_000;

/** Fixed windows counted by key (a token, a client ID). */
export class Limits {
	#settings: LimitSettings = { windowMs: MINUTE };
	#windows = new Map<string, { endsAt: number; count: number }>();

	get settings(): Readonly<LimitSettings> {
		return this.#settings;
	}

	/** @throws RangeError when a limit or the window is not a positive number */
	set(changes: Partial<LimitSettings>): void {
		for (const [name, value] of Object.entries(changes)) {
			if (!['perMinute', 'groups', 'tokenPerMinute', 'windowMs'].includes(name)) {
				throw new RangeError(`Unknown limit '${name}'`);
			}
			const limits: unknown[] =
				typeof value === 'object' && value !== null ? Object.values(value) : [value];
			if (limits.some((limit) => limit !== undefined && !((limit as number) > 0))) {
				throw new RangeError(`Limit '${name}' must be a number above 0`);
			}
		}
		this.#settings = { ...this.#settings, ...changes };
		this.#windows.clear();
	}

	/**
	 * Requests a token may make in one window.
	 * @param documented what the vendor says
	 * @param group endpoint group, where the vendor has several
	 */
	perToken(documented: number, group?: string): number {
		const { groups, perMinute } = this.#settings;
		return (group !== undefined ? groups?.[group] : undefined) ?? perMinute ?? documented;
	}

	/** Counts one request of `key` against `allowed`. */
	hit(key: string, allowed: number, now = Date.now()): LimitStanding {
		let window = this.#windows.get(key);
		if (!window || window.endsAt <= now) {
			if (this.#windows.size >= WINDOWS_KEPT) this.#dropEnded(now);
			window = { endsAt: now + this.#settings.windowMs, count: 0 };
			this.#windows.set(key, window);
		}
		window.count += 1;
		return {
			allowed,
			count: window.count,
			resetSeconds: Math.max(1, Math.ceil((window.endsAt - now) / 1000)),
			exceeded: window.count > allowed,
		};
	}

	reset(): void {
		this.#settings = { windowMs: MINUTE };
		this.#windows.clear();
	}

	#dropEnded(now: number): void {
		for (const [key, { endsAt }] of this.#windows) if (endsAt <= now) this.#windows.delete(key);
	}
}
