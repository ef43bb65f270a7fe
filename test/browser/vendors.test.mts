import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../tools/lib/paths.mts';
import { packageName } from '../../tools/lib/pack.mts';
import type { Editor } from './support/editor.mts';
import { credentialOf } from './support/nodes.mts';
import { describeInBrowser, pictureOf, useEditor } from './support/useEditor.mts';

jest.setTimeout(180_000);

const provision = JSON.parse(
	readFileSync(join(root, 'examples/provision-a-customer.json'), 'utf8'),
);

/** Two nodes as they look when they are new, but for what the tests do not choose by hand. */
const panels = {
	name: 'Panels',
	settings: {},
	connections: {},
	nodes: [
		{
			id: 'a1b6f1de-0001-4000-8000-000000000001',
			name: 'New credential in Tines',
			type: `${packageName}.tines`,
			typeVersion: 1,
			position: [0, 0],
			parameters: { resource: 'credential', operation: 'create', name: 'Okta' },
			credentials: credentialOf('tinesApi'),
		},
		{
			id: 'a1b6f1de-0001-4000-8000-000000000002',
			name: 'New credential in Paragon',
			type: `${packageName}.paragon`,
			typeVersion: 1,
			position: [300, 0],
			parameters: { resource: 'integrationCredential', operation: 'create' },
			credentials: credentialOf('paragonApi'),
		},
	],
};

const shown = async ({ page }: Editor, text: string) =>
	await page.getByText(text).first().isVisible();

describeInBrowser('the nodes Tines and Paragon in the editor', () => {
	const { test } = useEditor();

	test('"Provision a customer" runs from the button, every node green', async ({ editor }) => {
		await editor.openCopy(provision);
		expect(await editor.executeWorkflow()).toContain('executed successfully');
		const nodes = provision.nodes.filter(
			({ type }: { type: string }) => !type.endsWith('stickyNote'),
		);
		await expect(editor.succeededNodes(nodes.length)).resolves.toBe(nodes.length);
		await pictureOf(editor, 'provision');
	});

	test('Tines: the mode decides on the fields, the team on the folders', async ({
		editor,
		sandbox,
	}) => {
		await editor.openCopy(panels);
		await editor.openNode('New credential in Tines');
		await editor.page.getByText('Token URL').first().waitFor();
		expect(await shown(editor, 'Authorization URL')).toBe(false);
		await editor.choose('oauth_grant_type', 'Authorization Code');
		await editor.page.getByText('Authorization URL').first().waitFor();

		await editor.pickFromList('team_id', 'Security operations');
		await editor.addField('Folder');
		const folders = await editor.entriesOf('folder_id');
		const { folders: all, teams } = sandbox.control.state('tines');
		const team = teams.find(({ name }: { name: string }) => name === 'Security operations').id;
		const ofTeam = all.filter(
			(folder: { team_id: number; content_type: string }) =>
				folder.team_id === team && folder.content_type === 'CREDENTIAL',
		);
		expect(folders).toEqual(['No Folder', ...ofTeam.map(({ name }: { name: string }) => name)]);
		await editor.page.keyboard.press('Escape');
		await pictureOf(editor, 'tines');

		await editor.choose('mode', 'Text');
		await editor.page.getByText('Token URL').first().waitFor({ state: 'hidden' });
		expect(await editor.parameter('value').isVisible()).toBe(true);
		await editor.closeNode();
	});

	test('Paragon: Jira brings its redirect URL, its scopes and what to know', async ({ editor }) => {
		await editor.openCopy(panels);
		await editor.openNode('New credential in Paragon');
		await editor.pickFromList('projectId', 'Development (Acme / Development)');
		expect(await shown(editor, 'https://passport.useparagon.com/oauth')).toBe(false);
		await editor.pickFromList('integration', 'jira');
		await editor.page.getByText('https://passport.useparagon.com/oauth').first().waitFor();
		expect(await shown(editor, 'manage:jira-configuration')).toBe(true);
		expect(await shown(editor, 'Jira Scopes')).toBe(true);
		// The stand-in's host does not tell where users come back to; a real one does.
		const redirectUrl = editor.parameter('redirectUrl').locator('input').first();
		await expect(redirectUrl.inputValue()).resolves.toContain('dashboard of Paragon');
		await pictureOf(editor, 'paragon');

		await editor.executeNode();
		await editor.untilTold('Client ID: is missing [item 0]');
		expect(await editor.page.content()).toContain('development keys');
		await editor.closeNode();
	});
});
