import { createHmac } from 'node:crypto';
import { errorOf, itemsOf, useBench } from '../support/bench.mts';
import { startService, sendJson } from '../support/fixtures/service.mts';
import {
	byId,
	credentialsOf,
	DECRYPTED,
	inProject,
	LIST_CREDENTIALS,
	newUser,
	paragon,
	seedCredentials,
	stateOf,
} from '../vendors/paragon.mts';

const bench = useBench(paragon);

/** Gets as many credentials as are seeded for it, an item for each. */
function getting(count: number) {
	const { sandbox } = bench.current;
	return {
		items: seedCredentials(sandbox, count).map(({ id }) => ({ json: { id } })),
		parameters: inProject(sandbox, 'integrationCredential', 'get', {
			integrationCredentialId: byId('={{ $json.id }}'),
		}),
	};
}

const listing = () => ({
	parameters: inProject(bench.current.sandbox, 'integrationCredential', 'getAll'),
});

const unauthorized = () => bench.current.calls().filter(({ status }) => status === 401);

describe('one login', () => {
	test('is enough for 50 items without a session', async () => {
		expect(itemsOf(await bench.current.run(getting(50)))).toHaveLength(50);
		expect(bench.current.logins()).toBe(1);
		expect(bench.current.calls()).toHaveLength(50);
	});

	test('is enough for 50 items that begin with a dead session', async () => {
		const { sandbox } = bench.current;
		itemsOf(await bench.current.run(listing()));
		sandbox.control.expireTokens('paragon');
		sandbox.control.clearJournal();
		expect(itemsOf(await bench.current.run(getting(50)))).toHaveLength(50);

		expect(bench.current.logins()).toBe(1);
		expect(unauthorized()).toHaveLength(1);
		expect(bench.current.calls()).toHaveLength(51);
	});

	test('serves the runs that come after it', async () => {
		itemsOf(await bench.current.run(listing()));
		itemsOf(await bench.current.run(getting(5)));
		expect(bench.current.logins()).toBe(1);
	});

	test('more is enough when the session dies in the middle of a run', async () => {
		const { sandbox } = bench.current;
		const asked = getting(50);
		// The 21st request waits, the session dies, and all that come after find it dead.
		sandbox.control.addFault({ ...DECRYPTED, kind: 'slow', skip: 20, delayMs: 300 });
		sandbox.control.setLatency(15);
		const running = bench.current.run(asked);
		const arrived = () => bench.current.calls().length > 20;
		while (!arrived()) await new Promise((resolve) => setTimeout(resolve, 5));
		sandbox.control.expireTokens('paragon');

		const items = itemsOf(await running);
		expect(items.map(({ json }) => json.id)).toEqual(asked.items.map(({ json }) => json.id));
		expect(bench.current.logins()).toBe(2);
		expect(unauthorized().length).toBeGreaterThan(0);
	});

	test('carries e-mail and password, and nothing of it is to be read in a run', async () => {
		const { sandbox } = bench.current;
		const { email, password } = sandbox.paragon.admin;
		const run = await bench.current.run(listing());
		const [login] = sandbox.control.journal({ vendor: 'paragon', path: '/auth/login/email' });

		expect(login!.requestBody).toEqual({ username: email, password: '••••' });
		const [{ token }] = stateOf(sandbox).sessions;
		expect(run.contains(token)).toBe(false);
		expect(run.contains(password)).toBe(false);
	});
});

describe('a wrong password', () => {
	const wrong = () =>
		credentialsOf(bench.current.sandbox, {
			...newUser(bench.current.sandbox),
			password: 'not the password',
		});

	test.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
		'is tried once for 50 items, and nothing else is sent, with %s',
		async (onError) => {
			const { sandbox } = bench.current;
			const run = await bench.current.run({ ...getting(50), credentials: wrong(), onError });
			const messages = run.error
				? [run.error.message]
				: run.output.flat().map(({ json }) => String(json.error));

			expect(messages).toHaveLength(onError === 'stopWorkflow' ? 1 : 50);
			for (const message of messages) {
				expect(message).toContain('Paragon did not accept Email and Password');
				expect(message).toContain('Invalid email or password.');
			}
			expect(bench.current.logins()).toBe(1);
			expect(bench.current.calls()).toEqual([]);
			expect(stateOf(sandbox).users.at(-1).failedLogins).toBe(1);
			expect(run.contains('not the password')).toBe(false);
		},
	);

	test('is tried once also when it was right at the last run', async () => {
		const { sandbox } = bench.current;
		const credentials = credentialsOf(sandbox, newUser(sandbox));
		itemsOf(await bench.current.run({ ...listing(), credentials }));
		sandbox.control.expireTokens('paragon');
		const user = stateOf(sandbox).users.at(-1);
		user.password = 'changed at the vendor';
		const error = errorOf(await bench.current.run({ ...getting(50), credentials }));

		expect(error.message).toContain('Paragon did not accept Email and Password');
		expect(bench.current.logins()).toBe(2);
		expect(user.failedLogins).toBe(1);
	});

	test.each(['email', 'password'])('is not tried without %s', async (field) => {
		const admin = { ...bench.current.sandbox.paragon.admin, [field]: '' };
		const credentials = credentialsOf(bench.current.sandbox, admin);
		const error = errorOf(await bench.current.run({ ...getting(5), credentials }));

		expect(error.message).toMatch(new RegExp(`${field} is missing in the credential`, 'i'));
		expect(bench.current.logins()).toBe(0);
	});
});

describe('a stored token', () => {
	/** As n8n keeps it: marked with whom it was given to. */
	const stored = (token: string, { baseUrl, email, password }: Record<string, string>) => {
		const mark = createHmac('sha256', password!).update(JSON.stringify([baseUrl, email]));
		return `${mark.digest('base64url')}.${token}`;
	};

	/** A session that the sandbox takes, and the credential that it was given to. */
	async function openSession() {
		const { sandbox } = bench.current;
		const credential = credentialsOf(sandbox, sandbox.paragon.admin).paragonApi as any;
		itemsOf(await bench.current.run({ ...listing(), credentialId: 'another' }));
		const [{ token }] = stateOf(sandbox).sessions;
		sandbox.control.clearJournal();
		return { credential, token, accessToken: stored(token, credential) };
	}

	test('is used as long as the credential is what it was', async () => {
		const { credential, accessToken } = await openSession();
		const credentials = { paragonApi: { ...credential, accessToken } };
		itemsOf(await bench.current.run({ ...listing(), credentials }));
		expect(bench.current.logins()).toBe(0);
		expect(unauthorized()).toEqual([]);
	});

	test('is not used any more after the password was changed', async () => {
		const { credential, accessToken } = await openSession();
		const [admin] = stateOf(bench.current.sandbox).users;
		admin.password = 'a new password';
		const changed = { ...credential, accessToken, password: admin.password };
		itemsOf(await bench.current.run({ ...listing(), credentials: { paragonApi: changed } }));

		// The vendor would still have taken it.
		expect(unauthorized()).toHaveLength(1);
		expect(bench.current.logins()).toBe(1);
	});

	test('is not sent to another host after the base URL was changed', async () => {
		const { credential, token, accessToken } = await openSession();
		const other = await startService();
		const { projectId } = bench.current.sandbox.paragon;
		const path = LIST_CREDENTIALS.path.replace(':projectId', projectId);
		other.on('/auth/login/email', (_request, response) =>
			sendJson(response, 200, { accessToken: 'a session elsewhere' }),
		);
		other.on(path, ({ headers }, response) => {
			const known = headers.authorization === 'Bearer a session elsewhere';
			sendJson(response, known ? 200 : 401, known ? [] : { message: 'Unauthorized' });
		});
		const changed = { ...credential, accessToken, baseUrl: other.url };
		const run = await bench.current.run({ ...listing(), credentials: { paragonApi: changed } });
		const authorizations = other.received(path).map(({ headers }) => headers.authorization);
		await other.close();

		itemsOf(run);
		expect(authorizations.at(-1)).toBe('Bearer a session elsewhere');
		expect(authorizations.join()).not.toContain(token);
		expect(bench.current.calls()).toEqual([]);
	});
});
