import type { Creates, Gets, Lists, Made, Updates } from '../../core/store';
import type { IssueFields } from './fields';
import { toSpec } from './spec';
import type { Issue, JiraStore, Search } from './store';

/** Issues of Jira, in the words of the panel. */
export class IssueStore
	implements
		Lists<Issue, Search>,
		Gets<Issue, string>,
		Creates<IssueFields, Issue>,
		Updates<IssueFields, Issue, object, string>
{
	constructor(private readonly jira: JiraStore) {}

	list(search: Search): AsyncGenerator<Issue> {
		return this.jira.list(search);
	}

	async get(key: string): Promise<Issue> {
		return await this.jira.get(key);
	}

	async create(given: IssueFields): Promise<Made<Issue>> {
		// An empty description is none: the screen may not even have the field.
		return await this.jira.create(
			toSpec({ ...given, description: given.description || undefined }),
		);
	}

	async update(key: string, change: IssueFields): Promise<Issue> {
		return (await this.jira.update(key, toSpec(change))).stored;
	}
}
