import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { chromiumPath } from '../../../tools/lib/chromium.mts';

/**
 * A browser with a profile of its own, that talks to this machine only. With BROWSER_SLOWNESS its pages
 * get only that part of the processor's time, to see that the tests hold on a slow machine.
 */
export async function openBrowser(): Promise<{ page: Page; close(): Promise<void> }> {
	const profile = mkdtempSync(join(tmpdir(), 'browser-'));
	const context: BrowserContext = await chromium.launchPersistentContext(profile, {
		executablePath: chromiumPath(),
		headless: true,
		viewport: { width: 1440, height: 900 },
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
			'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
		],
	});
	const page = context.pages()[0] ?? (await context.newPage());
	// Long enough for a slow machine: nothing waits that long on one that is not.
	page.setDefaultTimeout(60_000);
	const slowness = Number(process.env.BROWSER_SLOWNESS ?? 1);
	if (slowness > 1) {
		const session = await context.newCDPSession(page);
		await session.send('Emulation.setCPUThrottlingRate', { rate: slowness });
	}
	return {
		page,
		async close() {
			await context.close();
			rmSync(profile, { recursive: true, force: true });
		},
	};
}
