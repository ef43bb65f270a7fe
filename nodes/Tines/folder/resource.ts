import { choice } from '../../core/fields';
import { containsText, NAME_CONTAINS } from '../../core/nameFilter';
import { getMany } from '../../core/operations/getMany';
import { pick } from '../../core/record';
import type { Resource } from '../../core/resource';
import { team } from '../places';
import { FolderStore } from './store';
import type { ContentType } from './store';

/** Folders of a Tines tenant. */
export const folder: Resource<FolderStore> = {
	name: 'Folder',
	value: 'folder',
	open: (client) => new FolderStore(client),
	operations: [
		getMany(
			{
				plural: 'folders',
				simplify: (stored) =>
					pick(stored, ['id', 'name', 'content_type', 'team_id', 'size', 'parent_folder_id']),
				withoutSecrets: (stored) => stored,
			},
			{
				fields: {
					team_id: team('Only folders of this team'),
					content_type: choice<ContentType>({
						displayName: 'Content Type',
						type: 'options',
						options: [
							{ name: 'Credentials', value: 'CREDENTIAL' },
							{ name: 'Resources', value: 'RESOURCE' },
							{ name: 'Stories', value: 'STORY' },
						],
						default: 'CREDENTIAL',
						description: 'Only folders for these',
					}),
					nameContains: NAME_CONTAINS,
				},
				query: ({ team_id, content_type }) => ({
					...(team_id !== undefined && { team_id }),
					...(content_type && { content_type }),
				}),
				matches: (stored, { team_id, content_type, nameContains }) =>
					containsText(nameContains, stored.name) &&
					(team_id === undefined || (stored.team_id ?? team_id) === team_id) &&
					(!content_type || (stored.content_type ?? content_type) === content_type),
			},
		),
	],
};
