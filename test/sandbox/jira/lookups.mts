import { refused } from './errors.mts';
import { FIELDS } from './fields.mts';
import { many, one, pageOf, windowOf } from './query.mts';
import type { Priority, User } from './records.mts';
import { ok, type Answer, type Call, type Operation, type Views } from './site.mts';
import { issueTypeView, priorityView, statusView, userView } from './views.mts';

const READ = 'read:jira-work';
const READ_USERS = 'read:jira-user';
const DEFAULT_PRIORITY = '3';
/** The size of pages that have no cap of their own. */
const PAGE = 1000;

function priorityDetails(views: Views, priority: Priority): object {
	return {
		...priorityView(views, priority),
		statusColor: priority.statusColor,
		description: priority.description,
	};
}

function matchingUsers({ query, state }: Call, fits: (user: User) => boolean): User[] {
	const text = one(query, 'query')?.toLowerCase();
	const accountId = one(query, 'accountId');
	return [...state.users.values()].filter(
		(user) =>
			fits(user) &&
			(accountId === undefined || user.accountId === accountId) &&
			(text === undefined ||
				user.displayName
					.toLowerCase()
					.split(' ')
					.concat(user.emailAddress.toLowerCase(), user.displayName.toLowerCase())
					.some((part) => part.startsWith(text))),
	);
}

function usersPage(call: Call, users: User[]): Answer {
	const { page } = pageOf(users, windowOf(call.query, PAGE));
	return ok(page.map((user) => userView(call.views, user)));
}

function assignable(call: Call): Answer {
	const { query, state } = call;
	const project = one(query, 'project');
	const issue = one(query, 'issueKey') ?? one(query, 'issueId');
	if (project === undefined && issue === undefined) {
		throw refused(400, "Either the 'project' or the 'issueKey' query parameter must be provided.");
	}
	if (project !== undefined && !state.projectOf(project)) {
		throw refused(404, `No project could be found with key '${project}'.`);
	}
	if (issue !== undefined && !state.issueOf(issue)) {
		throw refused(404, 'Issue does not exist or you do not have permission to see it.');
	}
	const users = matchingUsers(call, ({ active, accountType }) => active && accountType !== 'app');
	return usersPage(call, users);
}

function searchUsers(call: Call): Answer {
	if (['query', 'accountId', 'property'].every((name) => one(call.query, name) === undefined)) {
		throw refused(400, "One of 'query', 'accountId' or 'property' must be provided.");
	}
	return usersPage(
		call,
		matchingUsers(call, () => true),
	);
}

function myself({ user, views, query }: Call): Answer {
	const expand = many(query, 'expand');
	return ok({
		...userView(views, user),
		locale: 'en_US',
		...(expand.includes('groups') && { groups: { size: 0, items: [] } }),
		...(expand.includes('applicationRoles') && { applicationRoles: { size: 0, items: [] } }),
		expand: 'groups,applicationRoles',
	});
}

function serverInfo({ site }: Call): Answer {
	return ok({
		baseUrl: site.url,
		displayUrl: site.url,
		displayUrlServicedeskHelpCenter: site.url,
		displayUrlConfluence: site.url,
		version: '1001.0.0-SNAPSHOT',
		versionNumbers: [1001, 0, 0],
		deploymentType: 'Cloud',
		buildNumber: 100_290,
		buildDate: '2026-08-19T00:00:00.000+0000',
		serverTime: new Date().toISOString().replace('Z', '+0000'),
		scmInfo: '0000000000000000000000000000000000000000',
		serverTitle: 'Jira',
		defaultLocale: { locale: 'en_US' },
		serverTimeZone: 'Etc/UTC',
	});
}

function labels({ state, query }: Call): Answer {
	const all = [...state.issues.values()].flatMap(({ values }) => (values.labels ?? []) as string[]);
	const { page, startAt, maxResults, total } = pageOf(
		[...new Set(all)].sort(),
		windowOf(query, PAGE, PAGE),
	);
	return ok({ maxResults, startAt, total, isLast: startAt + page.length >= total, values: page });
}

function priorities({ state, query, views }: Call): Answer {
	const { page, startAt, maxResults, total } = pageOf(
		[...state.priorities.values()],
		windowOf(query, PAGE),
	);
	return ok({
		...{ maxResults, startAt, total, isLast: startAt + page.length >= total },
		values: page.map((each) => ({
			...priorityDetails(views, each),
			isDefault: each.id === DEFAULT_PRIORITY,
		})),
	});
}

function fields(): Answer {
	return ok(
		FIELDS.map(({ id, name, custom, schema, clauseNames, operations }) => ({
			id,
			key: id,
			name,
			custom,
			orderable: operations.length > 0,
			navigable: true,
			searchable: true,
			clauseNames,
			schema,
		})),
	);
}

/** What the panels of a client are filled with. */
export const lookupOperations: Operation[] = [
	{ method: 'GET', path: '/myself', scope: READ_USERS, handle: myself },
	{ method: 'GET', path: '/serverInfo', handle: serverInfo },
	{ method: 'GET', path: '/user/assignable/search', scope: READ_USERS, handle: assignable },
	{ method: 'GET', path: '/user/search', scope: READ_USERS, handle: searchUsers },
	{ method: 'GET', path: '/label', scope: READ, handle: labels },
	{ method: 'GET', path: '/priority/search', scope: READ, handle: priorities },
	{
		method: 'GET',
		path: '/priority',
		scope: READ,
		handle: ({ state, views }) =>
			ok([...state.priorities.values()].map((each) => priorityDetails(views, each))),
	},
	{
		method: 'GET',
		path: '/status',
		scope: READ,
		handle: ({ state, views }) =>
			ok([...state.statuses.values()].map((each) => statusView(views, each))),
	},
	{
		method: 'GET',
		path: '/issuetype',
		scope: READ,
		handle: ({ state, views }) =>
			ok(
				[...state.issueTypes.values()].map((each) => ({
					...issueTypeView(views, each),
					untranslatedName: each.name,
				})),
			),
	},
	{ method: 'GET', path: '/field', scope: READ, handle: fields },
];
