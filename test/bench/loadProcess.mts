import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Loads modules once, in a fresh process, and tells how long that took, in milliseconds. */

const [n8nFolder = '', ...modules] = process.argv.slice(2);
const requireFromN8n = createRequire(join(n8nFolder, 'package.json'));
// n8n has it in memory long before it loads a node.
requireFromN8n('n8n-workflow');

const from = performance.now();
for (const module of modules) requireFromN8n(module);
process.send?.(performance.now() - from);
