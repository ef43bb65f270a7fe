import { containsText, NAME_CONTAINS } from '../../core/nameFilter';
import { getMany } from '../../core/operations/getMany';
import { pick } from '../../core/record';
import type { Resource } from '../../core/resource';
import { organizationField } from '../places';
import { TeamStore } from './store';

/** Teams of Paragon: one is made with each project. */
export const team: Resource<TeamStore> = {
	name: 'Team',
	value: 'team',
	open: (client) => new TeamStore(client),
	operations: [
		getMany(
			{
				plural: 'teams',
				simplify: (stored) => ({
					...pick(stored, ['id', 'name', 'organizationId', 'dateCreated']),
					organization: stored.organization?.name,
				}),
				withoutSecrets: (stored) => stored,
			},
			{
				fields: {
					organizationId: organizationField('Only teams of this organization'),
					nameContains: NAME_CONTAINS,
				},
				matches: (stored, { organizationId, nameContains }) =>
					(!organizationId || stored.organizationId === organizationId) &&
					containsText(nameContains, stored.name),
			},
		),
	],
};
