import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import type { Contract } from '../core/contract.mts';
import { createServer } from '../core/server.mts';
import type { VendorContext } from '../core/vendor.mts';
import { CALLBACK_PATH, takeConsent } from './consent.mts';
import { credentialOperations } from './credentials.mts';
import { ApiError, errorBody, notFound, usualError } from './errors.mts';
import { folderOperations } from './folders.mts';
import { authenticate, authorize, countAgainstLimit } from './keys.mts';
import { SECRET_MEMBERS } from './modes.mts';
import type { ApiKey } from './state.mts';
import { teamOperations } from './teams.mts';
import { tenantOperations } from './tenant.mts';
import type { Call, Operation, World } from './world.mts';

const OPERATIONS: readonly Operation[] = [
	...credentialOperations,
	...teamOperations,
	...folderOperations,
	...tenantOperations,
];

declare module 'fastify' {
	interface FastifyContextConfig {
		tines?: Operation;
	}
}

/** The tenant's host: everything under /api/v1 for holders of a key, and the OAuth callback. */
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
		faultBody: ({ status }) => errorBody(usualError(status), world.behaviour.errorStyle),
	});
	const keys = new WeakMap<FastifyRequest, ApiKey>();

	app.removeAllContentTypeParsers();
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
		if (text === '') return done(null, undefined);
		try {
			done(null, JSON.parse(text as string));
		} catch {
			done(usualError(400));
		}
	});
	// Without the JSON content type nothing of the body is understood: it is as though empty.
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, _text, done) => done(null, {}));

	app.setErrorHandler(async (error: FastifyError | ApiError, _request, reply) => {
		const known = error instanceof ApiError ? error : usualError(error.statusCode ?? 500);
		// A 500 that nobody injected is a fault of the sandbox itself: say where it comes from.
		if (known.status === 500) process.emitWarning(error);
		await reply.code(known.status).send(errorBody(known, world.behaviour.errorStyle));
	});
	app.setNotFoundHandler(async () => {
		throw notFound();
	});

	app.addHook('onRequest', async (request, reply) => {
		if (request.routeOptions.url === CALLBACK_PATH) return;
		const key = authenticate(world, request);
		keys.set(request, key);
		request.exchange.entry.clientId = key.name;
		const operation = request.routeOptions.config.tines;
		countAgainstLimit(world, { key, ip: request.ip, group: operation?.group ?? 'default' }, reply);
		if (operation) authorize(world, key, operation.needs);
	});

	app.get(CALLBACK_PATH, async (request, reply) => {
		const { status, page } = takeConsent(world, request.query as Record<string, unknown>);
		await reply.code(status).type('text/html; charset=utf-8').send(page);
	});

	for (const operation of OPERATIONS) {
		app.route({
			method: operation.method,
			url: `/api/v1${operation.path}`,
			config: { tines: operation, secretMembers: SECRET_MEMBERS },
			handler: async (request, reply) => {
				const answer = operation.handle({
					method: request.method,
					params: request.params as Call['params'],
					query: request.query as Call['query'],
					body: request.body,
					key: keys.get(request)!,
					from: { ip: request.ip, userAgent: request.headers['user-agent'] ?? '' },
					world,
				});
				return await reply.code(answer.status).send(answer.body);
			},
		});
	}
	return app;
}
