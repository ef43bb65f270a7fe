import { InvalidInput } from '../../core/errors';
import type { TriggerDefinition } from './triggers';

/** The events of Jira, by the names that Paragon has for them in its documents. */
const JIRA_EVENTS = [
	{ name: 'Issue Updated', value: 'issueUpdated', description: 'An issue was changed' },
	{ name: 'New Comment', value: 'newComment', description: 'A comment was added to an issue' },
	{ name: 'New Issue', value: 'newIssue', description: 'An issue was created' },
	{
		name: 'Project Created',
		value: 'projectCreated',
		description: 'Needs the scope manage:jira-configuration',
	},
	{
		name: 'Project Updated',
		value: 'projectUpdated',
		description: 'Needs the scope manage:jira-configuration',
	},
];

/** Any other trigger, of whichever integration. */
export const OTHER = 'other';

/** What a workflow can be started by. */
export const EVENTS = [
	...JIRA_EVENTS,
	{
		name: 'Other',
		value: OTHER,
		description: 'Any trigger of any integration that the user has connected',
	},
];

/** The events that Jira tells of only those who may configure it. */
export const NEEDS_CONFIGURATION = ['projectCreated', 'projectUpdated'];

/** The words of a title or type that make the event; Paragon's own types are not documented for all. */
const WORDS: Record<string, RegExp> = {
	issueUpdated: /^(issue updated|updated issue)$/,
	newComment: /^(new comment|comment (created|added)|(created|added) comment)$/,
	newIssue: /^(new issue|issue created|created issue)$/,
	projectCreated: /^(project created|new project|created project)$/,
	projectUpdated: /^(project updated|updated project)$/,
};

const wordsOf = (text: string) =>
	text
		.toLowerCase()
		.replace(/^jira[_ ]/, '')
		.replace(/^trigger[_ ]/, '')
		.replace(/_/g, ' ')
		.trim();

/**
 * The definition that Paragon has for an event of Jira, by its title, else by its type.
 *
 * @throws InvalidInput naming those there are
 */
export function definitionOf(
	event: string,
	definitions: readonly TriggerDefinition[],
): TriggerDefinition {
	const words = WORDS[event];
	const found =
		definitions.find(({ title = '' }) => words?.test(wordsOf(title))) ??
		definitions.find(({ type }) => words?.test(wordsOf(type)));
	if (found) return found;
	const names = definitions.map(({ title, type }) => title ?? type).join(', ');
	throw new InvalidInput(
		'Trigger On',
		`Paragon has no such trigger for this user; it has ${names || 'none'}`,
		'Choose Other and pick one of those there are.',
	);
}
