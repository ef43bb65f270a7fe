/** One request as a server of the sandbox saw it. */
export interface JournalEntry {
	/** ISO 8601, UTC. */
	at: string;
	vendor: string;
	server: string;
	method: string;
	path: string;
	query: Record<string, unknown>;
	/** Parsed body with secrets masked. */
	requestBody?: unknown;
	/** Missing while no answer has been sent (time-outs, cut connections). */
	status?: number;
	/** Kind of the injected fault that this request met. */
	fault?: string;
	/** The client whose token was used, or that asked for a token. */
	clientId?: string;
	durationMs?: number;
}

/** Members that entries are selected by; `path` may also be a prefix ending in `*`. */
export type JournalFilter = Partial<
	Pick<JournalEntry, 'vendor' | 'server' | 'method' | 'path' | 'status' | 'clientId' | 'fault'>
>;

const KEPT = 50_000;
const SECRET_NAME =
	/secret|password|token$|^code$|code_verifier|assertion|private_?key|api[_-]?key|^authorization$/i;

/**
 * A copy of `value` in which members that look like secrets are masked.
 * @param alsoSecret names of members that are secrets only where this body comes from
 */
export function maskSecrets(value: unknown, alsoSecret: readonly string[] = []): unknown {
	if (Array.isArray(value)) return value.map((item) => maskSecrets(item, alsoSecret));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, member]) => [
			name,
			isSecret(name, member, alsoSecret) ? '••••' : maskSecrets(member, alsoSecret),
		]),
	);
}

/** A secret of digits may come as a number; nothing and yes or no give nothing away. */
function isSecret(name: string, member: unknown, alsoSecret: readonly string[]): boolean {
	const holdsText = (typeof member === 'string' && member !== '') || typeof member === 'number';
	return holdsText && (SECRET_NAME.test(name) || alsoSecret.includes(name));
}

function matches(entry: JournalEntry, filter: JournalFilter): boolean {
	return Object.entries(filter).every(([name, wanted]) => {
		const found = entry[name as keyof JournalFilter];
		if (wanted === undefined) return true;
		if (name === 'path' && typeof wanted === 'string' && wanted.endsWith('*')) {
			return String(found).startsWith(wanted.slice(0, -1));
		}
		return String(found) === String(wanted);
	});
}

/** Every call to every server, oldest first; only the newest 50,000 are kept. */
export class Journal {
	#entries: JournalEntry[] = [];

	add(entry: JournalEntry): void {
		this.#entries.push(entry);
		// Cutting in big steps keeps adding cheap.
		if (this.#entries.length > 2 * KEPT) this.#entries = this.#entries.slice(-KEPT);
	}

	read(filter: JournalFilter = {}): JournalEntry[] {
		return this.#entries.slice(-KEPT).filter((entry) => matches(entry, filter));
	}

	clear(): void {
		this.#entries = [];
	}
}
