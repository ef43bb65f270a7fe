import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { useN8n } from '../server/support/start.mts';
import { type Sandbox, startSandbox } from '../sandbox/index.mts';
import { chromiumPath } from '../../tools/lib/chromium.mts';
import { openBrowser } from './support/browser.mts';
import { Editor } from './support/editor.mts';

jest.setTimeout(180_000);

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const example = JSON.parse(
	readFileSync(join(root, 'examples', 'genesys-cloud-oauth-client-life-cycle.json'), 'utf8'),
);

/** The README's pictures are taken anew when this is set; see `npm run pictures`. */
const pictures = process.env.UPDATE_PICTURES ? join(root, 'docs', 'pictures') : undefined;

const withBrowser = chromiumPath() ? describe : describe.skip;

withBrowser('the node in the editor', () => {
	const server = useN8n();
	let sandbox: Sandbox;
	let browser: Awaited<ReturnType<typeof openBrowser>>;
	let editor: Editor;

	beforeAll(async () => {
		sandbox = await startSandbox({});
		const { apiUrl, loginUrl, admin } = sandbox.genesysCloud;
		const data = { region: 'custom', apiUrl, loginUrl, ...admin };
		await server().importCredentials([
			{
				id: 'GenesysSandbox01',
				name: 'Genesys Cloud sandbox',
				type: 'genesysCloudOAuth2Api',
				data,
			},
		]);
		await server().importWorkflow(example);
		browser = await openBrowser();
		editor = new Editor(browser.page, server());
		await editor.logIn();
	});

	beforeEach(async () => {
		await editor.openWorkflow(example.id);
	});

	afterAll(async () => {
		await browser?.close();
		await sandbox?.close();
	});

	test('the life cycle runs from the button, every node green', async () => {
		expect(await editor.executeWorkflow()).toContain('executed successfully');
		const nodes = example.nodes.filter(
			({ type }: { type: string }) => !type.endsWith('stickyNote'),
		);
		await expect(editor.succeededNodes().count()).resolves.toBe(nodes.length);
		const made = sandbox.control
			.state('genesysCloud')
			.clients.filter(({ name }: { name: string }) => name === 'Example OAuth Client');
		expect(made.map(({ goneFrom }: { goneFrom?: number }) => goneFrom !== undefined)).toEqual([
			true,
		]);
		if (pictures) await editor.picture(join(pictures, 'life-cycle.png'));
	});

	test('a role and a division are picked from the lists that Genesys Cloud gives', async () => {
		await editor.openNode('Create client');
		if (pictures) await editor.picture(join(pictures, 'panel.png'));
		await editor.choose('authorizedGrantType', 'Client Credentials');
		await browser.page.getByText('Add Role').first().click();
		await editor.pickFromList('roleId', 'OAuth Client Viewer');
		await editor.pickFromList('divisionId', 'All Divisions');
		await editor.closeNode();
	});

	test('the panel of Regenerate Secret warns of what it does', async () => {
		await editor.openNode('Regenerate secret');
		await expect(
			browser.page.getByText('The old secret stops working at once.').count(),
		).resolves.toBe(1);
		await editor.closeNode();
	});

	test('an error names the field and the item, and says what to do', async () => {
		await editor.openNode('Create client');
		await editor.parameter('registeredRedirectUris').locator('input').first().fill('example/auth');
		await editor.executeNode();
		const message = browser.page.getByText("Redirect URIs: 'example/auth' is not a URL [item 0]");
		await message.first().waitFor();
		if (pictures) await editor.picture(join(pictures, 'error.png'));
		await editor.closeNode();
	});
});
