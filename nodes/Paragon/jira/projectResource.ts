import { containsText, NAME_CONTAINS } from '../../core/nameFilter';
import { getMany } from '../../core/operations/getMany';
import { pick } from '../../core/record';
import type { Resource } from '../../core/resource';
import type { Lists } from '../../core/store';
import { Gateway } from '../connect/gateway';
import { ON_BEHALF } from '../connect/user';
import { JiraStore } from './store';
import type { JiraProject } from './store';

/** Projects of Jira, for one connected user. */
export const jiraProject: Resource<Lists<JiraProject>, string | undefined> = {
	name: 'Jira Project',
	value: 'jiraProject',
	scope: ON_BEHALF,
	open(client, userId) {
		const jira = new JiraStore(new Gateway(client, userId));
		return { list: () => jira.projects() };
	},
	operations: [
		getMany<JiraProject, { nameContains: typeof NAME_CONTAINS }>(
			{
				plural: 'Jira projects',
				simplify: (stored) => pick(stored, ['id', 'key', 'name', 'projectTypeKey', 'style']),
				withoutSecrets: (stored) => stored,
			},
			{
				fields: { nameContains: NAME_CONTAINS },
				matches: ({ name, key }, { nameContains }) => containsText(nameContains, name, key),
			},
		),
	],
};
