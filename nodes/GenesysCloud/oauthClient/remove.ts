import type { IDataObject } from 'n8n-workflow';

import { path } from '../../core/client';
import type { Client } from '../../core/client';
import { isNotFound, Unreachable } from '../../core/errors';
import { wholeNumber } from '../../core/fields';
import { poll } from '../../core/poll';
import { Steps } from '../../core/steps';
import { OWN_CLIENT_OPTIONS } from './ownClient';
import type { OwnClientOptions } from './ownClient';
import type { OAuthClient, OAuthClientRequest } from './wire';

export interface RemoveOptions extends OwnClientOptions {
	/** How long to wait until the client is gone, in seconds. */
	waitSeconds?: number;
}

/** Genesys Cloud's own Terraform provider waits this long. */
const DEFAULT_WAIT_SECONDS = 30;

export const REMOVE_OPTIONS = {
	...OWN_CLIENT_OPTIONS,
	waitSeconds: wholeNumber(
		{
			displayName: 'Wait Up To (Seconds)',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 600 },
			default: DEFAULT_WAIT_SECONDS,
			description: 'How long to wait until the deleted client is gone; Genesys Cloud takes a while',
		},
		{ min: 0, max: 600, unit: 'seconds' },
	),
};

/** What a deletion needs of the clients' store. */
interface Clients {
	get(id: string): Promise<OAuthClient>;
	replace(stored: OAuthClient, change: OAuthClientRequest): Promise<OAuthClient>;
}

/**
 * Deletes a client: Genesys Cloud deletes inactive ones only, and not at once. One that is older
 * than 30 days may stay for another 7, to be restored if need be: `dateToDelete` says so.
 */
export async function removeClient(
	client: Client,
	store: Clients,
	id: string,
	{ waitSeconds = DEFAULT_WAIT_SECONDS }: RemoveOptions,
): Promise<IDataObject> {
	const steps = new Steps();
	const stored = await store.get(id);
	const what = `OAuth client '${stored.name}' (${id})`;
	if (stored.state === 'deleted') return { id };
	if (stored.state !== 'inactive' && stored.state !== 'disabled') {
		await steps.run(
			`Setting the ${what} inactive`,
			async () => await store.replace(stored, { state: 'inactive' }),
			() => `set the ${what} inactive`,
		);
	}
	await steps.run(
		`Deleting the ${what}`,
		async () => await client.request({ method: 'DELETE', path: path`/api/v2/oauth/clients/${id}` }),
		() => `asked Genesys Cloud to delete the ${what}`,
	);
	return await steps.run(
		`Waiting for the ${what} to be gone`,
		async () => await gone(client, store, id, waitSeconds),
		() => `saw that the ${what} is gone`,
	);
}

async function gone(
	client: Client,
	store: Clients,
	id: string,
	waitSeconds: number,
): Promise<IDataObject> {
	let last: OAuthClient | undefined;
	const look = async () => {
		last = await store.get(id).catch((thrown: unknown) => {
			if (isNotFound(thrown)) return undefined;
			throw thrown;
		});
		return !last || last.state === 'deleted' ? { id } : undefined;
	};
	return (await poll(look, waitSeconds, client.signal)) ?? stillThere(last, waitSeconds);
}

function stillThere(client: OAuthClient | undefined, waitSeconds: number): IDataObject {
	if (client?.dateToDelete) return { id: client.id, dateToDelete: client.dateToDelete };
	throw new Unreachable(
		`the client is still there after ${waitSeconds} seconds`,
		'Genesys Cloud has accepted the deletion. Look again later, or raise Wait Up To (Seconds).',
	);
}
