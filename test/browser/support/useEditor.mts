import { join } from 'node:path';
import { chromiumPath } from '../../../tools/lib/chromium.mts';
import { root } from '../../../tools/lib/paths.mts';
import { readyMadeCredentials } from '../../../tools/start/credentials.mts';
import { type Sandbox, startSandbox } from '../../sandbox/index.mts';
import type { TestN8n } from '../../server/support/n8n.mts';
import { useN8n } from '../../server/support/start.mts';
import { openBrowser } from './browser.mts';
import { Editor } from './editor.mts';

/** An n8n in a browser, beside a sandbox whose credentials it has. */
export interface Place {
	n8n: TestN8n;
	sandbox: Sandbox;
	editor: Editor;
}

/** `describe` where there is a browser; its tests are skipped elsewhere. */
export const describeInBrowser = chromiumPath() ? describe : describe.skip;

/** The sandbox's last calls as far as they tell what has happened: neither queries nor bodies. */
function lastCalls({ control }: Sandbox): string {
	return control
		.journal()
		.slice(-10)
		.map(({ vendor, method, path, status, fault }) =>
			[vendor, method, path, status ?? 'no answer', fault ?? ''].join(' '),
		)
		.join('\n  ');
}

/**
 * An editor for all tests of a `describe` block.
 *
 * @returns `place` gives it within tests; `test` is jest's own, but for the report that a failure has.
 */
export function useEditor(): {
	place: () => Place;
	test: (name: string, body: (place: Place) => Promise<void>) => void;
} {
	const server = useN8n();
	let sandbox: Sandbox | undefined;
	let browser: Awaited<ReturnType<typeof openBrowser>> | undefined;
	let editor: Editor | undefined;

	beforeAll(async () => {
		sandbox = await startSandbox({});
		await server().importCredentials(readyMadeCredentials(sandbox));
		browser = await openBrowser();
		editor = new Editor(browser.page, server());
		await editor.logIn();
	}, 300_000);

	// What one test has made is not there for the next; the ready-made credentials go on working.
	beforeEach(() => {
		sandbox?.control.reset();
	});

	afterAll(async () => {
		await browser?.close();
		await sandbox?.close();
	}, 60_000);

	const place = (): Place => {
		if (!sandbox || !editor) throw new Error('The editor has not been opened.');
		return { n8n: server(), sandbox, editor };
	};

	return {
		place,
		test: (name, body) => {
			test(name, async () => {
				const here = place();
				await body(here).catch(async (error: Error) => {
					const report = await here.editor.report();
					const told = `${error.message}\n\n${report}\nThe sandbox's last calls: ${lastCalls(here.sandbox)}\n`;
					// Jest shows the stack, at the top of which the message stands.
					error.stack = error.stack?.replace(error.message, () => told);
					error.message = told;
					throw error;
				});
			});
		},
	};
}

/** Takes a picture for the guides when they are wanted anew; see `npm run pictures`. */
export async function pictureOf(editor: Editor, name: string): Promise<void> {
	if (!process.env.UPDATE_PICTURES) return;
	await editor.picture(join(root, 'docs', 'pictures', `${name}.png`));
}
