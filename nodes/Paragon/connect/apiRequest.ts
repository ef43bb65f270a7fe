import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import { InvalidInput, Unreachable } from '../../core/errors';
import { choice, text } from '../../core/fields';
import { objectIn } from '../../core/jsonField';
import type { Operation, Output } from '../../core/operation';
import type { Gateway } from './gateway';
import { toldIfLost } from './uncertain';

type Method = Extract<IHttpRequestMethods, 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT'>;

const METHODS: Method[] = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'];

const FIELDS = {
	integration: text({
		displayName: 'Integration',
		type: 'string',
		default: 'jira',
		placeholder: 'e.g. jira',
		description: 'The type of the integration, or the slug of a custom one, such as custom.acme',
	}),
	method: choice<Method>({
		displayName: 'Method',
		type: 'options',
		options: METHODS.map((name) => ({ name, value: name })),
		default: 'GET',
		description: 'The HTTP method',
	}),
	path: text({
		displayName: 'Path',
		type: 'string',
		default: '',
		placeholder: 'e.g. /rest/api/3/issue',
		description: "From the root of the app's API, with its query",
	}),
};

/** Atlassian removed it in 2025 (CHANGE-2046). */
const REMOVED_SEARCH = /^\/?rest\/api\/(2|3|latest)\/search\/?(\?|$)/;

/** Send: any request to an app that the user has connected. */
export function sendRequest(): Operation<Pick<Gateway, 'requestApp'>> {
	return {
		value: 'send',
		name: 'Send',
		action: 'Send a request to a connected app',
		description: 'Send any request to the API of a connected app',
		properties: [
			{ ...FIELDS.integration.property, name: 'integration', required: true },
			{ ...FIELDS.method.property, name: 'method' },
			{ ...FIELDS.path.property, name: 'path', required: true },
			{
				displayName: 'Body (JSON)',
				name: 'body',
				type: 'json',
				default: '{}',
				description: 'The body of the request',
				displayOptions: { show: { method: ['PATCH', 'POST', 'PUT'] } },
			},
			{
				displayName: 'Fetch All Pages',
				name: 'allPages',
				type: 'boolean',
				default: false,
				description:
					'Whether to go on until the last page, by nextPageToken or startAt as Jira has them; each page is an item',
				displayOptions: { show: { method: ['GET'] } },
			},
		],
		read(parameters) {
			const integration = FIELDS.integration.read(parameters.get('integration'));
			const method = FIELDS.method.read(parameters.get('method')) ?? 'GET';
			const path = FIELDS.path.read(parameters.get('path'));
			if (!integration) throw new InvalidInput('Integration', 'is missing');
			if (!path) throw new InvalidInput('Path', 'is missing');
			if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(path)) {
				throw new InvalidInput(
					'Path',
					`begins at the root of the app's API, such as /rest/api/3/issue`,
				);
			}
			if (integration === 'jira' && REMOVED_SEARCH.test(path)) {
				throw new InvalidInput(
					'Path',
					'Atlassian has removed /rest/api/3/search',
					'Use /rest/api/3/search/jql, or the operation Search of the resource Jira Issue.',
				);
			}
			const given = parameters.get('body');
			const body =
				given === undefined || given === '' || method === 'GET'
					? undefined
					: Array.isArray(given)
						? given
						: objectIn('Body (JSON)', given);
			const root = path.startsWith('/') ? path : `/${path}`;
			if (method === 'GET' && parameters.flag('allPages')) {
				return async (gateway) => await allPages(gateway, integration, root);
			}
			return async (gateway) => {
				const sent = gateway.requestApp<unknown>({ integration, method, path: root, body });
				const answer = await toldIfLost(`The request ${method} ${path}`, sent);
				const entries = Array.isArray(answer) ? answer : [answer];
				return entries.map((entry) => ({ json: asItem(entry) }));
			};
		},
	};
}

/** A page for each item, until the app says that it is the last. */
async function allPages(
	gateway: Pick<Gateway, 'requestApp'>,
	integration: string,
	path: string,
): Promise<Output[]> {
	const outputs: Output[] = [];
	const seen = new Set<string>();
	for (let query: Record<string, string | number> | undefined = {}; query; ) {
		const key = JSON.stringify(query);
		if (seen.has(key)) throw new Unreachable('The app gives the same page again and again');
		seen.add(key);
		const page: unknown = await gateway.requestApp({ integration, method: 'GET', path, query });
		outputs.push({ json: asItem(page) });
		query = nextOf(page);
	}
	return outputs;
}

/** Atlassian: a token for the next page, or where it starts. */
function nextOf(page: unknown): Record<string, string | number> | undefined {
	if (typeof page !== 'object' || page === null) return undefined;
	const { nextPageToken, isLast, startAt, maxResults, total } = page as IDataObject;
	if (isLast === true) return undefined;
	if (typeof nextPageToken === 'string' && nextPageToken !== '') return { nextPageToken };
	if (typeof startAt !== 'number' || typeof maxResults !== 'number' || maxResults < 1)
		return undefined;
	const next = startAt + maxResults;
	return typeof total === 'number' && next >= total ? undefined : { startAt: next };
}

const asItem = (entry: unknown): IDataObject =>
	typeof entry === 'object' && entry !== null
		? (entry as IDataObject)
		: { output: entry as string };
