import type { IHttpRequestMethods } from 'n8n-workflow';

import { InvalidInput } from '../../core/errors';
import { choice, text } from '../../core/fields';
import { objectIn, parsed } from '../../core/jsonField';
import type { Operation } from '../../core/operation';
import type { Gateway } from './gateway';
import { outputsOf } from './outputs';
import { pagesOf } from './pages';
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
				description:
					'The body of the request: an object or a list; an empty object is none for DELETE',
				displayOptions: { show: { method: ['DELETE', 'PATCH', 'POST', 'PUT'] } },
			},
			{
				displayName: 'Fetch All Pages',
				name: 'allPages',
				type: 'boolean',
				default: false,
				description:
					'Whether to go on until the last page, by nextPageToken or startAt as Jira has them, or by a cursor; each page is an item',
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
			const body = method === 'GET' ? undefined : bodyOf(method, parameters.get('body'));
			const root = path.startsWith('/') ? path : `/${path}`;
			if (method === 'GET' && parameters.flag('allPages')) {
				return async (gateway) => (await pagesOf(gateway, integration, root)).flatMap(outputsOf);
			}
			return async (gateway) => {
				const sent = gateway.requestApp<unknown>({
					...{ integration, method, path: root, body },
					anyAnswer: true,
				});
				return outputsOf(await toldIfLost(`The request ${method} ${path}`, sent));
			};
		},
	};
}

/** A list goes as well as an object, and a deletion without either. */
function bodyOf(method: Method, given: unknown): object | undefined {
	if (given === undefined || given === null || given === '') return undefined;
	const value = typeof given === 'string' ? parsed(given) : given;
	if (Array.isArray(value)) return value;
	const body = objectIn('Body (JSON)', given);
	return method === 'DELETE' && Object.keys(body).length === 0 ? undefined : body;
}
