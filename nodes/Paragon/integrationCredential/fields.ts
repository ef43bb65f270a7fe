import { text, texts } from '../../core/fields';
import type { Field, ValuesOf } from '../../core/fields';
import { jsonObject } from '../../core/jsonField';
import { keyValues } from '../../core/keyValues';
import { located } from '../../core/locator';
import { secretText } from '../../core/secretField';
import { INTEGRATION } from '../places';
import { JIRA_SCOPES, USUAL_JIRA_SCOPES } from './jira';

/** Values that have fields of their own. */
const OWN_FIELDS = ['clientId', 'clientSecret', 'scopes'];

/** A scope with a blank in it would become two: they are joined by blanks on the wire. */
const scopeProblem = (scope: string) =>
	/\s/.test(scope) ? 'has a blank in it; give each scope an entry of its own' : undefined;

/** The only value of the field below: what is shown for it comes from the credential's host. */
export const REDIRECT_URL = 'redirectUrl';

const redirectUrlWords = {
	displayName: 'Redirect URL',
	description:
		'Register this at the app as redirect URI or callback URL: it is where users come back to after their consent',
};

/** Nothing to be chosen: it shows the one address that the panel cannot know before it asks. */
const redirectUrl: Field<never> = {
	property: {
		...redirectUrlWords,
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getRedirectUrl' },
		default: REDIRECT_URL,
	},
	read: () => undefined,
};

const EXTRA_VALUES = keyValues(
	{
		displayName: 'Extra Values',
		placeholder: 'Add Value',
		description:
			'What an integration needs besides, by the names of Paragon, such as authenticateAsApplication; they are not treated as secrets',
	},
	{
		typed: true,
		check: (name) => (OWN_FIELDS.includes(name) ? 'has a field of its own' : undefined),
	},
);

const EXTRA_JSON = jsonObject({
	displayName: 'Extra Values (JSON)',
	default: '{}',
	description: 'The extra values as a JSON object, in place of rows',
});

/** What can be said of an integration credential, by its parameter names. */
export const FIELDS = {
	integration: located(INTEGRATION, (ref) => ref),
	redirectUrl,
	clientId: text({
		displayName: 'Client ID',
		type: 'string',
		default: '',
		description: 'The client ID of your app, from the developer pages of the app',
	}),
	clientSecret: secretText({
		displayName: 'Client Secret',
		description: 'The client secret of your app',
	}),
	jiraScopes: texts(
		{
			displayName: 'Jira Scopes',
			type: 'multiOptions',
			options: JIRA_SCOPES.map(({ name, description }) => ({ name, value: name, description })),
			default: USUAL_JIRA_SCOPES,
			description:
				'What connected users are asked to allow; the same have to be added to your Jira app. Others can be given as Scopes.',
		},
		{ check: scopeProblem },
	),
	scopes: texts(
		{
			displayName: 'Scopes',
			type: 'string',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Scope' },
			default: [],
			placeholder: 'e.g. channels:read',
			description:
				'What connected users are asked to allow. Apps of the catalog need at least one; custom integrations have theirs in the dashboard of Paragon, so give none here.',
		},
		{ check: scopeProblem },
	),
	extraValues: EXTRA_VALUES,
	extraValuesJson: {
		property: EXTRA_JSON.property,
		read: (raw: unknown) => EXTRA_VALUES.read(EXTRA_JSON.read(raw)),
	},
};

/** An integration credential as a person asks for it. */
export type IntegrationCredentialSpec = ValuesOf<typeof FIELDS>;
