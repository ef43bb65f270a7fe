import type { Budget } from '../core/rate';
import type { Headers, Vendor } from '../core/vendor';
import { explain } from './explain';
import { apiUrlOf } from './hosts';
import { usableToken } from './token';

/**
 * Genesys Cloud. Its documented limit is 300 requests a minute for a token
 * (client.credentials.token.rate.per.minute); every answer tells the running count in
 * inin-ratelimit-allowed, -count and -reset (seconds).
 */
export const GENESYS_CLOUD: Vendor = {
	name: 'Genesys Cloud',
	credentialType: 'genesysCloudOAuth2Api',
	limits: { concurrency: 10, perMinute: 300 },
	hasSessions: true,
	baseUrl: apiUrlOf,
	secrets: (credential) => [String(credential.clientSecret ?? ''), usableToken(credential) ?? ''],
	ownId: ({ clientId }) => String(clientId).trim().toLowerCase(),
	explain,
	budget(headers: Headers): Budget | undefined {
		const [allowed, count, reset] = ['allowed', 'count', 'reset'].map((part) =>
			Number(headers[`inin-ratelimit-${part}`] ?? NaN),
		) as [number, number, number];
		if (![allowed, count, reset].every(Number.isFinite)) return undefined;
		return { remaining: allowed - count, resetMs: reset * 1000 };
	},
};
