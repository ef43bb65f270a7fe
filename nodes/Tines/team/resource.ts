import { choice } from '../../core/fields';
import { containsText, NAME_CONTAINS } from '../../core/nameFilter';
import { getMany } from '../../core/operations/getMany';
import { pick } from '../../core/record';
import type { Resource } from '../../core/resource';
import { TeamStore } from './store';
import type { Scope } from './store';

/** Teams of a Tines tenant. */
export const team: Resource<TeamStore> = {
	name: 'Team',
	value: 'team',
	open: (client) => new TeamStore(client),
	operations: [
		getMany(
			{
				plural: 'teams',
				simplify: (stored) => pick(stored, ['id', 'name', 'groups']),
				withoutSecrets: (stored) => stored,
			},
			{
				fields: {
					scope: choice<Scope>({
						displayName: 'Scope',
						type: 'options',
						options: [
							{ name: 'All', value: 'all' },
							{ name: 'Personal Only', value: 'personal_only' },
							{ name: 'Standard', value: 'standard' },
						],
						default: 'standard',
						description: 'Which teams: those that were made, those that every user has, or both',
					}),
					nameContains: NAME_CONTAINS,
				},
				query: ({ scope }) => scope,
				matches: ({ name }, { nameContains }) => containsText(nameContains, name),
			},
		),
	],
};
