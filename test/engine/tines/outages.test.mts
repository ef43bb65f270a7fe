import { errorOf, type Bench } from '../support/bench.mts';
import { sideBySide, type Scene } from '../support/sideBySide.mts';
import { byId, ERROR_STYLES, seedCredential, tines } from '../vendors/tines.mts';

const get = { resource: 'credential', operation: 'get', credentialId: byId(1) };

async function isQuoted(bench: Bench, errorStyle: string) {
	bench.sandbox.control.setBehaviour('tines', { errorStyle });
	bench.sandbox.control.addFault({
		...{ method: 'GET', path: '/api/v1/*', kind: 'status', status: 503, times: 'always' },
	});
	const error = errorOf(await bench.run({ parameters: get }));
	expect(error.httpCode).toBe('503');
	expect(error.message).toContain('Tines answered with HTTP 503');
	expect(error.message).toContain(errorStyle === 'empty' ? '' : 'Service unavailable');
	expect(error.description).toContain('Check that Tines is up');
}

async function isMasked(bench: Bench) {
	const { apiKey } = bench.sandbox.tines.owner;
	const { id } = seedCredential(bench.sandbox, { team_id: 1 });
	const body = { error: `of ${apiKey}: told-text-1` };
	bench.sandbox.control.addFault({
		...{ method: 'PUT', path: '/api/v1/*', kind: 'status', status: 500, body, times: 'always' },
	});
	const change = { operation: 'update', mode: 'TEXT', credentialId: byId(id) };
	const parameters = { resource: 'credential', ...change, updateFields: { value: 'told-text-1' } };
	const run = await bench.run({ parameters });
	expect(errorOf(run).message).toContain('of ••••••••: ••••••••');
	expect(run.contains(apiKey)).toBe(false);
}

async function isNotThere(bench: Bench) {
	const { tinesApi } = bench.credentials;
	const credentials = { tinesApi: { ...tinesApi, tenantUrl: 'http://127.0.0.1:1' } };
	const error = errorOf(await bench.run({ parameters: get, credentials }));
	expect(error.message).toContain('Tines refused the connection');
	expect(error.description).toContain('Check that Tines is up');
}

const scenes: ReadonlyArray<Omit<Scene, 'vendor'>> = [
	...ERROR_STYLES.map((style) => ({
		name: `a tenant that keeps failing is quoted, with error bodies of the style ${style}`,
		play: async (bench: Bench) => await isQuoted(bench, style),
	})),
	{ name: 'a tenant that keeps failing shows no secret that it quotes', play: isMasked },
	{ name: 'a tenant that is not there is said to refuse the connection', play: isNotThere },
];

sideBySide(
	scenes.map((scene) => ({ vendor: tines, ...scene })),
	scenes.length,
);
