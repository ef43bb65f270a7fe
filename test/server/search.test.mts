import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { findInUserFolder } from './support/search.mts';

const secret = 'Zk-7/q+wörd"42~secret';

describe('the search for secrets in what n8n has stored', () => {
	let folder: string;
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'oauth-admin-search-'));
		mkdirSync(join(folder, '.n8n', 'storage'), { recursive: true });
	});
	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	const write = (content: string | Buffer) =>
		writeFileSync(join(folder, '.n8n', 'storage', 'some.bin'), content);

	test.each<[string, (bytes: Buffer) => string]>([
		['as it is', (bytes) => bytes.toString()],
		['in JSON', (bytes) => JSON.stringify({ a: bytes.toString() })],
		['in a URL', (bytes) => `?secret=${encodeURIComponent(bytes.toString())}&x=1`],
		['in hex', (bytes) => bytes.toString('hex')],
		['in Base64', (bytes) => bytes.toString('base64')],
		[
			'in Base64 after one byte',
			(bytes) => Buffer.concat([Buffer.from('i'), bytes]).toString('base64'),
		],
		[
			'in Base64 amid others',
			(bytes) => Buffer.concat([Buffer.from('id'), bytes, Buffer.from(':end')]).toString('base64'),
		],
		[
			'in Base64 for URLs',
			(bytes) => Buffer.concat([bytes, Buffer.from('more')]).toString('base64url'),
		],
	])('finds it %s', (_, encode) => {
		write(`before ${encode(Buffer.from(secret))} after`);
		expect(findInUserFolder(folder, secret)).toEqual(['.n8n/storage/some.bin']);
	});

	test('does not find what is not there', () => {
		write('before Zk-7/q+word after');
		expect(findInUserFolder(folder, secret)).toEqual([]);
	});

	test('finds it in a value that lies in pieces in the database file', () => {
		const database = new DatabaseSync(join(folder, '.n8n', 'database.sqlite'));
		database.exec('CREATE TABLE execution_data (data TEXT)');
		const long = `${'x'.repeat(50_000)}${secret}${'y'.repeat(50_000)}`;
		database.prepare('INSERT INTO execution_data VALUES (?)').run(long);
		database.close();
		expect(findInUserFolder(folder, secret)).toContain('execution_data.data');
	});

	test('refuses a text so short that it is found by chance', () => {
		expect(() => findInUserFolder(folder, 'abc')).toThrow('by chance');
	});
});
