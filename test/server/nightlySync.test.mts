import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readyMadeCredentials } from '../../tools/start/credentials.mts';
import { root } from '../../tools/lib/paths.mts';
import { type Sandbox, startSandbox } from '../sandbox/index.mts';
import { useN8n } from './support/start.mts';

jest.setTimeout(240_000);

const example = JSON.parse(readFileSync(join(root, 'examples/nightly-sync.json'), 'utf8'));
const desired = JSON.parse(nodeOf(example, 'Desired clients').parameters.jsonOutput).clients;
const PREFIX = 'nightly/';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({});
});
afterAll(async () => {
	await sandbox.close();
});

function nodeOf(workflow: any, name: string): any {
	return workflow.nodes.find((node: { name: string }) => node.name === name);
}

/** The clients that the sync keeps, as the vendor has them, by name. */
const kept = (): any[] =>
	sandbox.control
		.state('genesysCloud')
		.clients.filter(
			({ name, goneFrom }: { name: string; goneFrom?: number }) =>
				name.startsWith(PREFIX) && goneFrom === undefined,
		)
		.sort((a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1));

/** The calls to Genesys Cloud's API so far, the login left out. */
const calls = () =>
	sandbox.control
		.journal({ vendor: 'genesysCloud' })
		.filter(({ path }) => !path.includes('/oauth/token'))
		.map(({ method, path }) => `${method} ${path}`);

/** Jira issues that tell of a plan. */
const reports = (): any[] =>
	sandbox.control
		.state('jira')
		.issues.filter(({ values }: any) => values.summary.startsWith('OAuth clients: plan'));

describe('the example workflow "Nightly sync"', () => {
	const server = useN8n();

	beforeAll(async () => {
		await server().importCredentials(readyMadeCredentials(sandbox));
		await server().importWorkflow(example);
	});

	/** One run to its end; what Sync says of each client. */
	async function run(id = example.id) {
		sandbox.control.clearJournal();
		const execution = await server().execute(id);
		expect(execution.error).toBeUndefined();
		expect(execution.status).toBe('success');
		return execution;
	}

	const actions = (execution: Awaited<ReturnType<typeof run>>, node = 'Sync') =>
		execution.json(node).map(({ action, name, status }) => `${action} ${name}: ${status}`);

	test('the first run reports its plan in a Jira issue, then creates what is wanted', async () => {
		const execution = await run();
		const names = desired.map(({ name }: { name: string }) => name);
		expect(actions(execution, 'Plan')).toEqual(
			names.map((name: string) => `create ${name}: planned`),
		);
		expect(actions(execution)).toEqual(names.map((name: string) => `create ${name}: done`));
		expect(kept().map(({ name }) => name)).toEqual([...names].sort());
		const [report, ...others] = reports();
		expect(others).toEqual([]);
		for (const name of names) expect(JSON.stringify(report.values.description)).toContain(name);
		const text = calls().join('\n');
		expect(text.indexOf('POST')).toBeGreaterThan(text.indexOf('GET'));
	});

	test('the second finds all unchanged, with nothing but the two lists read, and reports nothing', async () => {
		const before = reports().length;
		const execution = await run();
		expect(actions(execution)).toEqual(
			desired.map(({ name }: { name: string }) => `unchanged ${name}: done`),
		);
		expect(calls()).toEqual(['GET /api/v2/oauth/clients', 'GET /api/v2/oauth/clients']);
		expect(reports()).toHaveLength(before);
	});

	test('what was changed by hand is put right, what is not in the list is deleted', async () => {
		const [first, second] = kept();
		first.description = 'changed by hand';
		second.scope = ['users'];
		const [surplus] = sandbox.control.seed('genesysCloud', {
			clients: [{ name: `${PREFIX}Forgotten`, authorizedGrantType: 'CODE', scope: ['users'] }],
		}).clients;
		expect(kept()).toHaveLength(desired.length + 1);

		const execution = await run();
		const done = actions(execution);
		expect(done).toContain(`update ${first.name}: done`);
		expect(done).toContain(`update ${second.name}: done`);
		expect(done.at(-1)).toBe(`delete ${PREFIX}Forgotten: done`);
		expect(execution.json('Sync').at(-1)?.id).toBe(surplus.id);
		expect(kept().map(({ name, description }) => [name, description])).toEqual(
			desired.map(({ name }: { name: string }) => [name, 'Kept by n8n']).sort(),
		);
		expect(actions(await run())).toEqual(
			desired.map(({ name }: { name: string }) => `unchanged ${name}: done`),
		);
	});

	test('n8n is killed in the middle of a scheduled run: when it is up again, the schedule brings it about', async () => {
		const many = Array.from({ length: 60 }, (_, index) => ({
			...{ name: `${PREFIX}Client ${String(index).padStart(2, '0')}` },
			...{ authorizedGrantType: 'SAML2-BEARER', scopes: ['users:readonly'] },
		}));
		const workflow = structuredClone({ ...example, id: 'NightlyKilled001' });
		nodeOf(workflow, 'Desired clients').parameters.jsonOutput = JSON.stringify({ clients: many });
		nodeOf(workflow, 'Every night at two').parameters = {
			rule: { interval: [{ field: 'seconds', secondsInterval: 5 }] },
		};
		// What is left of the runs before is more than five.
		nodeOf(workflow, 'Sync').parameters.options = { maximumDeletions: 10 };
		await server().importWorkflow(workflow);

		sandbox.control.setLatency(250);
		sandbox.control.clearJournal();
		await server().publish(workflow.id);
		const made = () => kept().filter(({ name }) => name.startsWith(`${PREFIX}Client`)).length;
		for (const end = Date.now() + 60_000; made() < 10 && Date.now() < end; ) await wait(20);
		const atTheCrash = made();
		await server().crash();
		expect(atTheCrash).toBeGreaterThanOrEqual(10);
		expect(made()).toBeLessThan(many.length);

		sandbox.control.setLatency(0);
		for (const end = Date.now() + 90_000; made() < many.length && Date.now() < end; ) {
			await wait(100);
		}
		await server().unpublish(workflow.id);
		const execution = await run(workflow.id);
		expect(new Set(execution.json('Sync').map(({ action }) => action))).toEqual(
			new Set(['unchanged']),
		);
		expect(kept().map(({ name }) => name)).toEqual(many.map(({ name }) => name));
	});
});
