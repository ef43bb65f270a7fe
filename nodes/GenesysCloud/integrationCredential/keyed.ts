import type { Keyed } from '../../core/desired';
import { flag } from '../../core/fields';
import type { Scope } from '../../core/sync/scope';
import { FIELDS } from './fields';
import type { IntegrationCredentialSpec } from './fields';
import type { IntegrationCredential } from './store';

/** The option that lets fields go that cannot be kept. */
export const DROP_HIDDEN_FIELDS = {
	dropHiddenFields: flag({
		displayName: 'Drop Hidden Fields',
		type: 'boolean',
		default: false,
		description:
			'Whether to go on although fields were not given that Genesys Cloud does not give back, so that they are lost: an update replaces all fields',
	}),
};

/** How a credential that is wanted is found among those there are. */
export const KEYED: Keyed<
	typeof FIELDS,
	IntegrationCredential,
	string,
	undefined,
	typeof DROP_HIDDEN_FIELDS
> = {
	keyLabel: 'Name and Type',
	literalKey: ({ name, credentialType }) => `${credentialType} ${name}`,
	nameOf: ({ name }) => String(name),
	wordsOf: ({ name, credentialType }) => `the name '${name}' of the type ${credentialType}`,
	storedName: ({ name }) => String(name),
	refOf: String,
	secret: false,
	mayBeSecret: ['credentialFields'],
	options: DROP_HIDDEN_FIELDS,
};

const SCOPE_FIELDS = { credentialType: FIELDS.credentialType };

/** What a sync can be bound to. */
export const SCOPE: Scope<
	typeof SCOPE_FIELDS,
	IntegrationCredentialSpec,
	IntegrationCredential,
	undefined
> = {
	fields: SCOPE_FIELDS,
	holds: ({ type }, { credentialType }) => !credentialType || type?.name === credentialType,
	admits: (spec, { credentialType }) => !credentialType || spec.credentialType === credentialType,
};
