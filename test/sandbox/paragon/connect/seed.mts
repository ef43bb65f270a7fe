import type { World } from '../world.mts';
import { connect, disconnect } from './connection.mts';
import { credentialsOf, integrationByType } from './credentials.mts';
import type { ConnectCredential, ConnectUser, Subscription } from './records.mts';
import type { Deliverer, DeliveryOptions } from './triggers/deliverer.mts';
import { userOf } from './userToken.mts';

/** A user's account; the project is that of the users who are there from the start. */
interface Account {
	userId: string;
	/** As users know it: `jira`, `slack`, `custom.name`. */
	integration: string;
	projectId?: string;
}

/** What happens to connected users and their subscriptions without a request. */
export interface ConnectSeed {
	connectUsers?: Array<{ userId: string; projectId?: string; meta?: Record<string, unknown> }>;
	/** Connects further accounts. */
	connect?: Array<Account & Partial<Pick<ConnectCredential, 'providerId' | 'scopes' | 'status'>>>;
	/** Takes all accounts of an integration away. */
	disconnect?: Account[];
	/** Changes accounts that are there, such as to `{status: 'INVALID'}`. */
	accounts?: Array<Account & Partial<Pick<ConnectCredential, 'scopes' | 'status'>>>;
	/** Makes subscriptions ERRORED. */
	errored?: Array<{ subscriptionId: string; error?: string }>;
	/** IDs of subscriptions that vanish. */
	lost?: string[];
	/** IDs of events to send once more, to the byte. */
	redeliver?: string[];
	/** Calls that look like those of a subscription, with what is wrong about them. */
	forge?: Array<{ subscriptionId: string; payload?: unknown } & DeliveryOptions>;
	/** The project's own webhook URL; null takes it away. */
	webhookUrl?: string | null;
}

function need<T>(found: T | undefined, what: string): T {
	if (found === undefined) throw new RangeError(`No ${what}`);
	return found;
}

/** @throws RangeError for what isn't there */
export function addConnectSeed(
	world: World,
	deliverer: Deliverer,
	seed: ConnectSeed,
): { connectCredentials: Array<{ id: string; userId: string }>; deliveries: string[] } {
	const { state } = world;
	const [home] = [...state.webhookSettings.keys()];
	const user = ({
		userId,
		projectId = home!,
	}: {
		userId: string;
		projectId?: string;
	}): ConnectUser => userOf(world, projectId, userId);
	const integration = ({ integration: type, projectId = home! }: Account) =>
		need(integrationByType(world, projectId, type), `integration '${type}'`);
	const subscription = (id: string): Subscription =>
		need(
			state.subscriptions.all().find((each) => each.id === id),
			`subscription '${id}'`,
		);
	for (const { meta = {}, ...given } of seed.connectUsers ?? []) user(given).meta = meta;
	const connected = (seed.connect ?? []).map((given) => {
		const { userId: _, integration: __, projectId: ___, ...account } = given;
		const { id } = connect(world, user(given), integration(given), account);
		return { id, userId: given.userId };
	});
	for (const given of seed.disconnect ?? []) {
		const from = integration(given);
		for (const credential of credentialsOf(world, user(given), from.id)) {
			disconnect(world, from, credential);
		}
	}
	for (const { userId, integration: type, projectId, ...changes } of seed.accounts ?? []) {
		const { id } = integration({ userId, integration: type, projectId });
		for (const credential of credentialsOf(world, user({ userId, projectId }), id)) {
			Object.assign(credential, changes);
		}
	}
	for (const { subscriptionId, error = 'Polling failed repeatedly.' } of seed.errored ?? []) {
		Object.assign(subscription(subscriptionId), { status: 'ERRORED', error });
	}
	for (const id of seed.lost ?? []) state.subscriptions.remove(subscription(id));
	const settings = state.webhookSettings.get(home!)!;
	if (seed.webhookUrl === null) delete settings.url;
	else if (seed.webhookUrl !== undefined) settings.url = seed.webhookUrl;
	const again = (seed.redeliver ?? []).map((eventId) => {
		const earlier = need(
			state.deliveries.find((delivery) => delivery.eventId === eventId),
			`event '${eventId}'`,
		);
		return deliverer.redeliver(subscription(earlier.subscriptionId), earlier);
	});
	const forged = (seed.forge ?? []).map(({ subscriptionId, payload = {}, ...options }) =>
		deliverer.deliver(subscription(subscriptionId), payload, { ...options, origin: 'forged' }),
	);
	return {
		connectCredentials: connected,
		deliveries: [...again, ...forged].map(({ eventId }) => eventId),
	};
}
