import { DEFAULT_BEHAVIOUR as JIRA_BEHAVIOUR } from '../../sandbox/jira/behaviour.mts';
import { CONNECT_BEHAVIOUR } from '../../sandbox/paragon/connect/behaviour.mts';
import { itemsOf, type Bench } from '../support/bench.mts';
import { sideBySide } from '../support/sideBySide.mts';
import {
	byId,
	CREATE,
	createIssue,
	issueOf,
	issuesNamed,
	mapped,
	paragonConnect,
} from '../vendors/paragonConnect.mts';

/** What the documents leave open: the values that are not the sandbox's usual ones. */
const OPEN_FACTS: ReadonlyArray<[vendor: 'jira' | 'paragon', behaviour: Record<string, unknown>]> =
	[
		...['required', 'unchecked'].map((tokenAudience) => ['paragon', { tokenAudience }] as const),
		['paragon', { tokenMaxSeconds: 3600 }],
		['paragon', { meWithoutToken: 'told' }],
		...[400, 401, 403].map((notConnectedStatus) => ['paragon', { notConnectedStatus }] as const),
		['paragon', { notPermittedStatus: 401 }],
		['paragon', { subscriptionsOnDisconnect: 'errored' }],
		['paragon', { proxyReply: 'wrapped' }],
		['paragon', { proxyErrors: 'described' }],
		['paragon', { toolErrors: 'passed' }],
		['paragon', { emptyListErrors: 'shown' }],
		['jira', { searchPageSize: 1 }],
		['jira', { searchPageCap: 1 }],
		['jira', { searchLagMs: 800 }],
		['jira', { accessTokenSeconds: 1 }],
		['jira', { retryAfter: false }],
		['jira', { emailAddresses: 'hidden' }],
	].map(([vendor, behaviour]) => [vendor as 'jira', behaviour as Record<string, unknown>]);

async function lives(bench: Bench, vendor: string, behaviour: Record<string, unknown>) {
	const { sandbox } = bench;
	sandbox.control.setBehaviour(vendor, behaviour);
	sandbox.control.addFault({ ...CREATE, kind: 'cutAfter' });
	const act = async (parameters: Record<string, unknown>) =>
		itemsOf(await bench.run({ parameters })).map(({ json }) => json);
	const [made] = await act(createIssue({ summary: 'Life', additionalFields: { status: 'Done' } }));
	expect(issuesNamed(sandbox, 'Life').map(({ key }) => key)).toEqual([made!.key]);

	const one = { resource: 'issue', issueKey: made!.key };
	const updateFields = { summary: 'Life 2', labels: ['x'], status: 'To Do' };
	await act({ ...one, operation: 'update', updateFields });
	const [got] = await act({ ...one, operation: 'get' });
	expect(got).toMatchObject({ summary: 'Life 2', labels: ['x'], status: 'To Do' });
	expect(issueOf(sandbox, made!.key).values).toMatchObject({ summary: 'Life 2', status: '10000' });

	await new Promise((resolve) => setTimeout(resolve, Number(behaviour.searchLagMs ?? 0)));
	const condition = [{ field: 'project', operator: 'equals', value: 'ED' }];
	const search = { resource: 'issue', operation: 'search', conditions: { condition } };
	expect(await act({ ...search, returnAll: true })).toHaveLength(3);
	expect(await act({ ...search, limit: 2 })).toHaveLength(2);
	expect(await act({ resource: 'jiraProject', operation: 'getAll' })).toHaveLength(3);

	const tool = { resource: 'tool', operation: 'run', tool: byId('JIRA_SEARCH_BY_JQL') };
	const [page] = await act({ ...tool, parameters: mapped({ jqlQuery: 'project = ED' }) });
	expect((page as any).issues.length).toBeGreaterThan(0);
	const user = { resource: 'connectedUser', userId: 'user-2' };
	await act({ ...user, operation: 'disconnect', integration: 'jira' });
	const [{ integrations }] = (await act({ ...user, operation: 'get' })) as [any];
	expect(integrations.jira.enabled).toBe(false);

	const projects = { resource: 'jiraProject', operation: 'getAll', userId: 'user-2' };
	const { error } = await bench.run({ parameters: projects });
	expect(error?.message).toContain('has not connected this integration');
}

sideBySide(
	OPEN_FACTS.map(([vendor, behaviour]) => ({
		vendor: paragonConnect,
		name: `an issue lives as it should with ${vendor} ${JSON.stringify(behaviour)}`,
		play: async (bench: Bench) => await lives(bench, vendor, behaviour),
	})),
	6,
);

/** Switches of what only a trigger meets, or that another test turns. */
const ELSEWHERE =
	/^(trigger|poll|examples|subscribedStatus|unsubscribedStatus|scopeMissing|override|patch|signature|delivery|errored)|webhook|removedSearch/i;

test('no switch is left out that the node can meet', () => {
	const turned = new Set(OPEN_FACTS.flatMap(([, behaviour]) => Object.keys(behaviour)));
	const all = [...Object.keys(CONNECT_BEHAVIOUR), ...Object.keys(JIRA_BEHAVIOUR)];
	expect(all.filter((name) => !ELSEWHERE.test(name) && !turned.has(name))).toEqual([]);
	expect([...turned].filter((name) => !all.includes(name))).toEqual([]);
});
