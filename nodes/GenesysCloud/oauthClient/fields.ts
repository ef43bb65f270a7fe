import { choice, text, texts, wholeNumber } from '../../core/fields';
import type { ValuesOf } from '../../core/fields';
import { ROLES } from './roles';

/** The ways an OAuth client may get a token, in Genesys Cloud's spelling. */
export type GrantType = 'CLIENT-CREDENTIALS' | 'CODE' | 'PASSWORD' | 'SAML2-BEARER' | 'TOKEN';

/** Grants that send the user's browser back to the client, so that it has to be known where to. */
export const REDIRECTING: readonly GrantType[] = ['CODE', 'TOKEN'];

export const GRANT_TYPE_OPTIONS = [
	{
		name: 'Client Credentials',
		value: 'CLIENT-CREDENTIALS',
		description: 'For a service without a user; its rights come from roles',
	},
	{
		name: 'Code Authorization',
		value: 'CODE',
		description: 'For an app that users sign in to; its rights come from scopes',
	},
	{
		name: 'Password',
		value: 'PASSWORD',
		description: 'For an app that takes user name and password itself',
	},
	{
		name: 'SAML2 Bearer',
		value: 'SAML2-BEARER',
		description: 'For an app that trades a SAML assertion for a token',
	},
	{
		name: 'Token Implicit (End of Life)',
		value: 'TOKEN',
		description:
			'Genesys Cloud is retiring this grant: no new clients from spring 2026, shut down in spring 2027. Use Code Authorization.',
	},
];

/** 300 s to 172,800 s; clients for SCIM alone up to 38,880,000 s (450 days). */
const VALIDITY = { min: 300, max: 38_880_000, unit: 'seconds' };

/** The validity that Genesys Cloud uses when none is given. */
export const DEFAULT_VALIDITY_SECONDS = 86_400;

/** What can be said of an OAuth client, by its parameter names. */
export const FIELDS = {
	name: text({
		displayName: 'Name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Nightly export',
		description: 'The name of the OAuth client; Genesys Cloud lets several have the same',
	}),
	authorizedGrantType: choice<GrantType>({
		displayName: 'Grant Type',
		type: 'options',
		options: GRANT_TYPE_OPTIONS,
		default: 'CLIENT-CREDENTIALS',
		description: 'How the client gets its tokens',
	}),
	roles: ROLES,
	scopes: texts({
		displayName: 'Scope Names or IDs',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getScopes' },
		default: [],
		description:
			'What apps may do with the tokens of this client; needed by every grant type but Client Credentials. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	}),
	registeredRedirectUris: texts(
		{
			displayName: 'Redirect URIs',
			type: 'string',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Redirect URI' },
			default: [],
			placeholder: 'e.g. https://myapp.example.com/auth/callback',
			description: 'Where users may be sent back to after they signed in',
		},
		{ check: redirectUriProblem },
	),
	accessTokenValiditySeconds: wholeNumber(
		{
			displayName: 'Token Validity (Seconds)',
			type: 'number',
			typeOptions: { minValue: VALIDITY.min, maxValue: VALIDITY.max },
			default: DEFAULT_VALIDITY_SECONDS,
			description:
				'How long a token of this client lives: 300 (5 minutes) to 172800 (48 hours). Genesys Cloud accepts up to 38880000 (450 days) only from clients that use SCIM alone.',
		},
		VALIDITY,
	),
	description: text(
		{
			displayName: 'Description',
			type: 'string',
			default: '',
			description: 'What the client is for',
		},
		{ mayBeEmpty: true },
	),
	state: choice<'active' | 'inactive'>({
		displayName: 'State',
		type: 'options',
		options: [
			{ name: 'Active', value: 'active' },
			{ name: 'Inactive', value: 'inactive', description: 'The client gets no new tokens' },
		],
		default: 'active',
		description: 'Whether the client can get tokens',
	}),
};

/** An OAuth client as a person asks for it. */
export type OAuthClientSpec = ValuesOf<typeof FIELDS>;

export const FIELD_NAMES = Object.keys(FIELDS) as Array<keyof OAuthClientSpec>;

/**
 * What is wrong with a redirect URI, if anything. RFC 6749, section 3.1.2: absolute, no fragment;
 * RFC 8252, section 7.1: an app's own scheme is a domain name in reverse, so has a dot.
 */
function redirectUriProblem(uri: string): string | undefined {
	// The parser of URLs is lenient: it drops line breaks and encodes blanks.
	if (/\s/.test(uri) || !URL.canParse(uri)) return 'is not a URL';
	const { protocol, hash } = new URL(uri);
	if (hash !== '' || uri.endsWith('#')) return 'must not have a part after #';
	const web = ['https:', 'http:'].includes(protocol) && /^https?:\/\/[^/]/i.test(uri);
	if (!web && !protocol.includes('.')) {
		return 'has to begin with https:// or http://, or with the scheme of an app such as com.example.app:/';
	}
	return undefined;
}
