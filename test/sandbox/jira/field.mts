/** What kind of values a field has. */
export type KindName =
	| 'text'
	| 'document'
	| 'number'
	| 'date'
	| 'dateTime'
	| 'user'
	| 'option'
	| 'options'
	| 'labels'
	| 'priority'
	| 'issueType'
	| 'project'
	| 'parent'
	| 'status'
	| 'resolution';

/** jira.js: JsonType. */
export interface FieldSchema {
	type: string;
	items?: string;
	system?: string;
	custom?: string;
	customId?: number;
}

/** A field of issues. */
export interface Field {
	id: string;
	name: string;
	custom: boolean;
	kind: KindName;
	schema: FieldSchema;
	/** Names that JQL knows it by, in lower case. */
	clauseNames: readonly string[];
	/** How it may be changed by the REST API; none = it can't. */
	operations: readonly string[];
	/** What a field of the kind `option` or `options` may have. */
	options?: ReadonlyArray<{ id: string; value: string }>;
}
