import type { FieldMap } from '../../core/fields';
import { readFields } from '../../core/fields';
import type { Kind } from '../../core/kind';
import { locatorProperty, readLocator } from '../../core/locator';
import type { Locator } from '../../core/locator';
import type { Operation } from '../../core/operation';
import { collectionOf } from '../../core/panel';
import { SIMPLIFY, viewOf } from '../../core/record';
import { readSecretOutput, secretOutputPanel } from '../../core/secretOutput';
import { UUID } from '../../core/uuid';
import { OWN_CLIENT_OPTIONS } from './ownClient';
import type { OAuthClientStore } from './store';
import type { OAuthClient } from './wire';

const WRITE_TO: Locator = {
	name: 'writeToCredentialId',
	displayName: 'Write to Integration Credential',
	description:
		'An integration credential of the type pureCloudOAuthClient that the new secret is written into, in place of what it holds',
	searchMethod: 'searchOAuthClientCredentials',
	...UUID,
};

/** Regenerate Secret: a new secret for the client that each item names; the old one is void. */
export function regenerateSecret<Fields extends FieldMap>(
	kind: Kind<Fields, OAuthClient, string>,
): Operation<Pick<OAuthClientStore, 'regenerateSecret'>> {
	return {
		value: 'regenerateSecret',
		name: 'Regenerate Secret',
		action: `Regenerate secret of ${kind.singular}`,
		description: `Replace the secret of ${kind.article} ${kind.singular}; the old secret stops working at once`,
		properties: [
			{
				displayName:
					'The old secret stops working at once. Whoever uses it needs the new one, which Genesys Cloud shows this once only.',
				name: 'regenerateNotice',
				type: 'notice',
				default: '',
			},
			...kind.picker.properties,
			...secretOutputPanel('How the new client secret is handed on. It is shown this once only.'),
			locatorProperty(WRITE_TO, false),
			SIMPLIFY,
			...collectionOf('Options', 'options', 'Add Option', OWN_CLIENT_OPTIONS),
		],
		read(parameters) {
			const id = kind.picker.read(parameters);
			const writeTo = readLocator(WRITE_TO, parameters.get(WRITE_TO.name));
			const secretOutput = readSecretOutput(parameters);
			const options = readFields(OWN_CLIENT_OPTIONS, parameters.collection('options'));
			const view = viewOf(kind, parameters);
			return async (store, tools) => {
				const made = await store.regenerateSecret(id, { ...options, writeTo });
				if (!secretOutput.wanted && !writeTo) tools.hint({ message: LOST, type: 'warning' });
				const json = { ...view(made.stored), ...made.related, steps: [...made.steps] };
				return [await secretOutput.present(json, made.stored.id, made.secret, tools)];
			};
		},
	};
}

const LOST =
	'The new client secret was neither output nor written into an integration credential, and Genesys Cloud does not show it again. Set Secret Output, or regenerate it once more when it is needed.';
