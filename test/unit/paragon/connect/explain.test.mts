import fc from 'fast-check';
import { explain } from '../../../../nodes/Paragon/connect/explain.ts';
import { JUNK } from '../../support/junk.mts';

const said = (status: number, body: unknown) => explain({ status, headers: {}, body });

test.each<[status: number, message: RegExp, help: RegExp | undefined]>([
	[400, /^The app refused the values$/, undefined],
	[401, /^Paragon did not accept the user token$/, /Project ID and Signing Key/],
	[403, /^The connected user may not do this$/, /scopes/],
	[404, /^The app has nothing with this ID or address/, undefined],
	[410, /^The app has removed this call$/, undefined],
	[429, /^Too many requests to the app$/, undefined],
	[409, /HTTP 409$/, undefined],
	[502, /HTTP 502$/, undefined],
])('status %i is explained', (status, message, help) => {
	const refusal = said(status, '');
	expect(refusal).toMatchObject({ status, code: undefined });
	expect(refusal.message).toMatch(message);
	if (help) expect(refusal.help).toMatch(help);
	else expect(refusal.help).toBeUndefined();
});

test.each<[body: unknown, message: string]>([
	['', 'The app, or Paragon before it, refused the request with HTTP 409'],
	[
		'No',
		'The app, or Paragon before it, refused the request with HTTP 409. The app, or Paragon before it, says: No',
	],
	[{ errorMessages: ['No'] }, 'The app refused the request with HTTP 409. The app says: No'],
	[
		{ message: 'No', code: '9', meta: { isIntegrationError: true } },
		'The app refused the request with HTTP 409. The app says: No (code 9)',
	],
	[
		{ message: 'No', code: '9', meta: {} },
		'Paragon refused the request with HTTP 409. Paragon says: No (code 9)',
	],
])('who refuses is named: %j', (body, message) => expect(said(409, body).message).toBe(message));

test.each<[status: number, body: unknown]>([
	[404, { message: 'Integration not enabled for user.', code: '1', status: 404, meta: {} }],
	[400, 'Integration not enabled for user.'],
	[403, { message: 'The user is not connected' }],
	[400, { message: 'No valid credential' }],
])('a user without a connection is told to connect, at %i with %j', (status, body) => {
	const { message, help } = said(status, body);
	expect(message).toMatch(/^The user has not connected this integration/);
	expect(help).toMatch(/Connect Portal/);
});

test('what Jira says is kept, field by field', () => {
	const body = { errorMessages: ['No project'], errors: { summary: 'is too long' } };
	const { message } = said(400, body);
	expect(message).toContain('summary is too long');
	expect(message).toContain('No project');
});

test('a search that Atlassian has removed leads to the one there is', () => {
	const body = {
		errorMessages: [
			'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API (CHANGE-2046).',
		],
		errors: {},
	};
	expect(said(410, body).help).toMatch(/\/rest\/api\/3\/search\/jql, or the operation Search/);
});

test.each([
	[{ code: '7210' }, '7210'],
	[{ code: 7210 }, '7210'],
	[{ code: {} }, undefined],
	['7210', undefined],
	[null, undefined],
])('the code in %j is %j', (body, code) => expect(said(400, body).code).toBe(code));

test('whatever the body, there is an explanation', () => {
	fc.assert(
		fc.property(fc.integer({ min: 400, max: 599 }), JUNK, (status, body) => {
			expect(said(status, body).message).toMatch(/\S/);
		}),
	);
});

test('a user token in an answer is not shown', () => {
	const token = ['eyJhbGciOiJSUzI1NiJ9', 'eyJzdWIiOiIxIn0', 'c2lnbmF0dXJl'].join('.');
	for (const status of [400, 401, 418]) {
		expect(said(status, { message: `Bad token ${token}!` }).message).toMatch(/Bad token ••••!/);
	}
});
