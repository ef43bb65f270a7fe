import { InvalidInput } from '../../core/errors';
import { nameOf } from '../integration/store';
import type { Integration } from '../integration/store';
import { FIELDS } from './fields';
import type { IntegrationCredentialSpec } from './fields';
import { scopesOf } from './wire';

const DEVELOPMENT_KEYS =
	"Where both are blank, Paragon uses its own development keys, which allow a few connected users only. That cannot be set through its API: give the ID and secret of your own app, or delete the integration's credential to go back to the development keys.";

/**
 * The rules of a new credential that hold for every integration.
 *
 * @throws InvalidInput
 */
export function checkNew(spec: IntegrationCredentialSpec): void {
	checkKeys(spec);
	checkExtraValues(spec);
}

/**
 * Rows or JSON, not both.
 *
 * @throws InvalidInput
 */
export function checkExtraValues({
	extraValues,
	extraValuesJson,
}: IntegrationCredentialSpec): void {
	if (extraValues === undefined || extraValuesJson === undefined) return;
	throw new InvalidInput(
		FIELDS.extraValuesJson.property.displayName,
		'is given beside Extra Values; give one of the two',
	);
}

/**
 * What Paragon would take for its development keys is refused with an explanation.
 *
 * @throws InvalidInput
 */
export function checkKeys({ clientId, clientSecret }: IntegrationCredentialSpec): void {
	if (clientId === undefined) {
		throw new InvalidInput(FIELDS.clientId.property.displayName, 'is missing', DEVELOPMENT_KEYS);
	}
	if (clientSecret === undefined) {
		throw new InvalidInput(
			FIELDS.clientSecret.property.displayName,
			'is missing',
			DEVELOPMENT_KEYS,
		);
	}
}

/** The authentication type of custom integrations whose credential is an OAuth app. */
const OAUTH = 'oauth';

/**
 * Only OAuth integrations have an OAuth app. Of apps of the catalog Paragon does not tell how they
 * authenticate, so nothing can be checked there.
 *
 * @throws InvalidInput naming the authentication type
 */
export function checkIsOAuth(integration: Integration): void {
	const { customIntegration } = integration;
	const type = customIntegration?.authenticationType;
	if (!customIntegration || type === undefined || type === OAUTH) return;
	throw new InvalidInput(
		FIELDS.integration.property.displayName,
		`the custom integration '${nameOf(integration)}' authenticates with ${type}, not with ${OAUTH}, so it has no OAuth credential`,
	);
}

/**
 * Apps of the catalog need scopes; custom integrations have theirs in the dashboard.
 *
 * @throws InvalidInput naming the field that the panel shows for them
 */
export function checkScopes(integration: Integration, spec: IntegrationCredentialSpec): void {
	const scopes = scopesOf(spec) ?? [];
	const custom = integration.type === 'custom';
	if (custom && scopes.length > 0) {
		throw new InvalidInput(
			FIELDS.scopes.property.displayName,
			`'${nameOf(integration)}' is a custom integration, whose scopes are set where it is built, in the dashboard of Paragon`,
			'Remove the scopes.',
		);
	}
	if (!custom && scopes.length === 0) {
		const field = spec.jiraScopes ? FIELDS.jiraScopes : FIELDS.scopes;
		throw new InvalidInput(
			field.property.displayName,
			`the integration '${nameOf(integration)}' needs at least one`,
		);
	}
}
