import fc from 'fast-check';
import { apiUrlOf, CUSTOM_REGION, loginUrlOf, REGIONS } from '../../nodes/GenesysCloud/hosts.ts';
import { invalidInputOf, readOrRefused } from './support/thrown.mts';

const custom = (apiUrl: unknown) => apiUrlOf({ region: CUSTOM_REGION, apiUrl } as never);

/** The regions of the vendor's JavaScript SDK (purecloud-platform-client-v2 262, PureCloudRegionHosts). */
const DOMAINS = [
	'mypurecloud.com',
	'use2.us-gov-pure.cloud',
	'usw2.pure.cloud',
	'cac1.pure.cloud',
	'mxc1.pure.cloud',
	'sae1.pure.cloud',
	'mypurecloud.ie',
	'euw2.pure.cloud',
	'mypurecloud.de',
	'euc2.pure.cloud',
	'edee1.eusc-pure.cloud',
	'mec1.pure.cloud',
	'aps1.pure.cloud',
	'apse1.pure.cloud',
	'mypurecloud.com.au',
	'mypurecloud.jp',
	'apne2.pure.cloud',
	'apne3.pure.cloud',
];

test.each(DOMAINS)('the region %s has its own hosts', (region) => {
	expect(apiUrlOf({ region })).toBe(`https://api.${region}`);
	expect(loginUrlOf({ region })).toBe(`https://login.${region}`);
});

test('there are these regions and no others, each with a key of its own', () => {
	expect(REGIONS.map(({ domain }) => domain).sort()).toEqual([...DOMAINS].sort());
	expect(new Set(REGIONS.map(({ key }) => key)).size).toBe(18);
});

test.each(['', 'evil.com', 'mypurecloud.com.evil.com', 'MYPURECLOUD.COM', undefined])(
	'%p is not a region, whatever URLs are left over in the credential',
	(region) => {
		const leftOver = { apiUrl: 'https://a.example.com', loginUrl: 'https://a.example.com' };
		const credential = { ...leftOver, ...(region === undefined ? {} : { region }) };
		expect(invalidInputOf(() => apiUrlOf(credential)).field).toBe('Region');
		expect(invalidInputOf(() => loginUrlOf(credential)).field).toBe('Region');
	},
);

test.each([
	['https://a.example.com', 'https://a.example.com'],
	[' https://a.example.com/ ', 'https://a.example.com'],
	['https://a.example.com:8443/gateway//', 'https://a.example.com:8443/gateway'],
	['http://localhost:1', 'http://localhost:1'],
	['http://127.0.0.1:1', 'http://127.0.0.1:1'],
	['http://127.8.9.10', 'http://127.8.9.10'],
	['http://[::1]:1', 'http://[::1]:1'],
])('%s is used as %s', (given, used) => expect(custom(given)).toBe(used));

test.each([
	'http://a.example.com',
	'http://localhost.evil.com',
	'http://localhost.',
	'http://127.0.0.1.evil.com',
	'http://127.0.0.1@evil.com',
	'http://localhost:80@evil.com',
	'http://evil.com/127.0.0.1',
	'http://evil.com#localhost',
	'http://evil.com\\@localhost',
	'http://0.0.0.0',
	'http://[::]',
	'http://[::2]',
	'http://128.0.0.1',
	'ftp://localhost',
	'file:///etc/passwd',
	'javascript:alert(1)',
	'https://user@a.example.com',
	'https://user:s3cret@a.example.com',
	'http://user:s3cret@a.example.com',
	'https://a.example.com?x=1',
	'https://a.example.com/?',
	'https://a.example.com/#',
	'https://a.example.com/#x',
	'a.example.com',
	'https://',
	' ',
	undefined,
	7,
])('%p is refused, with no password in the error', (given) => {
	const error = invalidInputOf(() => custom(given));
	expect(error.field).toBe('API URL');
	expect(error.message).not.toContain('s3cret');
});

test('each URL is refused by its own name', () => {
	expect(invalidInputOf(() => loginUrlOf({ region: CUSTOM_REGION })).message).toBe(
		'Login URL: is missing in the credential',
	);
	const loginUrl = 'https://b.example.com';
	expect(loginUrlOf({ region: CUSTOM_REGION, apiUrl: 'x', loginUrl })).toBe(loginUrl);
});

test('whatever is given, a secret goes over https or stays on this machine', () => {
	const part = fc.constantFrom(
		'localhost',
		'127.0.0.1',
		'[::1]',
		'evil.com',
		'@',
		':',
		'.',
		'/',
		'\\',
		'#',
		'?',
		'%',
		'1',
		'0x7f.1',
		'\t',
	);
	const urls = fc
		.tuple(
			fc.constantFrom('http://', 'https://', 'HTTP://', 'http:', 'ftp://', 'ws://', ''),
			fc.array(fc.oneof(part, fc.string({ maxLength: 3 })), { maxLength: 6 }),
		)
		.map(([scheme, parts]) => scheme + parts.join(''));
	fc.assert(
		fc.property(urls, (given) => {
			const used = readOrRefused(() => custom(given));
			if (used === undefined) return;
			// The way the client goes on from here.
			const { protocol, hostname, username, password, pathname } = new URL(`${used}/oauth/token`);
			const here = ['localhost', '[::1]'].includes(hostname) || /^127\.[\d.]+$/.test(hostname);
			expect(protocol === 'https:' || (protocol === 'http:' && here)).toBe(true);
			expect(username + password).toBe('');
			expect(pathname).toMatch(/\/oauth\/token$/);
		}),
		{ numRuns: 3000 },
	);
});
