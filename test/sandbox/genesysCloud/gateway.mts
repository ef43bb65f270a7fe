import { createServer, type Server } from 'node:http';
import type { FastifyInstance } from 'fastify';

/**
 * One host for both servers, as the vendor's SDKs and Terraform provider want when they are sent
 * through a gateway: `/login/…` is the login host, `/platform/…` the API host; without a prefix the
 * path decides.
 */
export function createGateway(api: FastifyInstance, login: FastifyInstance): Server {
	return createServer((request, response) => {
		const url = request.url ?? '/';
		const [, prefix, rest] = /^\/(login|platform)(\/.*)$/.exec(url) ?? [];
		request.url = rest ?? url;
		const toLogin = prefix === 'login' || (!prefix && /^\/(oauth|\.well-known)\//.test(url));
		(toLogin ? login : api).routing(request, response);
	});
}
