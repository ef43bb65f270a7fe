import { errorOf, itemsOf, useBench } from '../support/bench.mts';
import {
	byId,
	byType,
	createCredential,
	credentialFor,
	credentialsOf,
	DECRYPTED,
	inProject,
	integrationOfType,
	LIST_CREDENTIALS,
	LIST_INTEGRATIONS,
	paragon,
	PUT,
	SECRET,
	secretOf,
	stateOf,
} from '../vendors/paragon.mts';

const bench = useBench(paragon);
const MISSING = '6d7b1f4c-2f60-4f2b-8f6e-0c5f3d9a7f11';
const creating = () => ({ parameters: createCredential(bench.current.sandbox, byType('linear')) });
const hubspot = () => {
	const { sandbox } = bench.current;
	return credentialFor(sandbox, integrationOfType(sandbox, 'hubspot').id);
};
const acting = (operation: string, more: object = {}) => ({
	parameters: inProject(bench.current.sandbox, 'integrationCredential', operation, {
		...{ integrationCredentialId: byId(hubspot().id), ...more },
	}),
});
const updating = () => acting('update', { updateFields: { clientSecret: SECRET } });

describe("Paragon's reason", () => {
	const body = (message: unknown, code = '1000') => ({ message, code, status: 400, meta: {} });
	const constraints = (...texts: string[]) =>
		Object.fromEntries(texts.map((text, index) => [`rule${index}`, text]));

	test.each([
		['a text', body('Bad Request'), 'Paragon says: Bad Request (code 1000)'],
		['a code as a number', { message: 'No', code: 13200 }, 'Paragon says: No (code 13200)'],
		[
			'a list, with members of members',
			body([
				{ constraints: constraints('name must be a string', 'name is blank'), children: [] },
				{ children: [{ constraints: constraints('clientId is blank'), children: [] }] },
			]),
			'Paragon says: name must be a string; name is blank; clientId is blank (code 1000)',
		],
		['plain text', 'Integration is being built', 'Paragon says: Integration is being built'],
	])('is told: %s', async (_form, said, told) => {
		const fault = { ...PUT, kind: 'status', status: 400, body: said } as const;
		bench.current.sandbox.control.addFault(fault);
		const error = errorOf(await bench.current.run(creating()));
		expect(error.httpCode).toBe('400');
		expect(error.message).toContain('Paragon refused the values');
		expect(error.message).toContain(told);
	});

	test.each([
		['nothing', ''],
		['an empty object', {}],
		['a message that is none', { message: { deep: true } }],
		['an empty list', { message: [] }],
	])('may be missing: %s', async (_form, said) => {
		const fault = { ...PUT, kind: 'status', status: 400, body: said } as const;
		bench.current.sandbox.control.addFault(fault);
		const error = errorOf(await bench.current.run(creating()));
		expect(error.message).toBe('Paragon refused the values [item 0]');
	});

	test("is what the vendor's own validation says", async () => {
		const { sandbox } = bench.current;
		const { id } = integrationOfType(sandbox, 'resource');
		const parameters = createCredential(sandbox, byId(id));
		const error = errorOf(await bench.current.run({ parameters }));
		expect(error.message).toContain('Integration does not support OAuth app credentials.');
		expect(error.message).toContain('(code 5001)');

		sandbox.control.setBehaviour('paragon', { errorBodies: 'text' });
		const text = errorOf(await bench.current.run({ parameters }));
		expect(text.message).toContain('Paragon says: Integration does not support OAuth app');
		expect(text.httpCode).toBe('400');
	});

	test('is left out where a gateway answers with a page', async () => {
		bench.current.sandbox.control.addFault({ ...PUT, kind: 'html', status: 403 });
		const error = errorOf(await bench.current.run(creating()));
		expect(error.message).toBe("The credential's user may not do this [item 0]");
	});
});

describe('the role Support', () => {
	const asSupport = () => {
		const { sandbox } = bench.current;
		return credentialsOf(sandbox, sandbox.paragon.support);
	};

	test.each([
		['create', () => creating()],
		['update', () => updating()],
		['get', () => acting('get')],
		['delete', () => acting('delete')],
	])('may not %s', async (_operation, asked) => {
		const before = structuredClone(stateOf(bench.current.sandbox).credentials);
		const error = errorOf(await bench.current.run({ ...asked(), credentials: asSupport() }));

		expect(error.httpCode).toBe('403');
		expect(error.message).toContain("The credential's user may not do this");
		expect(error.message).toContain('You do not have permission to perform this action.');
		expect(error.description).toContain('Admin or Member');
		expect(stateOf(bench.current.sandbox).credentials).toEqual(before);
	});

	test('may list credentials, which have no secrets', async () => {
		const { parameters } = acting('getAll');
		const run = await bench.current.run({ parameters, credentials: asSupport() });
		expect(itemsOf(run).map(({ json }) => json.id)).toEqual([hubspot().id]);
	});
});

describe('an answer that is not what was asked for is not taken for it', () => {
	test.each([
		['a list of something else', LIST_CREDENTIALS, { items: [{ name: 'no ID' }] }],
		['a list without items', LIST_CREDENTIALS, { nextPageCursor: null }],
		['a list of nothing', LIST_CREDENTIALS, [null]],
		['an integration that is none', LIST_INTEGRATIONS, { id: 'x' }],
	])('%s', async (_what, route, body) => {
		const { sandbox } = bench.current;
		sandbox.control.addFault({ ...route, kind: 'status', status: 200, body });
		itemsOf(await bench.current.run(creating()));
		expect(bench.current.calls(route.method, route.path)).toHaveLength(2);
	});

	test('a credential without an ID is asked for again', async () => {
		const fault = { ...DECRYPTED, kind: 'status', status: 200, body: { values: {} } } as const;
		bench.current.sandbox.control.addFault(fault);
		itemsOf(await bench.current.run(acting('get')));
		expect(bench.current.calls(DECRYPTED.method, DECRYPTED.path)).toHaveLength(2);
	});

	test('a list that fails after its first page fails the item', async () => {
		const { sandbox } = bench.current;
		sandbox.control.setBehaviour('paragon', { maxPageSize: 3 });
		const fault = { ...LIST_INTEGRATIONS, kind: 'status', status: 403, skip: 1 } as const;
		sandbox.control.addFault(fault);
		const error = errorOf(await bench.current.run(creating()));
		expect(error.httpCode).toBe('403');
		expect(bench.current.calls(PUT.method, PUT.path)).toEqual([]);
	});
});

test('an item that fails leaves its place to its error', async () => {
	const ids = [hubspot().id, MISSING, hubspot().id];
	const items = ids.map((id) => ({ json: { id } }));
	const asked = acting('get', { integrationCredentialId: byId('={{ $json.id }}') });
	const onError = 'continueRegularOutput';
	const run = await bench.current.run({ ...asked, items, onError });
	expect(run.items.map(({ json }) => json.error ?? json.id)).toEqual([
		...[ids[0], expect.stringContaining('nothing with this ID'), ids[2]],
	]);
});

describe('what the vendor quotes is masked', () => {
	/** An error that says everything: what was sent, what is stored, and whose session it is. */
	async function quoted(route: { method: string; path: string }, asked: object, skip = 0) {
		const { sandbox } = bench.current;
		const listing = inProject(sandbox, 'integration', 'getAll');
		itemsOf(await bench.current.run({ parameters: listing }));
		const [{ token }] = stateOf(sandbox).sessions;
		const { clientSecret } = hubspot().values;
		const { password } = sandbox.paragon.admin;
		const message = `new ${secretOf()} old ${clientSecret} password ${password} token ${token}`;
		const body = { message, code: '1000', status: 400, meta: { quoted: message } };
		sandbox.control.addFault({ ...route, kind: 'status', status: 400, body, skip });
		const run = await bench.current.run(asked as any);
		return { run, secrets: { password, token, given: secretOf(), stored: clientSecret } };
	}

	test('when a credential is created', async () => {
		const { run, secrets } = await quoted(PUT, creating());
		expect(errorOf(run).message).toContain('new ••••');
		for (const name of ['password', 'token', 'given'] as const) {
			expect([name, run.contains(secrets[name])]).toEqual([name, false]);
		}
	});

	test('when a credential is changed', async () => {
		const { run, secrets } = await quoted(PUT, updating());
		errorOf(run);
		for (const [name, secret] of Object.entries(secrets)) {
			expect([name, run.contains(secret)]).toEqual([name, false]);
		}
	});

	test.each(['get', 'delete'])('on %s', async (operation) => {
		const path = DECRYPTED.path.replace(operation === 'delete' ? '/decrypted' : /$^/, '');
		const method = operation === 'delete' ? 'DELETE' : 'GET';
		const { run, secrets } = await quoted({ method, path }, acting(operation));
		errorOf(run);
		for (const name of ['password', 'token'] as const) {
			expect([name, run.contains(secrets[name])]).toEqual([name, false]);
		}
	});

	test('also where a long reason is cut short', async () => {
		const { sandbox } = bench.current;
		const message = `${'no '.repeat(318)}${secretOf()} and more`;
		const body = { message, code: '1000', status: 400, meta: {} };
		sandbox.control.addFault({ ...PUT, kind: 'status', status: 400, body });
		const run = await bench.current.run(creating());
		expect(errorOf(run).message).toMatch(/ no •+…/);
		expect(errorOf(run).message).not.toContain('and more');
		expect(run.contains(secretOf().slice(0, 10))).toBe(false);
	});

	test('also in the first run, whose session is not older than itself', async () => {
		const { sandbox } = bench.current;
		sandbox.control.setLatency(25);
		const running = bench.current.run(creating());
		while (stateOf(sandbox).sessions.length === 0) {
			await new Promise((resolve) => setTimeout(resolve, 1));
		}
		const [{ token }] = stateOf(sandbox).sessions;
		const body = { message: `Session ${token} is over`, code: '1', status: 403, meta: {} };
		const path = '/projects/:projectId/*';
		sandbox.control.addFault({ path, times: 'always', kind: 'status', status: 403, body });
		const run = await running;
		expect(errorOf(run).message).toContain('Session ••••');
		expect(run.contains(token)).toBe(false);
	});
});
