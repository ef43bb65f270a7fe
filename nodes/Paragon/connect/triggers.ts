import type { IDataObject } from 'n8n-workflow';

import { path } from '../../core/client';
import { isNotFound } from '../../core/errors';
import { isRecord } from '../../core/vendor';
import type { Gateway } from './gateway';

/** A parameter of a trigger, as Paragon describes it. */
export interface TriggerParameter {
	id: string;
	type?: string;
	title?: string;
	label?: string;
	subtitle?: string;
	required?: boolean;
}

/** A trigger that an integration has. */
export interface TriggerDefinition {
	type: string;
	title?: string;
	description?: string;
	triggerModel?: 'POLLING' | 'WEBHOOK';
	parameters?: TriggerParameter[];
	integration: string;
}

/** What Paragon sends events for, and where to. */
export interface Subscription {
	id: string;
	type: string;
	parameters?: IDataObject;
	status?: 'ACTIVE' | 'ERRORED';
	error?: string;
	/** Its metadata is not shown everywhere. */
	webhookOverride?: { url?: string; metadata?: IDataObject } | null;
}

export interface Subscribe {
	integration: string;
	type: string;
	parameters: IDataObject;
	url: string;
	/** Comes back with every event. */
	metadata: IDataObject;
}

const SUBSCRIPTIONS = '/trigger-subscriptions';

/** The triggers of ActionKit, for one connected user. */
export class Triggers {
	constructor(private readonly gateway: Gateway) {}

	/** The triggers of one integration, or of all that the user has connected. */
	async definitions(integration?: string): Promise<TriggerDefinition[]> {
		const { triggers } = await this.gateway.request<{
			triggers: Record<string, Array<Omit<TriggerDefinition, 'integration'>>>;
		}>({
			method: 'GET',
			host: 'actionkit',
			path: '/triggers',
			query: integration ? { integrations: integration } : undefined,
			isUsable: (body) => typeof body.triggers === 'object' && body.triggers !== null,
		});
		return Object.entries(triggers).flatMap(([app, definitions]) =>
			definitions.map((definition) => ({ ...definition, integration: app })),
		);
	}

	/** All subscriptions that send to a URL. */
	async subscriptionsTo(url: string): Promise<Subscription[]> {
		const { triggers } = await this.gateway.request<{ triggers: Record<string, Subscription[]> }>({
			method: 'GET',
			host: 'actionkit',
			path: SUBSCRIPTIONS,
			isUsable: (body) => typeof body.triggers === 'object' && body.triggers !== null,
		});
		return Object.values(triggers)
			.flat()
			.filter(({ webhookOverride }) => webhookOverride?.url === url);
	}

	/** Not repeated when its answer is lost: it is looked for by its URL then, which nobody else has. */
	async subscribe(wanted: Subscribe): Promise<Subscription> {
		const { url, metadata, ...rest } = wanted;
		return await this.gateway
			.request<Subscription>({
				method: 'POST',
				host: 'actionkit',
				path: SUBSCRIPTIONS,
				body: { ...rest, webhookOverride: { url, metadata } },
				isUsable: isRecord,
			})
			.catch(async (thrown: unknown) => {
				const [found] = await this.subscriptionsTo(url).catch(() => []);
				if (found) return found;
				throw thrown;
			});
	}

	/** Done when it is gone; one that is not there any more is gone. */
	async unsubscribe(id: string): Promise<void> {
		await this.gateway
			.request({
				method: 'DELETE',
				host: 'actionkit',
				path: path`/trigger-subscriptions/${id}`,
			})
			.catch((thrown: unknown) => {
				if (!isNotFound(thrown)) throw thrown;
			});
	}
}
