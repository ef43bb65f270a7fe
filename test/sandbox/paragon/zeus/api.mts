import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Contract } from '../../core/contract.mts';
import { createServer } from '../../core/server.mts';
import type { VendorContext } from '../../core/vendor.mts';
import { ApiError, errorText, usualError } from '../errors.mts';
import type { World } from '../world.mts';
import type { Call, Caller, Operation } from './call.mts';
import { countRequest, LimitError } from './limit.mts';
import { OPERATIONS } from './operations.mts';
import { checkBody } from './rules.mts';
import { scopeOf, type Scope } from './scope.mts';
import { userOf } from './sessions.mts';

declare module 'fastify' {
	interface FastifyContextConfig {
		/** Of the management API of Paragon. */
		zeusOperation?: Operation;
	}
}

function fromFastify(error: FastifyError): ApiError {
	if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new ApiError('tooLarge');
	return new ApiError((error.statusCode ?? 500) < 500 ? 'invalid' : 'server');
}

function says({ body }: ApiError, { behaviour }: World): string | object {
	return behaviour.errorBodies === 'text' ? errorText(body) : body;
}

async function refuse(error: ApiError, world: World, reply: FastifyReply): Promise<void> {
	if (error instanceof LimitError && world.behaviour.retryAfter) {
		reply.header('retry-after', String(error.resetSeconds));
	}
	const body = says(error, world);
	if (typeof body === 'string') reply.type('text/plain; charset=utf-8');
	await reply.code(error.body.status).send(body);
}

/** Bodies are JSON; one of another kind counts as none, as the vendor's framework has it. */
function parseBodies(app: FastifyInstance): void {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
		if (text === '') return done(null, undefined);
		try {
			done(null, JSON.parse(text as string));
		} catch {
			done(new ApiError('notJson'));
		}
	});
	app.addContentTypeParser('*', (_request, payload, done) => {
		payload.resume();
		payload.on('end', () => done(null, undefined));
		payload.on('error', done);
	});
}

/** The management API, for sessions of dashboard users. */
export function createZeus(
	context: VendorContext,
	world: World,
	contract: Contract,
	vendor: string,
): FastifyInstance {
	const app = createServer({
		context,
		vendor,
		server: 'zeus',
		contract,
		faultBody: (fault) => says(usualError(fault), world),
	});
	const callers = new WeakMap<FastifyRequest, Caller & { scope: Scope }>();
	parseBodies(app);

	app.setErrorHandler(async (error: FastifyError | ApiError, _request, reply) => {
		const known = error instanceof ApiError ? error : fromFastify(error);
		// A 500 that nobody injected is a fault of the sandbox itself: say where it comes from.
		if (known.body.status === 500) process.emitWarning(error);
		await refuse(known, world, reply);
	});
	app.setNotFoundHandler(async (request, reply) => {
		const [path = ''] = request.url.split('?', 1);
		const message = `Cannot ${request.method} ${path}`;
		await refuse(new ApiError('unknownRoute', { message }), world, reply);
	});

	app.addHook('onRequest', async (request) => {
		const operation = request.routeOptions.config.zeusOperation;
		if (!operation || operation.open) return;
		const user = userOf(world, request.headers.authorization);
		request.exchange.entry.clientId = user.id;
		countRequest(world, `user ${user.id}`, world.limits.settings.perMinute);
		const caller: Caller = { user };
		const params = request.params as Call['params'];
		callers.set(request, {
			...caller,
			scope: scopeOf(world, caller, params, operation.roles),
			role: caller.role,
		});
	});

	for (const operation of OPERATIONS) {
		const { method, path, rules, secretMembers, handle } = operation;
		app.route({
			method,
			url: path,
			config: { zeusOperation: operation, secretMembers },
			handler: async (request, reply) => {
				const { scope, ...caller } = callers.get(request) ?? { scope: {} };
				const answer = await handle({
					params: request.params as Call['params'],
					query: request.query as Call['query'],
					body: rules ? checkBody(request.body, rules, world.behaviour.unknownMembers) : {},
					caller: caller as Caller,
					world,
					...scope,
				});
				return await reply.code(answer.status).send(answer.body);
			},
		});
	}
	return app;
}
