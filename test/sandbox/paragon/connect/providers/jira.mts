import { issueToken } from '../../../jira/auth.mts';
import { ApiError } from '../../errors.mts';
import type { World } from '../../world.mts';
import type { ConnectCredential } from '../records.mts';
import type { Provider } from './provider.mts';

/** The OAuth app that the vendor calls Jira as. */
const CLIENT_ID = 'paragon';

/** The access token of an account; a new one when the last is over, as the vendor refreshes it. */
function tokenFor({ jira }: World, credential: ConnectCredential): string {
	const token = `paragon-${credential.id}`;
	const known = jira.state.tokens.get(token);
	if (!known || known.expiresAt <= Date.now()) {
		const { providerId, scopes } = credential;
		const { expiresAt } = issueToken(jira, providerId, { scopes, clientId: CLIENT_ID, token });
		credential.dateRefreshed = new Date().toISOString();
		credential.dateValidUntil = new Date(expiresAt).toISOString();
	}
	return token;
}

/** Full addresses lead to the site as well. */
function sitePath(path: string): string {
	return path.replace(/^\/ex\/jira\/[^/]+/, '');
}

/**
 * Jira Cloud, over HTTP: faults, limits and the journal of its stand-in see these calls too.
 * @throws ApiError 502 when it gives no answer
 */
export const jiraProvider: Provider = async (world, credential, request) => {
	const { jira } = world;
	const { method, path, headers, body } = request;
	const url = `${jira.url}/ex/jira/${jira.cloudId}${sitePath(path)}`;
	try {
		const answer = await fetch(url, {
			method,
			redirect: 'manual',
			headers: { ...headers, authorization: `Bearer ${tokenFor(world, credential)}` },
			body: method === 'GET' || method === 'HEAD' ? undefined : body,
		});
		const answered: Record<string, string> = {};
		answer.headers.forEach((value, name) => {
			answered[name] = value;
		});
		return { status: answer.status, headers: answered, text: await answer.text() };
	} catch {
		throw new ApiError('providerUnreachable', { meta: { isIntegrationError: true } });
	}
};
