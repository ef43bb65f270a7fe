import type { Client } from '../../core/client';
import type { Created, Creator } from '../../core/createOnce';
import { differencesOf } from '../../core/difference';
import { asError } from '../../core/errors';
import type { Steps } from '../../core/steps';
import { isRecord } from '../../core/vendor';
import { allClients, CLIENTS, readClient } from './listing';
import { keyIn, SETS } from './wire';
import type { OAuthClient, OAuthClientRequest } from './wire';

/** What to do about a client whose secret was in an answer that nobody got. */
export const SECRET_LOST =
	'The client is there, but its secret was not handed on: use Regenerate Secret to have one.';

/** Creates an active client, and never two of one: see `Creator`. */
export async function createActive(
	client: Client,
	creator: Creator,
	request: OAuthClientRequest,
): Promise<Created<OAuthClient>> {
	return await creator.create(
		{
			what: `OAuth client '${request.name}'`,
			key: String(request.name),
			send: async () =>
				await client.request<OAuthClient>({
					method: 'POST',
					path: CLIENTS,
					body: request,
					isUsable: isRecord,
				}),
			find: async (since) => await createdSince(client, request, since),
			isSame: (stored) => differencesOf(request, stored, SETS).length === 0,
		},
		client.signal,
	);
}

/** The clients of this name that were made since; when, only the answer to a single one is sure to tell. */
async function createdSince(
	client: Client,
	{ name }: OAuthClientRequest,
	since: number,
): Promise<OAuthClient[]> {
	const found: OAuthClient[] = [];
	for await (const listed of allClients(client)) {
		if (keyIn(listed) === undefined || listed.name !== name) continue;
		const earliest = client.earliest(since);
		if (Date.parse(listed.dateCreated ?? '') < earliest) continue;
		const stored = await readClient(client, listed.id);
		if (Date.parse(stored.dateCreated ?? '') >= earliest) found.push(stored);
	}
	return found;
}

/**
 * A later step of a creation failed.
 *
 * @param remove removes the client again, if that was asked for
 */
export async function afterFailure(
	thrown: unknown,
	{ id, name }: OAuthClient,
	steps: Steps,
	remove: (() => Promise<unknown>) | undefined,
): Promise<never> {
	const what = `the OAuth client '${name}' (${id}) again`;
	const advice = await remove?.().then(
		() => {
			steps.done.push(`removed ${what}`);
			return '';
		},
		(reason: unknown) => {
			steps.done.push(`did not succeed in removing ${what}: ${asError(reason).message}`);
			return 'The client is still there: delete it, or use Regenerate Secret to go on with it.';
		},
	);
	throw steps.withAllDone(thrown, advice ?? SECRET_LOST);
}
