import { Script } from 'node:vm';

/** Longer than a busy machine lets a process wait for its turn, in milliseconds. */
const PATIENCE_MS = 10_000;

/**
 * n8n gives up on a locator's pattern after 250 ms by the clock, however little of them it was given
 * to work. Here a slow machine must not fail a test: the same patterns get more time.
 */
export function bePatientWithPatterns(): void {
	const { runInContext } = Script.prototype;
	Script.prototype.runInContext = function (context, options) {
		const timeout = options?.timeout === undefined ? {} : { timeout: PATIENCE_MS };
		return runInContext.call(this, context, { ...options, ...timeout });
	};
}
