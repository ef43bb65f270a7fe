import { ApiError } from '../errors.mts';
import type { Integration } from '../records.mts';
import { header, type ConnectAnswer, type ConnectCall, type ConnectOperation } from './call.mts';
import { credentialFor, needIntegration } from './credentials.mts';
import { checkPermission } from './permissions.mts';
import { providerOf } from './providers/index.mts';
import type { ProviderAnswer } from './providers/provider.mts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
/** Headers of a request that go on to the provider. */
const PASSED_ON = ['accept', 'accept-language', 'content-type', 'x-atlassian-token'];
/** Headers of a connection, not of an answer. */
const OF_CONNECTION = ['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'date'];
/** Headers of a provider's answer that are kept when it isn't asked for raw. */
const KEPT = /^(content-type|retry-after|x-ratelimit-.*)$/;

/** Which integration, and what is left of the path. */
interface Target {
	integration: Integration;
	path: string;
}

function targetOf(call: ConnectCall): Target {
	const { url, project, world } = call;
	const [, rest = ''] = url.split(`/projects/${project.id}/sdk/proxy/`);
	const [, first = '', tail = ''] = /^([^/?]*)(.*)$/.exec(rest) ?? [];
	if (first !== 'custom')
		return { integration: needIntegration(call, decodeURIComponent(first)), path: tail };
	const [, integrationId = '', path = ''] = /^\/([^/?]*)(.*)$/.exec(tail) ?? [];
	const integration = world.state.integrations.find(project.id, integrationId);
	if (integration?.customIntegration) return { integration, path };
	throw new ApiError('integrationNotFound', { meta: { integrationId } });
}

/** @throws ApiError 400 */
function pathOf(call: ConnectCall, path: string): string {
	const wanted = header(call, 'x-paragon-proxy-url');
	if (wanted === undefined) {
		if (/^\/*($|\?)/.test(path)) throw new ApiError('proxyTarget');
		return path.replace(/^\/+/, '/');
	}
	if (!/^https?:\/\//i.test(wanted)) return `/${wanted.replace(/^\/+/, '')}`;
	if (!URL.canParse(wanted)) throw new ApiError('proxyTarget');
	const { pathname, search } = new URL(wanted);
	return pathname + search;
}

function passedOn(call: ConnectCall): Record<string, string> {
	return Object.fromEntries(
		PASSED_ON.flatMap((name) => {
			const value = header(call, name);
			return value === undefined ? [] : [[name, value]];
		}),
	);
}

/** What a provider says in its error, as one text. */
export function errorTextOf(text: string): string {
	try {
		const {
			errorMessages = [],
			errors = {},
			message,
			error,
		} = JSON.parse(text) as {
			errorMessages?: string[];
			errors?: Record<string, string>;
			message?: string;
			error?: string;
		};
		const texts = [...errorMessages, ...Object.values(errors), message, error];
		return texts.filter((each) => typeof each === 'string' && each !== '').join(' ') || text;
	} catch {
		return text;
	}
}

/** A provider's error in the common error body. */
export function describedError({ status, headers, text }: ProviderAnswer): ConnectAnswer {
	const { body } = new ApiError('providerRefused', {
		status,
		message: errorTextOf(text),
		meta: { isIntegrationError: true, headers, response: text },
	});
	return { status, body };
}

function reply(call: ConnectCall, answer: ProviderAnswer): ConnectAnswer {
	const { behaviour } = call.world;
	const { status, text } = answer;
	const raw = ['1', 'true'].includes(header(call, 'x-paragon-use-raw-response') ?? '');
	const headers = Object.fromEntries(
		Object.entries(answer.headers).filter(([name]) =>
			raw ? !OF_CONNECTION.includes(name) : KEPT.test(name),
		),
	);
	if (raw) return { status, body: text, headers };
	if (status >= 400 && behaviour.proxyErrors === 'described') {
		const { body } = describedError(answer);
		return {
			status,
			body,
			headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
		};
	}
	if (status >= 400 || behaviour.proxyReply === 'bare') return { status, body: text, headers };
	const isJson = headers['content-type']?.includes('json') && text !== '';
	const output: unknown = isJson ? JSON.parse(text) : text;
	return {
		status: status === 204 ? 200 : status,
		body: JSON.stringify({ output }),
		headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
	};
}

async function proxy(call: ConnectCall): Promise<ConnectAnswer> {
	const { world, claims, method, body } = call;
	const { integration, path } = targetOf(call);
	const credential = credentialFor(call, integration);
	checkPermission(world, claims, 'proxy', {
		integration: integration.type,
		credentialId: credential.id,
	});
	const answer = await providerOf(integration)(world, credential, {
		method,
		path: pathOf(call, path),
		headers: passedOn(call),
		...(body !== undefined && body !== null && { body: JSON.stringify(body) }),
	});
	return reply(call, answer);
}

const PATH = '/projects/:projectId/sdk/proxy';

/** The Proxy API: any verb and path of any integration that the user has connected. */
export const proxyOperations: ConnectOperation[] = [`${PATH}/:type`, `${PATH}/:type/*`].map(
	(path) => ({ method: METHODS, path, handle: proxy }),
);
