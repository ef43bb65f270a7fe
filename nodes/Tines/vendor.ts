import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { safeUrl } from '../core/address';
import type { Vendor } from '../core/vendor';
import { explain } from './explain';

/**
 * Where a tenant is, for a credential: cloud tenants are at tines.com and tines.io, self-hosted ones
 * anywhere.
 *
 * @throws InvalidInput
 */
export function tenantUrlOf({ tenantUrl }: ICredentialDataDecryptedObject): string {
	return safeUrl('Tenant URL', tenantUrl);
}

/**
 * Tines. Its documented limit for credentials, teams and folders is 5,000 requests a minute for an
 * address and key; no header tells what is left of it.
 */
export const TINES: Vendor = {
	name: 'Tines',
	credentialType: 'tinesApi',
	limits: { concurrency: 10, perMinute: 5000 },
	hasSessions: false,
	baseUrl: tenantUrlOf,
	secrets: ({ apiKey }) => [String(apiKey ?? '')],
	explain,
	budget: () => undefined,
};
