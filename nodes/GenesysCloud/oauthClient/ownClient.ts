import type { Client } from '../../core/client';
import { InvalidInput } from '../../core/errors';
import { flag } from '../../core/fields';
import type { OAuthClientSpec } from './fields';
import type { OAuthClient } from './wire';

/** The option that lets a user lock n8n out knowingly. */
export const OWN_CLIENT_OPTIONS = {
	allowOwnClient: flag({
		displayName: 'Allow Own Client',
		type: 'boolean',
		default: false,
		description:
			'Whether this may be done to the very OAuth client that n8n authenticates with; n8n then loses its access until the credential is renewed',
	}),
};

export interface OwnClientOptions {
	allowOwnClient?: boolean;
}

/** Whether a client is the one that n8n itself authenticates with. */
export const isOwnClient = ({ ownId }: Client, id: string): boolean => id.toLowerCase() === ownId;

/**
 * Keeps n8n from changing what its own access hangs on. Errors: as `checkOwnClient`.
 */
export function checkOwnChange(
	client: Client,
	id: string,
	{ state, authorizedGrantType, roles }: OAuthClientSpec,
	options: OwnClientOptions,
): void {
	if (state !== 'inactive' && !authorizedGrantType && !roles) return;
	checkOwnClient(client, id, 'changed in its state, grant type or roles', options);
}

/**
 * Keeps n8n from locking itself out.
 *
 * @param deed what is to be done to the client: "deleted"
 * @throws InvalidInput when the client is n8n's own and the user has not confirmed
 */
export function checkOwnClient(
	client: Client,
	id: string,
	deed: string,
	{ allowOwnClient }: OwnClientOptions,
): void {
	if (!isOwnClient(client, id) || allowOwnClient) return;
	throw new InvalidInput(
		'OAuth Client',
		`${id} is the client that n8n itself authenticates with, so it is not ${deed}`,
		"If you mean it, add the option Allow Own Client. n8n's credential stops working then.",
	);
}

/**
 * Keeps a desired state from changing n8n's own client, whatever differs: it gives the grant type and
 * the roles each time.
 *
 * @throws InvalidInput when the client is n8n's own
 */
export function checkNotOwn(client: Client, { id, name }: OAuthClient): void {
	if (!isOwnClient(client, id)) return;
	throw new InvalidInput(
		'Desired State',
		`'${name}' (${id}) is not changed: it is what n8n itself authenticates with`,
		'Remove it from the items, or change it with Update; what its access hangs on only with the option Allow Own Client.',
	);
}
