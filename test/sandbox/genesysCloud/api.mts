import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import type { Contract } from '../core/contract.mts';
import { createServer, template } from '../core/server.mts';
import type { VendorContext } from '../core/vendor.mts';
import { ApiError, errorBody, usualError } from './errors.mts';
import { OPERATIONS } from './operations.mts';
import { authenticate, authorize, countAgainstLimit } from './bearer.mts';
import { countUsage } from './usage.mts';
import type { Call, Caller, Operation, World } from './world.mts';

/** Largest request body (vendor's limit request.bytes.max). */
const BODY_LIMIT = 512_000;

/** What fastify found wrong with a request, in the vendor's codes. */
function fromFastify(error: FastifyError): ApiError {
	const [fault] = error.validation ?? [];
	if (fault) return fromValidation(fault, error.message);
	switch (error.code) {
		case 'FST_ERR_CTP_BODY_TOO_LARGE':
			return new ApiError('request.entity.too.large', [BODY_LIMIT]);
		case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
			return new ApiError('unsupported.media.type');
		default:
			return new ApiError(
				(error.statusCode ?? 500) < 500 ? 'bad.request' : 'internal.server.error',
			);
	}
}

function fromValidation(
	{ keyword, instancePath, params }: NonNullable<FastifyError['validation']>[number],
	message: string,
): ApiError {
	const field = instancePath.slice(1).replaceAll('/', '.');
	if (keyword === 'enum') {
		const { allowedValues } = params as { allowedValues: unknown[] };
		const allowed = allowedValues.filter((value) => value !== null).join(', ');
		return new ApiError('invalid.value', ['given', field, allowed]);
	}
	if (keyword === 'format' && params.format === 'date-time') return new ApiError('invalid.date');
	if (keyword === 'type') return new ApiError('bad.request');
	return new ApiError('constraint.validation', [message.replace(/^body\/?/, '').trim()]);
}

function bodyOf(error: ApiError, request: FastifyRequest): object {
	return errorBody(error, request.id);
}

/** The API host: everything under /api/v2, for bearers of live tokens. */
export function createApi(
	context: VendorContext,
	world: World,
	contract: Contract,
	vendor: string,
): FastifyInstance {
	const app = createServer({
		context,
		vendor,
		server: 'api',
		contract,
		bodyLimit: BODY_LIMIT,
		answerHeaders: ({ id }) => ({ 'ININ-Correlation-Id': id }),
		faultBody: (fault, request) => bodyOf(usualError(fault), request),
	});
	const callers = new WeakMap<FastifyRequest, Caller>();

	app.removeAllContentTypeParsers();
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
		// SDKs name the content type even where they send nothing.
		if (text === '') return done(null, undefined);
		try {
			done(null, JSON.parse(text as string));
		} catch {
			done(new ApiError('bad.request'));
		}
	});

	app.setErrorHandler(async (error: FastifyError | ApiError, request, reply) => {
		const known = error instanceof ApiError ? error : fromFastify(error);
		// A 500 that nobody injected is a fault of the sandbox itself: say where it comes from.
		if (known.status === 500) process.emitWarning(error);
		await reply.code(known.status).send(bodyOf(known, request));
	});
	app.setNotFoundHandler(async (request, reply) => {
		await reply.code(404).send(bodyOf(new ApiError('not.found'), request));
	});

	app.addHook('onRequest', async (request, reply) => {
		const caller = authenticate(world, request.headers.authorization);
		callers.set(request, caller);
		request.exchange.entry.clientId = caller.client.id;
		countAgainstLimit(world, caller, reply);
		const { operation } = request.routeOptions.config as { operation?: Operation };
		if (operation) authorize(world, caller, operation);
	});

	app.addHook('onResponse', async (request, reply) => {
		const caller = callers.get(request);
		const path = template(request);
		if (!caller || !path) return;
		countUsage(world.state, {
			clientId: caller.client.id,
			userId: caller.user?.id,
			template: path,
			method: request.method,
			status: reply.statusCode,
		});
	});

	for (const operation of OPERATIONS) {
		app.route({
			method: operation.method,
			url: operation.path,
			config: { operation },
			...(operation.bodySchema && { schema: { body: operation.bodySchema } }),
			handler: async (request, reply) => {
				const answer = operation.handle({
					params: request.params as Call['params'],
					query: request.query as Call['query'],
					body: request.body,
					caller: callers.get(request)!,
					world,
				});
				return await reply.code(answer.status).send(answer.body);
			},
		});
	}
	return app;
}
