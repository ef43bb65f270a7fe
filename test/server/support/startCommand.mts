import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from '../../../tools/lib/paths.mts';

/** What `npm start` tells the user at the end of its work. */
export interface Told {
	editor: string;
	email: string;
	password: string;
	/** All URLs that it names, the editor's among them. */
	urls: string[];
}

/** A run of the command behind `npm start`. */
export class StartCommand {
	output = '';
	private readonly child: ChildProcess;
	private readonly ended: Promise<unknown>;

	/** @param dataFolder where it keeps n8n's data. */
	constructor(dataFolder: string) {
		this.child = spawn(process.execPath, [join(root, 'tools', 'start.mjs')], {
			env: { ...process.env, OAUTH_ADMIN_DATA: dataFolder },
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		this.ended = once(this.child, 'close');
		for (const stream of [this.child.stdout, this.child.stderr]) {
			stream?.setEncoding('utf8').on('data', (text: string) => {
				this.output += text;
			});
		}
	}

	/** Waits until it says that all is running, and reads what it says. */
	async running(): Promise<Told> {
		while (!this.output.includes('Ctrl-C stops')) {
			if (this.child.exitCode !== null) throw new Error(`npm start ended:\n${this.output}`);
			await wait(100);
		}
		const [, editor = ''] = /^ *Editor +(\S+)/m.exec(this.output) ?? [];
		const [, email = '', password = ''] = /^ *Login +(\S+) +(\S+)/m.exec(this.output) ?? [];
		return { editor, email, password, urls: this.output.match(/http:\/\/127\.0\.0\.1:\d+/g) ?? [] };
	}

	/** Sends a signal and resolves to the exit code (null when the signal itself has ended it). */
	async end(signal: NodeJS.Signals): Promise<number | null> {
		this.child.kill(signal);
		await this.ended;
		return this.child.exitCode;
	}

	/** Resolves to the exit code when it ends by itself. */
	async result(): Promise<number | null> {
		await this.ended;
		return this.child.exitCode;
	}
}

/** Waits until none of the URLs answers any more: their servers are gone. */
export async function untilGone(urls: string[], limit = 30_000): Promise<void> {
	const end = Date.now() + limit;
	for (const url of urls) {
		while (
			await fetch(url).then(
				() => true,
				() => false,
			)
		) {
			if (Date.now() > end) throw new Error(`${url} still answers.`);
			await wait(100);
		}
	}
}
