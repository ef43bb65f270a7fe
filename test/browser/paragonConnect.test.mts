import { setTimeout as wait } from 'node:timers/promises';
import { packageName } from '../../tools/lib/pack.mts';
import { credentialOf } from './support/nodes.mts';
import { describeInBrowser, pictureOf, useEditor } from './support/useEditor.mts';

jest.setTimeout(180_000);

/** A workflow of one node, as it looks when it is new but for what the test does not do by hand. */
const only = (name: string, type: string, parameters: object) => ({
	name,
	settings: {},
	connections: {},
	nodes: [
		{
			id: crypto.randomUUID(),
			name,
			type: `${packageName}.${type}`,
			typeVersion: 1,
			position: [0, 0],
			parameters,
			credentials: credentialOf('paragonConnectApi'),
			...(type.endsWith('Trigger') && { webhookId: crypto.randomUUID() }),
		},
	],
});

/** Waits until there is as much of something as there is to be. */
async function untilCount(list: () => unknown[], wanted: number): Promise<void> {
	for (const end = Date.now() + 60_000; Date.now() < end; await wait(50)) {
		if (list().length === wanted) return;
	}
	throw new Error(`There were ${list().length} in the end, not ${wanted}.`);
}

describeInBrowser('the nodes of Paragon Connect in the editor', () => {
	const { place, test } = useEditor();
	const subscriptions = (): any[] => place().sandbox.control.state('paragon').subscriptions;
	const issues = (): any[] => place().sandbox.control.state('jira').issues;

	test('an issue is opened with the fields that Jira has for it', async ({ editor }) => {
		const summary = 'Nightly export stands still';
		await editor.openCopy(
			only('Open an issue', 'paragonConnect', { resource: 'issue', operation: 'create', summary }),
		);
		await editor.openNode('Open an issue');
		await editor.pickFromList('project', 'Operations (OPS)');
		await editor.pickFromList('issueType', 'Incident');
		await editor.choose('customfield_10030', 'Major');
		await editor.fill('customfield_10031', 'ACME-17');
		await pictureOf(editor, 'jira-issue');
		await editor.executeNode();
		await editor.outputTells(/OPS-\d+/);
		const made = issues().filter(({ values }) => values.summary === summary);
		expect(made).toEqual([
			expect.objectContaining({
				values: expect.objectContaining({
					issuetype: '10005',
					customfield_10030: '100301',
					customfield_10031: 'ACME-17',
				}),
			}),
		]);
		await editor.closeNode();
	});

	test("what Jira does not take is said in Jira's words, with the field", async ({ editor }) => {
		const parameters = {
			resource: 'issue',
			operation: 'create',
			project: { __rl: true, mode: 'id', value: 'ED' },
			issueType: { __rl: true, mode: 'id', value: 'Task' },
			summary: 'For nobody there is',
			additionalFields: { assignee: { __rl: true, mode: 'id', value: '0:gone' } },
		};
		await editor.openCopy(only('Open an issue', 'paragonConnect', parameters));
		await editor.openNode('Open an issue');
		await editor.executeNode();
		await editor.untilTold(/assignee Specify a valid value for assignee/);
		await editor.closeNode();
	});

	test("a tool is run with the parameters of Paragon's schema", async ({ editor }) => {
		await editor.openCopy(
			only('Run a tool', 'paragonConnect', { resource: 'tool', operation: 'run' }),
		);
		await editor.openNode('Run a tool');
		await editor.pickFromList('tool', 'JIRA_CREATE_ISSUE');
		await editor.fill('project', 'ED');
		await editor.fill('issueType', 'Task');
		await editor.fill('summary', 'Renew the login');
		await pictureOf(editor, 'connect-tool');
		await editor.executeNode();
		await editor.outputTells(/ED-\d+/);
		expect(issues().filter(({ values }) => values.summary === 'Renew the login')).toHaveLength(1);
		await editor.closeNode();
	});

	test('the trigger waits for an event, and shows it', async ({ editor, sandbox }) => {
		await editor.openCopy(only('New issue', 'paragonConnectTrigger', { triggerOn: 'newIssue' }));
		await editor.openNode('New issue');
		await expect(editor.optionsOf('triggerOn')).resolves.toEqual([
			'Issue Updated',
			'New Comment',
			'New Issue',
			'Project Created',
			'Project Updated',
			'Other',
		]);
		await editor.executeNode();
		await editor.untilTold('Listening for test event');
		// What the node says on the canvas; the words in the panel are n8n's own.
		await editor.untilTold('Now make it happen in Jira');
		await untilCount(subscriptions, 1);
		await pictureOf(editor, 'connect-trigger');
		sandbox.control.seed('jira', { events: [{ event: 'jira:issue_created', of: 'ED-1' }] });
		await editor.outputTells('Main order flow broken');
		await untilCount(subscriptions, 0);
		await editor.closeNode();
	});

	test('a trigger that stops waiting leaves nothing at Paragon', async ({ editor }) => {
		await editor.openCopy(only('New issue', 'paragonConnectTrigger', { triggerOn: 'newIssue' }));
		await editor.openNode('New issue');
		await editor.executeNode();
		await untilCount(subscriptions, 1);
		await editor.stopListening();
		await untilCount(subscriptions, 0);
		await editor.closeNode();
	});
});
