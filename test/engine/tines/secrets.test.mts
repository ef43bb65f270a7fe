import { itemsOf, useBench, type Asked } from '../support/bench.mts';
import type { EngineRun } from '../support/engine.mts';
import { byId, createOAuth, credentialOf, seedCredential, tines } from '../vendors/tines.mts';

const PATH = '/api/v1/user_credentials';
const bench = useBench(tines);

/** The options of a request, which may hold secrets themselves. */
const REQUEST = JSON.stringify({
	url: 'https://api.example.com/token',
	payload: { key: 'told-in-payload-9' },
	headers: { Authorization: 'told-in-header-10' },
});

/** By mode: the fields that hold secrets, each with one of its own, and the others. */
const MODES: ReadonlyArray<[mode: string, fields: Record<string, unknown>, secrets: string[]]> = [
	['TEXT', { value: 'told-text-1' }, ['told-text-1']],
	[
		'OAUTH',
		{
			...{ oauth_grant_type: 'client_credentials', oauth_token_url: 'https://idp.example.com/t' },
			...{ oauth_client_id: 'c', oauth_client_secret: 'told-client-secret-2' },
		},
		['told-client-secret-2'],
	],
	[
		'JWT',
		{ jwt_algorithm: 'HS256', jwt_payload: '{}', jwt_private_key: 'told\n"private" key 3\n' },
		['"private" key 3', '\\"private\\" key 3'],
	],
	[
		'AWS',
		{ aws_authentication_type: 'KEY', aws_access_key: 'AKIA', aws_secret_key: 'told/aws+4' },
		['told/aws+4'],
	],
	[
		'MTLS',
		{ mtls_client_certificate: 'cert', mtls_client_private_key: 'told-mtls-5' },
		['told-mtls-5'],
	],
	[
		'HTTP_REQUEST_AGENT',
		{
			...{ http_request_options: REQUEST, http_request_secret: 'told-request-6' },
			http_request_location_of_token: 'token',
		},
		['told-request-6', 'told-in-payload-9', 'told-in-header-10'],
	],
	[
		'MULTI_REQUEST',
		{
			credential_requests: {
				request: ['told-first-7', 'told-second-8'].map((http_request_secret) => ({
					...{ options: '{}', http_request_secret },
				})),
			},
			http_request_location_of_token: 'token',
		},
		['told-first-7', 'told-second-8'],
	],
];

const create = (mode: string, fields: object): Asked => ({
	parameters: {
		...{ resource: 'credential', operation: 'create', mode, name: 'One', team_id: byId(1) },
		...fields,
	},
});

function update(mode: string, fields: object): Asked {
	const { id } = seedCredential(bench.current.sandbox, { mode, team_id: 1 });
	const ttl = /REQUEST/.test(mode) ? { http_request_ttl: 60 } : {};
	return {
		parameters: {
			...{ resource: 'credential', operation: 'update', mode, credentialId: byId(id) },
			updateFields: { ...fields, ...ttl },
		},
	};
}

const ownKey = () => bench.current.sandbox.tines.owner.apiKey;

function expectNone(text: string, secrets: readonly string[]) {
	for (const secret of secrets) expect(text).not.toContain(secret);
}

/** What the node itself says in a failed run: n8n adds the parameters as they were typed. */
const said = ({ error, items }: EngineRun) => {
	const { name, message, description, context } = error ?? {};
	return JSON.stringify([name, message, description, context, items.map(({ json }) => json)]);
};

describe.each([
	['creating', create],
	['updating', update],
])('%s a credential', (_title, ask) => {
	test.each(MODES)('of the mode %s shows and logs no secret', async (mode, fields, secrets) => {
		const run = await bench.current.run(ask(mode, fields));
		const [{ json }] = itemsOf(run) as [any];

		expectNone(run.everything, [...secrets, ownKey()]);
		const kept = JSON.stringify(credentialOf(bench.current.sandbox, json.id).settings);
		expect(secrets.some((secret) => kept.includes(secret))).toBe(true);
	});

	test.each(MODES)('of the mode %s masks what Tines quotes', async (mode, fields, secrets) => {
		const body = { errors: [{ message: `no good: ${ownKey()}`, details: JSON.stringify(fields) }] };
		for (const method of ['POST', 'PUT']) {
			bench.current.sandbox.control.addFault({
				...{ method, path: `${PATH}*`, kind: 'status', status: 422, body },
			});
		}
		const run = await bench.current.run(ask(mode, fields));

		expect(run.error?.httpCode).toBe('422');
		expect(run.error?.message).toContain('no good: ••••');
		expectNone(said(run), [...secrets, ownKey()]);
		expect(run.contains(ownKey())).toBe(false);
	});
});

test('creating an OAuth credential shows no secret after a lost answer', async () => {
	bench.current.sandbox.control.addFault({ method: 'POST', path: PATH, kind: 'cutAfter' });
	const run = await bench.current.run({ parameters: createOAuth({ name: 'One' }) });
	expect(itemsOf(run)[0]!.json.steps.join()).toContain('the answer was lost');
	expectNone(run.everything, ['a secret to keep', ownKey()]);
});

test('a 401 that quotes the key shows it nowhere', async () => {
	const body = { error: `Invalid API key ${ownKey()}` };
	bench.current.sandbox.control.addFault({
		...{ method: 'GET', path: '/api/v1/*', kind: 'status', status: 401, body, times: 2 },
	});
	const get = { resource: 'credential', operation: 'get', credentialId: byId(1) };
	const run = await bench.current.run({ parameters: get });
	expect(run.error?.message).toContain('Invalid API key ••••');
	expect(run.contains(ownKey())).toBe(false);
});
