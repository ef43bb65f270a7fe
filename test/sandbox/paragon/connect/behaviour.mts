import type { Choices } from '../../core/switches.mts';

/** What is not documented of the APIs for connected users, as switches; the default is the likeliest. */
export interface ConnectBehaviour {
	/** Claim `aud` of a user token: has to fit when it is there, has to be there, or is passed over. */
	tokenAudience: 'checked' | 'required' | 'unchecked';
	/** Longest life of a user token in seconds; 0 = none is too long. */
	tokenMaxSeconds: number;
	/** GET /sdk/me without a token: 401, or 200 with `authenticated: false`. */
	meWithoutToken: 'refused' | 'told';
	/** Status of "Integration not enabled for user." */
	notConnectedStatus: 400 | 401 | 403 | 404;
	/** Status with code 7210, when the claim of permissions doesn't allow a call. */
	notPermittedStatus: 401 | 403;
	/** Subscriptions of a user who disconnects. */
	subscriptionsOnDisconnect: 'deleted' | 'errored';

	/** What the proxy answers: the provider's body, or `{output: body}` as before 2025. */
	proxyReply: 'bare' | 'wrapped';
	/** A provider's error at the proxy: as it is, or in the common error body with its headers. */
	proxyErrors: 'passed' | 'described';
	/** A provider's error at a tool. */
	toolErrors: 'passed' | 'described';
	/** The member `errors` of lists of tools and triggers when there is no error. */
	emptyListErrors: 'omitted' | 'shown';

	/** Names of the triggers that no document names: by the pattern of the others, or otherwise. */
	triggerNames: 'pattern' | 'other';
	/** How triggers of Jira learn of events; `mixed` = only projects are polled. */
	triggerModel: 'mixed' | 'webhook' | 'polling';
	/** `payload` of events of Jira: the webhook's body, the record alone, or by the trigger's model. */
	triggerPayload: 'byModel' | 'webhook' | 'record';
	/** Milliseconds between two polls; a minute at the vendor. */
	pollMs: number;
	/** Shape of POST /triggers/examples. */
	examplesShape: 'object' | 'array';
	/** Status of POST /trigger-subscriptions. */
	subscribedStatus: 200 | 201;
	/** Status of DELETE /trigger-subscriptions/{id}. */
	unsubscribedStatus: 200 | 204;
	/** Status when the account's scopes don't suffice for a trigger. */
	scopeMissingStatus: 400 | 403;
	/** `webhookOverride` of a subscription as it is shown. */
	overrideShown: 'whole' | 'url';
	/** Whether PATCH makes an ERRORED subscription ACTIVE. */
	patchReactivates: boolean;

	/** How the digest of x-paragon-signature is written. */
	signatureEncoding: 'hex' | 'base64';
	/** How a delivery's JSON is written: the signature is over exactly these bytes. */
	deliveryJson: 'compact' | 'indented';
	/** Further attempts when a receiver doesn't answer 2xx. */
	deliveryRetries: number;
	/** Milliseconds until the first further attempt. */
	deliveryWaitMs: number;
	/** By how much each wait is longer than the one before. */
	deliveryGrowth: number;
	/** Milliseconds that a receiver may take. */
	deliveryTimeoutMs: number;
	/** Events given up in a row that make a subscription ERRORED. */
	erroredAfter: number;
}

export const CONNECT_BEHAVIOUR: Readonly<ConnectBehaviour> = {
	tokenAudience: 'checked',
	tokenMaxSeconds: 0,
	meWithoutToken: 'refused',
	notConnectedStatus: 404,
	notPermittedStatus: 403,
	subscriptionsOnDisconnect: 'deleted',
	proxyReply: 'bare',
	proxyErrors: 'passed',
	toolErrors: 'described',
	emptyListErrors: 'omitted',
	triggerNames: 'pattern',
	triggerModel: 'mixed',
	triggerPayload: 'byModel',
	pollMs: 100,
	examplesShape: 'object',
	subscribedStatus: 201,
	unsubscribedStatus: 200,
	scopeMissingStatus: 400,
	overrideShown: 'whole',
	patchReactivates: false,
	signatureEncoding: 'hex',
	deliveryJson: 'compact',
	deliveryRetries: 5,
	deliveryWaitMs: 100,
	deliveryGrowth: 2,
	deliveryTimeoutMs: 10_000,
	erroredAfter: 1,
};

export const CONNECT_CHOICES: Choices<ConnectBehaviour> = {
	tokenAudience: ['checked', 'required', 'unchecked'],
	meWithoutToken: ['refused', 'told'],
	notConnectedStatus: [400, 401, 403, 404],
	notPermittedStatus: [401, 403],
	subscriptionsOnDisconnect: ['deleted', 'errored'],
	proxyReply: ['bare', 'wrapped'],
	proxyErrors: ['passed', 'described'],
	toolErrors: ['passed', 'described'],
	emptyListErrors: ['omitted', 'shown'],
	triggerNames: ['pattern', 'other'],
	triggerModel: ['mixed', 'webhook', 'polling'],
	triggerPayload: ['byModel', 'webhook', 'record'],
	examplesShape: ['object', 'array'],
	subscribedStatus: [200, 201],
	unsubscribedStatus: [200, 204],
	scopeMissingStatus: [400, 403],
	overrideShown: ['whole', 'url'],
	signatureEncoding: ['hex', 'base64'],
	deliveryJson: ['compact', 'indented'],
};
