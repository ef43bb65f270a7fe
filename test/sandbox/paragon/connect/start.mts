import { ALL_SCOPES } from '../../jira/auth.mts';
import type { Site } from '../../jira/site.mts';
import { dated } from '../newRecords.mts';
import { CONNECT_PROJECT, type ReadyMade } from '../start.mts';
import type { State } from '../state.mts';
import { connect } from './connection.mts';

/** Users of the project, by what they have connected. */
export const USERS = {
	/** Jira with all scopes, and Slack. */
	connected: 'user-1',
	/** Jira of another person, without the scope that events of projects need. */
	second: 'user-2',
	/** Nothing. */
	unconnected: 'user-3',
} as const;

/** Adds the users, their accounts and the key that signs for them. */
export function addConnectedUsers(state: State, ready: ReadyMade, jira: Site): void {
	const { idOf, userKeys, webhookSigningSecret } = ready;
	const projectId = idOf(`project ${CONNECT_PROJECT}`);
	const integration = (name: string) =>
		state.integrations.find(projectId, idOf(`integration ${CONNECT_PROJECT} ${name}`))!;
	state.signingKeys.add({
		...dated(),
		...{ id: idOf('user key'), projectId, publicKey: userKeys.publicKey, revoked: false },
	});
	state.webhookSettings.set(projectId, { signingSecret: webhookSigningSecret });
	const [first, second] = Object.values(USERS).map((userId) =>
		state.connectUsers.add({
			...dated(),
			id: idOf(`persona ${userId}`),
			...{ projectId, userId, meta: { Name: userId, Email: `${userId}@sandbox.example` } },
		}),
	);
	const [admin, other] = [...jira.state.users.keys()];
	const account = (name: string, providerId: string, scopes: readonly string[]) => ({
		id: idOf(`account ${name}`),
		providerId,
		scopes,
		providerData: name.endsWith('jira') ? { cloudId: jira.cloudId } : {},
	});
	connect({ state }, first!, integration('jira'), account('1 jira', admin!, ALL_SCOPES));
	connect(
		{ state },
		first!,
		integration('slack'),
		account('1 slack', 'U0000000001', ['chat:write']),
	);
	const limited = ALL_SCOPES.filter((scope) => scope !== 'manage:jira-configuration');
	connect({ state }, second!, integration('jira'), account('2 jira', other!, limited));
}
