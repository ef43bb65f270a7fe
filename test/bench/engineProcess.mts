import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectToLoopbackOnly } from '../engine/support/loopbackOnly.mts';
import { loadN8n } from '../engine/support/n8nEngine.mts';
import { type Watch, watchHeap } from './heap.mts';
import type { Job, Measured } from './protocol.mts';
import { work } from './worker.mts';

/** n8n's engine in a process of its own, set up as in production, to be measured. */

const [packageFolder = '', n8nFolder = ''] = process.argv.slice(2);
const userFolder = mkdtempSync(join(tmpdir(), 'bench-'));
process.on('exit', () => {
	for (const folder of [userFolder, packageFolder]) {
		rmSync(folder, { recursive: true, force: true });
	}
});
connectToLoopbackOnly();

const n8n = await loadN8n({
	...{ packageFolder, n8nFolder, userFolder, logLevel: 'silent' },
	testTypes: new URL('./types.mts', import.meta.url).href,
});

function workflowOf({ nodes, connections }: Job, references: object) {
	const [first] = nodes;
	return n8n.workflow(
		[
			{ id: '0', name: 'Start', type: 'start', typeVersion: 1, position: [0, 0], parameters: {} },
			...nodes.map(({ settings, ...node }, index) => ({
				id: String(index + 1),
				typeVersion: 1,
				position: [200 * (index + 1), 0],
				credentials: references,
				...node,
				...settings,
			})),
		],
		{ Start: { main: [[{ node: first?.name, type: 'main', index: 0 }]] }, ...connections },
	);
}

interface OutputItem {
	json: { error?: unknown; action?: unknown };
	error?: unknown;
}

/** The items of a node's first output, of all its runs. */
function outputOf(finished: any, node: string): OutputItem[] {
	const runs: any[] = finished.data.resultData.runData[node] ?? [];
	return runs.flatMap((run) => run.data?.main?.flat() ?? []).filter(Boolean);
}

function summary(items: OutputItem[]) {
	const isFailed = ({ json, error }: OutputItem) => Boolean(error ?? json.error);
	const actions: Record<string, number> = {};
	for (const { json } of items) {
		if (json.action !== undefined) {
			actions[String(json.action)] = (actions[String(json.action)] ?? 0) + 1;
		}
	}
	const failed = items.filter(isFailed).length;
	return { items: items.length - failed, failed, actions };
}

async function measure(job: Job): Promise<Measured> {
	const references = await n8n.credentials.store(job.credentials, job.credentialId);
	const workflow = workflowOf(job, references);
	let measured: Measured | undefined;
	const execute = async ({ begin, look }: Watch) => {
		const begins = (node: string) => void (node === job.nodes[0]?.name && begin());
		const from = performance.now();
		const cpuFrom = process.cpuUsage();
		const finished = await n8n.execute(workflow, job.items, 'trigger', begins);
		const ms = performance.now() - from;
		const { user, system } = process.cpuUsage(cpuFrom);
		const cpuMs = (user + system) / 1000;
		look();
		const output = outputOf(finished, job.outputOf);
		const error = finished.data.resultData.error?.message;
		measured = { ms, cpuMs, ...summary(output), ...(error && { error }) };
		return { output };
	};
	const heap = job.watchHeap ? await watchHeap(execute) : undefined;
	if (!heap) await execute({ begin: () => undefined, look: () => undefined });
	return { ...measured!, ...(heap && { heap }) };
}

work(measure);
