import type { Credentials } from '../support/vendorCase.mts';
import type { Random } from './random.mts';
import type { DistantSandbox } from './sandbox.mts';

/** What is stored of a thing, as far as the nodes have a say in it. */
export type Content = Record<string, unknown>;

/** A thing as the vendor keeps it. */
export interface Kept {
	id: string | number;
	/** What tells it from all others of a run, whatever its ID: its name, or what it belongs to. */
	key: string;
	content: Content;
}

/** A place for one thing, which may be there or not. */
export interface Slot {
	/** The same for the same seed. */
	readonly subject: string;
	key: string;
	/** The ID of the thing that is there, or was last. */
	id?: string | number;
	/** What is stored; undefined while there is none. */
	content?: Content;
	/** What else the vendor's operations have to know, such as the project. */
	readonly place?: Record<string, unknown>;
}

/** What is to be there after a part of the work, and how an error says that this part was done. */
export interface Part {
	told: RegExp;
	content: Content | undefined;
}

/** What an item asks for, and what it comes to. */
export interface Wish {
	json: Record<string, unknown>;
	/** What is stored afterwards, as far as it is known before. */
	after: Content | undefined;
	/** The key afterwards, where it changes. */
	key?: string;
	/** The parts of the work, in their order. */
	parts?: Part[];
}

/** A run: its parameters, which take what differs from item to item from its JSON, and its items. */
export interface Run {
	parameters: Record<string, unknown>;
	wish(slot: Slot): Wish;
}

/**
 * Parameters of Create or Update and of Sync: each item is what is wanted, by the names of the fields.
 *
 * @param within of a sync that deletes what no item means: what its names begin with
 */
export const desired = (resource: string, operation: string, within?: string) => ({
	...{ resource, operation, inputFormat: 'item', matchOn: 'key' },
	...(within !== undefined && {
		...{ deleteUnlisted: true, scope: { namePrefix: within } },
		options: { maximumDeletions: 1000, maximumPercent: 100 },
	}),
});

/** One operation of the mix. */
export interface ChaosOperation {
	name: 'create' | 'delete' | 'get' | 'sync' | 'update' | 'upsert';
	/** @param within of a sync: see `desired` */
	run(random: Random, within?: string): Run;
}

/** A vendor whose sandbox is running, with what the operations have to know of it. */
export interface OpenVendor {
	/** Whether there are sessions that may end at any time. */
	hasSessions: boolean;
	credentials: Credentials;
	operations: ChaosOperation[];
	/** Things, and places for more, that nobody else works on. */
	setUp(lane: string, count: number, random: Random): Promise<Slot[]>;
	/** The parts of a deletion that a sync does on the way, and what is left after each. */
	partsOfDeletion?(slot: Slot): Part[];
	/** A place for a further thing; missing where there are only so many places, and names mean nothing. */
	newSlot?(lane: string, number: number, random: Random): Slot;
	/** Where the things that this is about are in the vendor's whole state. */
	collection: string;
	/** Of the vendor's whole state, those things. */
	kept(state: any): Kept[];
	/** What an output item shows of a thing, in the words of its content. */
	shown(json: Record<string, any>): Content;
}

/** A vendor's node in chaos. */
export interface ChaosVendor {
	name: string;
	node: string;
	open(sandbox: DistantSandbox): Promise<OpenVendor>;
}

/** Fields of a collection, each taken from a member of the item's JSON; n8n takes no expression on the whole. */
export const fieldsFrom = (member: string, names: readonly string[]): Record<string, string> =>
	Object.fromEntries(names.map((name) => [name, `={{ $json.${member}.${name} }}`]));
