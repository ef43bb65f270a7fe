/** A node of the Atlassian Document Format, as it was sent. */
export interface AdfNode {
	type: string;
	version?: number;
	text?: string;
	attrs?: Record<string, unknown>;
	marks?: Array<{ type: string; attrs?: Record<string, unknown> }>;
	content?: AdfNode[];
}

/** A person, or an app, with an account. */
export interface User {
	accountId: string;
	accountType: 'atlassian' | 'app';
	displayName: string;
	emailAddress: string;
	active: boolean;
	timeZone: string;
	/** What it signs in with over Basic authentication; empty = not at all. */
	apiToken: string;
}

/** An access token that an OAuth 2.0 app was given by a user. */
export interface AccessToken {
	token: string;
	accountId: string;
	scopes: readonly string[];
	/** Client ID of the app. */
	clientId: string;
	/** Epoch milliseconds. */
	expiresAt: number;
}

export interface IssueType {
	id: string;
	name: string;
	description: string;
	subtask: boolean;
	/** 1 = epic, 0 = base, -1 = sub-task. */
	hierarchyLevel: number;
	avatarId: number;
}

export interface Status {
	id: string;
	name: string;
	category: 'new' | 'indeterminate' | 'done';
}

export interface Priority {
	id: string;
	name: string;
	description: string;
	statusColor: string;
}

/** A way from some statuses into another. */
export interface Transition {
	id: string;
	name: string;
	/** IDs of the statuses that it leaves from; `any` makes it global. */
	from: readonly string[] | 'any';
	to: string;
}

export interface Project {
	id: string;
	key: string;
	/** UUID. */
	uuid: string;
	name: string;
	description: string;
	projectTypeKey: 'software' | 'service_desk' | 'business';
	style: 'classic' | 'next-gen';
	leadAccountId: string;
	assigneeType: 'PROJECT_LEAD' | 'UNASSIGNED';
	url?: string;
	issueTypeIds: string[];
	transitions: readonly Transition[];
	/** Custom fields on its screens; the value says whether an issue can't be created without. */
	customFields: Readonly<Record<string, boolean>>;
	/** Number of its newest issue. */
	lastIssue: number;
}

export interface Issue {
	id: string;
	key: string;
	projectId: string;
	/** Keys it had before. */
	formerKeys: string[];
	/** Stored values by field ID: IDs of what they stand for, texts, documents. */
	values: Record<string, unknown>;
	/** Epoch milliseconds. */
	created: number;
	updated: number;
}

export interface Comment {
	id: string;
	issueId: string;
	authorId: string;
	updateAuthorId: string;
	body: AdfNode;
	/** Epoch milliseconds. */
	created: number;
	updated: number;
}

/** One changed field, as changelogs of events tell it. */
export interface ChangeItem {
	field: string;
	fieldtype: 'jira' | 'custom';
	fieldId: string;
	from: string | null;
	fromString: string | null;
	to: string | null;
	toString: string | null;
}

/** What happened at the site, with the body that a webhook would have. */
export interface SiteEvent {
	webhookEvent: string;
	/** Epoch milliseconds. */
	at: number;
	issueId?: string;
	projectId: string;
	commentId?: string;
	body: Record<string, unknown>;
}

/** A webhook that an OAuth 2.0 app registered. */
export interface Webhook {
	id: number;
	clientId: string;
	accountId: string;
	url: string;
	events: string[];
	jqlFilter: string;
	fieldIdsFilter?: string[];
	issuePropertyKeysFilter?: string[];
	/** Epoch milliseconds. */
	expirationDate: number;
}

/** A webhook call that was made, or that was not because its target isn't on this machine. */
export interface WebhookCall {
	url: string;
	webhookEvent: string;
	matchedWebhookIds: number[];
	status?: number;
	error?: string;
}
