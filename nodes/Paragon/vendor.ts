import type { Vendor } from '../core/vendor';
import { apiUrlOf } from './address';
import { explain } from './explain';
import { usableToken } from './login';

/**
 * Paragon's management API, which its dashboard and its Terraform provider use. No limits are
 * documented: these are modest, and a refusal lowers them.
 */
export const PARAGON: Vendor = {
	name: 'Paragon',
	credentialType: 'paragonApi',
	limits: { concurrency: 6, perMinute: 600 },
	hasSessions: true,
	baseUrl: apiUrlOf,
	secrets: (credential) => [String(credential.password ?? ''), usableToken(credential) ?? ''],
	ownId: ({ email }) => String(email ?? '').trim(),
	explain,
	budget: () => undefined,
};
