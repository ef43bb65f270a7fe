import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Contract } from '../core/contract.mts';
import { createServer } from '../core/server.mts';
import type { VendorContext } from '../core/vendor.mts';
import { callerOf, checkScope, countRequest, type Caller } from './auth.mts';
import { JiraError, refusedAtGateway, usualError } from './errors.mts';
import { OPERATIONS } from './operations.mts';
import type { Call, Operation, Site } from './site.mts';
import { viewsOf } from './views.mts';

declare module 'fastify' {
	interface FastifyContextConfig {
		/** Of the REST API of Jira. */
		jiraOperation?: Operation;
	}
}

/** Where OAuth 2.0 apps find a site; people find it at the root. */
export const GATEWAY = '/ex/jira/:cloudId';

function isAtGateway({ url }: FastifyRequest): boolean {
	return url.startsWith('/ex/jira/');
}

async function refuse({ status, body, headers }: JiraError, reply: FastifyReply): Promise<void> {
	await reply.code(status).headers(headers).send(body);
}

function fromFastify(error: FastifyError): JiraError {
	if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return usualError(413);
	return usualError((error.statusCode ?? 500) < 500 ? 400 : 500);
}

function parseBodies(app: FastifyInstance): void {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
		if (text === '') return done(null, undefined);
		try {
			done(null, JSON.parse(text as string));
		} catch {
			done(usualError(400));
		}
	});
	app.addContentTypeParser('*', (_request, payload, done) => {
		payload.resume();
		payload.on('end', () => done(usualError(415)));
		payload.on('error', done);
	});
}

/** The REST API of a site, version 3. */
export function createApi(
	context: VendorContext,
	site: Site,
	contract: Contract,
	vendor: string,
): FastifyInstance {
	const app = createServer({
		context,
		vendor,
		server: 'api',
		contract,
		faultBody: ({ status }) => usualError(status).body,
	});
	const callers = new WeakMap<FastifyRequest, Caller>();
	parseBodies(app);

	app.setErrorHandler(async (error: FastifyError | JiraError, _request, reply) => {
		const known = error instanceof JiraError ? error : fromFastify(error);
		// A 500 that nobody injected is a fault of the sandbox itself: say where it comes from.
		if (known.status === 500) process.emitWarning(error);
		await refuse(known, reply);
	});
	app.setNotFoundHandler(async (_request, reply) => {
		await refuse(usualError(404), reply);
	});

	app.addHook('onRequest', async (request) => {
		const operation = request.routeOptions.config.jiraOperation;
		if (!operation) return;
		const atGateway = isAtGateway(request);
		const { cloudId } = request.params as { cloudId?: string };
		if (atGateway && cloudId !== site.cloudId) throw refusedAtGateway(404, 'Not Found');
		const caller = callerOf(site, request.headers.authorization, atGateway);
		request.exchange.entry.clientId = caller.token?.clientId ?? caller.user.accountId;
		countRequest(site, caller);
		checkScope(caller, operation.scope);
		callers.set(request, caller);
	});

	for (const prefix of ['', GATEWAY]) {
		for (const operation of OPERATIONS) {
			app.route({
				method: operation.method,
				url: `${prefix}/rest/api/3${operation.path}`,
				config: { jiraOperation: operation },
				handler: async (request, reply) => {
					const { user, token } = callers.get(request)!;
					const origin = prefix === '' ? site.url : `${site.url}/ex/jira/${site.cloudId}`;
					const answer = operation.handle({
						params: request.params as Call['params'],
						query: request.query as Call['query'],
						body: request.body,
						...{ user, clientId: token?.clientId, site, state: site.state },
						views: viewsOf(site, origin),
					});
					return await reply.code(answer.status).send(answer.body);
				},
			});
		}
	}
	return app;
}
