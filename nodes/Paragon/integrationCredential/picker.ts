import type { Picker } from '../../core/kind';
import { locatorProperty, modeOf, readRequiredLocator } from '../../core/locator';
import type { Locator } from '../../core/locator';
import { INTEGRATION } from '../places';
import { UUID } from '../../core/uuid';
import type { CredentialRef } from './store';

/** The mode of the locator in which the integration is named. */
const BY_INTEGRATION = 'integration';

const INTEGRATION_CREDENTIAL: Locator = {
	name: 'integrationCredentialId',
	displayName: 'Integration Credential',
	description: 'The integration credential to work on',
	searchMethod: 'searchIntegrationCredentials',
	...UUID,
	otherWay: {
		mode: BY_INTEGRATION,
		label: 'By Integration',
		example: 'jira',
		hint: 'The type of the integration, such as jira or custom.acme, or its ID',
	},
};

/** One credential: by its own ID, or by the integration that it is of. */
export const BY_ID_OR_INTEGRATION: Picker<CredentialRef> = {
	properties: [locatorProperty(INTEGRATION_CREDENTIAL)],
	read(parameters) {
		const raw = parameters.get(INTEGRATION_CREDENTIAL.name);
		// As plain text, which an expression or an AI agent gives, either may come.
		const named = modeOf(raw) === BY_INTEGRATION || (isText(raw) && !UUID.pattern.test(raw.trim()));
		if (!named) return { id: readRequiredLocator(INTEGRATION_CREDENTIAL, raw) };
		const { displayName } = INTEGRATION_CREDENTIAL;
		return { integration: readRequiredLocator({ ...INTEGRATION, displayName }, raw) };
	},
};

const isText = (raw: unknown): raw is string => typeof raw === 'string' && raw.trim() !== '';
