import { parentPort, workerData } from 'node:worker_threads';
import type { Ask, Told } from './jiraJs.mts';

type Client = Record<string, Record<string, (parameters?: unknown) => Promise<unknown>>>;

/** Where jira.js collects what answers hold beside what it describes, when AUDIT_SCHEMAS is true. */
const DRIFT = Symbol.for('apis-code-gen.schemaAudit');
const drift = (): unknown[] => (globalThis as Record<symbol, unknown[]>)[DRIFT] ?? [];

const client = import('jira.js').then(({ createCloudClient }) =>
	createCloudClient({ ...(workerData as { host: string }), onSchemaMismatch: 'throw' }),
) as unknown as Promise<Client>;

async function answer({ id, group, method, parameters }: Ask): Promise<Told> {
	try {
		const value = await (await client)[group]![method]!(parameters);
		return { id, value, drift: drift() };
	} catch (error) {
		const { name, message, status, body, retryAfterMs } = error as Told['error'] & object;
		return { id, error: { name, message, status, body, retryAfterMs }, drift: drift() };
	}
}

void client.then(() => parentPort!.postMessage({ id: 0, drift: [] } satisfies Told));
parentPort!.on('message', (ask: Ask) => {
	void answer(ask).then((told) => parentPort!.postMessage(told));
});
