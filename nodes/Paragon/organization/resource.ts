import { containsText, NAME_CONTAINS } from '../../core/nameFilter';
import { getMany } from '../../core/operations/getMany';
import { pick } from '../../core/record';
import type { Resource } from '../../core/resource';
import { OrganizationStore } from './store';

/** Organizations of Paragon. */
export const organization: Resource<OrganizationStore> = {
	name: 'Organization',
	value: 'organization',
	open: (client) => new OrganizationStore(client),
	operations: [
		getMany(
			{
				plural: 'organizations',
				simplify: (stored) => pick(stored, ['id', 'name', 'type', 'website', 'dateCreated']),
				withoutSecrets: (stored) => stored,
			},
			{
				fields: { nameContains: NAME_CONTAINS },
				matches: ({ name }, { nameContains }) => containsText(nameContains, name),
			},
		),
	],
};
