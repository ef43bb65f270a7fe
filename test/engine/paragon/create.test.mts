import { errorOf, itemsOf, useBench, type Asked } from '../support/bench.mts';
import {
	byId,
	byType,
	createCredential,
	credentialFor,
	credentialOf,
	integrationOfType,
	LIST_CREDENTIALS,
	paragon,
	PUT,
	secretOf,
	seedIntegrations,
	stateOf,
} from '../vendors/paragon.mts';

const bench = useBench(paragon);

/** Creates the credential of an integration, by default of one of the catalog. */
const creating = (integration: object, more: object = {}): Asked => ({
	parameters: createCredential(bench.current.sandbox, integration, more),
});
const linear = () => byId(integrationOfType(bench.current.sandbox, 'linear').id);
const puts = () => bench.current.calls(PUT.method, PUT.path);

describe('on the wire', () => {
	test("is the whole of the vendor's request, under the user's e-mail", async () => {
		const { sandbox } = bench.current;
		itemsOf(await bench.current.run(creating(linear())));

		const { id } = integrationOfType(sandbox, 'linear');
		expect(puts().map(({ requestBody }) => requestBody)).toEqual([
			{
				name: sandbox.paragon.admin.email,
				values: { clientId: 'client-0', clientSecret: '••••', scopes: 'read write' },
				provider: 'linear',
				scheme: 'oauth_app',
				integrationId: id,
			},
		]);
		expect(credentialFor(sandbox, id)).toMatchObject({
			name: sandbox.paragon.admin.email,
			values: { clientId: 'client-0', clientSecret: secretOf(), scopes: 'read write' },
		});
	});

	test('extra values keep what they are: true and false, numbers, texts', async () => {
		const { sandbox } = bench.current;
		const entry = [
			{ name: 'authenticateAsApplication', type: 'boolean', value: 'true' },
			{ name: 'retries', type: 'number', value: '10' },
			{ name: 'ratio', type: 'number', value: '0.5' },
			{ name: 'wait', type: 'string', value: '30s' },
			{ name: 'digits', type: 'string', value: '007' },
		];
		const additionalFields = { extraValues: { entry } };
		itemsOf(await bench.current.run(creating(linear(), { additionalFields })));

		const { values } = credentialFor(sandbox, integrationOfType(sandbox, 'linear').id);
		expect(values).toEqual({
			...{ authenticateAsApplication: true, retries: 10, ratio: 0.5, wait: '30s', digits: '007' },
			...{ clientId: 'client-0', clientSecret: secretOf(), scopes: 'read write' },
		});
	});

	test('an extra value may be what its type says already, as an expression gives it', async () => {
		const { sandbox } = bench.current;
		const entry = [
			{ name: 'authenticateAsApplication', type: 'boolean', value: '={{ false }}' },
			{ name: 'port', type: 'number', value: '={{ 8080 }}' },
		];
		const additionalFields = { extraValues: { entry } };
		itemsOf(await bench.current.run(creating(linear(), { additionalFields })));
		expect(credentialFor(sandbox, integrationOfType(sandbox, 'linear').id).values).toMatchObject({
			...{ authenticateAsApplication: false, port: 8080 },
		});
	});

	test.each([
		['a text with blanks', '={{ "read write\\nadmin" }}', 'read write admin'],
		['a list with one twice', ['write', 'read', 'write'], 'write read'],
	])('scopes from %s are joined by blanks', async (_form, scopes, sent) => {
		const { sandbox } = bench.current;
		itemsOf(await bench.current.run(creating(linear(), { scopes })));
		const made = credentialFor(sandbox, integrationOfType(sandbox, 'linear').id);
		expect(made.values.scopes).toBe(sent);
	});
});

describe('the output', () => {
	test("has the fields of the Terraform provider's state, without the secret", async () => {
		const { sandbox } = bench.current;
		const run = await bench.current.run(creating(linear()));
		const [{ json }] = itemsOf(run) as [any];
		const { id } = integrationOfType(sandbox, 'linear');
		const { steps, ...shown } = json;

		expect(shown).toEqual({
			creds_provider: 'linear',
			id: credentialFor(sandbox, id).id,
			integration_id: id,
			oauth: { client_id: 'client-0', scopes: ['read', 'write'] },
			project_id: sandbox.paragon.projectId,
			scheme: 'oauth_app',
			status: 'VALID',
		});
		expect(steps).toEqual([`created the integration credential of 'linear' (${shown.id})`]);
		expect(run.contains(secretOf())).toBe(false);
	});

	test('has everything of the answer when it is not simplified, the secret masked', async () => {
		const { sandbox } = bench.current;
		const entry = [{ name: 'webhookSecret', type: 'string', value: 'not for everyone' }];
		const more = { simplify: false, additionalFields: { extraValues: { entry } } };
		const [{ json }] = itemsOf(await bench.current.run(creating(linear(), more))) as [any];

		expect(json).toMatchObject({
			name: sandbox.paragon.admin.email,
			...{ provider: 'linear', onboardingOnly: false, projectId: sandbox.paragon.projectId },
			values: { clientId: 'client-0', scopes: 'read write' },
		});
		expect(json.values.clientSecret).toMatch(/^•+$/);
		expect(json.values.webhookSecret).toMatch(/^•+$/);
		expect(json.dateCreated).toEqual(expect.any(String));
	});
});

describe('the integration', () => {
	test.each([
		['a type chosen from the list', { __rl: true, mode: 'list', value: 'linear' }],
		['its type', byType('linear')],
		['its type in capitals', byType('LINEAR')],
		['plain text, as an expression gives it', '={{ "linear" }}'],
	])('is found by %s', async (_form, integration) => {
		const { sandbox } = bench.current;
		itemsOf(await bench.current.run(creating(integration as object)));
		const made = credentialFor(sandbox, integrationOfType(sandbox, 'linear').id);
		expect(made.values.clientId).toBe('client-0');
	});

	test('of a type that the project does not have is refused with those that it has', async () => {
		const error = errorOf(await bench.current.run(creating(byType('salesforce'))));
		expect(error.httpCode).toBe('404');
		expect(error.message).toContain('no integration of the type salesforce; it has ');
		expect(error.message).toMatch(/custom\.\w+, .*hubspot, jira, linear, .*slack/);
		expect(puts()).toEqual([]);
	});

	test('of a type that comes up twice has to be named by its ID', async () => {
		const { sandbox } = bench.current;
		const first = integrationOfType(sandbox, 'linear').id;
		const [{ id }] = seedIntegrations(sandbox, 1);
		const error = errorOf(await bench.current.run(creating(byType('linear'))));

		expect(error.message).toContain(`2 integrations of the type linear: ${first}, ${id}`);
		expect(error.description).toContain('by its ID');
		itemsOf(await bench.current.run(creating(byId(id))));
		expect(credentialFor(sandbox, id).values.clientId).toBe('client-0');
		expect(credentialFor(sandbox, first)).toBeUndefined();
	});

	test('is enabled or not: that makes no difference', async () => {
		const { slack } = bench.current.sandbox.paragon.integrations;
		itemsOf(await bench.current.run(creating(byId(slack))));
		expect(credentialFor(bench.current.sandbox, slack).values.clientId).toBe('client-0');
	});
});

describe('an integration that has a credential already', () => {
	test.each(['by type', 'by ID'])('is refused, naming the credential, %s', async (way) => {
		const { sandbox } = bench.current;
		const { id } = integrationOfType(sandbox, 'hubspot');
		const before = structuredClone(credentialFor(sandbox, id));
		const integration = way === 'by ID' ? byId(id) : byType('hubspot');
		const error = errorOf(await bench.current.run(creating(integration)));

		expect(error.message).toContain(
			`'hubspot' has an integration credential already: ${before.id}`,
		);
		expect(error.description).toContain('Update');
		expect(puts()).toEqual([]);
		expect(credentialFor(sandbox, id)).toEqual(before);
	});

	test('is also one that another item of the run has just made', async () => {
		const { sandbox } = bench.current;
		const { id } = integrationOfType(sandbox, 'linear');
		const items = [{ json: {} }, { json: {} }];
		const onError = 'continueErrorOutput';
		const run = await bench.current.run({ ...creating(byId(id)), items, onError });
		const [good = [], bad = []] = run.output;

		expect(good).toHaveLength(1);
		expect(bad[0]?.json.error).toContain(`already: ${good[0]!.json.id}`);
		expect(puts()).toHaveLength(1);
		expect(credentialFor(sandbox, id).values.clientId).toBe(good[0]!.json.oauth.client_id);
	});

	test('that somebody else made at the same moment is told to have been replaced', async () => {
		const { sandbox } = bench.current;
		const { id } = integrationOfType(sandbox, 'linear');
		const { projectId } = sandbox.paragon;
		sandbox.control.addFault({ ...PUT, kind: 'slow', delayMs: 300 });
		const running = bench.current.run(creating(byId(id)));
		while (puts().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
		const dateCreated = new Date(Date.now() - 60_000).toISOString();
		sandbox.control.seed('paragon', {
			credentials: [{ integrationId: id, projectId, dateCreated }],
		});
		const [{ json }] = itemsOf(await running) as [any];
		expect(json.steps.join()).toContain('replaced');
		expect(json.steps.join()).toContain('somebody else');
	});
});

describe('a lost answer', () => {
	test.each(['cutAfter', 'truncated'] as const)(
		'is no reason to make a second one: %s',
		async (kind) => {
			const { sandbox } = bench.current;
			sandbox.control.addFault({ ...PUT, kind });
			const [{ json }] = itemsOf(await bench.current.run(creating(linear()))) as [any];

			const { id } = integrationOfType(sandbox, 'linear');
			const made = stateOf(sandbox).credentials.filter((each: any) => each.integrationId === id);
			expect(made.map((each: any) => each.id)).toEqual([json.id]);
			expect(json.steps).toEqual([`created the integration credential of 'linear' (${json.id})`]);
			expect(puts()).toHaveLength(2);
		},
	);
});

test('50 credentials take one list of those there are', async () => {
	const { sandbox } = bench.current;
	const integrations = seedIntegrations(sandbox, 50);
	const items = integrations.map(({ id }) => ({ json: { id } }));
	const out = itemsOf(await bench.current.run({ ...creating(byId('={{ $json.id }}')), items }));
	expect(out.map(({ json }) => json.integration_id)).toEqual(integrations.map(({ id }) => id));
	expect(out.map(({ json }) => credentialOf(sandbox, json.id).values.clientId)).toEqual(
		integrations.map((_, index) => `client-${index}`),
	);
	expect(bench.current.calls(LIST_CREDENTIALS.method, LIST_CREDENTIALS.path)).toHaveLength(1);
});

test('items may be of several projects', async () => {
	const { sandbox } = bench.current;
	const [linearHere, linearThere] = stateOf(sandbox).integrations.filter(
		({ type }: any) => type === 'linear',
	);
	const items = [linearHere, linearThere].map(({ projectId }) => ({ json: { projectId } }));
	const parameters = {
		...createCredential(sandbox, byType('linear')),
		projectId: byId('={{ $json.projectId }}'),
	};
	const out = itemsOf(await bench.current.run({ parameters, items }));
	expect(out.map(({ json }) => json.integration_id)).toEqual([linearHere.id, linearThere.id]);
});
