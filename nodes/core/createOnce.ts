import { UncertainOutcome } from './errors';
import { KeyedLock } from './keyedLock';
import { pause } from './pause';
import type { Stored } from './store';

/** Waits between the looks for a creation whose answer was lost, in milliseconds. */
const LOOKS_AFTER_MS = [500, 1000, 2000, 4000, 7500];

/** How often a creation is sent at most. */
const SENT_AT_MOST = 3;

/** One creation, and how to find out whether it took place. */
export interface Creation<Kept extends Stored> {
	/** What is made, for an error: "OAuth client 'Nightly export'". */
	readonly what: string;
	/** The natural key: creations with the same one do not overlap, so that each finds its own. */
	readonly key: string;
	/** Sends the creation once. */
	send(): Promise<Kept>;
	/**
	 * Those that may be what the creation made: of the same key and content, and not older than it.
	 *
	 * @param since when the creation was first sent, in milliseconds by n8n's clock
	 */
	find(since: number): Promise<Kept[]>;
}

/**
 * Creates things that a vendor would create twice if asked twice. A creation whose answer was lost
 * is looked up, for as long as a vendor may take to list a new thing: when it is there it is
 * adopted, when it is not it is sent again.
 */
export class Creator<Kept extends Stored> {
	private readonly lock = new KeyedLock();
	private readonly claimed = new Set<string>();

	constructor(private readonly signal: AbortSignal | undefined) {}

	/** @throws UncertainOutcome when it cannot be told whether the creation took place */
	async create(creation: Creation<Kept>): Promise<{ stored: Kept; adopted: boolean }> {
		return await this.lock.run(creation.key, async () => {
			const since = Date.now();
			let lost: UncertainOutcome | undefined;
			for (let sent = 0; sent < SENT_AT_MOST; sent++) {
				const sending = await creation.send().then(
					(stored) => ({ stored }),
					(thrown: unknown) => ({ thrown }),
				);
				if ('stored' in sending) return { stored: this.claim(sending.stored), adopted: false };
				if (!(sending.thrown instanceof UncertainOutcome)) throw sending.thrown;
				lost = sending.thrown;
				const found = await this.look(creation, since);
				if (found) return { stored: this.claim(found), adopted: true };
			}
			throw new UncertainOutcome(
				`${lost?.message}; sent ${SENT_AT_MOST} times, and each time ${creation.what} was not found afterwards`,
				'Look for it at the vendor before you run the node again: it may still appear there.',
			);
		});
	}

	private async look(creation: Creation<Kept>, since: number): Promise<Kept | undefined> {
		for (const wait of LOOKS_AFTER_MS) {
			await pause(wait, this.signal);
			const found = (await creation.find(since)).filter(({ id }) => !this.claimed.has(id));
			if (found.length > 1) {
				throw new UncertainOutcome(
					`The answer to the creation of ${creation.what} was lost, and several have come up since: ${found.map(({ id }) => id).join(', ')}`,
					'Somebody else is creating the same at the same time. Keep the one you want and delete the others.',
				);
			}
			if (found[0]) return found[0];
		}
		return undefined;
	}

	private claim(stored: Kept): Kept {
		this.claimed.add(stored.id);
		return stored;
	}
}
