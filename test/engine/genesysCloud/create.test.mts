import { errorOf, itemsOf, useBench } from '../support/bench.mts';
import {
	clientOf,
	clientsNamed,
	createClient,
	credentialOf,
	credentialsWithout,
	genesysCloud,
	secretWorks,
} from '../vendors/genesysCloud.mts';

const POST_CLIENT = { method: 'POST', path: '/api/v2/oauth/clients', server: 'api' } as const;
const POST_CREDENTIAL = {
	...{ method: 'POST', path: '/api/v2/integrations/credentials', server: 'api' },
} as const;

describe('creating an OAuth client', () => {
	const bench = useBench(genesysCloud);
	const created = (more: object = {}) => ({
		parameters: { ...createClient(bench.current.sandbox, 'Exporter'), ...more },
	});

	test('a secret that was in a lost answer is made anew, and works', async () => {
		const { sandbox } = bench.current;
		sandbox.control.addFault({ ...POST_CLIENT, kind: 'cutAfter' });
		const run = await bench.current.run(created({ secretOutput: 'plain' }));
		const [{ json }] = itemsOf(run) as [any];

		expect(await secretWorks(sandbox, json.id, json.secret)).toBe(true);
		expect(clientsNamed(sandbox, 'Exporter')).toHaveLength(1);
		expect(json.steps.join()).toContain('regenerated its secret');
	});

	test('a secret goes into a file alone when that is asked for', async () => {
		const { sandbox } = bench.current;
		const [item] = itemsOf(await bench.current.run(created({ secretOutput: 'file' })));
		const file = Buffer.from(item!.binary!.secret!.data, 'base64').toString();

		expect(file).toBe(clientOf(sandbox, item!.json.id).secret);
		expect(JSON.stringify(item!.json)).not.toContain(file);
	});

	test('two items of the same name get a client each, though both answers are lost', async () => {
		const { sandbox } = bench.current;
		sandbox.control.addFault({ ...POST_CLIENT, kind: 'cutAfter', times: 2 });
		const items = [{ json: {} }, { json: {} }];
		const out = itemsOf(await bench.current.run({ ...created(), items }));

		const ids = out.map(({ json }) => json.id).sort();
		expect(new Set(ids).size).toBe(2);
		expect(
			clientsNamed(sandbox, 'Exporter')
				.map(({ id }) => id)
				.sort(),
		).toEqual(ids);
	});

	test('a client that the list shows only after 3 s is not created twice', async () => {
		const { sandbox } = bench.current;
		sandbox.control.setBehaviour('genesysCloud', { listLagMs: 3000 });
		sandbox.control.addFault({ ...POST_CLIENT, kind: 'cutAfter' });
		itemsOf(await bench.current.run(created()));

		expect(clientsNamed(sandbox, 'Exporter')).toHaveLength(1);
		expect(bench.current.calls('POST', POST_CLIENT.path)).toHaveLength(1);
	}, 15_000);

	test('an inactive client takes two steps, and both are told', async () => {
		const run = await bench.current.run(created({ additionalFields: { state: 'inactive' } }));
		const [{ json }] = itemsOf(run) as [any];

		expect(json.state).toBe('inactive');
		expect(json.steps).toHaveLength(2);
		expect(clientOf(bench.current.sandbox, json.id).state).toBe('inactive');
	});

	describe('with an integration credential', () => {
		const withCredential = (onFailure = 'keep') =>
			created({ options: { integrationCredentialName: 'For the exporter', onFailure } });

		test('keeps ID and secret there, and nowhere else', async () => {
			const { sandbox } = bench.current;
			const run = await bench.current.run(withCredential());
			const [{ json }] = itemsOf(run) as [any];
			const { credentialFields, name } = credentialOf(sandbox, json.integrationCredentialId);

			expect(name).toBe('For the exporter');
			expect(credentialFields.clientId).toBe(json.id);
			expect(await secretWorks(sandbox, json.id, credentialFields.clientSecret)).toBe(true);
			expect(run.contains(credentialFields.clientSecret)).toBe(false);
		});

		const failures = [
			{ why: 'the permission is missing', permission: 'integrations:integration:add' },
			{ why: 'the vendor has a conflict', permission: undefined },
		];
		test.each(failures)('keeps the client when $why, and says so', async ({ permission }) => {
			const { sandbox } = bench.current;
			if (!permission)
				sandbox.control.addFault({ ...POST_CREDENTIAL, kind: 'status', status: 409 });
			const credentials = permission
				? credentialsWithout(sandbox, permission)
				: bench.current.credentials;
			const error = errorOf(await bench.current.run({ ...withCredential(), credentials }));
			const [kept, ...others] = clientsNamed(sandbox, 'Exporter');

			expect(others).toEqual([]);
			expect(error.message).toContain(kept.id);
			expect(error.message).toContain("Creating the integration credential 'For the exporter'");
			expect(error.httpCode).toBe(permission ? '403' : '409');
			if (permission) expect(error.message).toContain(permission);
		});

		test('tells of every client that was made, when several items fail at once', async () => {
			const { sandbox } = bench.current;
			const fault = { kind: 'status' as const, status: 409, times: 'always' as const };
			sandbox.control.addFault({ ...POST_CREDENTIAL, ...fault });
			const items = Array.from({ length: 3 }, () => ({ json: {} }));
			const error = errorOf(await bench.current.run({ ...withCredential(), items }));
			const made = clientsNamed(sandbox, 'Exporter');

			expect(made.length).toBeGreaterThan(1);
			for (const { id } of made) expect(`${error.message} ${error.description}`).toContain(id);
		});

		test('removes the client again when that is asked for', async () => {
			const { sandbox } = bench.current;
			sandbox.control.addFault({ ...POST_CREDENTIAL, kind: 'status', status: 409 });
			const error = errorOf(await bench.current.run(withCredential('remove')));

			expect(error.message).toMatch(/removed the OAuth client 'Exporter' \([0-9a-f-]{36}\) again/);
			expect(error.httpCode).toBe('409');
			expect(clientsNamed(sandbox, 'Exporter')).toEqual([]);
		});

		test('tells both failures when the client cannot be removed either', async () => {
			const { sandbox } = bench.current;
			sandbox.control.addFault({ ...POST_CREDENTIAL, kind: 'status', status: 409 });
			const credentials = credentialsWithout(sandbox, 'oauth:client:delete');
			const error = errorOf(await bench.current.run({ ...withCredential('remove'), credentials }));
			const [kept] = clientsNamed(sandbox, 'Exporter');

			expect(error.message).toContain(kept.id);
			expect(error.message).toMatch(/removing the OAuth client/i);
			expect(error.message).toContain('oauth:client:delete');
			expect(error.message).toContain('For the exporter');
			expect(error.message).toContain('request.conflict');
		});
	});
});
