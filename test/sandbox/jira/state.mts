import type {
	AccessToken,
	Comment,
	Issue,
	IssueType,
	Priority,
	Project,
	SiteEvent,
	Status,
	User,
	Webhook,
	WebhookCall,
} from './records.mts';

/** Numbers of new records; the vendor's start at 10000 as well. */
const FIRST_ID = 10_000;

/** Everything a site knows. */
export class State {
	readonly users = new Map<string, User>();
	readonly tokens = new Map<string, AccessToken>();
	readonly issueTypes = new Map<string, IssueType>();
	readonly statuses = new Map<string, Status>();
	readonly priorities = new Map<string, Priority>();
	readonly projects = new Map<string, Project>();
	readonly issues = new Map<string, Issue>();
	readonly #issuesByKey = new Map<string, Issue>();
	readonly comments = new Map<string, Comment>();
	readonly webhooks = new Map<number, Webhook>();
	readonly webhookCalls: WebhookCall[] = [];
	readonly events: SiteEvent[] = [];
	#lastIds = new Map<string, number>();

	/** The next number of a kind of record, as text. */
	nextId(kind: string): string {
		const id = (this.#lastIds.get(kind) ?? FIRST_ID - 1) + 1;
		this.#lastIds.set(kind, id);
		return String(id);
	}

	projectOf(idOrKey: string): Project | undefined {
		const key = idOrKey.toUpperCase();
		return (
			this.projects.get(idOrKey) ?? [...this.projects.values()].find((each) => each.key === key)
		);
	}

	/** By ID, by key, or by a key it had before. */
	issueOf(idOrKey: string): Issue | undefined {
		return this.issues.get(idOrKey) ?? this.#issuesByKey.get(idOrKey.toUpperCase());
	}

	addIssue(issue: Issue): Issue {
		this.issues.set(issue.id, issue);
		for (const key of [issue.key, ...issue.formerKeys]) this.#issuesByKey.set(key, issue);
		return issue;
	}

	removeIssue(issue: Issue): void {
		this.issues.delete(issue.id);
		for (const key of [issue.key, ...issue.formerKeys]) this.#issuesByKey.delete(key);
		for (const { id } of this.commentsOf(issue.id)) this.comments.delete(id);
	}

	/** A project's new key gives all of its issues new ones; the old ones go on leading to them. */
	rekey(project: Project, key: string): void {
		for (const issue of this.issues.values()) {
			if (issue.projectId !== project.id) continue;
			issue.formerKeys.push(issue.key);
			issue.key = issue.key.replace(project.key, key);
			this.#issuesByKey.set(issue.key, issue);
		}
		project.key = key;
	}

	commentsOf(issueId: string): Comment[] {
		return [...this.comments.values()].filter((comment) => comment.issueId === issueId);
	}

	childrenOf(issueId: string): Issue[] {
		return [...this.issues.values()].filter(({ values }) => values.parent === issueId);
	}
}
