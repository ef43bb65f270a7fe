import type { Headers } from './vendor';

/** How often one request is tried at most when no usable answer comes. */
export const TRIES = 6;

/** How often one request may be refused for there being too many, before it is given up. */
export const REFUSALS = 20;

/** A vendor that wants a longer wait than this is reported instead of waited for. */
export const LONGEST_WAIT_MS = 180_000;

const FIRST_WAIT_MS = 400;
const LONGEST_BACK_OFF_MS = 20_000;

/**
 * How long to wait after a failed try, in milliseconds: doubling from try to try, with jitter, so
 * that those who failed together do not come back together.
 *
 * @param attempt the try that failed, from 1
 */
export function backOffMs(attempt: number): number {
	const full = Math.min(LONGEST_BACK_OFF_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
	return full / 2 + Math.random() * (full / 2);
}

const FIRST_LOOK_MS = 400;
const LONGEST_LOOK_MS = 8000;

/**
 * How long to wait, in milliseconds, before a vendor is tried again that refuses for there being too
 * many requests and does not say how long: growing slowly, so that little of its time is lost, with
 * jitter. Twenty such waits are longer than a minute.
 *
 * @param refusals how often it has refused in a row
 */
export function lookAfterMs(refusals: number): number {
	const full = Math.min(LONGEST_LOOK_MS, FIRST_LOOK_MS * 1.4 ** (refusals - 1));
	return full * (0.75 + Math.random() / 4);
}

/** So that workers who were all told to wait as long do not come back together. */
const JITTER_MS = 100;

/**
 * How long a vendor asks to wait, in milliseconds, with a little jitter on top. RFC 9110 has two
 * forms of Retry-After: whole seconds and a date. Without a usable one: undefined.
 */
export function askedMs(headers: Headers): number | undefined {
	const value = headers['retry-after']?.trim();
	if (!value) return undefined;
	const waitMs = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
	if (!Number.isFinite(waitMs) || waitMs < 0) return undefined;
	return waitMs + Math.random() * JITTER_MS;
}

/** How long a vendor asks to wait, in milliseconds; the back-off where it does not say. */
export function retryAfterMs(headers: Headers, attempt: number): number {
	return askedMs(headers) ?? backOffMs(attempt + 1);
}
