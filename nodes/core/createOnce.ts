import { asError, Cancelled, UncertainOutcome } from './errors';
import { KeyedLock } from './keyedLock';
import { pause } from './pause';
import type { Id, Stored } from './store';

/** Waits between the looks for a creation whose answer was lost, in milliseconds. */
const LOOKS_AFTER_MS = [500, 1000, 2000, 4000, 7500, 8000];

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
	 * Those that may be what the creation made: of the same key, spelled as it was sent, and not older.
	 *
	 * @param since when the creation was first sent, in milliseconds by n8n's clock
	 */
	find(since: number): Promise<Kept[]>;
	/** Whether one of these has the content that was sent; without this, all have. */
	isSame?(stored: Kept): boolean;
}

/** What came of a creation. */
export interface Created<Kept extends Stored> {
	stored: Kept;
	/** Whether the answer was lost and the thing was found afterwards. */
	adopted: boolean;
	/** How often it was sent. */
	sent: number;
}

/** What a creation that did not go straight is told with. */
export function howCreated(adopted: boolean, sent: number): string {
	const again =
		sent > 1 ? `; it was sent ${sent} times, since it was not to be found after the first` : '';
	const found = adopted
		? '; the answer was lost, so it was looked up by its name instead of being created again'
		: '';
	return again + found;
}

/**
 * Creates things that a vendor would create twice if asked twice. A creation whose answer was lost
 * is looked up, for longer than a vendor is known to take to list a new thing: when it is there it is
 * adopted, when it is not it is sent again.
 *
 * One creator serves all runs of this process that use the same credential, so that none adopts what
 * another has made.
 */
export class Creator {
	private readonly lock = new KeyedLock();
	private readonly claimed = new Map<Id, number>();

	/**
	 * @throws UncertainOutcome when it cannot be told whether the creation took place
	 * @throws Cancelled
	 */
	async create<Kept extends Stored>(
		creation: Creation<Kept>,
		signal: AbortSignal | undefined,
	): Promise<Created<Kept>> {
		return await this.lock.run(creation.key, async () => {
			const since = Date.now();
			let lost: UncertainOutcome | undefined;
			for (let sent = 1; sent <= SENT_AT_MOST; sent++) {
				const sending = await creation.send().then(
					(stored) => ({ stored }),
					(thrown: unknown) => ({ thrown }),
				);
				if ('stored' in sending) {
					return { stored: this.claim(sending.stored), adopted: false, sent };
				}
				if (!(sending.thrown instanceof UncertainOutcome)) {
					throw lost ? notLookedUp(creation, lost, sending.thrown) : sending.thrown;
				}
				lost = sending.thrown;
				const found = await this.look(creation, since, signal).catch((thrown: unknown) => {
					throw notLookedUp(creation, lost, thrown);
				});
				if (found) return { stored: this.claim(found), adopted: true, sent };
			}
			throw new UncertainOutcome(
				`${lost?.message}; sent ${SENT_AT_MOST} times, and each time ${creation.what} was not found afterwards`,
				LOOK_FOR_IT,
			);
		});
	}

	private async look<Kept extends Stored>(
		creation: Creation<Kept>,
		since: number,
		signal: AbortSignal | undefined,
	): Promise<Kept | undefined> {
		for (const wait of LOOKS_AFTER_MS) {
			await pause(wait, signal);
			const found = (await creation.find(since)).filter(({ id }) => !this.claimed.has(id));
			if (found.length === 0) continue;
			const same = found.filter((stored) => creation.isSame?.(stored) ?? true);
			if (same.length === 1) return same[0];
			const ids = found.map(({ id }) => id).join(', ');
			throw new UncertainOutcome(
				`what has come up since under this name is ${same.length > 1 ? 'more than one' : 'not quite what was sent'}: ${ids}`,
				'Look at it: keep what you want and delete the rest. Nothing was sent again.',
			);
		}
		return undefined;
	}

	private claim<Kept extends Stored>(stored: Kept): Kept {
		const now = Date.now();
		for (const [id, at] of this.claimed) {
			if (now - at < CLAIMED_MS) break;
			this.claimed.delete(id);
		}
		this.claimed.set(stored.id, now);
		return stored;
	}
}

/** How long it is remembered who made a thing: longer than any look-up may reach back. */
const CLAIMED_MS = 60 * 60_000;

const LOOK_FOR_IT =
	'Look for it at the vendor before you run the node again: it may still appear there.';

/** The look-up itself did not succeed: then, too, the user has to know that something may exist. */
function notLookedUp(
	{ what }: Pick<Creation<never>, 'what'>,
	lost: UncertainOutcome | undefined,
	thrown: unknown,
): Error {
	const error = asError(thrown);
	if (error instanceof Cancelled) {
		return new Cancelled(`the ${what} may have been created, since the answer to it was lost`);
	}
	const help = error instanceof UncertainOutcome ? error.help : LOOK_FOR_IT;
	return new UncertainOutcome(
		`Whether the ${what} was created could not be found out: it may have been. ${lost?.message}; then ${error.message}`,
		help,
	);
}

const creators = new Map<string, Creator>();

/** The creator that all runs of this process share, for one kind of thing and one credential. */
export function sharedCreator(key: string): Creator {
	let creator = creators.get(key);
	if (!creator) {
		creator = new Creator();
		creators.set(key, creator);
	}
	return creator;
}
