import { randomUUID } from 'node:crypto';
import type { Credential, Dated, Integration } from './records.mts';

/** ID and dates of a new record. */
export function dated(now = new Date()): Dated {
	const date = now.toISOString();
	return { id: randomUUID(), dateCreated: date, dateUpdated: date };
}

/** Far enough for an access token that nobody has asked for yet. */
const VALID_MS = 365 * 86_400_000;

/** A credential of an integration with the members that every new one has. */
export function newCredential(integration: Integration, given: Partial<Credential>): Credential {
	const now = new Date();
	return {
		...dated(now),
		name: 'user@example.com',
		provider: integration.type,
		scheme: 'oauth_app',
		onboardingOnly: false,
		dateRefreshed: now.toISOString(),
		dateValidUntil: new Date(now.getTime() + VALID_MS).toISOString(),
		values: {},
		...given,
		integrationId: integration.id,
		projectId: integration.projectId,
	};
}
