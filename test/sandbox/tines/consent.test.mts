import { createHash } from 'node:crypto';
import { useSandbox } from '../support/sandbox.mts';
import { createCredential, stored, tinesApi, type TinesApi } from './support/api.mts';

const sandbox = useSandbox();
let api: TinesApi;

beforeEach(() => {
	api = tinesApi(sandbox.current);
});

async function asked(members: Record<string, unknown> = {}) {
	const { id, redirect_url } = await createCredential(api, 'OAUTH', members);
	return { id: id as number, url: new URL(redirect_url as string) };
}

async function comeBack(query: Record<string, string>): Promise<{ status: number; text: string }> {
	const { url } = sandbox.current.tines;
	const parameters = new URLSearchParams(query).toString();
	const response = await fetch(`${url}/oauth2/callback?${parameters}`);
	return { status: response.status, text: await response.text() };
}

const consentOf = (id: number) => stored(sandbox.current, id).consent;

test('the redirect URL is an authorization request to the provider', async () => {
	const { url } = await asked();
	expect(`${url.origin}${url.pathname}`).toBe('https://idp.example.com/authorize');
	expect(Object.fromEntries(url.searchParams)).toEqual({
		tenant: '1',
		response_type: 'code',
		client_id: 'client-abc',
		redirect_uri: `${sandbox.current.tines.url}/oauth2/callback`,
		scope: 'read write',
		state: expect.stringMatching(/^[0-9a-f]{32}$/),
	});
});

test('with PKCE: the challenge of a verifier that only the tenant knows', async () => {
	const s256 = await asked({ oauthPkceCodeChallengeMethod: 'S256' });
	const { codeVerifier } = consentOf(s256.id);
	expect(s256.url.searchParams.get('code_challenge_method')).toBe('S256');
	expect(s256.url.searchParams.get('code_challenge')).toBe(
		createHash('sha256')
			.update(codeVerifier as string)
			.digest('base64url'),
	);
	const plain = await asked({ oauthPkceCodeChallengeMethod: 'plain' });
	expect(plain.url.searchParams.get('code_challenge')).toBe(consentOf(plain.id).codeVerifier);
	const none = await asked({ oauthPkceCodeChallengeMethod: null });
	expect(none.url.searchParams.has('code_challenge')).toBe(false);
});

test('client_credentials has no consent to give', async () => {
	const made = await createCredential(api, 'OAUTH', { oauth_grant_type: 'client_credentials' });
	expect(made.redirect_url).toBe('');
	expect(consentOf(made.id as number)).toBeUndefined();
});

test('the callback takes a code for a known state', async () => {
	const { id, url } = await asked();
	const state = url.searchParams.get('state')!;
	expect(consentOf(id).given).toBe(false);
	expect((await comeBack({ state, error: 'access_denied' })).status).toBe(400);
	expect((await comeBack({ state: 'unknown', code: 'c' })).status).toBe(404);
	expect(consentOf(id).given).toBe(false);
	const { status, text } = await comeBack({ state, code: 'hush-code' });
	expect(status).toBe(200);
	expect(text).toContain('The credential is connected');
	expect(consentOf(id).given).toBe(true);
	const [entry] = sandbox.current.control.journal({ path: '/oauth2/callback', status: 200 });
	expect(entry?.query).toEqual({ state, code: '••••' });
	await api('DELETE', `/user_credentials/${id}`);
	expect((await comeBack({ state, code: 'c' })).status).toBe(404);
});

test('the redirect URL leads the user back to the tenant through the provider', async () => {
	const { id, url } = await asked();
	const back = new URL(url.searchParams.get('redirect_uri')!);
	back.searchParams.set('code', 'c');
	back.searchParams.set('state', url.searchParams.get('state')!);
	expect((await fetch(back)).status).toBe(200);
	expect(consentOf(id).given).toBe(true);
});
