import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumPath } from '../../tools/lib/chromium.mts';
import { root } from '../../tools/lib/paths.mts';
import { packageName } from '../../tools/lib/pack.mts';
import { readyMadeCredentials } from '../../tools/start/credentials.mts';
import { useN8n } from '../server/support/start.mts';
import { type Sandbox, startSandbox } from '../sandbox/index.mts';
import { openBrowser } from './support/browser.mts';
import { Editor } from './support/editor.mts';

jest.setTimeout(180_000);

const provision = JSON.parse(
	readFileSync(join(root, 'examples/provision-a-customer.json'), 'utf8'),
);

/** The README's pictures are taken anew when this is set; see `npm run pictures`. */
const pictures = process.env.UPDATE_PICTURES ? join(root, 'docs', 'pictures') : undefined;

const withBrowser = chromiumPath() ? describe : describe.skip;

withBrowser('the nodes Tines and Paragon in the editor', () => {
	const server = useN8n();
	let sandbox: Sandbox;
	let browser: Awaited<ReturnType<typeof openBrowser>>;
	let editor: Editor;

	/** Two nodes as they look when they are new, but for what the tests do not choose by hand. */
	function newNodes() {
		const credentials = (type: string) => {
			const ready = readyMadeCredentials(sandbox).find((one) => one.type === type);
			return { [type]: { id: ready?.id, name: ready?.name } };
		};
		return {
			id: 'PanelsOfVendors1',
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
					credentials: credentials('tinesApi'),
				},
				{
					id: 'a1b6f1de-0001-4000-8000-000000000002',
					name: 'New credential in Paragon',
					type: `${packageName}.paragon`,
					typeVersion: 1,
					position: [300, 0],
					parameters: { resource: 'integrationCredential', operation: 'create' },
					credentials: credentials('paragonApi'),
				},
			],
		};
	}

	const shown = async (text: string) => await browser.page.getByText(text).first().isVisible();

	beforeAll(async () => {
		sandbox = await startSandbox({});
		await server().importCredentials(readyMadeCredentials(sandbox));
		await server().importWorkflow(provision);
		await server().importWorkflow(newNodes());
		browser = await openBrowser();
		editor = new Editor(browser.page, server());
		await editor.logIn();
	});

	afterAll(async () => {
		await browser?.close();
		await sandbox?.close();
	});

	test('"Provision a customer" runs from the button, every node green', async () => {
		await editor.openWorkflow(provision.id);
		expect(await editor.executeWorkflow()).toContain('executed successfully');
		const nodes = provision.nodes.filter(
			({ type }: { type: string }) => !type.endsWith('stickyNote'),
		);
		await expect(editor.succeededNodes().count()).resolves.toBe(nodes.length);
		if (pictures) await editor.picture(join(pictures, 'provision.png'));
	});

	test('Tines: the mode decides on the fields, the team on the folders', async () => {
		await editor.openWorkflow('PanelsOfVendors1');
		await editor.openNode('New credential in Tines');
		await browser.page.getByText('Token URL').first().waitFor();
		expect(await shown('Authorization URL')).toBe(false);
		await editor.choose('oauth_grant_type', 'Authorization Code');
		await browser.page.getByText('Authorization URL').first().waitFor();

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
		await browser.page.keyboard.press('Escape');
		if (pictures) await editor.picture(join(pictures, 'tines.png'));

		await editor.choose('mode', 'Text');
		await browser.page.getByText('Token URL').first().waitFor({ state: 'hidden' });
		expect(await editor.parameter('value').isVisible()).toBe(true);
		await editor.closeNode();
	});

	test('Paragon: Jira brings its redirect URL, its scopes and what to know', async () => {
		await editor.openWorkflow('PanelsOfVendors1');
		await editor.openNode('New credential in Paragon');
		await editor.pickFromList('projectId', 'Development (Acme / Development)');
		expect(await shown('https://passport.useparagon.com/oauth')).toBe(false);
		await editor.pickFromList('integration', 'jira');
		await browser.page.getByText('https://passport.useparagon.com/oauth').first().waitFor();
		expect(await shown('manage:jira-configuration')).toBe(true);
		expect(await shown('Jira Scopes')).toBe(true);
		// The stand-in's host does not tell where users come back to; a real one does.
		const redirectUrl = editor.parameter('redirectUrl').locator('input').first();
		await expect(redirectUrl.inputValue()).resolves.toContain('dashboard of Paragon');
		if (pictures) await editor.picture(join(pictures, 'paragon.png'));

		await editor.executeNode();
		const message = browser.page
			.getByText('Client ID: is missing [item 0]')
			.locator('visible=true');
		await message.first().waitFor();
		expect(await browser.page.content()).toContain('development keys');
		await editor.closeNode();
	});
});
