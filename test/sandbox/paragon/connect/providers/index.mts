import type { Integration } from '../../records.mts';
import { jiraProvider } from './jira.mts';
import { json, type Provider } from './provider.mts';
import { slackProvider } from './slack.mts';

/** An app that isn't stood in for: it tells what it was sent. */
const echo: Provider = async (_world, { id }, { method, path, body }) =>
	json(200, {
		method,
		path,
		...(body !== undefined && { body: JSON.parse(body) as unknown }),
		account: id,
	});

/** What stands behind an integration. */
export function providerOf({ type }: Integration): Provider {
	if (type === 'jira') return jiraProvider;
	return type === 'slack' ? slackProvider : echo;
}
