import { errorOf, itemsOf, useBench } from '../support/bench.mts';
import { byId, createOAuth, credentialOf, seedCredential, tines } from '../vendors/tines.mts';

const PATH = '/api/v1/user_credentials';

describe('creating the test version of a credential', () => {
	const bench = useBench(tines);
	const seed = (more: object = {}) =>
		seedCredential(bench.current.sandbox, { name: 'Live', mode: 'OAUTH', team_id: 2, ...more });
	const testOf = (id: number, more: object = {}) => {
		const { team_id: _, ...parameters } = createOAuth({ name: 'Live', ...more });
		return { ...parameters, additionalFields: { live_credential_id: byId(id) } };
	};
	const versionsOf = (id: number) => {
		const { test: version, ...live } = credentialOf(bench.current.sandbox, id);
		return { live, version };
	};

	test('takes its team from the live one, which stays as it is', async () => {
		const { id } = seed();
		const before = structuredClone(versionsOf(id).live);
		const [{ json }] = itemsOf(await bench.current.run({ parameters: testOf(id) })) as [any];

		const { live, version } = versionsOf(id);
		expect(bench.current.calls('POST', PATH)[0]!.requestBody).toMatchObject({
			...{ team_id: 2, live_credential_id: id },
		});
		expect(version).toMatchObject({ team_id: 2, settings: { oauth_client_id: 'client-xyz' } });
		expect(live).toEqual({ ...before, test_credential_enabled: true });
		expect(json.steps).toEqual([`created the test version of the credential ${id}`]);
	});

	test.each(['live', 'new'])('copes with the %s ID in the answer', async (testCredentialId) => {
		bench.current.sandbox.control.setBehaviour('tines', { testCredentialId });
		const { id } = seed();
		const [{ json }] = itemsOf(await bench.current.run({ parameters: testOf(id) })) as [any];
		const { live, version } = versionsOf(id);
		expect(json.id).toBe(testCredentialId === 'live' ? live.id : version.id);
		expect(json.steps.join()).toContain(`the test version of the credential ${id}`);
	});

	test.each(['live', 'new'])(
		'is not created twice when its answer, with the %s ID, is lost',
		async (testCredentialId) => {
			const { sandbox } = bench.current;
			sandbox.control.setBehaviour('tines', { testCredentialId, timestamps: 'seconds' });
			const { id } = seed();
			sandbox.control.addFault({ method: 'POST', path: PATH, kind: 'cutAfter' });
			const [{ json }] = itemsOf(await bench.current.run({ parameters: testOf(id) })) as [any];

			expect(json.steps.join()).toContain('the answer was lost');
			expect(bench.current.calls('POST', PATH)).toHaveLength(1);
			expect(versionsOf(id).version.settings.oauth_client_id).toBe('client-xyz');
		},
	);

	test('is found after a lost answer, also where the node has made the live one, or one before', async () => {
		const { sandbox } = bench.current;
		const parameters = createOAuth({ name: 'Live' });
		const [{ json: live }] = itemsOf(await bench.current.run({ parameters })) as [any];
		itemsOf(await bench.current.run({ parameters: testOf(live.id) }));
		delete credentialOf(sandbox, live.id).test;
		sandbox.control.clearJournal();
		sandbox.control.addFault({ method: 'POST', path: PATH, kind: 'cutAfter' });
		const [{ json }] = itemsOf(await bench.current.run({ parameters: testOf(live.id) })) as [any];

		expect(json.steps.join()).toContain('the answer was lost');
		expect(bench.current.calls('POST', PATH)).toHaveLength(1);
	}, 40_000);

	test('is refused where there is one already, before anything is sent', async () => {
		const { id } = seed({ test: true });
		const error = errorOf(await bench.current.run({ parameters: testOf(id) }));
		expect(error.message).toContain(`Live Credential: 'Live' (${id}) has a test version already`);
		expect(bench.current.calls('POST', PATH)).toEqual([]);
	});

	test('is refused to the second item for the same live credential', async () => {
		const { id } = seed();
		const items = [{ json: {} }, { json: {} }];
		const { output } = await bench.current.run({
			...{ parameters: testOf(id), items, onError: 'continueErrorOutput' },
		});
		expect(output.map((out) => out.length)).toEqual([1, 1]);
		expect(output[1]![0]!.json.error).toContain('has a test version already');
		expect(bench.current.calls('POST', PATH)).toHaveLength(1);
	});

	test('is refused for a live credential of another mode', async () => {
		const { id } = seed({ mode: 'TEXT' });
		const error = errorOf(await bench.current.run({ parameters: testOf(id) }));
		expect(error.message).toContain(`'Live' (${id}) is of the mode TEXT, not OAUTH`);
		expect(bench.current.calls('POST', PATH)).toEqual([]);
	});

	test('of a live credential that is not there is called so', async () => {
		const error = errorOf(await bench.current.run({ parameters: testOf(Number(tines.missingId)) }));
		expect(error.httpCode).toBe('404');
		expect(bench.current.calls('POST', PATH)).toEqual([]);
	});

	test('asks for a consent of its own', async () => {
		const { id } = seed();
		const consent = {
			oauth_grant_type: 'authorization_code',
			oauth_url: 'https://idp.example.com/a',
		};
		const run = await bench.current.run({ parameters: testOf(id, consent) });
		expect(itemsOf(run)[0]!.json.redirect_url).toContain('https://idp.example.com/a?');
		expect(run.hints).toHaveLength(1);
	});
});
