import { path } from '../../core/client';
import type { Client } from '../../core/client';
import { Unreachable } from '../../core/errors';
import { drained } from '../../core/listing';
import { isRecord } from '../../core/vendor';
import { isListing } from '../isListing';
import type { OAuthClient } from './wire';

export const CLIENTS = '/api/v2/oauth/clients';

/** API description: OAuthClientEntityListing. */
interface ClientPage {
	entities: OAuthClient[];
	total?: number;
}

/**
 * All OAuth clients. Genesys Cloud documents neither pages nor filters for this list, so all should
 * come at once. Should it come in pages after all, they are fetched; should some stay out of reach,
 * that is an error: half a list would pass for the whole.
 */
export async function* allClients(client: Client): AsyncGenerator<OAuthClient> {
	const { entities, total = 0 } = await pageOf(client);
	const pageSize = entities.length;
	const seen = new Set<string>();
	yield* unseen(entities, seen);
	for (let pageNumber = 2; seen.size < total; pageNumber++) {
		const before = seen.size;
		yield* unseen((await pageOf(client, { pageNumber, pageSize })).entities, seen);
		if (seen.size === before) {
			throw new Unreachable(
				`Genesys Cloud has ${total} OAuth clients, but gave only ${seen.size} of them`,
			);
		}
	}
}

/** Those that have not been seen yet, of which it takes note. */
function* unseen(entities: OAuthClient[], seen: Set<string>): Generator<OAuthClient> {
	for (const entity of drained(entities)) {
		if (seen.has(entity.id)) continue;
		seen.add(entity.id);
		yield entity;
	}
}

async function pageOf(
	client: Client,
	query?: { pageNumber: number; pageSize: number },
): Promise<ClientPage> {
	return await client.request({ method: 'GET', path: CLIENTS, query, isUsable: isListing });
}

/** One client. */
export async function readClient(client: Client, id: string): Promise<OAuthClient> {
	return await client.request({
		method: 'GET',
		path: path`/api/v2/oauth/clients/${id}`,
		isUsable: isRecord,
	});
}
