import type { Limits } from '../core/limits.mts';
import type { Site } from '../jira/site.mts';
import type { Behaviour } from './behaviour.mts';
import type { State } from './state.mts';

/** What a stand-in of Paragon consists of; state and behaviour are replaced on reset. */
export interface World {
	state: State;
	behaviour: Behaviour;
	limits: Limits;
	/** The Jira Cloud site that users connect. */
	jira: Site;
	/** Told of each message that is posted to the stand-in of Slack. */
	onSlackMessage(message: Record<string, unknown>): void;
}
