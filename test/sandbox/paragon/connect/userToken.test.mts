import { generateKeyPairSync } from 'node:crypto';
import { useSandbox } from '../../support/sandbox.mts';
import { zeusOf } from '../support/zeus.mts';
import { hostsOf, hostWith, userToken, type TokenOptions } from './support/connect.mts';

const sandbox = useSandbox();
const UNAUTHORIZED = { message: 'Unauthorized', code: expect.any(String), status: 401, meta: {} };

const behave = (changes: Record<string, unknown>) =>
	sandbox.current.control.setBehaviour('paragon', changes);

async function me(options?: TokenOptions, user?: string) {
	return await hostsOf(sandbox.current, user, options).api('GET', '/sdk/me');
}

const { privateKey: OTHER_KEY } = generateKeyPairSync('rsa', {
	modulusLength: 2048,
	publicKeyEncoding: { type: 'spki', format: 'pem' },
	privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const past = Math.floor(Date.now() / 1000) - 10;

test('a token of the project opens every host', async () => {
	const { zeus, api, proxy, actionkit } = hostsOf(sandbox.current);
	expect((await zeus('GET', '/sdk/me')).body).toEqual((await api('GET', '/sdk/me')).body);
	expect((await proxy('GET', '/sdk/proxy/jira/rest/api/3/myself')).status).toBe(200);
	expect((await actionkit('GET', '/tools')).status).toBe(200);
	expect(sandbox.current.control.journal({ server: 'actionkit' })[0]?.clientId).toBe('user-1');
});

test.each<[string, TokenOptions]>([
	['another key', { key: OTHER_KEY }],
	['an algorithm that is none', { header: { alg: 'none' } }],
	['another algorithm', { header: { alg: 'HS256' } }],
	['no expiry', { claims: { exp: undefined } }],
	['no time of issue', { claims: { iat: undefined } }],
	['an expiry that is over', { claims: { exp: past } }],
	['no subject', { claims: { sub: undefined } }],
	['an empty subject', { claims: { sub: '' } }],
	['the audience of another project', { claims: { aud: 'useparagon.com/other' } }],
])('%s: 401', async (_case, options) => {
	expect(await me(options)).toMatchObject({ status: 401, body: UNAUTHORIZED });
});

test('no token, one that is none, and one that was changed: 401', async () => {
	const { apiUrl } = sandbox.current.paragon;
	const [head, , signature] = userToken(sandbox.current).split('.');
	const payload = Buffer.from('{"sub":"user-2","iat":1,"exp":9999999999}').toString('base64url');
	for (const token of [undefined, 'x', 'a.b.c', `${head}.${payload}.${signature}`]) {
		const answer = await hostWith(sandbox.current, apiUrl, token)('GET', '/sdk/me');
		expect(answer).toMatchObject({ status: 401, body: UNAUTHORIZED });
	}
	behave({ meWithoutToken: 'told' });
	const told = await hostWith(sandbox.current, apiUrl)('GET', '/sdk/me');
	expect(told).toMatchObject({ status: 200, body: { authenticated: false } });
});

test('the audience: checked when it is there, needed or passed over by the switch', async () => {
	const none = { claims: { aud: undefined } };
	const wrong = { claims: { aud: 'useparagon.com/other' } };
	const statuses = async () => [
		(await me()).status,
		(await me(none)).status,
		(await me(wrong)).status,
	];
	expect(await statuses()).toEqual([200, 200, 401]);
	behave({ tokenAudience: 'required' });
	expect(await statuses()).toEqual([200, 401, 401]);
	behave({ tokenAudience: 'unchecked' });
	expect(await statuses()).toEqual([200, 200, 200]);
});

test('a token may live as long as it likes, or not by the switch', async () => {
	const week = { claims: { exp: past + 7 * 86_400 } };
	expect((await me(week)).status).toBe(200);
	behave({ tokenMaxSeconds: 3600 });
	expect([(await me(week)).status, (await me()).status]).toEqual([401, 200]);
});

test('a new signing key ends the old one; the new one works', async () => {
	const { projectId } = sandbox.current.paragon.connect;
	const zeus = await zeusOf(sandbox.current);
	const { body } = await zeus('POST', `/projects/${projectId}/keys`, { projectId });
	expect((await me()).status).toBe(401);
	expect((await me({ key: body.privateKey })).status).toBe(200);
	await zeus('DELETE', `/projects/${projectId}/keys/${body.id}`);
	expect((await me({ key: body.privateKey })).status).toBe(401);
});

test("a token of one project doesn't open another; an unknown project is none", async () => {
	const { apiUrl, projectId } = sandbox.current.paragon;
	const headers = { authorization: `Bearer ${userToken(sandbox.current)}` };
	const status = async (id: string) =>
		(await fetch(`${apiUrl}/projects/${id}/sdk/me`, { headers })).status;
	expect(await status(projectId)).toBe(401);
	expect(await status('00000000-0000-4000-8000-000000000000')).toBe(404);
});

test('errors may be plain text', async () => {
	behave({ errorBodies: 'text' });
	const { status, headers, body } = await me({ key: OTHER_KEY });
	expect([status, headers.get('content-type'), body]).toEqual([
		401,
		'text/plain; charset=utf-8',
		'Unauthorized',
	]);
});

test.each<[string, unknown, [number, number]]>([
	['everything', { 'integration:*': true }, [200, 200]],
	['only ActionKit', { 'integration:jira': ['actionkit'] }, [403, 200]],
	['only the proxy', { 'integration:jira': { proxy: true } }, [200, 403]],
	['another integration', { 'integration:slack': true }, [403, 403]],
	[
		'the more specific one decides',
		{ 'integration:*': true, 'integration:jira': false },
		[403, 403],
	],
	['all accounts', { 'credential:*': true, 'integration:jira': false }, [200, 200]],
	['nothing', {}, [403, 403]],
])('permissions in the token: %s', async (_case, permissions, wanted) => {
	const claims = { 'urn:useparagon:connect:permissions': permissions };
	const { proxy, actionkit } = hostsOf(sandbox.current, 'user-1', { claims });
	const answers = [
		await proxy('GET', '/sdk/proxy/jira/rest/api/3/myself'),
		await actionkit('POST', '/tools', { tool: 'JIRA_GET_ISSUE_TYPES', parameters: {} }),
	];
	expect(answers.map(({ status }) => status)).toEqual(wanted);
	for (const { status, body } of answers) if (status === 403) expect(body.code).toBe('7210');
});

test('limits: 429 with Retry-After, for one host alone', async () => {
	sandbox.current.control.setLimits({ groups: { actionkit: 1 } });
	const { api, actionkit } = hostsOf(sandbox.current);
	expect((await actionkit('GET', '/tools')).status).toBe(200);
	const limited = await actionkit('GET', '/tools');
	expect([limited.status, Number(limited.headers.get('retry-after')) > 0]).toEqual([429, true]);
	expect((await api('GET', '/sdk/me')).status).toBe(200);
});
