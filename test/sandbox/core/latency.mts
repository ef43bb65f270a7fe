import { setTimeout as sleep } from 'node:timers/promises';

/** Delay before each answer, in milliseconds: fixed, or evenly spread between two bounds. */
export type LatencySetting = number | { min: number; max: number };

/** The delay every server of a sandbox adds to every request. */
export class Latency {
	#min = 0;
	#max = 0;

	/** @throws RangeError when the bounds are negative, not numbers, or the wrong way round */
	set(setting: LatencySetting): void {
		const { min, max } = typeof setting === 'number' ? { min: setting, max: setting } : setting;
		if (!(min >= 0 && max >= min && Number.isFinite(max))) {
			throw new RangeError(
				'Latency needs milliseconds: a number, or {min, max} with 0 ≤ min ≤ max',
			);
		}
		this.#min = min;
		this.#max = max;
	}

	/** Waits as long as the setting says; returns at once when it is 0. */
	async wait(): Promise<void> {
		const ms = this.#min + Math.random() * (this.#max - this.#min);
		if (ms > 0) await sleep(ms);
	}

	reset(): void {
		this.set(0);
	}
}
