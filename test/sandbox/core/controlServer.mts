import { fastify, type FastifyInstance } from 'fastify';
import { UnknownVendorError, type Control } from './control.mts';
import type { FaultSpec } from './faults.mts';
import type { JournalFilter } from './journal.mts';
import type { LatencySetting } from './latency.mts';
import type { LimitSettings } from './limits.mts';

/** Bulk seeds are large. */
const BODY_LIMIT = 512 * 1024 * 1024;

/** The control over HTTP: the same names, JSON in and out, `{error}` with 400 or 404. */
export function createControlServer(control: Control): FastifyInstance {
	const app = fastify({ bodyLimit: BODY_LIMIT, forceCloseConnections: true });
	type ForVendor = { Params: { vendor: string } };

	app.setErrorHandler(async (error: Error & { statusCode?: number }, _request, reply) => {
		const status =
			error instanceof UnknownVendorError
				? 404
				: error instanceof RangeError
					? 400
					: (error.statusCode ?? 500);
		await reply.code(status).send({ error: error.message });
	});

	const done = (action: () => void) => {
		action();
		return { ok: true };
	};

	app.post('/reset', async () => done(() => control.reset()));
	app.get<ForVendor>(
		'/state/:vendor',
		async ({ params }) => control.state(params.vendor) as unknown,
	);
	app.post<ForVendor & { Body: Record<string, unknown> }>(
		'/seed/:vendor',
		async ({ params, body }) => control.seed(params.vendor, body) as unknown,
	);
	app.post<{ Body: FaultSpec }>('/faults', async ({ body }) => control.addFault(body));
	app.delete('/faults', async () => done(() => control.clearFaults()));
	app.put<{ Body: LatencySetting | { ms: number } }>('/latency', async ({ body }) =>
		done(() => control.setLatency(typeof body === 'object' && 'ms' in body ? body.ms : body)),
	);
	app.put<{ Body: Partial<LimitSettings> }>('/limits', async ({ body }) =>
		done(() => control.setLimits(body)),
	);
	app.put<ForVendor & { Body: Record<string, unknown> }>(
		'/behaviour/:vendor',
		async ({ params, body }) => control.setBehaviour(params.vendor, body),
	);
	app.post<ForVendor>('/expire-tokens/:vendor', async ({ params }) =>
		done(() => control.expireTokens(params.vendor)),
	);
	app.get<{ Querystring: JournalFilter }>('/journal', async ({ query }) => control.journal(query));
	app.delete('/journal', async () => done(() => control.clearJournal()));
	app.get('/contract', async () => control.contract());
	return app;
}
