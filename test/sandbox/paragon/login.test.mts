import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { useSandbox } from '../support/sandbox.mts';
import { complaints, logIn, recordOf, zeusOf, zeusWith } from './support/zeus.mts';

const sandbox = useSandbox();
const run = promisify(execFile);

function claimsOf(token: string): { header: object; payload: any } {
	const [header, payload] = token
		.split('.')
		.slice(0, 2)
		.map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as object);
	return { header: header!, payload };
}

test('curl signs in and uses the session', async () => {
	const { url, admin } = sandbox.current.paragon;
	const login = await run('curl', [
		...['-sS', '-X', 'POST', `${url}/auth/login/email`, '-w', '\n%{http_code}'],
		...['-H', 'Content-Type: application/json'],
		...['-d', JSON.stringify({ username: admin.email, password: admin.password })],
	]);
	const [text = '', status] = login.stdout.split('\n');
	expect(status).toBe('201');
	const body = JSON.parse(text) as { accessToken: string };
	expect(Object.keys(body)).toEqual(['accessToken']);
	const { stdout } = await run('curl', [
		...['-sS', `${url}/organizations`, '-H', `Authorization: Bearer ${body.accessToken}`],
	]);
	expect(JSON.parse(stdout)).toMatchObject([{ name: 'Acme' }, { name: 'Acme Labs' }]);
});

test('the token is a JWT that names the user', async () => {
	const { admin } = sandbox.current.paragon;
	const before = Math.floor(Date.now() / 1000);
	const { body } = await logIn(sandbox.current, admin);
	const { header, payload } = claimsOf(body.accessToken as string);
	expect(header).toEqual({ alg: 'HS256', typ: 'JWT' });
	expect(payload).toEqual({
		id: recordOf(sandbox.current, 'users', 'email', admin.email).id,
		email: admin.email,
		iat: expect.any(Number),
		exp: payload.iat + 86_400,
	});
	expect(payload.iat).toBeGreaterThanOrEqual(before);
	const again = await logIn(sandbox.current, admin);
	expect(again.body.accessToken).not.toBe(body.accessToken);
	expect(sandbox.current.control.state('paragon').sessions).toHaveLength(2);
});

test('the status of a login by its switch; the e-mail in any case of letters', async () => {
	const { email, password } = sandbox.current.paragon.admin;
	sandbox.current.control.setBehaviour('paragon', { loginStatus: 200 });
	const answer = await logIn(sandbox.current, { email: email.toUpperCase(), password });
	expect(answer.status).toBe(200);
});

test('a wrong password and an unknown user are told alike', async () => {
	const { email } = sandbox.current.paragon.admin;
	for (const login of [
		{ email, password: 'wrong' },
		{ email: 'nobody@sandbox.example', password: 'wrong' },
	]) {
		const { status, body } = await logIn(sandbox.current, login);
		expect(status).toBe(401);
		expect(body).toEqual({
			message: 'Invalid email or password.',
			code: expect.stringMatching(/^\d+$/),
			status: 401,
			meta: {},
		});
	}
});

test.each<[string, unknown, string[]]>([
	['no password', { username: 'a@b.example' }, ['password']],
	['an empty one', { username: 'a@b.example', password: '' }, ['password']],
	['a number', { username: 5, password: 'x' }, ['username']],
	['nothing', {}, ['username', 'password']],
	['an array', [], ['username', 'password']],
	['no body', undefined, ['username', 'password']],
])('%s is a 400 that says what is wrong', async (_case, given, members) => {
	const { status, body } = await zeusWith(sandbox.current)('POST', '/auth/login/email', given);
	expect(status).toBe(400);
	expect(body).toMatchObject({ code: expect.stringMatching(/^\d+$/), status: 400, meta: {} });
	expect(body.message).toHaveLength(members.length);
	for (const [index, member] of members.entries()) {
		const { constraints, children } = body.message[index];
		expect(children).toEqual([]);
		for (const text of Object.values(constraints)) expect(text).toMatch(new RegExp(`^${member} `));
	}
});

test('what is not JSON is refused; a form counts as no body', async () => {
	const url = `${sandbox.current.paragon.url}/auth/login/email`;
	const broken = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: '{"username"',
	});
	expect(broken.status).toBe(400);
	expect(await broken.json()).toMatchObject({ message: 'Request body is not valid JSON.' });
	const form = await fetch(url, { method: 'POST', body: new URLSearchParams({ username: 'a' }) });
	expect(form.status).toBe(400);
	expect(complaints((await form.json()) as { message: unknown })).toContain(
		'username must be a string',
	);
});

test('wrong passwords are counted; the count locks an account only by its switch', async () => {
	const { control, paragon } = sandbox.current;
	const { email, password } = paragon.admin;
	const user = () => recordOf(sandbox.current, 'users', 'email', email);
	for (let count = 1; count <= 12; count += 1) {
		await logIn(sandbox.current, { email, password: 'wrong' });
		expect(user().failedLogins).toBe(count);
	}
	expect((await logIn(sandbox.current, paragon.admin)).status).toBe(201);
	expect(user().failedLogins).toBe(0);

	control.setBehaviour('paragon', { lockoutAfter: 2 });
	for (let count = 0; count < 2; count += 1) {
		expect((await logIn(sandbox.current, { email, password: 'wrong' })).status).toBe(401);
	}
	expect((await logIn(sandbox.current, { email, password })).status).toBe(403);
	control.setBehaviour('paragon', { lockoutStatus: 423 });
	const locked = await logIn(sandbox.current, { email, password });
	expect(locked.body).toMatchObject({ status: 423, message: expect.stringMatching(/locked/) });
	expect(user().failedLogins).toBe(2);
	expect((await logIn(sandbox.current, paragon.support)).status).toBe(201);
});

test('a lock can end by itself', async () => {
	const { control, paragon } = sandbox.current;
	control.setBehaviour('paragon', { lockoutAfter: 1, lockoutSeconds: 0.7 });
	await logIn(sandbox.current, { ...paragon.admin, password: 'wrong' });
	expect((await logIn(sandbox.current, paragon.admin)).status).toBe(403);
	await sleep(710);
	expect((await logIn(sandbox.current, paragon.admin)).status).toBe(201);
});

test('an account of an identity provider has no password login', async () => {
	const { users } = sandbox.current.control.seed('paragon', { users: [{ sso: true }] });
	const { status, body } = await logIn(sandbox.current, users[0]);
	expect(status).toBe(403);
	expect(body.message).toBe('Sign in with your identity provider.');
});

test.each<[string, string | undefined]>([
	['none', undefined],
	['one that is unknown', 'a.b.c'],
	['an empty one', ''],
])('session %s: 401', async (_case, token) => {
	const { status, body } = await zeusWith(sandbox.current, token)('GET', '/teams');
	expect([status, body.message, body.status]).toEqual([401, 'Unauthorized', 401]);
});

test('sessions end: by time, on demand, on reset', async () => {
	const { control } = sandbox.current;
	control.setBehaviour('paragon', { sessionSeconds: 0.7 });
	const short = await zeusOf(sandbox.current);
	expect((await short('GET', '/teams')).status).toBe(200);
	await sleep(710);
	expect((await short('GET', '/teams')).status).toBe(401);

	control.setBehaviour('paragon', { sessionSeconds: 60 });
	const long = await zeusOf(sandbox.current);
	control.expireTokens('paragon');
	expect((await long('GET', '/teams')).status).toBe(401);
	const next = await zeusOf(sandbox.current);
	expect((await next('GET', '/teams')).status).toBe(200);
	control.reset();
	expect((await next('GET', '/teams')).status).toBe(401);
	const after = await zeusOf(sandbox.current);
	expect((await after('GET', '/teams')).status).toBe(200);
});

test('a CLI key: made by a login, found by user and name, renamed, deleted', async () => {
	const { admin } = sandbox.current.paragon;
	const zeus = await zeusOf(sandbox.current);
	const body = { username: admin.email, password: admin.password, profile: 'ci' };
	const made = await zeusWith(sandbox.current)('POST', '/auth/login/cli', body);
	expect(made.status).toBe(201);
	expect(made.body).toEqual({ key: expect.stringMatching(/^cli_key\.\S+$/) });
	await zeusWith(sandbox.current)('POST', '/auth/login/cli', body);

	const { body: organizations } = await zeus('GET', '/organizations');
	const path = `/organizations/${organizations[0].id}/cli-keys`;
	const { body: keys } = await zeus('GET', path);
	expect(keys).toHaveLength(2);
	const [key] = keys;
	expect(key).toEqual({
		id: expect.any(String),
		dateCreated: expect.any(String),
		dateUpdated: expect.any(String),
		userId: recordOf(sandbox.current, 'users', 'email', admin.email).id,
		name: 'ci',
		suffix: made.body.key.slice(-4),
		dateLastUsed: null,
	});
	const renamed = await zeus('PATCH', `${path}/${key.id}`, { name: 'release' });
	expect(renamed).toMatchObject({ status: 200, body: { id: key.id, name: 'release' } });
	expect((await zeus('PATCH', `${path}/${key.id}`, { name: '' })).status).toBe(400);
	expect(await zeus('DELETE', `${path}/${key.id}`)).toMatchObject({ status: 200, body: '' });
	expect((await zeus('DELETE', `${path}/${key.id}`)).status).toBe(404);
	expect((await zeus('GET', path)).body).toHaveLength(1);

	const wrong = { ...body, password: 'wrong' };
	expect((await zeusWith(sandbox.current)('POST', '/auth/login/cli', wrong)).status).toBe(401);
	const { profile: _, ...without } = body;
	expect((await zeusWith(sandbox.current)('POST', '/auth/login/cli', without)).status).toBe(400);
});
