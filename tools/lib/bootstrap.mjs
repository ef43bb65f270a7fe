import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isInstalled } from './installed.mjs';

/**
 * What has to happen before anything installed can be used: plain JavaScript on Node 20, no packages.
 * It brings the root's packages and Node 24 (the package `node`), then hands over to Node 24.
 */

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const bin = join(root, 'node_modules', '.bin');
const node24 = join(bin, process.platform === 'win32' ? 'node.cmd' : 'node');

/** Runs a command quietly; resolves to its exit code and the tail of what it printed. */
function runQuietly(command, args) {
	return new Promise((resolve, reject) => {
		// A process group of its own, so that stopping it stops npm's own children as well.
		const child = spawn(command, args, {
			cwd: root,
			detached: process.platform !== 'win32',
			shell: process.platform === 'win32',
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let tail = '';
		const keep = (chunk) => {
			tail = (tail + chunk).slice(-6000);
		};
		child.stdout.on('data', keep);
		child.stderr.on('data', keep);
		const stop = (signal) => {
			try {
				process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGTERM');
			} catch {
				// It has ended already.
			}
			process.exit(signal === 'SIGINT' ? 130 : 143);
		};
		process.on('SIGINT', stop);
		process.on('SIGTERM', stop);
		child.once('error', reject);
		child.once('close', (code) => {
			process.off('SIGINT', stop);
			process.off('SIGTERM', stop);
			resolve({ code, tail });
		});
	});
}

/** Runs one step with its title, a sign of life every 30 seconds, and its duration. */
async function step(title, command, args) {
	const from = Date.now();
	const seconds = () => `${((Date.now() - from) / 1000).toFixed(1)} s`;
	console.log(`  ▸ ${title} …`);
	const alive = setInterval(() => console.log(`    still at it: ${title} (${seconds()})`), 30_000);
	const { code, tail } = await runQuietly(command, args).finally(() => clearInterval(alive));
	if (code !== 0) {
		throw new Error(`${title}: "${command} ${args.join(' ')}" ended with code ${code}.\n${tail}`);
	}
	console.log(`  ✔ ${title} (${seconds()})`);
}

/** Whether Node 24's binary is in place and runs on this machine. */
async function hasNode24() {
	if (!existsSync(node24)) return false;
	const { code, tail } = await runQuietly(node24, ['--version']).catch(() => ({
		code: 1,
		tail: '',
	}));
	return code === 0 && Number(/^v(\d+)/.exec(tail)?.[1]) >= 24;
}

/** Installs the root's packages and Node 24, each only when it is not there yet. */
async function prepareRoot() {
	const [major] = process.versions.node.split('.').map(Number);
	if (major < 20) {
		throw new Error(`Node.js 20.15 or newer is needed to begin with; this is ${process.version}.`);
	}
	if (!isInstalled(root)) {
		await step('Install the packages (npm ci)', 'npm', ['ci', '--no-progress']);
	}
	if (!(await hasNode24())) {
		await step('Fetch Node.js 24', 'npm', ['rebuild', 'node', '--ignore-scripts=false']);
		if (!(await hasNode24())) {
			throw new Error('Node.js 24 was fetched, but it does not run on this machine.');
		}
	}
}

/**
 * Runs `file` (relative to the root) under Node 24 and resolves to its exit code. Signals are passed on
 * (after Ctrl-C in a terminal it gets a second one, which it takes for the first), and it ends itself if
 * this process dies, which it notices by its channel.
 */
function handOver(file, args) {
	return new Promise((resolve, reject) => {
		const child = spawn(node24, [join(root, file), ...args], {
			cwd: root,
			stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
			env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` },
		});
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
			process.on(signal, () => {
				child.kill(signal);
			});
		}
		child.once('error', reject);
		child.once('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
	});
}

/**
 * npm passes a signal on to the shell that runs the script, and some shells die of it without passing it
 * on: the loss of that shell counts as the signal.
 */
function endWithShellOfNpm() {
	if (process.env.npm_lifecycle_event === undefined) return;
	const shell = process.ppid;
	const watch = setInterval(() => {
		if (process.ppid === shell) return;
		clearInterval(watch);
		process.kill(process.pid, 'SIGTERM');
	}, 300);
	watch.unref();
}

/** The whole beginning of a command: prepare, then go on under Node 24 with `file`. */
export async function run(file, args) {
	endWithShellOfNpm();
	try {
		await prepareRoot();
	} catch (error) {
		console.error(`\n  ✘ ${error.message}`);
		process.exit(1);
	}
	process.exit(await handOver(file, args));
}
