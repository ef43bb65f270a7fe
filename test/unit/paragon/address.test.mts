import fc from 'fast-check';
import { CLOUD_URL, redirectUrlOf } from '../../../nodes/Paragon/address.ts';

test.each([
	[CLOUD_URL, 'https://passport.useparagon.com/oauth'],
	['https://api.useparagon.com', 'https://passport.useparagon.com/oauth'],
	['https://zeus.paragon.example.com', 'https://passport.paragon.example.com/oauth'],
	['https://ZEUS.Example.com/gateway', 'https://passport.example.com/oauth'],
	['https://zeus.example.com:8443', 'https://passport.example.com:8443/oauth'],
	['https://zeus.api.example.com', 'https://passport.api.example.com/oauth'],
])('with the API at %s, users come back to %s', (baseUrl, redirectUrl) => {
	expect(redirectUrlOf(baseUrl)).toBe(redirectUrl);
});

test.each([
	'https://paragon.example.com',
	'https://myzeus.example.com',
	'https://zeus',
	'https://example.com/zeus.example.com',
	'http://localhost:1703',
	'http://127.0.0.1:1703',
	'http://[::1]:1703',
])('the host of %s does not tell where they come back to', (baseUrl) => {
	expect(redirectUrlOf(baseUrl)).toBeUndefined();
});

test("it is always in the API's own domain", () => {
	fc.assert(
		fc.property(fc.domain(), fc.constantFrom('zeus', 'api'), (domain, label) => {
			expect(redirectUrlOf(`https://${label}.${domain}`)).toBe(`https://passport.${domain}/oauth`);
		}),
	);
});
