import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, isBuilt, sourceFingerprint } from '../lib/build.mts';
import { installN8n } from '../lib/install.mts';
import { startN8n } from '../lib/n8n.mts';
import { N8nApi, newPassword } from '../lib/n8nApi.mts';
import { type N8nSettings } from '../lib/n8nEnvironment.mts';
import { currentTarball, installTarball } from '../lib/pack.mts';
import { freePortFrom } from '../lib/ports.mts';
import { say, step } from '../lib/progress.mts';
import { type AllPorts, startSandbox } from '../lib/sandbox.mts';
import { Shutdown } from '../lib/shutdown.mts';
import { importCredentials, importExamples } from './content.mts';
import { readyMadeCredentials } from './credentials.mts';
import { dataFolder, otherStart, ownerPassword, readRecord, writeRecord } from './data.mts';

/** The editor's port that is tried first; the next free one is taken when it is in use. */
const wantedPort = 5678;

/** The same for the sandbox's servers. */
const wantedSandboxPorts: AllPorts = {
	genesysApi: 4310,
	genesysLogin: 4311,
	control: 4312,
	paragonZeus: 4313,
	paragonApi: 4316,
	paragonProxy: 4317,
	paragonActionkit: 4318,
	tinesApi: 4314,
	jiraApi: 4315,
};

/** What people call these servers. */
const serverNames: { [Name in keyof AllPorts]: string } = {
	genesysApi: 'the Genesys Cloud API',
	genesysLogin: 'the Genesys Cloud login',
	control: "the sandbox's control API",
	paragonZeus: 'the Paragon API',
	paragonApi: "Paragon's API for connected users",
	paragonProxy: "Paragon's Proxy API",
	paragonActionkit: "Paragon's ActionKit",
	tinesApi: 'the Tines tenant',
	jiraApi: 'the Jira Cloud site',
};

const ownerEmail = 'owner@example.com';

/** Picks a port and says so when it is not the one that people expect. */
async function choosePort(what: string, wanted: number, taken: number[]): Promise<number> {
	const port = await freePortFrom(wanted, taken);
	if (port !== wanted) say(`• Port ${wanted} is in use: ${what} gets port ${port}.`);
	taken.push(port);
	return port;
}

/** Builds, packs and installs the package into n8n's data, unless it is there from these sources. */
async function installPackage(): Promise<void> {
	const fingerprint = sourceFingerprint();
	if (!isBuilt()) await step('Build the package', build);
	if (readRecord().package === fingerprint) return;
	await step('Install the package in n8n', async () => {
		await installTarball(await currentTarball(), dataFolder);
	});
	writeRecord({ package: fingerprint });
}

async function main(shutdown: Shutdown): Promise<void> {
	const other = await otherStart();
	if (other) {
		throw new Error(`n8n is running on this data already: ${other} (${dataFolder}).`);
	}
	await installN8n();
	await installPackage();

	const taken: number[] = [];
	const port = await choosePort('the editor', wantedPort, taken);
	const brokerPort = await freePortFrom(port + 1, taken);
	taken.push(brokerPort);
	const ports = { ...wantedSandboxPorts };
	for (const name of Object.keys(ports) as Array<keyof AllPorts>) {
		ports[name] = await choosePort(serverNames[name], wantedSandboxPorts[name], taken);
	}

	const sandbox = await step('Start the sandbox', async () => await startSandbox(ports));
	shutdown.add(sandbox.stop);

	// n8n writes the editor's files there anew at each start; left lying they slow down lint and search.
	shutdown.add(async () => rmSync(join(dataFolder, '.cache'), { recursive: true, force: true }));
	const settings: N8nSettings = { userFolder: dataFolder, port, brokerPort };
	const n8n = await step('Start n8n', async () => await startN8n(settings));
	shutdown.add(n8n.stop);
	writeRecord({ running: { pid: process.pid, url: n8n.url } });
	shutdown.add(async () => writeRecord({ running: undefined }));

	const password = ownerPassword(newPassword);
	const api = new N8nApi(n8n.url);
	if (await api.needsOwner()) {
		await step('Set up the owner account', async () => {
			await api.setUpOwner({ email: ownerEmail, password });
		});
	}
	await step('Bring in the credentials and the example workflows', async () => {
		await importCredentials(settings, readyMadeCredentials(sandbox));
		await importExamples(settings);
	});

	say('');
	say(`Editor    ${n8n.url}`);
	say(`Login     ${ownerEmail}  ${password}`);
	say(`Sandbox   Genesys Cloud API ${sandbox.genesysCloud.apiUrl}`);
	say(`          login ${sandbox.genesysCloud.loginUrl}`);
	say(`          Paragon API ${sandbox.paragon.url}`);
	say(`          Tines tenant ${sandbox.tines.url}`);
	say(`          control API ${sandbox.controlUrl}`);
	say(`Data      ${dataFolder}`);
	say('Ctrl-C stops all of it; the data stays.');

	const what = await Promise.race([
		n8n.ended.then(() => 'n8n'),
		sandbox.ended.then(() => 'The sandbox'),
	]);
	if (!shutdown.isClosing) throw new Error(`${what} has ended by itself.`);
	// Closing goes on; the process ends with it.
	await new Promise(() => undefined);
}

const shutdown = new Shutdown(() => say('\n  Stopping …'));
try {
	await main(shutdown);
} catch (error) {
	if (!shutdown.isClosing) {
		process.stderr.write(`\n  ✘ ${(error as Error).message}\n`);
		await shutdown.close();
		process.exit(1);
	}
	await shutdown.close();
}
