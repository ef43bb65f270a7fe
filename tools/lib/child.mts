import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { environment, root } from './paths.mts';

/** How a child process ended, with all that it printed. */
export interface ChildResult {
	code: number;
	stdout: string;
	stderr: string;
	/** Both streams in the order in which they arrived. */
	output: string;
}

export interface ChildOptions {
	cwd?: string;
	env?: NodeJS.ProcessEnv;
	/** Milliseconds after which the child is ended; no limit when left out. */
	timeout?: number;
}

const running = new Set<ChildProcess>();

/**
 * Starts a child in a process group of its own: Ctrl-C in a terminal goes to us alone, and we end what
 * we started in our order, each with the processes it has started itself.
 */
export function start(command: string, args: string[], options: SpawnOptions): ChildProcess {
	const child = spawn(command, args, { ...options, detached: true });
	running.add(child);
	child.once('exit', () => running.delete(child));
	child.once('error', () => running.delete(child));
	return child;
}

/** Sends a signal to a child and to all that it started; a child that has ended is left alone. */
export function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	try {
		process.kill(-child.pid, signal);
	} catch {
		// The group is empty: everything in it has ended.
	}
}

/**
 * Ends a child with `signal` to itself alone (a server closes what it has started), and with SIGKILL to
 * the whole group after `patience` milliseconds. Resolves when it is gone.
 */
export async function endChild(child: ChildProcess, patience: number): Promise<void> {
	if (child.exitCode === null && child.signalCode === null) {
		const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
		child.kill('SIGTERM');
		const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), patience);
		await gone;
		clearTimeout(timer);
	}
	// What the child may have left behind in its group.
	signalGroup(child, 'SIGKILL');
}

/** Ends everything that was started and is still running; see {@link endChild}. */
export async function endAll(patience: number): Promise<void> {
	await Promise.all([...running].map(async (child) => await endChild(child, patience)));
}

/** Kills everything that is still running, at once: the last resort, when there is no time to wait. */
export function killAll(): void {
	for (const child of running) signalGroup(child, 'SIGKILL');
}

/**
 * Runs a command to its end and resolves to its exit code and output (a signal counts as code 1).
 *
 * @throws when the command cannot be started at all.
 */
export function run(
	command: string,
	args: string[],
	{ cwd = root, env = environment(), timeout }: ChildOptions = {},
): Promise<ChildResult> {
	return new Promise((resolve, reject) => {
		const child = start(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
		const result: ChildResult = { code: 1, stdout: '', stderr: '', output: '' };
		child.stdout?.setEncoding('utf8').on('data', (text: string) => {
			result.stdout += text;
			result.output += text;
		});
		child.stderr?.setEncoding('utf8').on('data', (text: string) => {
			result.stderr += text;
			result.output += text;
		});
		const timer = timeout && setTimeout(() => signalGroup(child, 'SIGKILL'), timeout);
		child.once('error', reject);
		child.once('close', (code) => {
			clearTimeout(timer);
			resolve({ ...result, code: code ?? 1 });
		});
	});
}

/** The last lines of a text, without blank ones. */
export function tail(text: string, lines = 40): string {
	return text
		.split('\n')
		.filter((line) => line.trim() !== '')
		.slice(-lines)
		.join('\n');
}

/**
 * Runs a command that has to succeed; resolves to its standard output.
 *
 * @throws Error with the end of its output when its exit code is not 0.
 */
export async function mustRun(
	command: string,
	args: string[],
	options: ChildOptions = {},
): Promise<string> {
	const result = await run(command, args, options);
	if (result.code !== 0) {
		throw new Error(
			`"${[command, ...args].join(' ')}" ended with code ${result.code}.\n${tail(result.output)}`,
		);
	}
	return result.stdout;
}
