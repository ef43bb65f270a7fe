import fc from 'fast-check';
import { domainProblem, urlProblem } from '../../../nodes/Tines/credential/urls.ts';

test.each([
	'example.com',
	'API.Example.com',
	'*.example.com',
	'api-*.example.com',
	'*',
	'localhost',
	'a',
	'xn--bcher-kva.example',
	'10.0.0.1',
	'10.0.*',
	'example.com:8443',
	'[::1]',
	'[2001:db8::1]',
	'my_service.example.com',
	'_acme.example.com',
	'bücher.example',
	'例え.テスト',
	'пример.рф:8443',
	'*.bücher.example',
	'<<RESOURCE.host>>',
	'api.<<RESOURCE.domain>>',
])('%s is a domain', (domain) => expect(domainProblem(domain)).toBeUndefined());

test.each([
	'https://example.com',
	'http://*.example.com',
	'//example.com',
	'example.com/',
	'example.com/path',
	'example.com?x',
	'example.com#x',
	'user@example.com',
	'.example.com',
	'example..com',
	'-example.com',
	'example-.com',
	'example.com:',
	'example.com:port',
	'example.com:123456',
	'exa mple.com',
	'example.com\nevil.com',
	'example.com\n',
	'',
	'[::1',
	'::1',
	'bücher.example/path',
	'https://bücher.example',
	'bücher..example',
	'<RESOURCE.host>',
	'a👍.example',
])('%j is no domain, and it is said what is one', (domain) => {
	expect(domainProblem(domain)).toMatch(/api\.example\.com.*no https:\/\/, no path/);
});

test('every real domain is accepted, with a wildcard and a port too', () => {
	fc.assert(
		fc.property(fc.domain(), fc.integer({ min: 1, max: 65535 }), (domain, port) => {
			for (const form of [domain, domain.toUpperCase(), `*.${domain}`, `${domain}:${port}`]) {
				expect(domainProblem(form)).toBeUndefined();
			}
			expect(domainProblem(domain.replace(/^[^.]+/, '*'))).toBeUndefined();
		}),
		{ numRuns: 500 },
	);
});

test('no scheme and no path is accepted, whatever the domain', () => {
	const SCHEME = fc.constantFrom('https://', 'http://', 'HTTPS://', '//', 'ftp:', 'mailto:');
	const TAIL = fc.oneof(
		fc.webPath({ size: 'small' }).map((path) => `/${path}`),
		fc.webQueryParameters().map((query) => `?${query}`),
		fc.webFragments().map((fragment) => `#${fragment}`),
	);
	fc.assert(
		fc.property(fc.domain(), SCHEME, TAIL, (domain, scheme, tail) => {
			for (const given of [scheme + domain, domain + tail, scheme + domain + tail]) {
				expect(domainProblem(given)).toMatch(/^is not a domain/);
			}
		}),
	);
});

test('what is accepted has nothing in it but what hosts are made of', () => {
	fc.assert(
		fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (given) => {
			if (domainProblem(given) !== undefined) return;
			if (given.includes('<<')) return;
			expect(given).toMatch(/^[\p{L}\p{M}\p{N}_.*:[\]-]+$/u);
		}),
		{ numRuns: 2000 },
	);
});

test('a very long text is judged at once', () => {
	const before = performance.now();
	expect(domainProblem(`${'a-'.repeat(20_000)}!`)).toMatch(/^is not a domain/);
	expect(domainProblem(`${'a.'.repeat(20_000)}!`)).toMatch(/^is not a domain/);
	expect(domainProblem(`${'ü_'.repeat(20_000)}!`)).toMatch(/^is not a domain/);
	expect(performance.now() - before).toBeLessThan(1000);
});

test.each([
	'https://login.example.com/oauth/token',
	'http://localhost:8080',
	'HTTPS://EXAMPLE.COM',
	'https://example.com/a?b=c#d',
	'https://<<RESOURCE.host>>/token',
	'<<RESOURCE.token_url>>',
])('%s can be called by Tines', (url) => expect(urlProblem(url)).toBeUndefined());

test.each([
	'login.example.com/oauth/token',
	'ftp://example.com',
	'https:example.com',
	'https://',
	'https:///token',
	'https://exa mple.com',
	'https://example.com/a b',
	'https://[::1',
	'javascript:alert(1)',
	'//example.com',
	'<RESOURCE.host>',
])('%s cannot, and it is said what can', (url) => {
	expect(urlProblem(url)).toBe('is not a URL that begins with https:// or http://');
});

test('every web URL can be called by Tines', () => {
	const URLS = fc.webUrl({ withQueryParameters: true, withFragments: true });
	fc.assert(fc.property(URLS, (url) => urlProblem(url) === undefined));
});
