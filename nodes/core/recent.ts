import { isNotFound } from './errors';
import type { Id, Stored } from './store';

/** No list is known to be behind by more than 15 seconds; four times that is on the safe side. */
const BEHIND_MS = 60_000;

/**
 * What this process has made lately. A vendor's list may be behind by some seconds; whoever looks there
 * for what was made just now, to make what is missing, would make it a second time.
 */
export class Recent<Kept extends Stored> {
	private readonly madeAt = new Map<Id, number>();

	made(id: Id): void {
		this.forgetOld();
		this.madeAt.set(id, Date.now());
	}

	/** It was deleted, so there is no need to look for it. */
	gone(id: Id): void {
		this.madeAt.delete(id);
	}

	/** All that is listed, and after it what was made lately and is not in the list yet. */
	async *completed(
		listed: AsyncIterable<Kept>,
		read: (id: Id) => Promise<Kept>,
	): AsyncGenerator<Kept> {
		this.forgetOld();
		const missing = new Set(this.madeAt.keys());
		for await (const stored of listed) {
			missing.delete(stored.id);
			yield stored;
		}
		for (const id of missing) {
			const stored = await read(id).catch((thrown: unknown) => {
				if (isNotFound(thrown)) return undefined;
				throw thrown;
			});
			if (stored) yield stored;
			else this.madeAt.delete(id);
		}
	}

	private forgetOld(): void {
		const now = Date.now();
		for (const [id, at] of this.madeAt) {
			if (now - at < BEHIND_MS) break;
			this.madeAt.delete(id);
		}
	}
}

const recents = new Map<string, Recent<never>>();

/** What all runs of this process have made lately, of one kind and with one credential. */
export function sharedRecent<Kept extends Stored>(key: string): Recent<Kept> {
	const recent = recents.get(key) ?? new Recent<never>();
	recents.set(key, recent);
	return recent as Recent<Kept>;
}
