import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { filesUnder } from '../../../tools/lib/files.mts';

/** Parts of a user folder that hold programs, not data. */
const programs = /\/node_modules\//;

/** A text as it looks inside something that was encoded in Base64, at each of the three alignments. */
function base64Forms(needle: Buffer): string[] {
	return [0, 1, 2].map((shift) => {
		const encoded = Buffer.concat([Buffer.alloc(shift), needle]).toString('base64');
		// The first and last characters depend on the neighbours, too.
		const first = shift === 0 ? 0 : shift + 1;
		const last = encoded.length - ((shift + needle.length) % 3 === 0 ? 0 : 4);
		return encoded.slice(first, last);
	});
}

/** The forms in which a secret could lie in stored data: as it is, in JSON, in a URL, Base64 and hex. */
export function formsOf(needle: string): string[] {
	const bytes = Buffer.from(needle);
	const base64 = base64Forms(bytes);
	const forms = [
		needle,
		JSON.stringify(needle).slice(1, -1),
		encodeURIComponent(needle),
		bytes.toString('hex'),
		...base64,
		...base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
	];
	return [...new Set(forms.filter((form) => form.length >= 4))];
}

function holds(haystack: Buffer, forms: string[]): boolean {
	return forms.some((form) => haystack.includes(form));
}

/** The tables and columns of a SQLite file that hold one of the forms. */
function searchTables(databaseFile: string, forms: string[]): string[] {
	const found = new Set<string>();
	const database = new DatabaseSync(databaseFile, { readOnly: true });
	try {
		const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
		for (const { name } of tables) {
			for (const row of database.prepare(`SELECT * FROM "${String(name)}"`).iterate()) {
				for (const [column, value] of Object.entries(row)) {
					if (value === null) continue;
					const bytes =
						value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(String(value));
					if (holds(bytes, forms)) found.add(`${String(name)}.${column}`);
				}
			}
		}
	} finally {
		database.close();
	}
	return [...found];
}

/**
 * Looks for a text in everything that an n8n has stored: each row of its SQLite database (a value longer
 * than a page lies in pieces in the file), and each byte of each file in its user folder: the database
 * with its write-ahead log, where deleted rows live on, event logs, binary data.
 *
 * @returns where it was found, as `table.column` and as file names; empty when it is nowhere.
 */
export function findInUserFolder(userFolder: string, needle: string): string[] {
	if (needle.length < 4) throw new Error('A text this short is found by chance.');
	const forms = formsOf(needle);
	const databaseFile = join(userFolder, '.n8n', 'database.sqlite');
	const tables = existsSync(databaseFile) ? searchTables(databaseFile, forms) : [];
	const files = filesUnder(userFolder).filter(
		(file) => !programs.test(file) && holds(readFileSync(join(userFolder, file)), forms),
	);
	return [...tables, ...files];
}
