import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';

/**
 * Loads nodes and credential types once and makes them, in a fresh process, and tells how long that
 * took, in milliseconds, and what was loaded for it.
 */

const [n8nFolder = '', ...files] = process.argv.slice(2);
const requireFromN8n = createRequire(join(n8nFolder, 'package.json'));
const loaded = () => Object.keys(requireFromN8n.cache);

// n8n has these in memory long before it loads a node.
requireFromN8n('n8n-workflow');
'a'.localeCompare('b');
const before = new Set(loaded());

const from = performance.now();
for (const file of files) {
	const [name = '', kind] = basename(file).split('.');
	const exported = requireFromN8n(file);
	// As n8n finds the class: by the name of the file. What a run takes has none.
	if (kind !== 'js') new exported[name]();
}
const took = performance.now() - from;

const added = loaded().filter((path) => !before.has(path));
const bytes = added.reduce((sum, path) => sum + statSync(path).size, 0);
process.send?.({ took, files: added.length, bytes });
