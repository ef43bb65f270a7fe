import type { createRequire } from 'node:module';
import type { TestTypes } from '../engine/support/protocol.mts';

type Require = ReturnType<typeof createRequire>;

/** What the helper loop is asked for. */
interface LoopParameters {
	method: 'GET' | 'POST';
	url: string;
	/** One for each request; empty for those without. */
	bodies: object[];
	concurrency: number;
}

/**
 * n8n's nodes that the package's are compared with, and a node that does nothing but send requests
 * through n8n's own helper, as many at once as it is told: what n8n itself takes.
 */
export default function types(_workflowModule: object, requireFromN8n: Require): TestTypes {
	const { HttpRequest } = requireFromN8n(
		'n8n-nodes-base/dist/nodes/HttpRequest/HttpRequest.node.js',
	);
	const { SplitInBatches } = requireFromN8n(
		'n8n-nodes-base/dist/nodes/SplitInBatches/SplitInBatches.node.js',
	);
	const { HttpHeaderAuth } = requireFromN8n(
		'n8n-nodes-base/dist/credentials/HttpHeaderAuth.credentials.js',
	);
	return {
		nodes: [...[new HttpRequest(), new SplitInBatches()].map(withWholeName), HELPER_LOOP],
		credentials: [new HttpHeaderAuth()],
	};
}

/** A node as n8n registers it: what it may do hangs on the name of its package. */
function withWholeName(node: any) {
	node.description.name = `n8n-nodes-base.${node.description.name}`;
	return node;
}

const HELPER_LOOP = {
	description: {
		name: 'helperLoop',
		displayName: 'Helper Loop',
		version: 1,
		group: ['transform'],
		defaults: {},
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'genesysCloudOAuth2Api', required: true }],
		properties: [{ displayName: 'Loop', name: 'loop', type: 'json', default: {} }],
	},
	async execute(this: any) {
		const { method, url, bodies, concurrency } = this.getNodeParameter('loop', 0) as LoopParameters;
		const answers: object[] = [];
		const send = async (body: object) =>
			answers.push(
				await this.helpers.httpRequestWithAuthentication.call(this, 'genesysCloudOAuth2Api', {
					...{ method, url, json: true },
					...(method === 'POST' && { body }),
				}),
			);
		const left = bodies.values();
		const first = left.next();
		// As the package does: were the session dead, many at once would each log in.
		if (!first.done) await send(first.value);
		const worker = async () => {
			for (const body of left) await send(body);
		};
		await Promise.all(Array.from({ length: concurrency }, worker));
		return [answers.map((json) => ({ json }))];
	},
};
