import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startN8n as launch } from '../../../tools/lib/n8n.mts';
import { type N8nSettings } from '../../../tools/lib/n8nEnvironment.mts';
import { currentTarball, installTarball } from '../../../tools/lib/pack.mts';
import { anyFreePort } from '../../../tools/lib/ports.mts';
import { TestN8n } from './n8n.mts';

export interface StartOptions {
	/** Further environment variables of n8n. */
	env?: NodeJS.ProcessEnv;
	/** Leaves the packed package out, for an n8n as it comes. */
	withoutPackage?: boolean;
}

async function newSettings(userFolder: string, env: NodeJS.ProcessEnv = {}): Promise<N8nSettings> {
	return {
		userFolder,
		port: await anyFreePort(),
		brokerPort: await anyFreePort(),
		env: { N8N_ENCRYPTION_KEY: randomBytes(24).toString('base64'), ...env },
	};
}

/** Starts n8n; between looking for a free port and taking it another program may have been quicker. */
async function launchOnFreePorts(
	userFolder: string,
	env: NodeJS.ProcessEnv = {},
): Promise<TestN8n> {
	for (let attempt = 1; ; attempt++) {
		const settings = await newSettings(userFolder, env);
		try {
			return new TestN8n(settings, await launch(settings));
		} catch (error) {
			const portTaken = /EADDRINUSE|already in use/.test((error as Error).message);
			if (!portTaken || attempt === 3) throw error;
		}
	}
}

/**
 * Starts a real n8n in a new folder with the package installed from its tarball, sets up its owner and
 * logs in. The caller stops it; {@link useN8n} does so by itself.
 */
export async function startN8n(options: StartOptions = {}): Promise<TestN8n> {
	const userFolder = mkdtempSync(join(tmpdir(), 'oauth-admin-n8n-'));
	let n8n: TestN8n | undefined;
	try {
		if (!options.withoutPackage) {
			await installTarball(await currentTarball(), userFolder);
		}
		n8n = await launchOnFreePorts(userFolder, options.env);
		await n8n.api.setUpOwner(n8n.owner);
		return n8n;
	} catch (error) {
		await n8n?.stop();
		rmSync(userFolder, { recursive: true, force: true });
		throw error;
	}
}

/**
 * An n8n for all tests of a file or a `describe` block: started before the first, stopped after the last,
 * whatever becomes of them.
 *
 * @returns a function that gives the n8n; call it within tests.
 */
export function useN8n(options: StartOptions = {}): () => TestN8n {
	let n8n: TestN8n | undefined;
	beforeAll(async () => {
		n8n = await startN8n(options);
	}, 300_000);
	afterAll(async () => {
		await n8n?.stop();
	}, 60_000);
	return () => {
		if (!n8n) throw new Error('n8n has not been started.');
		return n8n;
	};
}
