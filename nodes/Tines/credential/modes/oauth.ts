import { choice, text, texts } from '../../../core/fields';
import { secretText } from '../../../core/secretField';
import { urlProblem } from '../urls';

/** What a credential of the mode OAUTH holds. Tines gives none of it back. */
export const OAUTH_FIELDS = {
	oauth_grant_type: choice<'authorization_code' | 'client_credentials'>({
		displayName: 'Grant Type',
		type: 'options',
		options: [
			{
				name: 'Authorization Code',
				value: 'authorization_code',
				description: 'On behalf of a user, who gives consent in a browser once',
			},
			{
				name: 'Client Credentials',
				value: 'client_credentials',
				description: 'For a service without a user',
			},
		],
		default: 'client_credentials',
		description: 'How Tines gets its tokens',
	}),
	oauth_url: text(
		{
			displayName: 'Authorization URL',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://login.example.com/oauth/authorize',
			description: 'Where the user gives consent, at the app that tokens are for',
		},
		{ check: urlProblem },
	),
	oauth_token_url: text(
		{
			displayName: 'Token URL',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://login.example.com/oauth/token',
			description: 'Where tokens are given out, at the app that they are for',
		},
		{ check: urlProblem },
	),
	oauth_client_id: text({
		displayName: 'Client ID',
		type: 'string',
		default: '',
		description: 'The client ID that the app has given',
	}),
	oauth_client_secret: secretText({
		displayName: 'Client Secret',
		description: 'The client secret that the app has given',
	}),
	oauth_scope: texts({
		displayName: 'Scopes',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Scope' },
		default: [],
		placeholder: 'e.g. read:users',
		description: 'What Tines may do with its tokens',
	}),
	oauthPkceCodeChallengeMethod: choice<'S256' | 'none' | 'plain'>({
		displayName: 'PKCE Code Challenge Method',
		type: 'options',
		options: [
			{ name: 'None', value: 'none' },
			{ name: 'Plain', value: 'plain' },
			{ name: 'S256', value: 'S256' },
		],
		default: 'none',
		description: 'How the consent is protected against a code that is intercepted (RFC 7636)',
	}),
};
