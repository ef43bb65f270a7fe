import { adfText } from '../adf.mts';
import type { Field } from '../field.mts';
import { FIELDS } from '../fields.mts';
import type { AdfNode, Issue } from '../records.mts';
import type { State } from '../state.mts';
import { categoryName } from '../views.mts';

/** A field as JQL sees it. */
export interface JqlField {
	/** As error messages name it. */
	name: string;
	type: 'set' | 'text' | 'date' | 'number';
	/** What an issue has there: keys, texts or numbers; [] = empty. */
	of(issue: Issue, state: State): Array<string | number>;
	/** Keys that a value in a query stands for; [] = there is no such thing. Sets only. */
	resolve?(text: string, state: State): string[];
	/** Sets whose keys have an order, such as priorities: smaller is lower. */
	rank?(key: string, state: State): number;
	/** What ORDER BY compares, where that isn't the rank. */
	sortText?(issue: Issue): string;
	/** Where the field's values are users. */
	isUser?: true;
}

type Named = { id: string; name: string };

const one = (value: unknown): Array<string | number> =>
	value === null || value === undefined ? [] : [value as string | number];

function byName(records: Iterable<Named>, text: string): string[] {
	const lower = text.toLowerCase();
	return [...records]
		.filter(({ id, name }) => id === text || name.toLowerCase() === lower)
		.map(({ id }) => id);
}

const numberOfKey = (key: string): number => Number(key.split('-').at(-1));

function users(text: string, { users: all }: State): string[] {
	const lower = text.toLowerCase();
	return [...all.values()]
		.filter(({ accountId, emailAddress, displayName }) =>
			[accountId, emailAddress, displayName].some((each) => each.toLowerCase() === lower),
		)
		.map(({ accountId }) => accountId);
}

const resolvers: Partial<Record<Field['kind'], NonNullable<JqlField['resolve']>>> = {
	project: (text, { projects }) => [
		...byName(projects.values(), text),
		...[...projects.values()].filter(({ key }) => key === text.toUpperCase()).map(({ id }) => id),
	],
	issueType: (text, { issueTypes }) => byName(issueTypes.values(), text),
	status: (text, { statuses }) => byName(statuses.values(), text),
	priority: (text, { priorities }) => byName(priorities.values(), text),
	resolution: (text) => (text.toLowerCase() === 'done' || text === '10000' ? ['10000'] : []),
	labels: (text) => [text],
	parent: (text, state) => one(state.issueOf(text)?.id).map(String),
	user: users,
};

function jqlFieldOf(field: Field): JqlField {
	const { id, kind } = field;
	const name = field.clauseNames[0]!;
	const stored = ({ values }: Issue): unknown => values[id];
	switch (kind) {
		case 'text':
			return { name, type: 'text', of: (issue) => one(stored(issue)) };
		case 'document':
			return {
				name,
				type: 'text',
				of: (issue) => one(stored(issue)).map(() => adfText(stored(issue) as AdfNode)),
			};
		case 'number':
			return { name, type: 'number', of: (issue) => one(stored(issue)) };
		case 'date':
			return {
				name,
				type: 'date',
				of: (issue) => one(stored(issue)).map((text) => Date.parse(String(text))),
			};
		case 'dateTime':
			return {
				name,
				type: 'date',
				of: (issue) => one(id === 'created' || id === 'updated' ? issue[id] : stored(issue)),
			};
		case 'option':
		case 'options':
			return {
				name,
				type: 'set',
				of: (issue) => [one(stored(issue))].flat(2),
				resolve: (text) =>
					field
						.options!.filter(
							(option) => option.id === text || option.value.toLowerCase() === text.toLowerCase(),
						)
						.map((option) => option.id),
			};
		default:
			return {
				name,
				type: 'set',
				of: (issue) => [one(kind === 'project' ? issue.projectId : stored(issue))].flat(2),
				resolve: resolvers[kind]!,
				...(kind === 'user' && { isUser: true as const }),
				...(kind === 'priority' && { rank: (key: string) => -Number(key) }),
			};
	}
}

const key: JqlField = {
	name: 'issueKey',
	type: 'set',
	of: (issue) => [issue.id],
	resolve: (text, state) => one(state.issueOf(text)?.id).map(String),
	rank: (id, state) => numberOfKey(state.issues.get(id)!.key),
	sortText: (issue) => issue.key,
};
const statusCategory: JqlField = {
	name: 'statusCategory',
	type: 'set',
	of: ({ values }, { statuses }) => [categoryName(statuses.get(values.status as string)!)],
	resolve: (text) =>
		['To Do', 'In Progress', 'Done'].filter((each) => each.toLowerCase() === text.toLowerCase()),
};
const comment: JqlField = {
	name: 'comment',
	type: 'text',
	of: ({ id }, state) => state.commentsOf(id).map(({ body }) => adfText(body)),
};

const JQL_FIELDS = new Map<string, JqlField>();
for (const field of FIELDS) {
	const jqlField = jqlFieldOf(field);
	for (const name of field.clauseNames) JQL_FIELDS.set(name, jqlField);
}
for (const name of ['key', 'issuekey', 'issue', 'id', 'workitem']) JQL_FIELDS.set(name, key);
JQL_FIELDS.set('statuscategory', statusCategory);
JQL_FIELDS.set('comment', comment);
const texts = [...JQL_FIELDS.values()].filter(({ type }) => type === 'text');
JQL_FIELDS.set('text', {
	name: 'text',
	type: 'text',
	of: (issue, state) => texts.flatMap((field) => field.of(issue, state)),
});

/** A field by one of its names, whatever the case. */
export function jqlField(name: string): JqlField | undefined {
	return JQL_FIELDS.get(name.toLowerCase());
}
