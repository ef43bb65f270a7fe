/** The type of the Jira integration in Paragon's catalog. */
export const JIRA = 'jira';

/**
 * What Jira's app may be asked for. The first is what the smallest example of Paragon has; Atlassian:
 * read and write for work on issues, manage for webhooks. Paragon: manage:jira-configuration for
 * the triggers Project Created and Project Updated.
 */
export const JIRA_SCOPES = [
	{ name: 'offline_access', description: 'Stay connected without asking the user again' },
	{ name: 'read:jira-user', description: 'See users' },
	{ name: 'read:jira-work', description: 'See projects and issues' },
	{ name: 'write:jira-work', description: 'Create and change issues and comments' },
	{ name: 'manage:jira-webhook', description: 'Triggers on issues and comments' },
	{ name: 'manage:jira-configuration', description: 'Triggers on projects' },
	{ name: 'manage:jira-project', description: 'Change the settings of projects' },
	{ name: 'manage:jira-data-provider', description: 'Give data to Jira, such as builds' },
];

/** What work on issues and all triggers need. */
export const USUAL_JIRA_SCOPES = [
	'offline_access',
	'read:jira-user',
	'read:jira-work',
	'write:jira-work',
	'manage:jira-webhook',
	'manage:jira-configuration',
];

/** What a person has to know to set up Jira's app. */
export const JIRA_NOTICES = [
	'Copy this redirect URL into your Jira app, under APIs and Features > OAuth 2.0 (3LO) > Callback URL: https://passport.useparagon.com/oauth. With Paragon on your own servers it is the one shown above.',
	'Client ID and Client Secret are on the page of your app at developer.atlassian.com. Left blank in the dashboard of Paragon, they mean its own development keys, which allow a few connected users only and cannot be set here.',
	'The triggers Project Created and Project Updated need the scope manage:jira-configuration.',
];
