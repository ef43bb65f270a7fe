import { refusalOf } from './support/jiraJs.mts';
import { useJira } from './support/use.mts';

const site = useJira();

async function refusedAs(authorization: string, atGateway = false): Promise<[number, unknown]> {
	const { url, cloudId } = site.sandbox.jira;
	const root = atGateway ? `${url}/ex/jira/${cloudId}` : url;
	const answer = await fetch(`${root}/rest/api/3/myself`, { headers: { authorization } });
	return [answer.status, await answer.json()];
}

const basic = (email: string, token: string) => `Basic ${btoa(`${email}:${token}`)}`;

test('without the right token: 401', async () => {
	const { email, apiToken } = site.sandbox.jira;
	const wrong = await refusedAs(basic(email, 'wrong'));
	expect(wrong).toEqual([401, { errorMessages: [expect.any(String)], errors: {} }]);
	const unauthorized = { code: 401, message: 'Unauthorized' };
	expect(await refusedAs('Bearer x', true)).toEqual([401, unauthorized]);
	// API tokens are for people, who don't come by the gateway.
	expect(await refusedAs(basic(email, apiToken), true)).toEqual([401, unauthorized]);
	site.sandbox.control.expireTokens('jira');
	expect((await refusalOf(site.app.myself.getCurrentUser())).status).toBe(401);
	expect((await site.jira.myself.getCurrentUser()).emailAddress).toBe(email);
});

test('an access token ends', async () => {
	const [token] = site.state.tokens;
	token.expiresAt = Date.now() - 1;
	const { status, body } = await refusalOf(site.app.myself.getCurrentUser());
	expect([status, body]).toEqual([401, { code: 401, message: 'Unauthorized' }]);
});

test('an app needs the scope of what it does', async () => {
	const [token] = site.state.tokens;
	token.scopes = ['read:jira-work'];
	expect((await site.app.issues.getIssue({ issueIdOrKey: 'ED-1' })).key).toBe('ED-1');
	const refused = await refusalOf(site.app.issues.deleteIssue({ issueIdOrKey: 'ED-1' }));
	// jira.js tells this 401 from one for a stale token by its words.
	expect([refused.name, refused.status, refused.body]).toEqual([
		'ScopeError',
		401,
		{ code: 401, message: 'Unauthorized; scope does not match' },
	]);
});

test('another site: 404', async () => {
	const { url, accessToken } = site.sandbox.jira;
	const headers = { authorization: `Bearer ${accessToken}` };
	const answer = await fetch(`${url}/ex/jira/other/rest/api/3/myself`, { headers });
	expect([answer.status, await answer.json()]).toEqual([404, { code: 404, message: 'Not Found' }]);
});

test('links lead to where the caller came from', async () => {
	const { url, cloudId } = site.sandbox.jira;
	expect((await site.jira.myself.getCurrentUser()).self).toContain(`${url}/rest/api/3/user`);
	expect((await site.app.myself.getCurrentUser()).self).toContain(`${url}/ex/jira/${cloudId}/rest`);
});

test('limits: 429 with Retry-After', async () => {
	site.sandbox.control.setLimits({ groups: { jira: 2 } });
	await site.jira.myself.getCurrentUser();
	await site.jira.myself.getCurrentUser();
	const limited = await refusalOf(site.jira.myself.getCurrentUser());
	expect([limited.name, limited.status]).toEqual(['RateLimitError', 429]);
	expect(limited.retryAfterMs).toBeGreaterThan(0);
	site.sandbox.control.setLimits({ groups: { jira: 1 } });
	site.sandbox.control.setBehaviour('jira', { retryAfter: false });
	await site.jira.myself.getCurrentUser();
	const silent = await refusalOf(site.jira.myself.getCurrentUser());
	expect([silent.status, silent.retryAfterMs]).toEqual([429, undefined]);
});

test('faults of the control meet it, and the journal tells of it', async () => {
	const { control } = site.sandbox;
	control.addFault({ vendor: 'jira', kind: 'status', status: 503, path: '/rest/api/3/myself' });
	const { status, body } = await refusalOf(site.jira.myself.getCurrentUser());
	expect([status, body.errorMessages]).toEqual([503, ['Service Unavailable']]);
	expect(control.journal({ vendor: 'jira' })).toMatchObject([
		{ server: 'api', path: '/rest/api/3/myself', status: 503, fault: 'status' },
	]);
	const text = JSON.stringify(control.journal());
	for (const secret of [site.sandbox.jira.apiToken, site.sandbox.jira.accessToken]) {
		expect(text).not.toContain(secret);
	}
});

test.each([
	['no JSON', { 'content-type': 'application/json' }, '{', 400],
	['another type', { 'content-type': 'text/plain' }, '{}', 415],
	['a list', { 'content-type': 'application/json' }, '[]', 400],
	['no object of fields', { 'content-type': 'application/json' }, '{"fields":[]}', 400],
])('a body of %s', async (_case, headers, body, status) => {
	const { url, accessToken } = site.sandbox.jira;
	const answer = await fetch(`${url}/rest/api/3/issue`, {
		method: 'POST',
		headers: { authorization: `Bearer ${accessToken}`, ...headers } as Record<string, string>,
		body,
	});
	expect(answer.status).toBe(status);
	expect(await answer.json()).toHaveProperty('errorMessages');
});
