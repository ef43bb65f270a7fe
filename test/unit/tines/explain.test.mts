import fc from 'fast-check';
import { explain } from '../../../nodes/Tines/explain.ts';
import { JUNK } from '../support/junk.mts';

const said = (body: unknown, status = 422) => explain({ status, headers: {}, body });

/** What Tines gives as its reason; undefined for none. */
const reasonFor = (body: unknown) => /\. Tines says: (.*)$/s.exec(said(body).message)?.[1];

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

// The shapes that Tines' own SDK parses, and those that other clients do.
test.each<[string, unknown, string | undefined]>([
	['errors', { errors: [{ message: 'a', details: 'b' }] }, 'a: b'],
	['several errors', { errors: [{ message: 'a', details: 'b' }, { message: 'c' }] }, 'a: b; c'],
	['the same twice', { errors: [{ message: 'a', details: 'a' }] }, 'a'],
	['details alone', { errors: [{ details: 'b' }] }, 'b'],
	['a list of details', { errors: [{ message: 'a', details: ['b', 'c'] }] }, 'a: b: c'],
	['a bare list', [{ message: 'a', details: 'b' }], 'a: b'],
	['a bare list of texts', ['a', 'b'], 'a; b'],
	['errors that are texts', { errors: ['a', 'b'] }, 'a; b'],
	['errors that are one text', { errors: 'a' }, 'a'],
	[
		'errors by field',
		{ errors: { name: ['is too long', 'is taken'] } },
		'name is too long; name is taken',
	],
	['fields alone', { name: ["can't be blank"] }, "name can't be blank"],
	['an error', { error: 'a' }, 'a'],
	['an error inside', { error: { message: 'a', details: 'b' } }, 'a: b'],
	['a message', { message: 'a' }, 'a'],
	['errors before all else', { message: 'c', error: 'b', errors: ['a'] }, 'a'],
	['an error before a message', { message: 'b', error: 'a' }, 'a'],
	['a message where errors are empty', { errors: [], error: '', message: 'a' }, 'a'],
	['plain text', 'a b\n', 'a b'],
	['a web page', '\n <!DOCTYPE html><html>', undefined],
	['a web page as an error', { error: '<html>' }, undefined],
	['nothing', '', undefined],
	['no body', undefined, undefined],
	['null', null, undefined],
	['an empty object', {}, undefined],
	['an empty list', [], undefined],
	['numbers', { errors: [{ message: 7 }] }, undefined],
])('the reason is read from %s', (_shape, body, reason) => expect(reasonFor(body)).toBe(reason));

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
