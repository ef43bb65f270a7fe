import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { safeUrl } from '../core/address';

/** The management API of Paragon's cloud. */
export const CLOUD_URL = 'https://zeus.useparagon.com';

/**
 * Where the management API is, for a credential.
 *
 * @throws InvalidInput
 */
export function apiUrlOf({ baseUrl }: ICredentialDataDecryptedObject): string {
	return safeUrl('Base URL', baseUrl);
}

/**
 * Where apps send users back to after their consent: what has to be registered at the app as
 * redirect URI. Undefined where the API's host does not tell it.
 *
 * Paragon's documents: https://passport.useparagon.com/oauth; on-premises, hosts differ in their
 * domain alone.
 */
export function redirectUrlOf(baseUrl: string): string | undefined {
	const { protocol, host } = new URL(baseUrl);
	const [, domain] = /^(?:zeus|api)\.(.+)$/.exec(host) ?? [];
	return domain && `${protocol}//passport.${domain}/oauth`;
}
