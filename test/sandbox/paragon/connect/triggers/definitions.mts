import type { SiteEvent } from '../../../jira/records.mts';
import type { Behaviour } from '../../behaviour.mts';

/** A parameter of a trigger. */
interface TriggerInput {
	id: string;
	type: string;
	title: string;
	required: boolean;
	subtitle?: string;
}

/** A trigger of an integration. */
export interface Trigger {
	/** Stays the same whatever its name is. */
	key: string;
	integration: string;
	/** Its name by the pattern of the documented ones, and another that it may have. */
	names: { pattern: string; other: string };
	title: string;
	description: string;
	polled: boolean;
	inputs: readonly TriggerInput[];
	/** The event of the provider behind it. */
	event: SiteEvent['webhookEvent'];
	/** Scope that the account needs. */
	scope?: string;
}

const jqlQuery: TriggerInput = {
	id: 'jqlQuery',
	type: 'CODE',
	title: 'JQL query',
	required: false,
	subtitle: 'Only for issues that it finds.',
};

/** Names, titles and scopes of Jira's are those of the vendor's page, the models are likely. */
export const TRIGGERS: readonly Trigger[] = [
	{
		key: 'newIssue',
		integration: 'jira',
		names: { pattern: 'JIRA_TRIGGER_ISSUE_CREATED', other: 'JIRA_TRIGGER_NEW_ISSUE' },
		title: 'New Issue',
		description: 'Trigger when an issue is created',
		polled: false,
		inputs: [jqlQuery],
		event: 'jira:issue_created',
	},
	{
		key: 'issueUpdated',
		integration: 'jira',
		names: { pattern: 'JIRA_TRIGGER_ISSUE_UPDATED', other: 'JIRA_TRIGGER_ISSUE_UPDATED' },
		title: 'Issue Updated',
		description: 'Trigger when an issue is updated',
		polled: false,
		inputs: [jqlQuery],
		event: 'jira:issue_updated',
	},
	{
		key: 'newComment',
		integration: 'jira',
		names: { pattern: 'JIRA_TRIGGER_COMMENT_CREATED', other: 'JIRA_TRIGGER_NEW_COMMENT' },
		title: 'New Comment',
		description: 'Trigger when a comment is added to an issue',
		polled: false,
		inputs: [jqlQuery],
		event: 'comment_created',
	},
	{
		key: 'projectCreated',
		integration: 'jira',
		names: { pattern: 'JIRA_TRIGGER_PROJECT_CREATED', other: 'JIRA_TRIGGER_PROJECT_CREATED' },
		title: 'Project Created',
		description: 'Trigger when a project is created',
		polled: true,
		inputs: [],
		event: 'project_created',
		scope: 'manage:jira-configuration',
	},
	{
		key: 'projectUpdated',
		integration: 'jira',
		names: { pattern: 'JIRA_TRIGGER_PROJECT_UPDATED', other: 'JIRA_TRIGGER_UPDATED_PROJECT' },
		title: 'Project Updated',
		description: 'Trigger when a project is updated',
		polled: true,
		inputs: [],
		event: 'project_updated',
		scope: 'manage:jira-configuration',
	},
	{
		key: 'newMessage',
		integration: 'slack',
		names: { pattern: 'SLACK_TRIGGER_MESSAGE_POSTED', other: 'SLACK_TRIGGER_NEW_MESSAGE' },
		title: 'New Message',
		description: 'Trigger when a message is posted to a channel',
		polled: false,
		inputs: [
			{
				id: 'channel',
				type: 'DYNAMIC_ENUM',
				title: 'Channel',
				required: true,
				subtitle: 'ID of the channel.',
			},
		],
		event: 'slack:message',
	},
];

/** A trigger's name at the moment. */
export function nameOf({ names }: Trigger, { triggerNames }: Behaviour): string {
	return names[triggerNames];
}

/** Whether a trigger is polled at the moment. */
export function isPolled({ integration, polled }: Trigger, { triggerModel }: Behaviour): boolean {
	return integration !== 'jira' || triggerModel === 'mixed' ? polled : triggerModel === 'polling';
}

/** A trigger as lists show it (reference: TriggerDefinition). */
export function definitionView(trigger: Trigger, behaviour: Behaviour): object {
	const { title, description, inputs } = trigger;
	return {
		type: nameOf(trigger, behaviour),
		triggerModel: isPolled(trigger, behaviour) ? 'POLLING' : 'WEBHOOK',
		title,
		description,
		parameters: inputs,
	};
}
