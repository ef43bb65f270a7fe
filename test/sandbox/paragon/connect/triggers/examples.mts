import { commentEvent, issueEvent, projectEvent } from '../../../jira/events.mts';
import { paragraph } from '../../../jira/start.mts';
import type { SiteEvent } from '../../../jira/records.mts';
import type { World } from '../../world.mts';
import type { ConnectCredential } from '../records.mts';
import type { Trigger } from './definitions.mts';
import { payloadOf } from './dispatch.mts';

/** An event that could happen, on records that are there; undefined when there are none. */
function possibleEvent(
	{ jira }: World,
	{ event }: Trigger,
	{ providerId }: ConnectCredential,
): SiteEvent | undefined {
	const { state } = jira;
	const issue = [...state.issues.values()].at(-1);
	const project = [...state.projects.values()].at(-1);
	const user = state.users.get(providerId) ?? [...state.users.values()][0]!;
	if (event === 'project_created' || event === 'project_updated') {
		return project && projectEvent(jira, event, project);
	}
	if (!issue) return undefined;
	if (event === 'comment_created') {
		const at = Date.now();
		const { accountId } = user;
		return commentEvent(jira, event, issue, {
			...{ id: '10000', issueId: issue.id, authorId: accountId, updateAuthorId: accountId },
			...{ body: paragraph('A comment'), created: at, updated: at },
		});
	}
	return issueEvent(jira, event as 'jira:issue_created', { issue, user });
}

/** What events of a trigger look like for a user. */
export function examplesOf(
	world: World,
	trigger: Trigger,
	credential: ConnectCredential,
): unknown[] {
	if (trigger.integration === 'slack') {
		return [
			{
				type: 'message',
				user: credential.providerId,
				text: 'Hello',
				ts: '1700000000.000000',
				channel: 'C0000000001',
			},
		];
	}
	const event = possibleEvent(world, trigger, credential);
	return event ? [payloadOf(world, trigger, event)] : [];
}
