import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../tools/lib/paths.mts';
import { describeInBrowser, pictureOf, useEditor } from './support/useEditor.mts';

jest.setTimeout(180_000);

const example = JSON.parse(
	readFileSync(join(root, 'examples', 'genesys-cloud-oauth-client-life-cycle.json'), 'utf8'),
);

describeInBrowser('the node in the editor', () => {
	const { place, test } = useEditor();

	beforeEach(async () => {
		await place().editor.openCopy(example);
	});

	test('the life cycle runs from the button, every node green', async ({ editor, sandbox }) => {
		expect(await editor.executeWorkflow()).toContain('executed successfully');
		const nodes = example.nodes.filter(
			({ type }: { type: string }) => !type.endsWith('stickyNote'),
		);
		await expect(editor.succeededNodes(nodes.length)).resolves.toBe(nodes.length);
		const made = sandbox.control
			.state('genesysCloud')
			.clients.filter(({ name }: { name: string }) => name === 'Example OAuth Client');
		expect(made.map(({ goneFrom }: { goneFrom?: number }) => goneFrom !== undefined)).toEqual([
			true,
		]);
		await pictureOf(editor, 'life-cycle');
	});

	test('a role and a division are picked from the lists that Genesys Cloud gives', async ({
		editor,
	}) => {
		await editor.openNode('Create client');
		await pictureOf(editor, 'panel');
		await editor.choose('authorizedGrantType', 'Client Credentials');
		await editor.page.getByText('Add Role').first().click();
		await editor.pickFromList('roleId', 'OAuth Client Viewer');
		await editor.pickFromList('divisionId', 'All Divisions');
		await editor.closeNode();
	});

	test('the panel of Regenerate Secret warns of what it does', async ({ editor }) => {
		await editor.openNode('Regenerate secret');
		await editor.untilTold('The old secret stops working at once.');
		await editor.closeNode();
	});

	test('an error names the field and the item, and says what to do', async ({ editor }) => {
		await editor.openNode('Create client');
		await editor.fill('registeredRedirectUris', 'example/auth');
		await editor.executeNode();
		await editor.untilTold("Redirect URIs: 'example/auth' is not a URL [item 0]");
		await pictureOf(editor, 'error');
		await editor.closeNode();
	});
});
