import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Contract } from '../../core/contract.mts';
import type { VendorContext } from '../../core/vendor.mts';
import { createParagonServer } from '../server.mts';
import type { World } from '../world.mts';
import type { Call, Caller, Operation } from './call.mts';
import { countRequest } from './limit.mts';
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

/** The management API, for sessions of dashboard users. */
export function createZeus(
	context: VendorContext,
	world: World,
	contract: Contract,
	vendor: string,
): FastifyInstance {
	const app = createParagonServer({ context, world, contract, vendor, server: 'zeus' });
	const callers = new WeakMap<FastifyRequest, Caller & { scope: Scope }>();

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
