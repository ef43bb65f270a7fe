import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import type { Contract } from '../core/contract.mts';
import { createServer } from '../core/server.mts';
import type { VendorContext } from '../core/vendor.mts';
import { ApiError, errorText, usualError } from './errors.mts';
import type { World } from './world.mts';
import { LimitError } from './zeus/limit.mts';

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

/** What a server of the vendor is built from. */
export interface ParagonServerOptions {
	context: VendorContext;
	world: World;
	contract: Contract;
	vendor: string;
	/** Its name within the vendor, such as `zeus`. */
	server: string;
}

/** A server with the bodies and the errors that all hosts of the vendor have in common. */
export function createParagonServer(options: ParagonServerOptions): FastifyInstance {
	const { world, ...rest } = options;
	const app = createServer({
		...rest,
		faultBody: (fault) => says(usualError(fault), world),
	});
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
	return app;
}
