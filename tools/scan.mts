/** `npm run scan`: n8n's scanner for community packages, on the sources and on the packed package. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { currentTarball, unpack } from './lib/pack.mts';
import { root } from './lib/paths.mts';
import { scan } from './lib/scan.mts';

const folder = mkdtempSync(join(tmpdir(), 'oauth-admin-scan-'));
try {
	const unpacked = join(folder, 'package');
	await unpack(await currentTarball(), unpacked);
	for (const [where, what] of [
		[root, 'source'],
		[unpacked, 'published'],
	] as const) {
		const { errors, warnings, files, report } = await scan(where, what);
		if (report) process.stdout.write(`${report}\n`);
		process.stdout.write(`${what}: ${files} files, ${errors} errors, ${warnings} warnings\n`);
		if (errors + warnings > 0) process.exitCode = 1;
	}
} finally {
	rmSync(folder, { recursive: true, force: true });
}
