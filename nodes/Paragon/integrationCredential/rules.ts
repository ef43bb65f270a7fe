import { InvalidInput } from '../../core/errors';
import { nameOf } from '../integration/store';
import type { Integration } from '../integration/store';
import { FIELDS } from './fields';
import type { IntegrationCredentialSpec } from './fields';
import { JIRA } from './jira';
import { OAUTH_APP } from './wire';
import type { IntegrationCredential, Values } from './wire';

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
 * The scopes that a specification asks for: for Jira those that were picked and those that were
 * typed, together.
 */
export function scopesFor(
	{ type }: Pick<Integration, 'type'>,
	{ scopes = [], jiraScopes = [] }: IntegrationCredentialSpec,
): string[] {
	return type === JIRA ? [...new Set([...jiraScopes, ...scopes])] : scopes;
}

/**
 * Apps of the catalog need scopes; custom integrations have theirs in the dashboard.
 *
 * @throws InvalidInput
 */
export function checkScopes(integration: Integration, scopes: readonly string[]): void {
	const custom = integration.type === 'custom';
	const problem = custom
		? `'${nameOf(integration)}' is a custom integration, whose scopes are set where it is built, in the dashboard of Paragon`
		: `the integration '${nameOf(integration)}' needs at least one`;
	if (custom === scopes.length > 0) {
		const help = custom ? 'Remove the scopes.' : undefined;
		throw new InvalidInput(FIELDS.scopes.property.displayName, problem, help);
	}
}

/**
 * A credential of another scheme is no OAuth app, and would become one without a word.
 *
 * @throws InvalidInput naming the scheme
 */
export function checkScheme({ id, provider, scheme = OAUTH_APP }: IntegrationCredential): void {
	if (scheme === OAUTH_APP) return;
	throw new InvalidInput(
		'Integration Credential',
		`the credential ${id} of '${provider}' is of the scheme ${scheme}, not ${OAUTH_APP}`,
		'It is no OAuth app, so it is left alone. See the integration in the dashboard of Paragon.',
	);
}

/**
 * Without either of them Paragon would use its development keys.
 *
 * @throws InvalidInput
 */
export function checkComplete(values: Values): void {
	for (const field of ['clientId', 'clientSecret'] as const) {
		if (values[field]) continue;
		throw new InvalidInput(
			FIELDS[field].property.displayName,
			'is missing: Paragon has none stored for this credential, and an update replaces all of it',
			DEVELOPMENT_KEYS,
		);
	}
}
