import { choice, text } from '../../core/fields';
import type { Kind } from '../../core/kind';
import { containsText } from '../../core/nameFilter';
import { create } from '../../core/operations/create';
import { createOrUpdate } from '../../core/operations/createOrUpdate';
import { remove } from '../../core/operations/delete';
import { get } from '../../core/operations/get';
import { getMany } from '../../core/operations/getMany';
import { sync } from '../../core/operations/sync';
import { update } from '../../core/operations/update';
import type { Resource } from '../../core/resource';
import { IntegrationStore } from '../integration/store';
import { IN_PROJECT } from '../places';
import { FIELDS } from './fields';
import { ignoringAllViews } from './ignored';
import { JIRA, JIRA_NOTICES } from './jira';
import { KEYED, SCOPE } from './keyed';
import { BY_ID_OR_INTEGRATION } from './picker';
import { checkExtraValues, checkNew } from './rules';
import { IntegrationCredentialStore } from './store';
import type { CredentialRef } from './store';
import { simplified, withoutSecrets } from './wire';
import type { IntegrationCredential } from './wire';

const KIND: Kind<typeof FIELDS, IntegrationCredential, CredentialRef> = {
	singular: 'integration credential',
	plural: 'integration credentials',
	article: 'an',
	picker: BY_ID_OR_INTEGRATION,
	fields: FIELDS,
	main: [
		{ field: 'integration', required: true },
		{ field: 'redirectUrl' },
		{ field: 'jiraScopes', notices: JIRA_NOTICES, displayedFor: { integration: [JIRA] } },
		// Not marked as required: n8n would refuse them itself, without what there is to explain.
		{ field: 'clientId' },
		{ field: 'clientSecret' },
		{ field: 'scopes' },
	],
	additional: ['extraValues', 'extraValuesJson'],
	check: checkNew,
	checkChange: checkExtraValues,
	simplify: simplified,
	withoutSecrets,
	secretOf: ({ clientSecret }) => clientSecret,
};

/** Integration credentials: the OAuth apps that the integrations of a Paragon project use. */
export const integrationCredential: Resource<IntegrationCredentialStore, string> = {
	name: 'Integration Credential',
	value: 'integrationCredential',
	scope: IN_PROJECT,
	open: (client, projectId) =>
		new IntegrationCredentialStore(client, new IntegrationStore(client, projectId)),
	operations: [
		create(KIND, { secret: false, options: {} }),
		createOrUpdate(KIND, KEYED),
		remove(KIND, {}),
		get(KIND),
		getMany(KIND, {
			fields: {
				providerContains: text({
					displayName: 'Provider Contains',
					type: 'string',
					default: '',
					placeholder: 'e.g. jira',
					description:
						'Only those with this in the type of their integration, in upper or lower case; it is custom for all custom integrations',
				}),
				status: choice<'INVALID' | 'PENDING' | 'VALID'>({
					displayName: 'Status',
					type: 'options',
					options: [
						{ name: 'Invalid', value: 'INVALID' },
						{ name: 'Pending', value: 'PENDING' },
						{ name: 'Valid', value: 'VALID' },
					],
					default: 'VALID',
					description: 'Only those in this state',
				}),
			},
			matches: (stored, { providerContains, status }) =>
				containsText(providerContains, stored.provider) && (!status || stored.status === status),
		}),
		ignoringAllViews(sync(KIND, KEYED, SCOPE)),
		update(KIND, {
			changeable: ['clientId', 'clientSecret', 'scopes', 'extraValues', 'extraValuesJson'],
			options: {},
		}),
	],
};
