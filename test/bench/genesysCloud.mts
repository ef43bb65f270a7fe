import type { BenchSandbox } from './sandboxControl.mts';
import type { Job } from './protocol.mts';

export const CLIENTS = '/api/v2/oauth/clients';

/** Requests that the node has under way at once, at most: what a loop is given that it is held to. */
export const CONCURRENCY = 10;

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** Somebody who may do everything, and has made no request yet. */
export interface Caller {
	clientId: string;
	clientSecret: string;
	/** A role that it may give away, and where. */
	roleId: string;
	divisionId: string;
}

/** A new client of the vendor's for n8n to authenticate with: it has the vendor's limits to itself. */
export async function newCaller(sandbox: BenchSandbox, name = 'n8n'): Promise<Caller> {
	const { clients } = await sandbox.seed('genesysCloud', {
		clients: [{ name, roles: ['admin', 'employee'] }],
	});
	const { roles, divisions } = await sandbox.state('genesysCloud');
	return {
		clientId: clients[0].id,
		clientSecret: clients[0].secret,
		roleId: roles.find((role: any) => role.name === 'employee').id,
		divisionId: divisions.find((division: any) => division.homeDivision).id,
	};
}

/** The names of the clients to be made: nobody else's begin with the same prefix. */
export const namesOf = (prefix: string, count: number): string[] =>
	Array.from({ length: count }, (_, index) => `${prefix} ${String(index + 1).padStart(6, '0')}`);

/** The request that makes one of them (Genesys Cloud API description: OAuthClientRequest). */
export const bodyOf = (name: string, { roleId, divisionId }: Caller) => ({
	name,
	authorizedGrantType: 'CLIENT-CREDENTIALS',
	accessTokenValiditySeconds: 86_400,
	roleDivisions: [{ roleId, divisionId }],
	state: 'active',
});

/** The credential of the package for a caller. */
export const credentialOf = (sandbox: BenchSandbox, { clientId, clientSecret }: Caller) => ({
	genesysCloudOAuth2Api: {
		region: 'custom',
		apiUrl: sandbox.genesysCloud.apiUrl,
		loginUrl: sandbox.genesysCloud.loginUrl,
		clientId,
		clientSecret,
	},
});

/** Clients made by the node's Create, one for each name. */
export function createByNode(sandbox: BenchSandbox, caller: Caller, names: string[]): Job {
	return {
		nodes: [
			{
				name: 'Node',
				type: 'genesysCloud',
				parameters: {
					resource: 'oauthClient',
					operation: 'create',
					name: '={{ $json.name }}',
					authorizedGrantType: 'CLIENT-CREDENTIALS',
					roles: {
						role: [{ roleId: byId(caller.roleId), divisionId: byId(caller.divisionId) }],
					},
				},
			},
		],
		credentials: credentialOf(sandbox, caller),
		credentialId: caller.clientId,
		items: itemsOf(names),
		outputOf: 'Node',
	};
}

/** The same requests through n8n's own helper, with the node's concurrency and nothing else. */
export function createByHelper(sandbox: BenchSandbox, caller: Caller, names: string[]): Job {
	const loop = {
		method: 'POST',
		url: sandbox.genesysCloud.apiUrl + CLIENTS,
		bodies: names.map((name) => bodyOf(name, caller)),
		concurrency: CONCURRENCY,
	};
	return {
		nodes: [{ name: 'Node', type: 'helperLoop', parameters: { loop } }],
		credentials: credentialOf(sandbox, caller),
		credentialId: caller.clientId,
		items: [{ json: {} }],
		outputOf: 'Node',
	};
}

/** The list of all clients through n8n's own helper, handed on as it is. */
export function listByHelper(sandbox: BenchSandbox, { credentials, credentialId }: Job): Job {
	const url = sandbox.genesysCloud.apiUrl + CLIENTS;
	const loop = { method: 'GET', url, bodies: [{}], concurrency: 1 };
	return {
		nodes: [{ name: 'Node', type: 'helperLoop', parameters: { loop } }],
		...{ credentials, credentialId },
		items: [{ json: {} }],
		outputOf: 'Node',
	};
}

/** An access token, for who cannot log in by themselves. */
export async function tokenOf(
	{ genesysCloud }: BenchSandbox,
	{ clientId, clientSecret }: Caller,
): Promise<string> {
	const answer = await fetch(`${genesysCloud.loginUrl}/oauth/token`, {
		method: 'POST',
		headers: {
			Authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
		},
		body: new URLSearchParams({ grant_type: 'client_credentials' }),
	});
	return (await answer.json()).access_token;
}

/** How n8n's HTTP Request node is set. */
export interface HttpRequestSetting {
	/** Batching: so many items, then so long a pause in milliseconds. */
	batch?: { batchSize: number; batchInterval: number };
	retryOnFail?: boolean;
	/** Whether the items go one by one through a loop of the workflow, so that a retry is of one only. */
	oneByOne?: boolean;
}

/** The same requests by n8n's HTTP Request node, which is given a token: its login costs it nothing. */
export async function createByHttpRequest(
	sandbox: BenchSandbox,
	caller: Caller,
	names: string[],
	{ batch, retryOnFail, oneByOne }: HttpRequestSetting,
): Promise<Job> {
	const { name: _name, ...fixed } = bodyOf('', caller);
	const http = {
		name: 'HTTP Request',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			method: 'POST',
			url: sandbox.genesysCloud.apiUrl + CLIENTS,
			authentication: 'genericCredentialType',
			genericAuthType: 'httpHeaderAuth',
			sendBody: true,
			contentType: 'json',
			specifyBody: 'json',
			jsonBody: `={{ { name: $json.name, ...${JSON.stringify(fixed)} } }}`,
			options: batch ? { batching: { batch } } : {},
		},
		settings: retryOnFail ? { retryOnFail, maxTries: 5, waitBetweenTries: 5000 } : {},
	};
	const loop = {
		name: 'Loop Over Items',
		type: 'n8n-nodes-base.splitInBatches',
		typeVersion: 3,
		parameters: { batchSize: 1, options: {} },
	};
	const to = (node: string) => [{ node, type: 'main', index: 0 }];
	return {
		nodes: oneByOne ? [loop, http] : [http],
		connections: oneByOne
			? { [loop.name]: { main: [[], to(http.name)] }, [http.name]: { main: [to(loop.name)] } }
			: {},
		credentials: {
			httpHeaderAuth: {
				name: 'Authorization',
				value: `Bearer ${await tokenOf(sandbox, caller)}`,
			},
		},
		credentialId: caller.clientId,
		items: itemsOf(names),
		outputOf: http.name,
	};
}

const itemsOf = (names: string[]) => names.map((name) => ({ json: { name } }));

/** How many of these names the vendor has not got, and how many more than one of. */
export async function lostAndDoubled(sandbox: BenchSandbox, names: readonly string[]) {
	const { clients } = await sandbox.state('genesysCloud');
	const counts = new Map<string, number>(names.map((name) => [name, 0]));
	for (const { name, goneFrom } of clients) {
		const count = counts.get(name);
		if (count !== undefined && goneFrom === undefined) counts.set(name, count + 1);
	}
	const found = [...counts.values()];
	return {
		lost: found.filter((count) => count === 0).length,
		doubled: found.filter((count) => count > 1).length,
	};
}
