import { inspect } from 'node:util';
import fc from 'fast-check';
import { isMask, MASK, redact, reveal, Secret, withoutUserInfo } from '../../nodes/core/secret.ts';

const VALUE = 'p+a/s s"w\\örd%';
const secret = new Secret(VALUE);

test.each<[string, (value: Secret) => string]>([
	['as text', String],
	['in a template', (value) => `${value}`],
	['joined', (value) => [value, value].join()],
	['as JSON', JSON.stringify],
	['inside JSON', (value) => JSON.stringify({ deep: [{ value }] })],
	['inspected', (value) => inspect(value)],
	['inspected with hidden members', (value) => inspect({ value }, { showHidden: true, depth: 9 })],
	['cloned', (value) => inspect(structuredClone({ value }))],
	['in an error', (value) => inspect(Object.assign(new Error('x'), { value }))],
])('a secret is not readable %s', (_form, print) => {
	expect(print(secret)).not.toMatch(/s s"w|s s\\"w|rd%/);
});

test('text and JSON show the mask, which is told from a secret', () => {
	expect(String(secret)).toBe(MASK);
	expect(JSON.stringify(secret)).toBe(JSON.stringify(MASK));
	expect(isMask(MASK)).toBe(true);
	expect(isMask(`Bearer ${MASK}`)).toBe(true);
	expect(isMask(VALUE)).toBe(false);
});

test('the value comes back only through reveal', () => {
	expect(reveal(secret)).toBe(VALUE);
	expect(Reflect.ownKeys(secret)).toEqual([]);
});

test.each([
	['plain', VALUE],
	['URL-encoded', encodeURIComponent(VALUE)],
	['in JSON', JSON.stringify({ VALUE })],
])('redact masks a secret that is written %s', (_form, written) => {
	expect(redact(`<${written}> and <${written}>`, [secret])).not.toContain(written);
	expect(redact(`<${written}>`, [secret])).toContain(MASK);
});

const FORMS: Array<[string, string, string]> = [
	[
		'in a URL in lower case',
		VALUE,
		encodeURIComponent(VALUE).replace(/%../g, (code) => code.toLowerCase()),
	],
	['in a form', VALUE, encodeURIComponent(VALUE).replaceAll('%20', '+')],
	[
		'in a form by the platform',
		'a b+c/d',
		new URLSearchParams({ '': 'a b+c/d' }).toString().slice(1),
	],
	['in HTML', `<a> & "b" 'c'`, '&lt;a&gt; &amp; &quot;b&quot; &#39;c&#39;'],
	['in Base64', '???>>>ü', Buffer.from('???>>>ü').toString('base64')],
	['in Base64 for URLs', '???>>>ü', Buffer.from('???>>>ü').toString('base64url')],
];

test.each(FORMS)('redact masks a secret that is written %s', (_form, value, written) => {
	expect(written).not.toContain(value);
	const said = `<${written}> and ${written}`;
	expect(redact(said, [new Secret(value)])).toBe(`<${MASK}> and ${MASK}`);
});

const LINES = ['-----BEGIN KEY-----', 'MIIBVgIBADAN', 'a/b+c== d', '-----END KEY-----'];

test.each(['\n', '\r\n', '\n\n  '])(
	'each line of a secret is masked, lines ending in %j',
	(end) => {
		const pem = new Secret(`${LINES.join(end)}${end}`);
		for (const line of LINES) {
			for (const form of [line, encodeURIComponent(line), Buffer.from(line).toString('base64')]) {
				expect(redact(`near ${form}!`, [pem])).toBe(`near ${MASK}!`);
			}
		}
		expect(redact(JSON.stringify(LINES.join(end)), [pem])).not.toMatch(/MIIB|BEGIN|a\/b/);
	},
);

test('a line that is too short to be a secret is left, and so is a part of a secret of one line', () => {
	const secret = new Secret('1234567\n12345678\nsome\n');
	expect(redact('1234567', [secret])).toBe('1234567');
	expect(redact('some words', [secret])).toBe('some words');
	expect(redact('12345678', [secret])).toBe(MASK);
	expect(redact('password', [new Secret('password in words')])).toBe('password');
});

test('redact leaves a text alone that holds no secret, and knows empty secrets', () => {
	expect(redact('nothing here', [secret, new Secret('')])).toBe('nothing here');
});

test('a text is not made unreadable for a value that is too short to be a secret', () => {
	expect(redact('a few ones', [new Secret('few')])).toBe('a few ones');
	expect(redact('a longer one', [new Secret('longer')])).toBe(`a ${MASK} one`);
});

test('a secret that begins another leaves nothing of the other readable', () => {
	const secrets = [new Secret('abcdef'), new Secret('abcdefghi')];
	expect(redact('abcdefghi', secrets)).toBe(MASK);
	expect(redact('abcdefghi', secrets.reverse())).toBe(MASK);
});

test('whatever the secret, redact neither fails nor leaves it in', () => {
	const values = fc.string({ unit: 'binary', minLength: 6 }).filter((value) => !isMask(value));
	const halfCharacters = fc.constantFrom('\ud800abcdef', 'abcdef\udfff');
	fc.assert(
		fc.property(
			fc.oneof(values, halfCharacters),
			fc.string(),
			fc.string(),
			(value, before, after) => {
				const base64 = Buffer.from(value).toString('base64');
				const text = `${before} ${value} ${JSON.stringify(value)} ${base64} ${after}`;
				const redacted = redact(text, [new Secret(value)]);
				expect(redacted).not.toContain(value);
				expect(redacted).not.toContain(base64);
			},
		),
	);
});

test.each([
	['https://me:s3cret@a.example.com/x', `https://${MASK}@a.example.com/x`],
	['//s3cret@a', `//${MASK}@a`],
	['http://a:s3cret@b ftp://c:s3cret@d', `http://${MASK}@b ftp://${MASK}@d`],
	['see\r\nhttps://a:s3cret@b\nand //s3cret@c', `see\r\nhttps://${MASK}@b\nand //${MASK}@c`],
	['https://me:s3@cret@a.example.com/@x', `https://${MASK}@a.example.com/@x`],
	// No such URL can be, but one may be meant.
	['https://me:s3/cret@a', `https://${MASK}@a`],
	['https://me:?s3#cret@a', `https://${MASK}@a`],
	['https://me:s3 cret@a', `https://${MASK}@a`],
	['https://me@b.example:s3/cret@a/x', `https://${MASK}@a/x`],
	['https://me:1/s3cret:@a', 'https://me:1/s3cret:@a'],
])('%j is shown without what may be a password', (text, shown) => {
	expect(withoutUserInfo(text)).toBe(shown);
	expect(withoutUserInfo(shown)).toBe(shown);
});

test.each([
	'me@example.com',
	'https://a.example.com/x@y',
	'https://a.example.com:8443/@x?to=me@example.com',
	'https://[::1]:80/x@y',
	'https://a.example.com, or me@example.com',
	'//',
	'@',
	'',
])('%j has no password in it, so it is shown as it is', (text) => {
	expect(withoutUserInfo(text)).toBe(text);
});

test.each(['//a:b', '//', '//a', '@//a:', '\n//a:b@'])(
	'a text full of %j costs no time',
	(part) => {
		// Were it read more than a few times over, the test would not end in time.
		for (const text of [part.repeat(1_000_000), `@${part.repeat(1_000_000)}`]) {
			expect(withoutUserInfo(text)).toContain(part.includes('@') ? '@' : '//');
		}
	},
);
