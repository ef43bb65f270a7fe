import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { n8nFolder } from '../../tools/lib/paths.mts';

/** What the figures were measured on, and when: one fact a line. */
export function machine(now = new Date()): string[] {
	const manifest = join(n8nFolder, 'node_modules', 'n8n', 'package.json');
	const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
	const processors = cpus();
	const [lately = 0] = loadavg();
	return [
		`Date: ${now.toISOString().slice(0, 10)}`,
		`Machine: ${processors.length} cores, ${processors[0]?.model.trim() ?? 'unknown'}, ${(totalmem() / 2 ** 30).toFixed(1)} GiB, ${type()} ${release()}`,
		`Versions: Node.js ${process.versions.node}, n8n ${version}`,
		`Load average of the last minute at the end: ${lately.toFixed(1)}`,
	];
}
