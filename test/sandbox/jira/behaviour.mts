import { turnSwitches, type Choices } from '../core/switches.mts';

/** What is not documented, or differs between sites, as switches; the default is the likeliest. */
export interface JiraBehaviour {
	/** Status of the removed GET and POST /rest/api/3/search. */
	removedSearchStatus: 404 | 410;
	/** Issues in a page of search/jql when maxResults is not given. */
	searchPageSize: number;
	/** Largest page of search/jql as soon as more than `id` and `key` is asked for; 0 = 5,000. */
	searchPageCap: number;
	/** Milliseconds until search finds a new issue (reconcileIssues finds it at once). */
	searchLagMs: number;
	/** Seconds an access token lives. */
	accessTokenSeconds: number;
	/** Days a dynamic webhook lives. */
	webhookDays: number;
	/** Webhooks an app may have for each of its users. */
	webhookLimit: number;
	/** Status of DELETE /rest/api/3/webhook. */
	deletedWebhooksStatus: 200 | 202 | 204;
	/** Whether a 429 says Retry-After. */
	retryAfter: boolean;
	/** E-mail addresses of users: each may hide theirs. */
	emailAddresses: 'shown' | 'hidden';
}

/** The vendor's behaviour when nothing is said. */
export const DEFAULT_BEHAVIOUR: Readonly<JiraBehaviour> = {
	removedSearchStatus: 410,
	searchPageSize: 50,
	searchPageCap: 100,
	searchLagMs: 0,
	accessTokenSeconds: 3600,
	webhookDays: 30,
	webhookLimit: 5,
	deletedWebhooksStatus: 202,
	retryAfter: true,
	emailAddresses: 'shown',
};

const CHOICES: Choices<JiraBehaviour> = {
	removedSearchStatus: [404, 410],
	deletedWebhooksStatus: [200, 202, 204],
	emailAddresses: ['shown', 'hidden'],
};

/**
 * The behaviour with some switches turned.
 * @throws RangeError for an unknown switch or a value that it doesn't have
 */
export function turn(behaviour: JiraBehaviour, changes: Record<string, unknown>): JiraBehaviour {
	return turnSwitches({ defaults: DEFAULT_BEHAVIOUR, choices: CHOICES }, behaviour, changes);
}
