import { errorOf, itemsOf, useBench, type Bench } from '../support/bench.mts';
import { sideBySide } from '../support/sideBySide.mts';
import {
	credentialsOf,
	inProject,
	LIST_CREDENTIALS,
	LOGIN,
	newUser,
	paragon,
	stateOf,
} from '../vendors/paragon.mts';

const bench = useBench(paragon);
const listing = ({ sandbox }: Bench = bench.current) => ({
	parameters: inProject(sandbox, 'integrationCredential', 'getAll'),
	items: [{ json: {} }, { json: {} }],
});
/** Credentials of a user whom no other test logs in. */
const another = () => credentialsOf(bench.current.sandbox, newUser(bench.current.sandbox));
const withWrongPassword = ({ paragonApi }: ReturnType<typeof another>) => ({
	paragonApi: { ...paragonApi, password: 'not the password' },
});
const wrong = () => withWrongPassword(another());

describe('a login that fails for a while', () => {
	test.each([
		{ kind: 'status', status: 500 },
		{ kind: 'status', status: 503 },
		{ kind: 'status', status: 408 },
		{ kind: 'html', status: 502 },
		{ kind: 'cutBefore' },
		{ kind: 'cutAfter' },
		{ kind: 'truncated' },
		{ kind: 'html', status: 200 },
		{ kind: 'status', status: 200, body: { token: 'by another name' } },
	] as const)('is tried again after %j', async (fault) => {
		bench.current.sandbox.control.addFault({ ...LOGIN, ...fault });
		itemsOf(await bench.current.run(listing()));

		expect(bench.current.logins()).toBe(2);
		expect(bench.current.calls(LIST_CREDENTIALS.method, LIST_CREDENTIALS.path)).toHaveLength(1);
	});

	test('waits as long as Retry-After says', async () => {
		const { sandbox } = bench.current;
		const headers = { 'retry-after': '1' };
		sandbox.control.addFault({ ...LOGIN, kind: 'status', status: 429, headers });
		itemsOf(await bench.current.run(listing()));

		const [first, second] = sandbox.control.journal({ path: LOGIN.path });
		expect(Date.parse(second!.at) - Date.parse(first!.at)).toBeGreaterThanOrEqual(1000);
		expect(bench.current.logins()).toBe(2);
	});
});

describe('a login that is refused', () => {
	test('says so in plain text', async () => {
		bench.current.sandbox.control.setBehaviour('paragon', { errorBodies: 'text' });
		const error = errorOf(await bench.current.run({ ...listing(), credentials: wrong() }));

		expect(error.message).toContain('Paragon did not accept Email and Password');
		expect(error.message).toContain('Paragon says: Invalid email or password.');
		expect(bench.current.logins()).toBe(1);
	});

	test('says what values are wrong where the reason is a list', async () => {
		const { sandbox } = bench.current;
		const constraints = { isEmail: 'username must be an email' };
		const body = { message: [{ constraints, children: [] }], code: '1000', status: 400, meta: {} };
		sandbox.control.addFault({ ...LOGIN, kind: 'status', status: 400, body });
		const error = errorOf(await bench.current.run({ ...listing(), credentials: another() }));
		expect(error.message).toContain('Paragon says: username must be an email');
		expect(bench.current.logins()).toBe(1);
	});

	test('names SSO for a user who signs in elsewhere', async () => {
		const { sandbox } = bench.current;
		const [user] = sandbox.control.seed('paragon', { users: [{ sso: true }] }).users;
		const credentials = credentialsOf(sandbox, user);
		const error = errorOf(await bench.current.run({ ...listing(), credentials }));

		expect(error.message).toContain('Sign in with your identity provider');
		expect(error.message).toContain('SSO');
		expect(bench.current.logins()).toBe(1);
	});

	test.each([401, 403, 423])('tells a locked account, once, at %i', async (lockoutStatus) => {
		const { sandbox } = bench.current;
		sandbox.control.setBehaviour('paragon', { lockoutAfter: 1, lockoutStatus });
		const credentials = another();
		const mistyped = withWrongPassword(credentials);
		errorOf(await bench.current.run({ ...listing(), credentials: mistyped }));
		sandbox.control.clearJournal();
		const error = errorOf(await bench.current.run({ ...listing(), credentials }));

		expect(error.message).toContain('Account is locked');
		expect(error.message).not.toContain('Check Base URL');
		expect(bench.current.logins()).toBe(1);
		expect(bench.current.calls()).toEqual([]);
	});

	test('one wrong password does not lock an account that three of them lock', async () => {
		const { sandbox } = bench.current;
		sandbox.control.setBehaviour('paragon', { lockoutAfter: 3 });
		const items = Array.from({ length: 50 }, () => ({ json: {} }));
		const credentials = another();
		const mistyped = withWrongPassword(credentials);
		errorOf(await bench.current.run({ ...listing(), items, credentials: mistyped }));

		expect(stateOf(sandbox).users.at(-1)).toMatchObject({ failedLogins: 1, lockedUntil: 0 });
		itemsOf(await bench.current.run({ ...listing(), credentials }));
	});

	test('nor do ten runs with it, one after the other', async () => {
		const { sandbox } = bench.current;
		sandbox.control.setBehaviour('paragon', { lockoutAfter: 3 });
		const credentials = another();
		const mistyped = withWrongPassword(credentials);
		for (let run = 0; run < 10; run++) {
			const error = errorOf(await bench.current.run({ ...listing(), credentials: mistyped }));
			expect(error.message).toContain('for five minutes');
		}

		expect(stateOf(sandbox).users.at(-1)).toMatchObject({ failedLogins: 1, lockedUntil: 0 });
		expect(bench.current.logins()).toBe(1);
		itemsOf(await bench.current.run({ ...listing(), credentials }));
	});

	test.each([
		{ kind: 'html', status: 404 },
		{ kind: 'status', status: 404 },
		{ kind: 'redirect' },
	] as const)('blames the base URL after %j', async (fault) => {
		const { sandbox } = bench.current;
		sandbox.control.addFault({ ...LOGIN, ...fault, times: 'always' });
		const error = errorOf(await bench.current.run(listing()));

		expect(error.message).toContain(`no Paragon management API at ${sandbox.paragon.url}`);
		expect(error.message).toContain('Check Base URL');
		expect(bench.current.logins()).toBe(1);
	});

	test('does not quote the password, though the vendor does', async () => {
		const { sandbox } = bench.current;
		const user = newUser(sandbox);
		const { password } = user;
		const body = { message: `Bad password ${password}`, code: '2000', status: 401, meta: {} };
		sandbox.control.addFault({ ...LOGIN, kind: 'status', status: 401, body });
		const credentials = credentialsOf(sandbox, user);
		const run = await bench.current.run({ ...listing(), credentials });

		expect(errorOf(run).message).toContain('Bad password ••••');
		expect(run.contains(password)).toBe(false);
	});
});

test.each([
	['', 'is missing'],
	['no URL', 'is not a URL'],
	['http://zeus.example.com', 'has to begin with https'],
	['https://user:word@zeus.example.com', 'may hold host, port and path only'],
])('the base URL %j is refused before any login', async (baseUrl, told) => {
	const { paragonApi } = credentialsOf(bench.current.sandbox, bench.current.sandbox.paragon.admin);
	const credentials = { paragonApi: { ...paragonApi, baseUrl } };
	const error = errorOf(await bench.current.run({ ...listing(), credentials }));
	expect(error.message).toContain(`Base URL: `);
	expect(error.message).toContain(told);
	expect(bench.current.logins()).toBe(0);
});

sideBySide(
	[
		{
			vendor: paragon,
			name: 'a login is tried again after 30 s without an answer',
			async play(other) {
				other.sandbox.control.addFault({ ...LOGIN, kind: 'timeout' });
				itemsOf(await other.run(listing(other)));
				expect(other.logins()).toBe(2);
			},
		},
		{
			vendor: paragon,
			name: 'a login is given up in the end, and the API has not been asked',
			async play(other) {
				const fault = { ...LOGIN, kind: 'status', status: 503, times: 'always' } as const;
				other.sandbox.control.addFault(fault);
				const error = errorOf(await other.run(listing(other)));
				expect(error.message).toContain('Paragon answered the login with HTTP 503');
				expect(error.message).toContain(`tried ${other.logins()} times`);
				expect(other.calls()).toEqual([]);
			},
		},
	],
	2,
);
