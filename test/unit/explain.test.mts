import fc from 'fast-check';
import { explain } from '../../nodes/GenesysCloud/explain.ts';
import { JUNK } from './support/junk.mts';

const said = (body: unknown, status = 400) => explain({ status, headers: {}, body });

/** Codes of the vendor's API description, with what a person has to find in the text. */
test.each([
	['bad.client.role', /^Roles: /, /every role/],
	['bad.client.state', /^State: /, /active/],
	['bad.grant.type', /^Grant Type: /, undefined],
	['grant.type.required', /^Grant Type: /, undefined],
	['missing.client.scope', /^Scopes: /, /Add scopes/],
	['missing.client.roles', /^Roles: /, /Add a role/],
	['auth.invalid.scope', /^Scopes: /, /from the list/],
	['auth.too.many.clients', /as many OAuth clients/, /Delete clients/],
	['cannot.delete.client', /not inactive/, /again/],
	['client.not.found', /nothing with this ID/, /deleted/],
	['not.found', /nothing with this ID/, /deleted/],
	['missing.permissions', /lacks a permission/, /give a role/],
	['missing.any.permissions', /lacks a permission/, /give a role/],
	['missing.division.permission', /lacks a permission/, /give a role/],
	['missing.any.division.permissions', /lacks a permission/, /give a role/],
	['not.authorized', /may not do this/, /roles/],
	['app.not.authorized.for.scope', /lacks a scope/, undefined],
	['bad.credentials', /access token/, /deleted or disabled/],
	['authentication.required', /access token/, /Region, API URL and Login URL/],
	['too.many.requests', /Too many requests/, undefined],
	['too.many.requests.retry.after', /Too many requests/, /later/],
])('%s is explained', (code, message, help) => {
	const refusal = said({ code, message: 'Own words.' }, 418);
	expect(refusal).toMatchObject({ status: 418, code });
	expect(refusal.message).toMatch(message);
	expect(refusal.message).toMatch(/Genesys Cloud says: Own words\..*\(.+\)$/);
	expect(refusal.message).not.toContain('HTTP');
	if (help) expect(refusal.help).toMatch(help);
	else expect(refusal.help).toBeUndefined();
});

test('a code that is not known keeps the status, the reason and the code', () => {
	expect(said({ code: 'new.code', message: 'Why' }, 409)).toEqual({
		message: 'Genesys Cloud refused the request with HTTP 409. Genesys Cloud says: Why (new.code)',
		help: undefined,
		status: 409,
		code: 'new.code',
	});
	expect(said('<html>', 503).message).toBe('Genesys Cloud answered with HTTP 503');
	expect(said({ code: 'constructor' }).message).toContain('HTTP 400');
});

test.each<[string, object, string]>([
	['the message', { message: 'You need oauth:client:add.' }, ': oauth:client:add.'],
	[
		'messageParams',
		{ message: 'No.', messageParams: { permissions: '[oauth:client:edit, oauth:client:view]' } },
		': oauth:client:edit, oauth:client:view.',
	],
	[
		'both, each name once',
		{ message: 'You need oauth:client:add', messageParams: { a: 'oauth:client:add' } },
		': oauth:client:add.',
	],
	['one for everything', { message: 'You need (oauth:client:*).' }, ': oauth:client:*.'],
])('missing permissions are named from %s', (_from, body, named) => {
	const { message } = said({ code: 'missing.permissions', ...body }, 403);
	expect(message).toContain(`lacks a permission${named} Genesys Cloud says:`);
});

test("the reasons inside and the correlation ID for the vendor's support are told", () => {
	const errors = [{ message: 'first' }, {}, null, { message: 'second' }];
	const { message, help } = said({ message: 'outer', errors, contextId: 'c-1' });
	expect(message).toContain('Genesys Cloud says: outer; first; second');
	expect(help).toBe("Correlation ID for Genesys Cloud's support: c-1");
	expect(said({ code: 'not.found', contextId: 'c-1' }).help).toMatch(/^It may .* c-1$/);
});

test('whatever the body, a refusal with its status comes of it', () => {
	const BODY = fc.record(
		{ message: JUNK, code: JUNK, contextId: JUNK, messageParams: JUNK, errors: JUNK },
		{ requiredKeys: [] },
	);
	fc.assert(
		fc.property(fc.oneof(BODY, JUNK), fc.integer({ min: 400, max: 599 }), (body, status) => {
			const refusal = said(body, status);
			expect(refusal.status).toBe(status);
			expect(refusal.message).not.toBe('');
			expect(refusal.message).not.toContain('[object');
		}),
	);
});
