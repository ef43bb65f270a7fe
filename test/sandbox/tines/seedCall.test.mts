import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { useSandbox } from '../support/sandbox.mts';

const sandbox = useSandbox();
const run = promisify(execFile);

/** The vendor's page about OAUTH credentials, where the one who runs the tests has it. */
const PAGE = fileURLToPath(
	new URL('../../../../shared/seeds/tines-oauth-credential.txt', import.meta.url),
);

/** Sample request and response of that page. */
const REQUEST = {
	name: 'oauth credential',
	mode: 'OAUTH',
	team_id: 2,
	oauth_url: 'https://example.com/auth',
	oauth_token_url: 'https://example.com/token',
	oauth_client_id: 'foo',
	oauth_client_secret: 'bar',
	oauth_scope: 'sync',
	oauth_grant_type: 'authorization_code',
};
const RESPONSE = {
	redirect_url: '',
	id: 1,
	name: 'tines_api_credential',
	mode: 'OAUTH',
	team_id: 2,
	folder_id: 1,
	read_access: 'TEAM',
	shared_team_slugs: [],
	slug: 'tines_api_credential',
	created_at: '2021-03-26T12:34:16.540Z',
	updated_at: '2021-03-26T12:34:16.540Z',
	description: '',
	allowed_hosts: [],
	metadata: {},
	restriction_type: 'UNRESTRICTED',
	test_credential_enabled: false,
	owner: { user_id: 1, first_name: 'Jane', last_name: 'Doe', email: 'jane@tines.io' },
};

/** The same with every value's type in its place. */
function types(value: unknown): unknown {
	if (value === null) return 'null';
	if (Array.isArray(value)) return value.map(types);
	if (typeof value !== 'object') return typeof value;
	return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, types(member)]));
}

/** The page's curl call, made with curl against the sandbox. */
async function curl(body: object): Promise<{ status: number; body: any }> {
	const { url, owner } = sandbox.current.tines;
	const { stdout } = await run('curl', [
		...['-sS', '-X', 'POST', `${url}/api/v1/user_credentials`],
		...['-H', 'content-type: application/json'],
		...['-H', `Authorization: Bearer ${owner.apiKey}`],
		...['-d', JSON.stringify(body), '-w', '\n%{http_code}'],
	]);
	const [, answer = '', status] = /^(.*)\n(\d+)$/s.exec(stdout) ?? [];
	return { status: Number(status), body: JSON.parse(answer) as unknown };
}

test("the vendor's sample call gets the sample's members, of the same types, in the same order", async () => {
	const { status, body } = await curl(REQUEST);
	expect(status).toBe(201);
	expect(Object.keys(body)).toEqual(Object.keys(RESPONSE));
	// The sample shows a folder though none was sent; without one it is null.
	expect(types({ ...body, folder_id: 1 })).toEqual(types(RESPONSE));
	expect(body).toMatchObject({ name: 'oauth credential', slug: 'oauth_credential', team_id: 2 });
	expect(body.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
	expect(new URL(body.redirect_url).origin).toBe('https://example.com');
});

test('with a folder the types are the same without exception, and redirect_url by its switch', async () => {
	sandbox.current.control.setBehaviour('tines', { redirectUrl: 'empty' });
	const { body } = await curl({ ...REQUEST, folder_id: 3 });
	expect(types(body)).toEqual(types(RESPONSE));
	expect(body).toMatchObject({ folder_id: 3, redirect_url: '' });
});

(existsSync(PAGE) ? test : test.skip)("the samples here are the vendor's", () => {
	const page = readFileSync(PAGE, 'utf8');
	const request = /-d '(\{.*?\n\})'/s.exec(page)?.[1] ?? '';
	const response = page.slice(page.indexOf('{', page.indexOf('Sample response')));
	expect(JSON.parse(request)).toEqual(REQUEST);
	expect(JSON.parse(response)).toEqual(RESPONSE);
});
