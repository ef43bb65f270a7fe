import { Agent, request } from 'node:http';
import { work } from './worker.mts';

/** A loop to be run without n8n: one login, then the bodies, so many at once. */
export interface BareJob {
	loginUrl: string;
	clientId: string;
	clientSecret: string;
	url: string;
	bodies: object[];
	concurrency: number;
}

export interface BareMeasured {
	/** From the login to the last answer, in milliseconds. */
	ms: number;
	items: number;
}

/** The least that can be done: Node's own HTTP client, connections kept open, answers parsed. */
async function post(
	agent: Agent,
	url: string,
	headers: Record<string, string>,
	body: string,
): Promise<any> {
	return await new Promise((resolve, reject) => {
		const sending = request(url, { method: 'POST', agent, headers }, (answer) => {
			let text = '';
			answer.setEncoding('utf8');
			answer.on('data', (chunk: string) => (text += chunk));
			answer.on('end', () => {
				if (answer.statusCode === 200) resolve(JSON.parse(text));
				else reject(new Error(`${url} answered with ${answer.statusCode}: ${text}`));
			});
		});
		sending.once('error', reject);
		sending.end(body);
	});
}

work<BareJob, BareMeasured>(async (job) => {
	const agent = new Agent({ keepAlive: true, maxSockets: job.concurrency });
	const from = performance.now();
	const basic = Buffer.from(`${job.clientId}:${job.clientSecret}`).toString('base64');
	const form = {
		Authorization: `Basic ${basic}`,
		'Content-Type': 'application/x-www-form-urlencoded',
	};
	const login = `${job.loginUrl}/oauth/token`;
	const { access_token: token } = await post(
		...([agent, login, form, 'grant_type=client_credentials'] as const),
	);
	const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
	const left = job.bodies.values();
	let items = 0;
	const worker = async () => {
		for (const body of left) {
			const { id } = await post(agent, job.url, headers, JSON.stringify(body));
			if (id) items++;
		}
	};
	await Promise.all(Array.from({ length: job.concurrency }, worker));
	const ms = performance.now() - from;
	agent.destroy();
	return { ms, items };
});
