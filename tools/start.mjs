#!/usr/bin/env node
/** `npm start`: n8n with this package and the sandbox, from a fresh clone to an open editor. */
import { run } from './lib/bootstrap.mjs';

await run('tools/start/main.mts', process.argv.slice(2));
