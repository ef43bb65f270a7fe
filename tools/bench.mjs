#!/usr/bin/env node
/** `npm run bench`: figures of speed and size, from a fresh clone to docs/benchmarks.md. */
import { run } from './lib/bootstrap.mjs';

await run('test/bench/main.mts', process.argv.slice(2));
