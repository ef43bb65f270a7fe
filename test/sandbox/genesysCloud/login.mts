import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import { createServer } from '../core/server.mts';
import type { VendorContext } from '../core/vendor.mts';
import { authorizeRedirect, type AuthorizeQuery } from './authorize.mts';
import { OAuthError } from './oauthErrors.mts';
import { clientCredentials, TokenLimitError, tokenFor } from './token.mts';
import type { World } from './world.mts';

/** The login host: tokens, the sign-in redirect, and the document that describes both. */
export function createLogin(context: VendorContext, world: World, vendor: string): FastifyInstance {
	const app = createServer({
		context,
		vendor,
		server: 'login',
		answerHeaders: ({ id }) => ({ 'ININ-Correlation-Id': id, 'cache-control': 'no-store' }),
		faultBody: ({ status }) =>
			new OAuthError(status, status < 500 ? 'invalid_request' : 'server_error', 'request failed')
				.body,
	});
	app.register(formbody);

	app.setErrorHandler(async (error: Error & { statusCode?: number }, _request, reply) => {
		if (error instanceof TokenLimitError && world.behaviour.tokenRetryAfter) {
			reply.header('retry-after', String(error.retryAfterSeconds));
		}
		const known =
			error instanceof OAuthError
				? error
				: new OAuthError(error.statusCode ?? 500, 'invalid_request', 'malformed request');
		if (known.status === 500) process.emitWarning(error);
		await reply.code(known.status).send(known.body);
	});
	app.setNotFoundHandler(async (_request, reply) => {
		await reply.code(404).send(new OAuthError(404, 'invalid_request', 'not found').body);
	});

	app.post<{ Body: Record<string, string> | undefined }>('/oauth/token', async (request) => {
		const asked = { authorization: request.headers.authorization, form: request.body ?? {} };
		request.exchange.entry.clientId = clientCredentials(asked).clientId;
		return tokenFor(world, asked);
	});
	app.get<{ Querystring: AuthorizeQuery }>('/oauth/authorize', async ({ query }, reply) =>
		reply.redirect(authorizeRedirect(world, query)),
	);
	app.get('/.well-known/oauth-authorization-server', async () => ({
		issuer: world.loginUrl,
		authorization_endpoint: `${world.loginUrl}/oauth/authorize`,
		token_endpoint: `${world.loginUrl}/oauth/token`,
		response_types_supported: ['code', 'token'],
		grant_types_supported: ['authorization_code', 'client_credentials', 'refresh_token'],
		token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
		code_challenge_methods_supported: ['S256'],
	}));
	return app;
}
