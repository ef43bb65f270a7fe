import type { Limits } from '../core/limits.mts';
import { DEFAULT_BEHAVIOUR, type JiraBehaviour } from './behaviour.mts';
import type { SiteEvent, User } from './records.mts';
import type { State } from './state.mts';

type Listener = (event: SiteEvent) => void;

/** A Jira Cloud site; state and behaviour are replaced on reset. */
export class Site {
	state: State;
	behaviour: JiraBehaviour = DEFAULT_BEHAVIOUR;
	/** Address that links in answers begin with. */
	url = '';
	readonly cloudId: string;
	readonly limits: Limits;
	#listeners = new Set<Listener>();

	constructor(cloudId: string, state: State, limits: Limits) {
		this.cloudId = cloudId;
		this.state = state;
		this.limits = limits;
	}

	/** Calls `listener` with each event from now on. */
	onEvent(listener: Listener): void {
		this.#listeners.add(listener);
	}

	/** Keeps an event and tells it to all who listen. */
	tell(event: SiteEvent): SiteEvent {
		this.state.events.push(event);
		for (const listener of this.#listeners) listener(event);
		return event;
	}
}

/** What records are shown with: the state they refer to, and where links lead. */
export interface Views {
	state: State;
	behaviour: JiraBehaviour;
	/** Without a trailing slash, up to and with `/rest/api/3`. */
	base: string;
}

/** A request that has passed authentication, scopes and limits. */
export interface Call {
	params: Record<string, string>;
	query: Record<string, string | string[] | undefined>;
	body: unknown;
	user: User;
	/** Client ID of the OAuth 2.0 app; missing for Basic authentication. */
	clientId?: string;
	site: Site;
	state: State;
	views: Views;
}

/** Status and body of an answer. */
export interface Answer {
	status: number;
	body?: object;
}

/** Scopes of OAuth 2.0 apps that operations need. */
export type Scope =
	| 'read:jira-work'
	| 'read:jira-user'
	| 'write:jira-work'
	| 'manage:jira-configuration'
	| 'manage:jira-webhook';

/** An operation of the REST API. */
export interface Operation {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** Path after /rest/api/3 with `:name` for parameters. */
	path: string;
	scope?: Scope;
	handle(call: Call): Answer;
}

/** 200 with a body. */
export function ok(body: object): Answer {
	return { status: 200, body };
}

/** 204. */
export const NOTHING: Answer = { status: 204 };
