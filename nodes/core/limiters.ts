import { Limiter } from './limiter';
import type { Limits } from './rate';

const limiters = new Map<string, Limiter>();

/**
 * The limiter that everyone in this process shares who uses the same credential at the same host. To
 * be asked for anew for each request: those that nobody has used for long are let go.
 */
export function sharedLimiter(key: string, limits: Limits): Limiter {
	const known = limiters.get(key);
	if (known) return known;
	for (const [other, limiter] of limiters) if (limiter.isForgotten()) limiters.delete(other);
	const limiter = new Limiter(limits);
	limiters.set(key, limiter);
	return limiter;
}
