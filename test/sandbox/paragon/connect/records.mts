import type { Dated } from '../records.mts';

/** An end user of the vendor's customer: `sub` of user tokens, internally a persona. */
export interface ConnectUser extends Dated {
	projectId: string;
	userId: string;
	meta: Record<string, unknown>;
}

/** One account that a user has connected (vendor's SDK: ConnectCredential). */
export interface ConnectCredential extends Dated {
	projectId: string;
	integrationId: string;
	/** ID of the user's record. */
	personaId: string;
	config: Record<string, unknown>;
	status: 'VALID' | 'INVALID' | 'PENDING';
	/** The account at the provider. */
	providerId: string;
	providerData: Record<string, unknown>;
	dateRefreshed: string;
	dateValidUntil: string;
	refreshFailureCount: number;
	/** Scopes that the provider granted. Not shown. */
	scopes: readonly string[];
}

/** Where events of a subscription go instead of the project's URL. */
export interface WebhookOverride {
	url: string;
	headers?: Record<string, string>;
	metadata?: unknown;
}

/** A trigger that a user subscribed to. */
export interface Subscription {
	id: string;
	projectId: string;
	credentialId: string;
	userId: string;
	integration: string;
	/** Which trigger, whatever its name is at the moment. */
	trigger: string;
	/** The name it was subscribed by. */
	type: string;
	parameters: Record<string, unknown>;
	status: 'ACTIVE' | 'ERRORED';
	error?: string;
	dateCreated: string;
	dateLastReceivedEvent: string | null;
	webhookOverride?: WebhookOverride;
	/** Events given up since the last one that arrived. */
	failures: number;
}

/** One attempt to bring an event to its receiver. */
export interface Attempt {
	/** ISO 8601. */
	at: string;
	status?: number;
	error?: string;
}

/** An event on its way to a receiver. */
export interface Delivery {
	eventId: string;
	subscriptionId: string;
	url: string;
	headers: Record<string, string>;
	/** Exactly as it is sent. */
	body: string;
	attempts: Attempt[];
	state: 'pending' | 'delivered' | 'givenUp';
	/** Made by the control: the same event again, or one that the vendor never sent. */
	origin: 'event' | 'redelivered' | 'forged';
}

/** Settings > ActionKit of a project. */
export interface WebhookSettings {
	/** Signs what is delivered. */
	signingSecret: string;
	/** Where events without an override go. */
	url?: string;
}
