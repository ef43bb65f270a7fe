import type { Keyed } from '../../core/desired';
import { text } from '../../core/fields';
import type { ValuesOf } from '../../core/fields';
import type { Scope } from '../../core/sync/scope';
import { UUID } from '../../core/uuid';
import { PROJECT } from '../places';
import { FIELDS } from './fields';
import type { IntegrationCredentialSpec } from './fields';
import { JIRA } from './jira';
import { scopesFor } from './rules';
import type { CredentialRef } from './store';
import type { IntegrationCredential } from './wire';
import { INTEGRATION_CREDENTIAL_TERRAFORM } from './terraform';

/** How a credential that is wanted is found among those there are. */
export const KEYED: Keyed<
	typeof FIELDS,
	IntegrationCredential,
	CredentialRef,
	undefined,
	Record<never, never>
> = {
	keyLabel: 'Integration',
	literalKey: ({ integration }) => String(integration).toLowerCase(),
	nameOf: ({ integration }) => String(integration),
	wordsOf: ({ integration }) => `the integration '${integration}'`,
	storedName: ({ provider }) => provider,
	alsoId: ({ integrationId }) => integrationId,
	refOf: (id) => ({ id: String(id) }),
	given: ({ jiraScopes, ...spec }) =>
		spec.integration === JIRA
			? { ...spec, scopes: scopesFor({ type: JIRA }, { ...spec, jiraScopes }) }
			: spec,
	secret: false,
	// An aid of the panel, which says nothing of a credential.
	excluded: ['redirectUrl'],
	mayBeSecret: ['extraValues', 'extraValuesJson'],
	options: {},
	scopeField: PROJECT.name,
	terraform: INTEGRATION_CREDENTIAL_TERRAFORM,
};

const SCOPE_FIELDS = {
	provider: text({
		displayName: 'Provider',
		type: 'string',
		default: '',
		placeholder: 'e.g. jira',
		description:
			'Only credentials of integrations of this type; it is custom for all custom integrations',
	}),
};

/** What a sync can be bound to, besides the project. */
export const SCOPE: Scope<
	typeof SCOPE_FIELDS,
	IntegrationCredentialSpec,
	IntegrationCredential,
	undefined
> = {
	fields: SCOPE_FIELDS,
	holds: ({ provider }, scope) => isOfProvider(provider, scope),
	// What type an integration that is named by its ID is of, only Paragon knows: `placed` asks it.
	admits: ({ integration = '' }, scope) =>
		UUID.pattern.test(integration) || isOfProvider(providerOf(integration), scope),
};

const isOfProvider = (given: string, { provider }: ValuesOf<typeof SCOPE_FIELDS>) =>
	!provider || given.toLowerCase() === provider.toLowerCase();

/** The provider of an integration's credential: its type, and `custom` for every `custom.acme`. */
const providerOf = (type: string) => (/^custom\./i.test(type) ? 'custom' : type);
