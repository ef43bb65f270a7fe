import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FaultSpec } from './faults.mts';

/** A fault of kind `status` as a vendor words it. */
export interface StatusFault {
	status: number;
	/** Seconds of the Retry-After header that goes with it. */
	retryAfter?: string;
}

/** What a vendor says by default when a fault of kind `status` names no body. */
export type FaultBody = (fault: StatusFault, request: FastifyRequest) => unknown;

const never = (): Promise<never> => new Promise(() => {});

/**
 * Carries out what a fault does before the request is handled.
 * @returns true when the request is not to be handled any more
 */
export async function actBefore(
	fault: FaultSpec,
	request: FastifyRequest,
	reply: FastifyReply,
	faultBody: FaultBody,
): Promise<boolean> {
	if (fault.delayMs) await sleep(fault.delayMs);
	switch (fault.kind) {
		case 'cutBefore':
			reply.hijack();
			request.raw.socket.destroy();
			return true;
		case 'timeout':
			reply.hijack();
			return true;
		case 'status': {
			const status = fault.status ?? 500;
			const retryAfter = new Headers(fault.headers).get('retry-after') ?? undefined;
			const body = fault.body ?? faultBody({ status, retryAfter }, request);
			request.exchange.replaced = true;
			await reply
				.code(status)
				.headers(fault.headers ?? {})
				.send(body);
			return true;
		}
		case 'html':
			request.exchange.replaced = true;
			await reply
				.code(fault.status ?? 502)
				.headers(fault.headers ?? {})
				.type('text/html; charset=utf-8')
				.send(
					fault.body ?? '<html><head><title>Error</title></head><body>Bad gateway</body></html>',
				);
			return true;
		case 'redirect':
			request.exchange.replaced = true;
			await reply
				.code(fault.status ?? 302)
				.headers({ location: `${request.url}/moved`, ...fault.headers })
				.send();
			return true;
		default:
			return false;
	}
}

/** Carries out what a fault does to an answer whose request has been handled. */
export async function actAfter(
	fault: FaultSpec,
	request: FastifyRequest,
	reply: FastifyReply,
	payload: unknown,
): Promise<unknown> {
	switch (fault.kind) {
		case 'cutAfter':
			request.exchange.replaced = true;
			request.raw.socket.destroy();
			return await never();
		case 'timeoutAfter':
			request.exchange.replaced = true;
			return await never();
		case 'truncated': {
			request.exchange.replaced = true;
			const whole = Buffer.from(typeof payload === 'string' ? payload : '');
			reply.raw.writeHead(reply.statusCode, {
				...(reply.getHeaders() as Record<string, string>),
				'content-length': whole.length,
			});
			reply.raw.write(whole.subarray(0, Math.floor(whole.length / 2)), () =>
				request.raw.socket.destroy(),
			);
			return await never();
		}
		default:
			return payload;
	}
}
