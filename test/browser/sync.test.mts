import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../tools/lib/paths.mts';
import { describeInBrowser, pictureOf, useEditor } from './support/useEditor.mts';

jest.setTimeout(180_000);

const nightly = JSON.parse(readFileSync(join(root, 'examples/nightly-sync.json'), 'utf8'));
const NOT_RUN = ['What this does', 'Every night at two'];

describeInBrowser('Sync in the editor', () => {
	const { test } = useEditor();

	test('"Nightly sync" runs from the button, every node green, and shows its plan', async ({
		editor,
		sandbox,
	}) => {
		await editor.openCopy(nightly);
		expect(await editor.executeWorkflow()).toContain('executed successfully');
		const nodes = nightly.nodes.filter(({ name }: { name: string }) => !NOT_RUN.includes(name));
		await expect(editor.succeededNodes(nodes.length)).resolves.toBe(nodes.length);
		const made = sandbox.control
			.state('genesysCloud')
			.clients.filter(({ name }: { name: string }) => name.startsWith('nightly/'));
		expect(made).toHaveLength(3);
		await pictureOf(editor, 'nightly-sync');

		await editor.openNode('Sync');
		await editor.page.getByText('Delete Unlisted').first().waitFor();
		expect(await editor.parameter('dryRun').isVisible()).toBe(true);
		await editor.outputTells('nightly/Reporting');
		await pictureOf(editor, 'sync');
		await editor.closeNode();
	});
});
