import { randomUUID } from 'node:crypto';
import { dated } from '../newRecords.mts';
import type { Integration } from '../records.mts';
import type { World } from '../world.mts';
import type { ConnectCredential, ConnectUser } from './records.mts';

/** Far enough for an account whose token nobody has asked for yet. */
const VALID_MS = 3_600_000;

/** Connects an account of a user, as the dialog in the customer's app would. */
export function connect(
	{ state }: Pick<World, 'state'>,
	user: ConnectUser,
	integration: Integration,
	given: Partial<ConnectCredential> = {},
): ConnectCredential {
	const now = new Date();
	integration.connectedUserCount += 1;
	return state.connectCredentials.add({
		...dated(now),
		config: { configuredWorkflows: {} },
		status: 'VALID',
		providerId: randomUUID(),
		providerData: {},
		dateRefreshed: now.toISOString(),
		dateValidUntil: new Date(now.getTime() + VALID_MS).toISOString(),
		refreshFailureCount: 0,
		scopes: [],
		...given,
		projectId: user.projectId,
		integrationId: integration.id,
		personaId: user.id,
	});
}

/** Takes an account away, with what was subscribed to on it. */
export function disconnect(
	world: World,
	integration: Integration,
	credential: ConnectCredential,
): void {
	const { state, behaviour } = world;
	integration.connectedUserCount -= 1;
	state.connectCredentials.remove(credential);
	for (const subscription of state.subscriptions.of(credential.projectId)) {
		if (subscription.credentialId !== credential.id) continue;
		if (behaviour.subscriptionsOnDisconnect === 'deleted') state.subscriptions.remove(subscription);
		else
			Object.assign(subscription, {
				status: 'ERRORED',
				error: 'Integration not enabled for user.',
			});
	}
}
