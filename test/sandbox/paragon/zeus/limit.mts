import { ApiError } from '../errors.mts';
import type { World } from '../world.mts';

/** A request over a limit. */
export class LimitError extends ApiError {
	/** Seconds of the Retry-After header. */
	readonly resetSeconds: number;

	constructor(resetSeconds: number) {
		super('tooManyRequests');
		this.name = 'LimitError';
		this.resetSeconds = resetSeconds;
	}
}

/**
 * Counts a request; the vendor documents no limit, so there is one only when it has been set.
 * @throws LimitError
 */
export function countRequest({ limits }: World, key: string, allowed: number | undefined): void {
	if (allowed === undefined) return;
	const { exceeded, resetSeconds } = limits.hit(`paragon ${key}`, allowed);
	if (exceeded) throw new LimitError(resetSeconds);
}
