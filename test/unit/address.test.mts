import fc from 'fast-check';
import { safeUrl } from '../../nodes/core/address.ts';
import { apiUrlOf } from '../../nodes/Paragon/address.ts';
import { tenantUrlOf } from '../../nodes/Tines/vendor.ts';
import { JUNK } from './support/junk.mts';
import { invalidInputOf, readOrRefused } from './support/thrown.mts';

// Hostile URLs are tried where the first vendor names its hosts: hosts.test.mts.

test.each<[unknown, string]>([
	[undefined, 'is missing in the credential'],
	[' ', 'is missing in the credential'],
	[7, 'is missing in the credential'],
	['acme.tines.com', "'acme.tines.com' is not a URL"],
	['https://user:s3cret@a.example.com', 'may hold host, port and path only'],
	['https://a.example.com/?', 'may hold host, port and path only'],
	['http://a.example.com', 'has to begin with https'],
	['ftp://localhost', 'has to begin with https'],
])('%j is refused, with what is wrong', (given, problem) => {
	const error = invalidInputOf(() => safeUrl('The URL', given));
	expect(error.field).toBe('The URL');
	expect(error.problem).toContain(problem);
});

test.each([
	['Tenant URL', (tenantUrl: string) => tenantUrlOf({ tenantUrl })],
	['Base URL', (baseUrl: string) => apiUrlOf({ baseUrl })],
])('the %s of a credential is held to it', (field, urlOf) => {
	expect(urlOf(' https://A.example.com:8443/x// ')).toBe('https://a.example.com:8443/x');
	expect(urlOf('http://127.0.0.1:1')).toBe('http://127.0.0.1:1');
	expect(invalidInputOf(() => urlOf('http://a.example.com')).field).toBe(field);
});

test('every web URL of host, port and path is kept as it is, and still leads there', () => {
	const URLS = fc.webUrl({ validSchemes: ['https'], authoritySettings: { withPort: true } });
	fc.assert(
		fc.property(URLS, (given) => {
			const used = safeUrl('The URL', given);
			expect(used.endsWith('/')).toBe(false);
			expect(new URL(`${used}/x`).host).toBe(new URL(given).host);
			expect(safeUrl('The URL', used)).toBe(used);
		}),
	);
});

test('junk is refused', () => {
	fc.assert(
		fc.property(JUNK, (given) => {
			const used = readOrRefused(() => safeUrl('The URL', given));
			expect(used ?? 'https://a').toMatch(/^https?:\/\/./);
		}),
	);
});
