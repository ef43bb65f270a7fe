import { endAll, killAll } from './child.mts';

type Closer = () => Promise<void>;

/**
 * What a command has to close when it ends, in reverse order of opening: at the end of its work, after a
 * step that failed, on Ctrl-C (SIGINT), SIGTERM and SIGHUP, and when the process that has started it dies.
 */
export class Shutdown {
	private readonly closers: Closer[] = [];
	private closing: Promise<void> | undefined;

	/** @param interrupted runs before anything is closed after a signal, for a word to the user. */
	constructor(interrupted: () => void) {
		const onSignal = (code: number) => () => {
			// A second Ctrl-C, or the same one passed on by npm, is the first one.
			if (this.closing) return;
			interrupted();
			void this.close().then(() => process.exit(code));
		};
		process.on('SIGINT', onSignal(130));
		process.on('SIGTERM', onSignal(143));
		process.on('SIGHUP', onSignal(129));
		process.on('disconnect', onSignal(143));
		// The channel to the process that has started us is no reason to stay.
		process.channel?.unref();
		process.on('exit', killAll);
	}

	/** Adds something to close; when closing has begun already, it is closed at once. */
	add(closer: Closer): void {
		if (this.closing) void closer();
		else this.closers.unshift(closer);
	}

	/** Closes everything, once; a closer that fails does not keep the next ones from running. */
	async close(): Promise<void> {
		this.closing ??= (async () => {
			for (const closer of this.closers) {
				await closer().catch((error: Error) => process.stderr.write(`${error.message}\n`));
			}
			// What was still starting, and had no closer yet.
			await endAll(15_000);
		})();
		await this.closing;
	}

	/** Whether closing has begun. */
	get isClosing(): boolean {
		return this.closing !== undefined;
	}
}
