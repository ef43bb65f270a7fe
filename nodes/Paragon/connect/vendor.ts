import type { Vendor } from '../../core/vendor';
import { explain, isOfOneUser } from './explain';
import { projectUrlOf } from './hosts';
import type { ConnectHost } from './hosts';

/**
 * Paragon's APIs for connected users: the SDK's, the proxy and ActionKit. A limit of 50 requests a
 * second for a workspace is told by others, not by Paragon; the apps behind have limits of their own.
 */
export const PARAGON_CONNECT: Vendor = {
	name: 'Paragon',
	credentialType: 'paragonConnectApi',
	limits: { concurrency: 8, perMinute: 1500 },
	hasSessions: false,
	baseUrl: (credential, host) => projectUrlOf(credential, host as ConnectHost | undefined),
	secrets: ({ privateKey, webhookSigningSecret }) => [
		String(privateKey ?? ''),
		String(webhookSigningSecret ?? ''),
	],
	shutsOut: (answer) => !isOfOneUser(answer),
	explain,
	budget: () => undefined,
};
