import { randomBytes, randomUUID } from 'node:crypto';
import type { AdfNode, Priority, Status, User } from './records.mts';
import { putIssue } from './issues.mts';
import { putProject } from './projects.mts';
import { State } from './state.mts';
import { OPEN_WORKFLOW, STEPWISE_WORKFLOW } from './workflow.mts';

/** IDs and secrets that outlive a reset. */
export interface ReadyMade {
	cloudId: string;
	/** Administrator of the site. */
	admin: User;
	/** Other people; the last one's account is closed. */
	others: User[];
	/** An OAuth 2.0 app's access token of the administrator. */
	accessToken: string;
	projectUuids: string[];
}

function user(displayName: string, given: Partial<User> = {}): User {
	return {
		accountId: `712020:${randomUUID()}`,
		accountType: 'atlassian',
		displayName,
		emailAddress: `${displayName.split(' ')[0]!.toLowerCase()}@sandbox.example`,
		active: true,
		timeZone: 'Etc/UTC',
		apiToken: '',
		...given,
	};
}

/** New IDs and secrets for a sandbox. */
export function readyMade(): ReadyMade {
	return {
		cloudId: randomUUID(),
		admin: user('Ada Admin', { apiToken: randomBytes(24).toString('base64url') }),
		others: [user('Mia Krystof'), user('Ravi Rao'), user('Zoe Gone', { active: false })],
		accessToken: randomBytes(32).toString('base64url'),
		projectUuids: [randomUUID(), randomUUID(), randomUUID()],
	};
}

const STATUSES: Status[] = [
	{ id: '10000', name: 'To Do', category: 'new' },
	{ id: '3', name: 'In Progress', category: 'indeterminate' },
	{ id: '10001', name: 'Done', category: 'done' },
];
const PRIORITIES: Priority[] = [
	{
		id: '1',
		name: 'Highest',
		description: 'This problem will block progress.',
		statusColor: '#d04437',
	},
	{
		id: '2',
		name: 'High',
		description: 'Serious problem that could block progress.',
		statusColor: '#f15C75',
	},
	{
		id: '3',
		name: 'Medium',
		description: 'Has the potential to affect progress.',
		statusColor: '#f79232',
	},
	{
		id: '4',
		name: 'Low',
		description: 'Minor problem or easily worked around.',
		statusColor: '#707070',
	},
	{
		id: '5',
		name: 'Lowest',
		description: 'Trivial problem with little or no impact.',
		statusColor: '#999999',
	},
];

/** ID, name, level and what it is for. */
const ISSUE_TYPES = [
	['10000', 'Epic', 1, 'A big piece of work.'],
	['10001', 'Story', 0, 'What a user wants.'],
	['10002', 'Task', 0, 'A small piece of work.'],
	['10003', 'Bug', 0, 'A problem or error.'],
	['10004', 'Sub-task', -1, 'A part of other work.'],
	['10005', 'Incident', 0, 'An interruption of a service.'],
] as const;

/** A document of one paragraph. */
export function paragraph(text: string): AdfNode {
	const content = text === '' ? [] : [{ type: 'text', text }];
	return { type: 'doc', version: 1, content: [{ type: 'paragraph', content }] };
}

function addProjects(state: State, { admin, others, projectUuids }: ReadyMade): void {
	const leadAccountId = admin.accountId;
	putProject(state, {
		...{ key: 'ED', name: 'Edison', uuid: projectUuids[0], leadAccountId },
		description: 'Orders and their flow.',
		issueTypeIds: ['10000', '10001', '10002', '10003', '10004'],
		transitions: OPEN_WORKFLOW,
		customFields: { customfield_10016: false },
	});
	putProject(state, {
		...{ key: 'OPS', name: 'Operations', uuid: projectUuids[1], leadAccountId },
		description: 'Incidents; severity and customer reference are required.',
		projectTypeKey: 'service_desk',
		issueTypeIds: ['10002', '10005'],
		transitions: STEPWISE_WORKFLOW,
		customFields: {
			customfield_10030: true,
			customfield_10031: true,
			customfield_10032: false,
			customfield_10033: false,
			customfield_10034: false,
			customfield_10035: false,
			customfield_10036: false,
		},
	});
	putProject(state, {
		...{ key: 'MKT', name: 'Marketing', uuid: projectUuids[2] },
		leadAccountId: others[0]!.accountId,
		projectTypeKey: 'business',
		style: 'next-gen',
		issueTypeIds: ['10002', '10004'],
	});
}

/** The site as it is when a sandbox starts. */
export function startState(ready: ReadyMade): State {
	const state = new State();
	for (const each of [ready.admin, ...ready.others]) state.users.set(each.accountId, { ...each });
	for (const status of STATUSES) state.statuses.set(status.id, status);
	for (const priority of PRIORITIES) state.priorities.set(priority.id, priority);
	for (const [id, name, hierarchyLevel, description] of ISSUE_TYPES) {
		const avatarId = Number(id) + 300;
		const subtask = hierarchyLevel === -1;
		state.issueTypes.set(id, { id, name, description, subtask, hierarchyLevel, avatarId });
	}
	addProjects(state, ready);
	const { accountId } = ready.admin;
	const common = { reporter: accountId, creator: accountId, priority: '3' };
	const edison = state.projectOf('ED')!;
	putIssue(state, edison, {
		...common,
		issuetype: '10003',
		summary: 'Main order flow broken',
		description: paragraph('Orders stay open after payment.'),
		labels: ['checkout'],
	});
	putIssue(state, edison, {
		...common,
		issuetype: '10002',
		summary: 'Renew the certificate',
		assignee: ready.others[0]!.accountId,
		status: '3',
		labels: [],
	});
	return state;
}
