import { createVerify, generateKeyPairSync } from 'node:crypto';
import { userToken } from '../../../../nodes/Paragon/connect/userToken.ts';
import { invalidInputOf } from '../../support/thrown.mts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PKCS8 = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
const PKCS1 = String(privateKey.export({ type: 'pkcs1', format: 'pem' }));
const CLAIMS = { projectId: '6d7b1f4c-2f60-4f2b-8f6e-0c5f3d9a7f11', userId: 'user "1" é' };

const inOneLine = (pem: string, between: string) => pem.trim().replaceAll('\n', between);
const decoded = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString()) as object;

test.each<[form: string, key: string]>([
	['PKCS#8', PKCS8],
	['PKCS#1', PKCS1],
	['line ends of Windows', PKCS8.replaceAll('\n', '\r\n')],
	['\\n written out', inOneLine(PKCS8, '\\n')],
	['\\r\\n written out', inOneLine(PKCS8, '\\r\\n')],
	['\\n written out, and at the end', `${inOneLine(PKCS8, '\\n')}\\n`],
	['one line with blanks', inOneLine(PKCS8, ' ')],
	['one line without anything between', inOneLine(PKCS8, '')],
	['one line of PKCS#1', inOneLine(PKCS1, ' ')],
	['blanks around', `\n\t ${PKCS8} \n`],
	['indented', PKCS8.replaceAll('\n', '\n    ')],
	['in quotes', JSON.stringify(PKCS8)],
])('a key in the form %s signs a token', (_form, key) => {
	const before = Math.floor(Date.now() / 1000);
	const [header, payload, signature, ...rest] = userToken(key, CLAIMS).split('.');
	const after = Math.floor(Date.now() / 1000);
	expect(rest).toEqual([]);
	const verifier = createVerify('RSA-SHA256').update(`${header}.${payload}`);
	expect(verifier.verify(publicKey, String(signature), 'base64url')).toBe(true);
	expect(decoded(header)).toEqual({ alg: 'RS256', typ: 'JWT' });
	const { iat, exp, ...claims } = decoded(payload) as { iat: number; exp: number };
	expect(claims).toEqual({
		sub: CLAIMS.userId,
		aud: `useparagon.com/${CLAIMS.projectId}`,
	});
	expect(exp - iat).toBe(3600);
	expect(iat).toBeGreaterThanOrEqual(before - 60);
	expect(iat).toBeLessThanOrEqual(after);
});

test('the token of another key is not taken for one of this', () => {
	const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const [header, payload, signature] = userToken(PKCS8, CLAIMS).split('.');
	const verifier = createVerify('RSA-SHA256').update(`${header}.${payload}`);
	expect(verifier.verify(other.publicKey, String(signature), 'base64url')).toBe(false);
});

const lines = PKCS8.trim().split('\n');
const EC = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const ENCRYPTED = { cipher: 'aes-256-cbc', passphrase: 'x' };

test.each<[what: string, key: string, problem: RegExp]>([
	['nothing', '', /not a private key in PEM/],
	['some text', 'abc', /not a private key in PEM/],
	['the body alone', lines.slice(1, -1).join('\n'), /not a private key in PEM/],
	['no end', lines.slice(0, -1).join('\n'), /not a private key in PEM/],
	['another end', PKCS8.replace('END PRIVATE', 'END RSA PRIVATE'), /not a private key in PEM/],
	['a sign in its middle', PKCS8.replace(lines[5] as string, '%%%'), /not a private key in PEM/],
	[
		'the public key',
		String(publicKey.export({ type: 'spki', format: 'pem' })),
		/not a private key in PEM/,
	],
	['an empty body', [lines[0], '', lines.at(-1)].join('\n'), /is damaged/],
	['a line too few', lines.toSpliced(5, 1).join('\n'), /is damaged/],
	['half of it', lines.toSpliced(8, lines.length - 9).join('\n'), /is damaged/],
	[
		'an encrypted key',
		String(privateKey.export({ type: 'pkcs8', format: 'pem', ...ENCRYPTED })),
		/is damaged/,
	],
	[
		'an EC key',
		String(EC.export({ type: 'pkcs8', format: 'pem' })),
		/is a key for ec, not for RSA/,
	],
	['an EC key of SEC1', String(EC.export({ type: 'sec1', format: 'pem' })), /is a key for ec/],
	[
		'an Ed25519 key',
		String(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })),
		/is a key for ed25519/,
	],
])('%s is refused, and not quoted', (_what, key, problem) => {
	const error = invalidInputOf(() => userToken(key, CLAIMS));
	expect(error.field).toBe('Signing Key');
	expect(error.problem).toMatch(problem);
	expect(error.help).toMatch(/Paragon/);
	const shown = [error.message, error.help, error.stack, JSON.stringify(error)].join('\n');
	for (const line of key.split('\n').filter((one) => one.length > 20 && !one.startsWith('--'))) {
		expect(shown).not.toContain(line.slice(0, 12));
	}
	expect(error.cause).toBeUndefined();
});

test('a long text that is no key takes no long time', () => {
	const began = performance.now();
	for (const part of ['-----BEGIN PRIVATE KEY-----', '-----BEGIN ', 'A ', '\\n', ' ', '-']) {
		const text = `-----BEGIN PRIVATE KEY-----${part.repeat(10_000)}-----END`;
		expect(invalidInputOf(() => userToken(text, CLAIMS)).field).toBe('Signing Key');
	}
	expect(performance.now() - began).toBeLessThan(2000);
});
