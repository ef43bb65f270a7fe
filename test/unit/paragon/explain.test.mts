import fc from 'fast-check';
import { explain } from '../../../nodes/Paragon/explain.ts';
import { JUNK } from '../support/junk.mts';

test.each([
	[{ code: '13200' }, '13200'],
	[{ code: 13200 }, '13200'],
	[{ code: null }, undefined],
	[{ code: {} }, undefined],
	[{}, undefined],
	['13200', undefined],
	[null, undefined],
	[undefined, undefined],
])('the code in %j is %j', (body, code) => {
	expect(explain({ status: 400, headers: {}, body }).code).toBe(code);
});

test.each([
	[400, /^Paragon refused the values$/, undefined],
	[401, /^Paragon did not accept the session$/, /Base URL, Email and Password/],
	[403, /^The credential's user may not do this$/, /Admin or Member/],
	[404, /^Paragon has nothing with this ID$/, /another project/],
	[422, /^Paragon refused the values$/, undefined],
	[429, /^Too many requests to Paragon$/, undefined],
	[409, /^Paragon refused the request with HTTP 409$/, undefined],
	[502, /^Paragon answered with HTTP 502$/, undefined],
])('status %i is explained', (status, message, help) => {
	const refusal = explain({ status, headers: {}, body: '' });
	expect(refusal).toMatchObject({ status, code: undefined });
	expect(refusal.message).toMatch(message);
	if (help) expect(refusal.help).toMatch(help);
	else expect(refusal.help).toBeUndefined();
});

test('reason and code come after the explanation', () => {
	const body = { message: 'Unable to find team member.', code: '13200', status: 403, meta: {} };
	expect(explain({ status: 403, headers: {}, body })).toMatchObject({
		message:
			"The credential's user may not do this. Paragon says: Unable to find team member. (code 13200)",
		code: '13200',
	});
	expect(explain({ status: 400, headers: {}, body: { code: 7 } }).message).toBe(
		'Paragon refused the values (code 7)',
	);
});

test('whatever the body, a refusal with its status comes of it', () => {
	const BODY = fc.record(
		{
			message: fc.oneof(JUNK, fc.array(fc.record({ constraints: JUNK, children: JUNK }))),
			code: JUNK,
		},
		{ requiredKeys: [] },
	);
	fc.assert(
		fc.property(fc.oneof(BODY, JUNK), fc.integer({ min: 400, max: 599 }), (body, status) => {
			const refusal = explain({ status, headers: {}, body });
			expect(refusal.status).toBe(status);
			expect(refusal.message).not.toBe('');
			expect(refusal.message).not.toContain('[object');
		}),
	);
});
