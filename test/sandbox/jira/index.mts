import { listen } from '../core/server.mts';
import type { RunningVendor, Vendor, VendorContext } from '../core/vendor.mts';
import { createApi } from './api.mts';
import { ALL_SCOPES, issueToken } from './auth.mts';
import { DEFAULT_BEHAVIOUR, turn } from './behaviour.mts';
import { jiraContract } from './contract.mts';
import { addSeed, type Seed } from './seed.mts';
import { Site } from './site.mts';
import { readyMade, startState, type ReadyMade } from './start.mts';
import type { State } from './state.mts';
import { callWebhooks } from './webhooks.mts';

/** Where the stand-in of Jira Cloud is, who may use it, and what is there to begin with. */
export interface JiraHandle {
	/** The site; the REST API is at /rest/api/3, for apps also at /ex/jira/{cloudId}/rest/api/3. */
	url: string;
	cloudId: string;
	/** Signs in with Basic authentication. */
	email: string;
	apiToken: string;
	/** Of an OAuth 2.0 app with all scopes, for Bearer authentication. */
	accessToken: string;
	accountId: string;
	/** Keys of projects: a simple one, one with required custom fields, one of a business team. */
	projects: { simple: string; required: string; business: string };
}

/** A running stand-in, with the site for other vendors that stand before it. */
export interface RunningJira extends RunningVendor<JiraHandle> {
	site: Site;
}

const NAME = 'jira';
const PORTS = ['jiraApi'] as const;

function snapshot(state: State): object {
	return {
		users: [...state.users.values()],
		tokens: [...state.tokens.values()],
		projects: [...state.projects.values()],
		issues: [...state.issues.values()],
		comments: [...state.comments.values()],
		webhooks: [...state.webhooks.values()],
		webhookCalls: state.webhookCalls,
		events: state.events,
	};
}

function handleOf(url: string, { cloudId, admin, accessToken }: ReadyMade): JiraHandle {
	return {
		url,
		cloudId,
		email: admin.emailAddress,
		apiToken: admin.apiToken,
		accessToken,
		accountId: admin.accountId,
		projects: { simple: 'ED', required: 'OPS', business: 'MKT' },
	};
}

async function start(context: VendorContext): Promise<RunningJira> {
	const ready = readyMade();
	const site = new Site(ready.cloudId, startState(ready), context.limits);
	const allow = () =>
		issueToken(site, ready.admin.accountId, { scopes: ALL_SCOPES, token: ready.accessToken });
	allow();
	site.onEvent((event) => callWebhooks(site, event));
	const contract = jiraContract();
	const api = createApi(context, site, contract, NAME);
	site.url = await listen(api, 'Jira Cloud', context.ports.jiraApi);
	return {
		site,
		handle: handleOf(site.url, ready),
		contract,
		state: () => snapshot(site.state),
		seed: (additions) => addSeed(site, additions as Seed),
		behaviour: () => site.behaviour,
		setBehaviour: (changes) => {
			site.behaviour = turn(site.behaviour, changes);
		},
		expireTokens: () => site.state.tokens.clear(),
		reset: () => {
			site.state = startState(ready);
			site.behaviour = DEFAULT_BEHAVIOUR;
			allow();
		},
		close: async () => await api.close(),
	};
}

/** The stand-in of Jira Cloud. */
export const jira: Vendor<typeof NAME, JiraHandle, (typeof PORTS)[number]> = {
	name: NAME,
	title: 'Jira Cloud',
	ports: PORTS,
	start,
};
