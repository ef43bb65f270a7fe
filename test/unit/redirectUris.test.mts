import fc from 'fast-check';
import { FIELDS } from '../../nodes/GenesysCloud/oauthClient/fields.ts';
import { invalidInputOf, readOrRefused } from './support/thrown.mts';

const read = (uri: unknown) => FIELDS.registeredRedirectUris.read([uri]);

test.each([
	'https://a.example.com',
	'https://a.example.com:8443/auth/callback?x=1,2',
	'HTTPS://A.example.com/',
	'http://localhost:3000/callback',
	'http://127.0.0.1/',
	'com.example.app:/callback',
	'com.example.app://callback',
])('%s can be registered', (uri) => expect(read(uri)).toEqual([uri]));

test.each([
	['a.example.com/callback', 'is not a URL'],
	['/callback', 'is not a URL'],
	['https://', 'is not a URL'],
	['https://a b/', 'is not a URL'],
	['https://a.example.com/a b', 'is not a URL'],
	['https://a.example.com/\nx', 'is not a URL'],
	['https://a.exam\tple.com', 'is not a URL'],
	['https://a.example.com/#part', 'must not have a part after #'],
	['https://a.example.com/#', 'must not have a part after #'],
	['https:/a.example.com', 'has to begin with https://'],
	['https:a.example.com', 'has to begin with https://'],
	['https:///a.example.com', 'has to begin with https://'],
	['javascript:alert(1)', 'has to begin with https://'],
	['data:text/html,x', 'has to begin with https://'],
	['file:///etc/passwd', 'has to begin with https://'],
	['myapp://callback', 'has to begin with https://'],
])('%j is refused: %s', (uri, problem) => {
	const error = invalidInputOf(() => read(uri));
	expect(error.field).toBe('Redirect URIs');
	expect(error.message).toContain(problem);
});

test('what gets through is an absolute URI without fragment and blanks', () => {
	const uris = fc.tuple(
		fc.constantFrom('https://', 'http://', 'https:', 'com.example:', 'x:', 'javascript:', ''),
		fc.oneof(
			fc.webUrl().map((url) => url.slice(8)),
			fc.string(),
		),
		fc.constantFrom('', '#', '#x', ' ', '\n'),
	);
	fc.assert(
		fc.property(uris, (parts) => {
			for (const uri of readOrRefused(() => read(parts.join(''))) ?? []) {
				expect(uri).not.toMatch(/[\s#]/);
				expect(new URL(uri).protocol).toMatch(/^https?:$|\./);
			}
		}),
		{ numRuns: 500 },
	);
});
