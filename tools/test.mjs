#!/usr/bin/env node
/** `npm test`: every check of this repository, from a fresh clone to one closing line. */
import { run } from './lib/bootstrap.mjs';

await run('tools/test/main.mts', process.argv.slice(2));
