import { path } from '../../core/client';
import type { Client } from '../../core/client';
import { Unreachable } from '../../core/errors';
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
	const first = await pageOf(client);
	const seen = new Set<string>();
	const fresh = ({ entities }: ClientPage) =>
		entities.filter(({ id }) => !seen.has(id) && seen.add(id));
	yield* fresh(first);
	for (let pageNumber = 2; seen.size < (first.total ?? 0); pageNumber++) {
		const page = fresh(await pageOf(client, { pageNumber, pageSize: first.entities.length }));
		if (page.length === 0) {
			throw new Unreachable(
				`Genesys Cloud has ${first.total} OAuth clients, but gave only ${seen.size} of them`,
			);
		}
		yield* page;
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
