import { randomUUID } from 'node:crypto';
import { fastify, type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Contract } from './contract.mts';
import './exchange.mts';
import { actAfter, actBefore, type FaultBody } from './faultActions.mts';
import { maskSecrets } from './journal.mts';
import type { VendorContext } from './vendor.mts';

/** What a vendor's server is built from. */
export interface ServerOptions {
	context: VendorContext;
	vendor: string;
	/** Name of the server within the vendor, such as `api` or `login`. */
	server: string;
	faultBody: FaultBody;
	/** Headers of every answer, injected ones too. */
	answerHeaders?: (request: FastifyRequest) => Record<string, string>;
	/** Checks every answer that no fault has replaced. */
	contract?: Contract;
	/** Largest request body in bytes. */
	bodyLimit?: number;
}

/**
 * A server with everything that is the same for all vendors: latency, faults, journal, contract
 * check. The vendor adds its routes. Bodies are checked as they are: nothing is coerced, filled in
 * or thrown away.
 */
export function createServer(options: ServerOptions): FastifyInstance {
	const { context, vendor, server, contract } = options;
	const app = fastify({
		bodyLimit: options.bodyLimit ?? 1_048_576,
		forceCloseConnections: true,
		exposeHeadRoutes: false,
		genReqId: () => randomUUID(),
		routerOptions: { maxParamLength: 500 },
		ajv: {
			customOptions: {
				coerceTypes: false,
				removeAdditional: false,
				useDefaults: false,
				strict: false,
			},
		},
	});
	app.decorateRequest('exchange');

	app.addHook('onRequest', async (request, reply) => {
		reply.headers(options.answerHeaders?.(request) ?? {});
		const [path = '/'] = request.url.split('?', 1);
		const entry = {
			at: new Date().toISOString(),
			vendor,
			server,
			method: request.method,
			path,
			query: maskSecrets(request.query) as Record<string, unknown>,
		};
		const fault = context.faults.take(entry);
		request.exchange = { entry, startedAt: performance.now(), fault, replaced: false };
		if (fault) request.exchange.entry.fault = fault.kind;
		context.journal.add(request.exchange.entry);
		await context.latency.wait();
		if (fault && (await actBefore(fault, request, reply, options.faultBody))) return reply;
	});

	app.addHook('preValidation', async (request, reply) => {
		const { exchange, body } = request;
		if (body !== undefined && body !== null) {
			const { secretMembers } = request.routeOptions.config;
			exchange.entry.requestBody = maskSecrets(body, secretMembers);
		}
		if (exchange.fault) return;
		const fault = context.faults.planned({ ...exchange.entry, body });
		if (!fault) return;
		exchange.fault = fault;
		exchange.entry.fault = fault.kind;
		if (await actBefore(fault, request, reply, options.faultBody)) return reply;
	});

	app.addHook('preSerialization', async (request, _reply, payload) => {
		request.exchange.answer = payload;
		return payload;
	});

	app.addHook('onSend', async (request, reply, payload) => {
		const { exchange } = request;
		const result =
			exchange.fault && !exchange.replaced
				? await actAfter(exchange.fault, request, reply, payload)
				: payload;
		if (contract && !exchange.replaced) {
			contract.check({
				method: request.method,
				path: template(request),
				status: reply.statusCode,
				body: request.method === 'HEAD' ? undefined : exchange.answer,
			});
		}
		exchange.entry.status = reply.statusCode;
		exchange.entry.durationMs = Math.round((performance.now() - exchange.startedAt) * 10) / 10;
		return result;
	});

	return app;
}

/** The matched route in the form descriptions use: `/a/{id}` for `/a/:id`. */
export function template(request: FastifyRequest): string | undefined {
	return request.routeOptions.url?.replace(/:(\w+)/g, '{$1}');
}

/** A port that can't be listened on, said so that a person knows what to do. */
export class PortTakenError extends Error {
	constructor(server: string, port: number, cause: unknown) {
		super(
			`Port ${port} on 127.0.0.1 is already in use, so the ${server} server can't start there`,
			{
				cause,
			},
		);
		this.name = 'PortTakenError';
	}
}

/**
 * Listens on 127.0.0.1.
 * @param label what the server is called in messages
 * @param port 0 or undefined lets the system pick a port
 * @returns the server's URL
 * @throws PortTakenError when something else listens there
 */
export async function listen(app: FastifyInstance, label: string, port = 0): Promise<string> {
	try {
		return await app.listen({ host: '127.0.0.1', port });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
			throw new PortTakenError(label, port, error);
		}
		throw error;
	}
}
