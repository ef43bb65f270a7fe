import { flag } from '../../core/fields';
import { containsText, NAME_CONTAINS } from '../../core/nameFilter';
import { getMany } from '../../core/operations/getMany';
import { pick } from '../../core/record';
import type { Resource } from '../../core/resource';
import { organizationField, teamField } from '../places';
import { isVisible, ProjectStore } from './store';

/** Projects of Paragon: each has its own integrations and credentials. */
export const project: Resource<ProjectStore> = {
	name: 'Project',
	value: 'project',
	open: (client) => new ProjectStore(client),
	operations: [
		getMany(
			{
				plural: 'projects',
				simplify: (stored) => pick(stored, ['id', 'title', 'teamId', 'ownerId', 'isHidden']),
				withoutSecrets: (stored) => stored,
			},
			{
				fields: {
					includeHidden: flag({
						displayName: 'Include Hidden',
						type: 'boolean',
						default: false,
						description: 'Whether to return the hidden projects of an older kind, too',
					}),
					nameContains: NAME_CONTAINS,
					organizationId: organizationField('Only projects of this organization'),
					teamId: teamField('Only projects of this team'),
				},
				query: ({ teamId, organizationId }) => ({
					...(teamId && { teamId }),
					...(organizationId && { organizationId }),
				}),
				matches: (stored, { includeHidden, nameContains }) =>
					(includeHidden === true || isVisible(stored)) && containsText(nameContains, stored.title),
			},
		),
	],
};
