/** How long a list is taken for the truth, in milliseconds: long enough for items side by side. */
const FRESH_MS = 2000;

/**
 * What there is, by a key, read again whenever it was read too long ago. What this run has made
 * itself is known at once, whatever a list that was under way then says.
 */
export class Existing<Entry> {
	private read: Promise<Map<string, Entry>> | undefined;
	private readAt = 0;
	private readonly own = new Map<string, Entry>();

	/** @param fetch reads all of them, by their keys */
	constructor(private readonly fetch: () => Promise<Map<string, Entry>>) {}

	async find(key: string): Promise<Entry | undefined> {
		const own = this.own.get(key);
		if (own !== undefined) return own;
		if (!this.read || Date.now() - this.readAt > FRESH_MS) {
			this.readAt = Date.now();
			const reading = this.fetch();
			this.read = reading;
			// A list that could not be read is asked for again by whoever comes next.
			reading.catch(() => {
				if (this.read === reading) this.read = undefined;
			});
		}
		const listed = (await this.read).get(key);
		return this.own.get(key) ?? listed;
	}

	/** This run has made it. */
	know(key: string, entry: Entry): void {
		this.own.set(key, entry);
	}
}
