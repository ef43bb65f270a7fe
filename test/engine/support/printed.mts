/**
 * Keeps what this process prints, in place of printing it: n8n's log, down to its debug messages, so
 * that a test can look for secrets in it.
 */
export function keepPrinted() {
	let printed = '';
	for (const stream of [process.stdout, process.stderr]) {
		stream.write = (chunk: string | Uint8Array) => {
			printed += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
			return true;
		};
	}
	return {
		/** How much there is so far, to be handed to `since`. */
		mark: () => printed.length,
		/** What was printed since a mark. Runs that overlap see each other's. */
		since: (mark: number) => printed.slice(mark),
	};
}
