import type { Picker } from '../core/kind';
import { byLocator, located } from '../core/locator';
import type { Locator } from '../core/locator';
import { UUID } from '../core/uuid';

export const PROJECT: Locator = {
	name: 'projectId',
	displayName: 'Project',
	description: 'The Paragon project; Development, Staging and Production are projects of their own',
	searchMethod: 'searchProjects',
	...UUID,
};

const PICKED_PROJECT = byLocator(PROJECT);

/** The project that integrations and credentials are in; one, in whatever case its ID is written. */
export const IN_PROJECT: Picker<string> = {
	...PICKED_PROJECT,
	read: (parameters) => PICKED_PROJECT.read(parameters).toLowerCase(),
};

/** An organization, by its ID. */
export const organizationField = (description: string) =>
	located(
		{
			name: 'organizationId',
			displayName: 'Organization',
			description,
			searchMethod: 'searchOrganizations',
			...UUID,
		},
		(id) => id.toLowerCase(),
	);

/** A team, by its ID. */
export const teamField = (description: string) =>
	located(
		{
			name: 'teamId',
			displayName: 'Team',
			description,
			searchMethod: 'searchTeams',
			...UUID,
		},
		(id) => id.toLowerCase(),
	);

/** How an integration is named: by its ID, or by its type, which is the same in all projects. */
export const INTEGRATION: Locator = {
	name: 'integration',
	displayName: 'Integration',
	description: 'The integration, one of the project',
	searchMethod: 'searchIntegrations',
	pattern: /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
	patternInWords: 'the ID of an integration, nor its type such as jira or custom.acme',
	placeholder: UUID.placeholder,
	otherWay: {
		mode: 'type',
		label: 'By Type',
		example: 'jira',
		hint: 'The type of an app of the catalog, or the slug of a custom integration, such as custom.acme',
	},
};
