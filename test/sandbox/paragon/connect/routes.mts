import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiError } from '../errors.mts';
import { createParagonServer, type ParagonServerOptions } from '../server.mts';
import { countRequest } from '../zeus/limit.mts';
import { checkBody } from '../zeus/rules.mts';
import type { World } from '../world.mts';
import type { ConnectCall, ConnectOperation } from './call.mts';
import type { Deliverer } from './triggers/deliverer.mts';
import { claimsOf, userOf } from './userToken.mts';

declare module 'fastify' {
	interface FastifyContextConfig {
		/** Of the APIs of Paragon for connected users. */
		connectOperation?: ConnectOperation;
	}
}

type Caller = Pick<ConnectCall, 'user' | 'claims' | 'project'>;

interface Surroundings {
	world: World;
	deliverer: Deliverer;
	/** Limits of this name hold here, or those of all vendors. */
	limitGroup: string;
}

/** @throws ApiError 401 for the token, 404 for the project, 429 */
function callerOf({ world, limitGroup }: Surroundings, request: FastifyRequest): Caller {
	const { projectId = '' } = request.params as ConnectCall['params'];
	const project = world.state.projects.get(projectId);
	if (!project) {
		const { unknownScopeStatus: status } = world.behaviour;
		throw new ApiError('projectNotFound', { meta: { projectId }, status });
	}
	const claims = claimsOf(world, project, request.headers.authorization);
	request.exchange.entry.clientId = claims.sub;
	const { groups, perMinute } = world.limits.settings;
	countRequest(world, `${limitGroup} ${project.id}`, groups?.[limitGroup] ?? perMinute);
	return { project, claims, user: userOf(world, project.id, claims.sub) };
}

/** Adds operations for connected users to a server of the vendor. */
export function addConnectRoutes(
	app: FastifyInstance,
	surroundings: Surroundings,
	operations: readonly ConnectOperation[],
): void {
	const { world, deliverer } = surroundings;
	const callers = new WeakMap<FastifyRequest, Caller>();
	app.addHook('onRequest', async (request, reply) => {
		const operation = request.routeOptions.config.connectOperation;
		if (!operation) return;
		if (request.headers.authorization === undefined) {
			const answer = operation.withoutToken?.(world);
			if (answer) return await reply.code(answer.status).send(answer.body);
		}
		callers.set(request, callerOf(surroundings, request));
	});

	for (const operation of operations) {
		app.route({
			method: operation.method as string[],
			url: operation.path,
			config: { connectOperation: operation },
			handler: async (request, reply) => {
				const { rules } = operation;
				const { unknownMembers } = world.behaviour;
				const { status, body, headers } = await operation.handle({
					...callers.get(request)!,
					params: request.params as ConnectCall['params'],
					query: request.query as ConnectCall['query'],
					headers: request.headers,
					method: request.method,
					url: request.url,
					body: rules ? checkBody(request.body, rules, unknownMembers) : request.body,
					...{ world, deliverer },
				});
				return await reply
					.code(status)
					.headers(headers ?? {})
					.send(body);
			},
		});
	}
}

/** A server that has nothing but operations for connected users. */
export function createConnectServer(
	options: ParagonServerOptions & { deliverer: Deliverer; operations: readonly ConnectOperation[] },
): FastifyInstance {
	const { deliverer, operations, ...rest } = options;
	const app = createParagonServer(rest);
	const surroundings = { world: options.world, deliverer, limitGroup: options.server };
	addConnectRoutes(app, surroundings, operations);
	return app;
}
