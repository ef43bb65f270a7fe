import fc from 'fast-check';
import { explain } from '../../../nodes/Tines/explain.ts';
import { JUNK } from '../support/junk.mts';

const said = (body: unknown, status = 422) => explain({ status, headers: {}, body });

test.each([
	[400, /^Tines cannot use the request$/, undefined],
	[401, /^Tines did not accept the API key$/, /Tenant URL and API Key/],
	[403, /^The API key may not do this$/, /editor or admin/],
	[404, /^Tines has nothing with this ID, or the API key may not see it$/, /does not tell/],
	[422, /^Tines refused the values$/, undefined],
	[429, /^Too many requests to Tines$/, undefined],
	[409, /^Tines refused the request with HTTP 409$/, undefined],
	[500, /^Tines answered with HTTP 500$/, undefined],
	[503, /^Tines answered with HTTP 503$/, undefined],
])('status %i is explained', (status, message, help) => {
	const refusal = said('', status);
	expect(refusal.status).toBe(status);
	expect(refusal.message).toMatch(message);
	if (help) expect(refusal.help).toMatch(help);
	else expect(refusal.help).toBeUndefined();
});

test('the reason comes after the explanation, and the way out is kept', () => {
	expect(said({ errors: [{ message: 'No such team' }] }, 404)).toEqual({
		message:
			'Tines has nothing with this ID, or the API key may not see it. Tines says: No such team',
		help: expect.stringContaining('deleted'),
		status: 404,
	});
});

test('whatever the body, a refusal with its status comes of it', () => {
	const BODY = fc.record(
		{ errors: JUNK, error: JUNK, message: JUNK, details: JUNK },
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
